import json

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.requests import identify, same_origin_post

from .actions import take_in
from .models import Event
from .statements import clock_skew, parse_all

BATCH_LIMIT = 200


@same_origin_post
def take_in_batch(request):
    """Events kept on a phone. Each is `stored`, `known` or `refused` and why; the good never wait for the bad."""
    try:
        batch = json.loads(request.body)
        raw_events = batch["events"]
        if not isinstance(raw_events, list) or len(raw_events) > BATCH_LIMIT:
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"error": "malformed"}, status=400)
    now = timezone.now()
    statements, refused = parse_all(raw_events, now, clock_skew(batch.get("sent_at"), now))
    results = [{"id": _said_key(raw), "outcome": "refused", "reason": reason} for raw, reason in refused]
    if not statements:  # nobody is made up for it
        return JsonResponse({"learner": None, "results": results})
    try:
        learner = identify(request, batch.get("device"), batch.get("learner"))
    except PermissionDenied:
        return JsonResponse({"error": "foreign"}, status=403)
    stored = take_in(learner, statements, request.device)
    return JsonResponse({"learner": str(learner.pk), "results": results + list(_outcomes(learner, statements, stored))})


@require_safe
def waiting(request):
    """What this phone has not sent yet: the same page for everybody, told by a script, also without network."""
    return render(request, "records/waiting.html")


def _said_key(raw):
    """As it came, so that the phone finds its event again."""
    key = raw.get("id") if isinstance(raw, dict) else None
    return key if isinstance(key, str) else None


def _outcomes(learner, statements, stored):
    """One outcome a statement; a key that somebody else already used is refused."""
    old = [statement.id for statement in statements if statement.id not in stored]
    own = set(Event.objects.filter(learner=learner, pk__in=old).values_list("pk", flat=True)) if old else ()
    for statement in statements:
        if statement.id in stored:
            yield {"id": str(statement.id), "outcome": "stored"}
        elif statement.id in own:
            yield {"id": str(statement.id), "outcome": "known"}
        else:
            yield {"id": str(statement.id), "outcome": "refused", "reason": "foreign"}
