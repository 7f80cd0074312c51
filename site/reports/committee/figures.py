"""All figures of a committee page as plain values that can be kept: counts, what they are out of, and of when."""

from datetime import date

from ..figures import View
from ..models import MonthlyForRealTotals
from ..periods import ALL_TIME
from ..rollups import ANY_COURSE, FOR_REAL, MEASURES
from ..tables import ALL, Table
from .months import Month
from .yardsticks import yardsticks_of

# What the words for the figures mean; counted up when a measure is counted otherwise than before.
DEFINITIONS = 1
# What each is counted out of: adults who live there, or another measure.
OUT_OF = {
    "learners": "adults",
    "reached": "adults",
    "completions": "learners",
    "first_passes": "tried",
    "certificates": "adults",
    "rehearsed": "learners",
    "claimed": "rehearsed",
    "confirmed": "claimed",
}


def figures_of(view: View, month: Month) -> dict:
    """Counts as this reader may see them, cumulated to the end of the month; plain values only, no floats.

    `lines`: month, before (None while the month goes on), so_far, of; a count of 0 from outside means “under 5”.
    """
    counts, yardsticks = _counts(view, month), yardsticks_of(view.unit, month.last, _holders(view, month))
    if yardsticks["population"]:
        counts["adults"] = {"so_far": yardsticks["population"]["adults"]}
    return {
        "definitions": DEFINITIONS,
        "unit": unit_of(view.unit),
        "month": month.first.isoformat(),
        "last": month.last.isoformat(),
        "is_closed": month.is_closed,
        "is_own": view.is_own,
        "lines": [_line(name, counts, whole, month) for name, whole in OUT_OF.items()],
        "gaps": gaps(view, month),
    } | yardsticks


def unit_of(unit) -> dict:
    """Its names on that day, and since when these boundaries hold."""
    return {
        "kind": unit.kind,
        "code": unit.code,
        "name": unit.name,
        "name_in_sentence": unit.name_in_sentence,
        "bare_name": unit.bare_name,
        "above": unit.parent.name_in_sentence if unit.parent else "",
        "boundaries_of": unit.valid_from.isoformat() if unit.valid_from else None,
    }


def _line(name, counts, whole, month):
    own = counts[name]
    of = counts[whole]["so_far"] if whole in counts else None
    return {
        "measure": name,
        "month": own["month"],
        "before": own["before"] if month.is_closed else None,
        "so_far": own["so_far"],
        "out_of": whole,
        "of": of,
    }


def _counts(view, month):
    tables = [(MEASURES, view.people), (FOR_REAL, _for_real(view))]
    found = {}
    for names, table in tables:
        rows = _by_month(table, view.row, view, month.first)
        for at, name in enumerate(names):
            numbers = [row[at] for row in rows]
            before = numbers[-2] if len(numbers) > 1 else None
            found[name] = {"month": numbers[-1], "before": before, "so_far": sum(numbers)}
    return found


def _holders(view, month):
    """(month, people with a certificate so far), oldest first."""
    at, total, found = MEASURES.index("certificates"), 0, []
    for row, first in zip(_by_month(view.people, view.row, view, month.first), _months(view), strict=False):
        total += row[at]
        found.append((first, total))
    return found


def _months(view):
    return next(period.months for period in view.choices if period.key == ALL_TIME)


def _by_month(table: Table, row, view, last: date) -> list[list[int]]:
    return [[number or 0 for number in table.numbers(row, month)] for month in _months(view) if month <= last]


def _for_real(view):
    sums = view.sums_of(MonthlyForRealTotals, _each_person_once, "month")
    return view.monthly_table(sums, FOR_REAL)


def _each_person_once(rows):
    return rows.filter(rehearsal_key=ANY_COURSE)


def gaps(view, month) -> list[dict]:
    """Where help is wanted most: how many began and hold no certificate yet, in the three places with the most."""
    if view.row != ALL:
        return []
    learners, certificates = MEASURES.index("learners"), MEASURES.index("certificates")
    found = []
    for place in view.places:
        rows = _by_month(view.people, place.pk, view, month.first)
        began, certified = sum(row[learners] for row in rows), sum(row[certificates] for row in rows)
        found.append({"name": place.name_in_sentence, "began": began, "certified": certified})
    found.sort(key=lambda one: (one["certified"] - one["began"], one["name"]))
    return [one for one in found[:3] if one["began"] > one["certified"]]
