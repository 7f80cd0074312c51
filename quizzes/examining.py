"""Looking at sittings afterwards, a few hundred at a time: nobody who hands in waits for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from communes.totals import add_to_totals
from learners.models import Device, Learner

from .evidence import BURST, DAY, Sign, Sitting, signs, words_of
from .models import Attempt, EvidenceTotals, Examination

BATCH = 200
MEASURE_OF = {str(sign): sign.name.lower() for sign in Sign}


def examine(limit: int | None = None) -> int:
    """Looks at the sittings that nobody has looked at since they changed; how many. Interrupted, it goes on later."""
    done = 0
    while limit is None or done < limit:
        number = _examine_batch(min(BATCH, limit - done) if limit else BATCH)
        if not number:
            break
        done += number
    return done


@transaction.atomic
def _examine_batch(size) -> int:
    """Whoever looks holds the rows; a second one takes the next."""
    waiting = Attempt.objects.filter(is_examined=False).order_by("submitted_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    batch = list(waiting[:size])
    if not batch:
        return 0
    known = Examination.objects.in_bulk([attempt.pk for attempt in batch])
    helpers, beside = helpers_phones(batch), beside_on_phone(batch)
    found = [_examination(attempt, beside[attempt.device_id], attempt.device_id in helpers) for attempt in batch]
    delta = Counter()
    for examination in found:
        delta.update(_counted(examination))
        if before := known.get(examination.attempt_id):
            delta.subtract(_counted(before, examination.attempt.quiz_key))
    _add(delta)
    _look_again_beside([attempt for attempt in batch if attempt.pk not in known])
    fields = ["signs", "month", "unit", "examined_at"]
    Examination.objects.bulk_create(found, update_conflicts=True, unique_fields=["attempt"], update_fields=fields)
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in batch]).update(is_examined=True)
    return len(batch)


def _examination(attempt, beside, is_helpers):
    own = sitting_of(attempt)
    others = [other for other in beside if other.learner != own.learner]
    examination = Examination(attempt=attempt, signs=signs(own, others, is_helpers))
    if attempt.is_passed:
        examination.month = timezone.localdate(attempt.submitted_at).replace(day=1)
        examination.unit_id = attempt.unit_id
    return examination


def _counted(examination, quiz_key=None) -> dict:
    """{(totals' key, measure): 1}"""
    if not examination.month:
        return {}
    key = (examination.month, examination.unit_id, quiz_key or examination.attempt.quiz_key)
    measures = ["passed", *(["with_sign"] if examination.signs else []), *map(MEASURE_OF.get, examination.signs)]
    return {(key, measure): 1 for measure in measures}


def _add(delta):
    rows = defaultdict(dict)
    for (key, measure), number in delta.items():
        if number:
            rows[key][measure] = number
    measures = EvidenceTotals.MEASURES
    for is_nowhere in (False, True):
        part = [
            (month, quiz, unit, *(rows[month, unit, quiz].get(measure, 0) for measure in measures))
            for month, unit, quiz in sorted(
                rows, key=str
            )  # in one order, so that two at work never wait for each other
            if (unit is None) == is_nowhere
        ]
        add_to_totals(EvidenceTotals, ("month", "quiz_key"), measures, part, is_nowhere)


def _look_again_beside(new: Iterable[Attempt]) -> None:
    """What was looked at before these came, handed in by the same phones, may be seen differently now."""
    near = Q()
    for attempt in new:
        if attempt.device_id:
            span = (attempt.submitted_at - DAY, attempt.submitted_at + DAY)
            near |= Q(device=attempt.device_id, submitted_at__range=span)
    if near:
        Attempt.objects.filter(near, is_examined=True).update(is_examined=False)


def beside_on_phone(batch: Iterable[Attempt]) -> dict[object, list[Sitting]]:
    """{phone: what was handed in by it around then}"""
    found, phones = defaultdict(list), {attempt.device_id for attempt in batch if attempt.device_id}
    if not phones:
        return found
    moments = [attempt.submitted_at for attempt in batch]
    span = (min(moments) - max(DAY, BURST), max(moments) + max(DAY, BURST))
    for attempt in Attempt.objects.filter(device__in=phones, submitted_at__range=span).iterator():
        found[attempt.device_id].append(sitting_of(attempt))
    return found


def sitting_of(attempt: Attempt) -> Sitting:
    return Sitting(
        learner=attempt.learner_id,
        quiz=attempt.quiz_key,
        at=attempt.submitted_at,
        given={row["key"]: tuple(row["given"]) for row in attempt.sheet},
        mistakes=sum(not row["is_right"] for row in attempt.sheet),
        words=words_of(attempt.sheet),
        seconds=attempt.seconds,
        is_supervised=attempt.supervision_id is not None,
    )


def helpers_phones(batch: Iterable[Attempt]) -> set:
    """Those on which a trainer signed in, or learns."""
    phones = {attempt.device_id for attempt in batch if attempt.device_id}
    trainers = Learner.objects.filter(user__memberships__in=Membership.objects.trainers())
    helps = Q(is_trainers=True) | Q(learners__in=trainers)
    return set(Device.objects.filter(helps, pk__in=phones, is_public=False).values_list("pk", flat=True))
