"""Looking whether the links of the registry still answer."""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.utils import timezone

from .models import Link, LinkCheck
from .reaching import Answer, ask

# A few at a time: nobody's site is to be bothered.
AT_ONCE = 4


def check_links(timeout: float, pause: float = 1.0, tell: Callable = lambda _number: None) -> list[LinkCheck]:
    """Asks for each address once, also where both languages name it, and keeps what was answered."""
    links = defaultdict(list)
    for link in Link.objects.order_by("pk"):
        links[link.url].append(link)
    checks = []
    # Only the asking is done side by side: the database belongs to this thread.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for url, answer in zip(links, pool.map(lambda url: ask(url, timeout, pause), links), strict=True):
            checks += [note(link, answer) for link in links[url]]
            tell(1)
    return checks


def note(link: Link, answer: Answer, now=None) -> LinkCheck:
    """Of several failures on one day the day counts once."""
    now = now or timezone.now()
    check = LinkCheck.objects.filter(link=link).first() or LinkCheck(link=link)
    if not answer.trouble:
        check.failing_since, check.failing_days = None, 0
    elif check.failing_since is None:
        check.failing_since, check.failing_days = now, 1
    elif timezone.localdate(check.checked_at) != timezone.localdate(now):
        check.failing_days += 1
    check.checked_at, check.status = now, answer.status
    check.trouble, check.leads_to = answer.trouble, answer.leads_to
    check.save()
    return check
