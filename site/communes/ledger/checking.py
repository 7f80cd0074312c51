"""What stands in the way of a reorganisation: a sentence for each line that cannot be."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import naming
from ..models import Change, Kind, Reorganisation, Succession, Unit
from .provinces import troubles_of

Share = Succession.Share


@dataclass(frozen=True)
class Trouble:
    """`row` counts from 1; 0 is the whole plan."""

    row: int
    sentence: str


def troubles(plan: Reorganisation) -> list[Trouble]:
    """Everything that must be mended before this plan can be approved, by row. Four queries."""
    rows = list(enumerate(plan.changes.select_related("predecessor__parent", "province"), 1))
    if not rows:
        return [Trouble(0, _("There is no line yet. Add one for each commune that changes."))]
    found = [Trouble(row, words) for row, change in rows for words in _of_one(plan, change)]
    for own in _grouped(rows, lambda change: change.predecessor_id):
        found += _of_shares(own)
    found += _of_kinds(rows)
    for own in _grouped(rows, lambda change: change.successor_code):
        found += _of_successor(own)
    found += _of_codes(rows)
    found += _of_other_plans(plan, rows)
    return sorted(found, key=lambda trouble: trouble.row)


def _of_kinds(rows):
    """A commune of a province that changes itself would go two ways at once."""
    if len({change.predecessor.kind == Kind.PROVINCE for _row, change in rows}) > 1:
        yield Trouble(0, _("Provinces and communes change in plans of their own. Make one for each, for two days."))


def _grouped(rows, key):
    groups = defaultdict(list)
    for row, change in rows:
        groups[key(change)].append((row, change))
    return groups.values()


def _of_one(plan, change: Change):
    unit, day = change.predecessor, plan.effective_on
    words = {"unit": unit.name, "code": unit.code}
    if unit.kind == Kind.DISTRICT:
        yield _("%(unit)s is no commune and no province. Only these are reorganised here.") % words
    elif not unit.is_current:
        words["day"] = date_format(unit.valid_to, "d/m/Y")
        yield _("%(unit)s (%(code)s) ended on %(day)s. Choose what it is today.") % words
    elif unit.valid_from and day <= unit.valid_from:
        words["day"] = date_format(unit.valid_from, "d/m/Y")
        yield _("%(unit)s exists only since %(day)s. The first day must be later.") % words
    yield from troubles_of(change) if unit.kind == Kind.PROVINCE else _of_commune(change)


def _of_commune(change):
    if not (change.successor_code.isdecimal() and len(change.successor_code) == 5):
        yield _("“%(code)s” is no code of a commune: write five digits.") % {"code": change.successor_code}
    if not naming.bare(change.successor_name).strip():
        yield _("The commune %(code)s has no name. Write it with its type, as in “Xã Hòa Thịnh”.") % {
            "code": change.successor_code
        }
    elif not naming.type_of(change.successor_name):
        yield _("Begin “%(name)s” with its type: Xã, Phường or Đặc khu.") % {"name": change.successor_name}
    if change.province and not (change.province.kind == Kind.PROVINCE and change.province.is_current):
        yield _("%(unit)s is no province of today.") % {"unit": change.province.name}
    if change.fraction is not None and not 0 < change.fraction <= 1:
        yield _("A fraction lies between 0 and 1, as in 0.25.")


def _of_shares(own):
    """The lines of one predecessor."""
    unit = own[0][1].predecessor
    words, row = {"unit": unit.name}, own[-1][0]
    wholes = [change for _row, change in own if change.is_whole]
    mains = [change for _row, change in own if change.share == Share.MAIN_PART]
    doubles = [code for code, times in Counter(change.successor_code for _row, change in own).items() if times > 1]
    if wholes and len(own) > 1:
        yield Trouble(row, _("%(unit)s goes over whole in one line; it cannot go anywhere else in another.") % words)
    elif not wholes and len(own) == 1 and unit.kind != Kind.PROVINCE:
        yield Trouble(row, _("Only a part of %(unit)s goes over. Say in another line where the rest goes.") % words)
    elif doubles:
        yield Trouble(row, _("%(unit)s goes into %(code)s twice.") % (words | {"code": doubles[0]}))
    if len(mains) > 1:
        yield Trouble(row, _("%(unit)s has two main parts. Only one can be the main part.") % words)
    yield from _of_fractions(own, words)


def _of_fractions(own, words):
    row, given = own[-1][0], [change.fraction for _row, change in own if change.fraction is not None]
    if not given:
        return
    if len(given) < len(own):
        yield Trouble(row, _("Give a fraction for every part of %(unit)s, or for none.") % words)
    elif sum(given) != Decimal(1):
        total = f"{sum(given).normalize():f}"
        yield Trouble(row, _("The fractions of %(unit)s make %(sum)s; they must make 1.") % (words | {"sum": total}))


def _of_successor(own):
    """The lines of one code afterwards."""
    row, first = own[-1][0], own[0][1]
    names = {" ".join(change.successor_name.split()) for _row, change in own}
    words = {"code": first.successor_code, "names": " / ".join(sorted(names))}
    if len(names) > 1:
        yield Trouble(row, _("The code %(code)s has two names: %(names)s.") % words)
    if len({change.province_after.pk for _row, change in own if change.province_after}) > 1:
        yield Trouble(
            row, _("The commune %(code)s would lie in two provinces. Choose its province in each line.") % words
        )
    if len(own) == 1 and _stays(first):
        yield Trouble(row, _("%(unit)s would stay as it is. Leave this line out.") % {"unit": first.predecessor.name})


def _stays(change):
    unit = change.predecessor
    before = (unit.code, unit.name, unit.parent)
    return change.is_whole and before == (change.successor_code, change.successor_name, change.province_after)


def _of_codes(rows):
    """A code that somebody else has today."""
    parts = {change.predecessor_id for _row, change in rows}
    codes = {change.successor_code for _row, change in rows}
    users = Unit.objects.current().filter(code__in=codes).exclude(pk__in=parts)
    in_use = {(unit.kind, unit.code): unit for unit in users}
    for row, change in rows:
        if unit := in_use.get((change.predecessor.kind, change.successor_code)):
            words = {"code": unit.code, "unit": unit.name}
            yield Trouble(
                row,
                _("The code %(code)s belongs to %(unit)s. If it is part of this, add a line for it; else take another.")
                % words,
            )


def _of_other_plans(plan, rows):
    others = Change.objects.filter(reorganisation__in=Reorganisation.objects.waiting().exclude(pk=plan.pk))
    touched, made, provinces = {}, {}, {}
    for change in others.select_related("reorganisation", "predecessor"):
        touched[change.predecessor_id] = made[change.successor_code] = change.reorganisation
        provinces |= dict.fromkeys((change.predecessor.parent_id, change.province_id), change.reorganisation)
    for row, change in rows:
        # A province takes its communes along, so no other plan may be about these.
        below = provinces.get(change.predecessor_id) if change.predecessor.kind == Kind.PROVINCE else None
        above = touched.get(change.predecessor.parent_id) or touched.get(change.province_id)
        if other := touched.get(change.predecessor_id) or below or above:
            words = {"unit": change.predecessor.name, "plan": other.title}
            words["day"] = date_format(other.effective_on, "d/m/Y")
            yield Trouble(row, _of_waiting(change, touched, below) % words)
        elif other := made.get(change.successor_code):
            words = {"code": change.successor_code, "plan": other.title}
            yield Trouble(row, _("The code %(code)s is already given out by “%(plan)s”, which is approved.") % words)


def _of_waiting(change, touched, below):
    if change.predecessor_id in touched:
        return _(
            "%(unit)s is already part of “%(plan)s”, which is approved and takes effect on %(day)s. Approve this plan "
            "after that day, or undo that one first."
        )
    if below:
        return _(
            "A commune of %(unit)s waits for “%(plan)s”, which is approved and takes effect on %(day)s. Approve this "
            "plan after that day, or undo that one first."
        )
    return _(
        "The province of %(unit)s waits for “%(plan)s”, which is approved and takes effect on %(day)s. Approve this "
        "plan after that day, or undo that one first."
    )
