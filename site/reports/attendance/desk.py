"""In the editor: what became of a trainer's own classes."""

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.desks import for_trainers, heading
from classes.models import ClassSession

from ..actions import batched
from ..audit.actions import note
from ..audit.models import Action
from ..audit.noting import noted
from ..giving.csv_files import MIME, csv_file
from ..giving.sheets import Column, Sheet, Type
from ..overview.funnel import funnel
from .listing import with_courses
from .outcomes import Outcome, outcome_of_all, outcomes

ICON = "tasks"
ON_A_PAGE = 50


def for_leaders(view):
    """With the held classes of this trainer: those of others do not exist."""

    @for_trainers
    @require_safe
    @cache_control(private=True, no_store=True)
    @noted
    def wrapper(request, **kwargs):
        own = ClassSession.objects.of_trainer(request.user).held().with_places()
        return view(request, own.order_by("-starts_at", "-pk"), **kwargs)

    return wrapper


@for_leaders
def own_classes(request, own):
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("p"))
    context = heading(title(), ICON) | {
        "page": page,
        "lines": with_outcomes(page.object_list),
        "held": page.paginator.count,
        "all": outcome_of_all(own.order_by()),
    }
    return render(request, "reports/admin/own_classes.html", context)


@for_leaders
def own_class(request, own, key):
    """How far those who came have got since."""
    ((held, outcome),) = with_outcomes([get_object_or_404(own, key=key)])
    words = _("Came, and live in this commune"), _("Began"), _("Completed the course"), _("Received the certificate")
    back = {"url": reverse("reports_own_classes"), "label": title()}
    context = heading(title(), ICON) | {
        "breadcrumbs_items": [back, {"url": "", "label": str(held.session)}],
        "session": held.session,
        "course": held.course,
        "outcome": outcome,
        "steps": funnel(list(zip(words, outcome, strict=True))),
    }
    return render(request, "reports/admin/own_class.html", context)


@for_leaders
def own_classes_file(request, own):
    note(request, Action.EXPORT, None, "own_classes.csv")
    name = f"classes-{timezone.localdate():%Y%m%d}.csv"
    return StreamingHttpResponse(
        csv_file(sheet(own)),
        content_type=MIME,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def sheet(own) -> Sheet:
    texts = [Column(words) for words in (_("commune"), _("place"), _("hamlet"), _("course"))]
    numbers = [Column(words, Type.NUMBER) for words in words_of_numbers()]
    lines = (line for some in batched(own.iterator(chunk_size=200), 200) for line in with_outcomes(some))
    return Sheet(title(), "", (Column(_("day"), Type.DAY), *texts, *numbers), (row(*line) for line in lines))


def row(held, outcome) -> list:
    session = held.session
    hamlet = session.hamlet.name if session.hamlet else ""
    texts = session.unit.name, session.place, hamlet, held.course
    return [timezone.localdate(session.starts_at), *texts, session.noted_count, session.present, *outcome]


def words_of_numbers() -> list[str]:
    return [
        _("noted by name"),
        _("present"),
        _("noted, of this commune"),
        _("began"),
        _("completed"),
        _("certified"),
    ]


def with_outcomes(sessions) -> list[tuple]:
    """(class, what became of those who came)"""
    sessions = list(sessions)
    found = outcomes(sessions)
    return [(held, found.get(held.session.pk, Outcome())) for held in with_courses(sessions)]


def title() -> str:
    return _("Results of classes")
