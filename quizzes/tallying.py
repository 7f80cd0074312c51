"""Putting attempts into the totals of questions, after they were sent: a submission waits for none of this.

Only a person's first counted try of a quiz counts. `Attempt.tally` is what an attempt has put in, so that it can be
taken out when another turns out to be the first, or when it is marked again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from communes.totals import add_to_totals
from learners.models import Learner

from .item_statistics import difference, part_of
from .models import Attempt, ChoiceTotals, QuestionTotals

# So many learners in a transaction: each is held only for a moment.
BATCH = 100
ROWS = 300  # of one statement


def tally(limit: int | None = None, tell: Callable[[int], object] = lambda number: None) -> int:
    """Put in what waits, at most about `limit` attempts; how many were looked at. Whoever is busy just now is left."""
    done, last = 0, None
    while limit is None or done < limit:
        learners = _waiting(last)
        if not learners:
            break
        number, last = _tally(learners), learners[-1]
        done += number
        tell(number)
    return done


def _waiting(last):
    rows = Attempt.objects.to_tally()
    if last:
        rows = rows.filter(learner__gt=last)
    return list(rows.order_by("learner").values_list("learner", flat=True).distinct()[:BATCH])


@transaction.atomic
def _tally(learners: list[UUID]) -> int:
    _lock("ROW EXCLUSIVE")
    # Whatever changes attempts holds their learner: nothing moves while they are looked at.
    held = Learner.objects.select_for_update(skip_locked=True).filter(pk__in=learners).order_by("pk").only("pk")
    sittings = _sittings([learner.pk for learner in held])
    firsts = _firsts(sittings)
    sheets = dict(Attempt.objects.filter(pk__in=[a.pk for a in firsts.values()]).values_list("pk", "sheet"))
    totals = defaultdict(Counter)
    for (_learner, quiz), attempts in sittings.items():
        for attempt in attempts:
            after = part_of(sheets[attempt.pk], attempt.locale, attempt.unit_id) if attempt.pk in sheets else None
            for place, counts in difference(attempt.tally, after).items():
                totals[quiz, place].update(counts)
            attempt.tally, attempt.is_tallied = after, True
    _add_all(totals)
    _note([attempt for attempts in sittings.values() for attempt in attempts])
    return sum(map(len, sittings.values()))


def _sittings(learners):
    """The attempts by learner and quiz, in the order of time, of those quizzes where something waits."""
    waiting = Attempt.objects.to_tally().filter(learner=OuterRef("learner"), quiz_key=OuterRef("quiz_key"))
    rows = Attempt.objects.filter(Exists(waiting), learner__in=learners).order_by("submitted_at", "id")
    found = defaultdict(list)
    for attempt in rows.only("learner", "quiz_key", "locale", "unit", "objection", "tally", "is_tallied"):
        found[attempt.learner_id, attempt.quiz_key].append(attempt)
    return found


def _firsts(sittings):
    counted = {key: [a for a in attempts if not a.objection] for key, attempts in sittings.items()}
    return {key: attempts[0] for key, attempts in counted.items() if attempts}


def _note(attempts: list[Attempt]) -> None:
    firsts = [attempt for attempt in attempts if attempt.tally]
    Attempt.objects.filter(pk__in=[a.pk for a in attempts if not a.tally]).update(tally=None, is_tallied=True)
    Attempt.objects.bulk_update(firsts, ["tally", "is_tallied"], batch_size=ROWS)


def _add_all(totals):
    """Whoever adds takes the rows in one order: nobody waits in a circle."""
    for model in (QuestionTotals, ChoiceTotals):
        for is_nowhere in (False, True):
            rows = sorted(
                (_key(quiz, place), place.unit, counts)
                for (quiz, place), counts in totals.items()
                if (place.choice is None) == (model is QuestionTotals)
                and (place.unit is None) == is_nowhere
                and any(counts.values())
            )
            for start in range(0, len(rows), ROWS):
                part = [
                    (*key, unit, *(n[name] for name in model.NUMBERS)) for key, unit, n in rows[start : start + ROWS]
                ]
                add_to_totals(model, model.KEYS, model.NUMBERS, part, is_nowhere)


def _key(quiz, place):
    keys = (place.question, place.choice) if place.choice else (place.question,)
    return (quiz, *map(UUID, keys), place.locale)


@transaction.atomic
def forget() -> None:
    """Begin anew: nothing is in the totals, and every attempt waits to be put in."""
    _lock("SHARE ROW EXCLUSIVE")
    QuestionTotals.objects.all().delete()
    ChoiceTotals.objects.all().delete()
    Attempt.objects.filter(Q(is_tallied=True) | Q(tally__isnull=False)).update(tally=None, is_tallied=False)


def _lock(mode):
    """Tallies run side by side, but not while everything is forgotten; SQLite has one writer at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {QuestionTotals._meta.db_table} IN {mode} MODE")
