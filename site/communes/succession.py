"""What became of places. Units are followed from reform to reform, at most two queries for each generation."""

from collections import defaultdict

from django.db.models import Q

from .models import Kind, Succession, Unit


def successors(unit: Unit) -> list[Unit]:
    """The present units it leads to, that with the main part first; a present unit leads to itself.

    A former district leads to what its communes became, in the order of the alphabet.
    """
    return present_units([unit])[unit]


def whole_successor(unit: Unit) -> Unit:
    """The unit in which all of it lies today; itself where it was divided, or is of today."""
    while not unit.is_current:
        steps = list(Succession.objects.filter(predecessor=unit).select_related("successor__parent"))
        if [step.share for step in steps] != [Succession.Share.WHOLE]:
            return unit
        unit = steps[0].successor
    return unit


def is_renaming(predecessor: Unit, successor: Unit) -> bool:
    """Whether one alone became the other, of which it is known that it went over whole."""
    return list(successor.origins.values_list("predecessor", flat=True)) == [predecessor.pk]


def predecessors(unit: Unit) -> list[Unit]:
    """Every unit it came from, the nearest reform first."""
    found, latest = {}, [unit]
    while latest:
        links = Succession.objects.filter(successor__in=latest).select_related("predecessor__parent__parent")
        latest = [s.predecessor for s in links.order_by("predecessor__code") if s.predecessor not in found]
        found |= dict.fromkeys(latest)
    return list(found)


def communes_of(province: Unit) -> list[Unit]:
    """The present communes of a province; of a former one, those with a part in it."""
    if province.is_current:
        return list(Unit.objects.current().communes().filter(parent=province).select_related("parent"))
    below = Unit.objects.filter(Q(parent=province) | Q(parent__parent=province, kind=Kind.COMMUNE))
    communes = {present for units in present_units(below).values() for present in units}
    return sorted(communes, key=lambda unit: (unit.search_name, unit.code))


def present_units(units) -> dict[Unit, list[Unit]]:
    """Each unit with the present units it leads to."""
    units = list(units)
    steps = {}
    latest = {unit for unit in units if not unit.is_current}
    while latest:
        reached = _next_units(latest)
        steps |= {unit: reached[unit] for unit in latest}
        latest = {unit for row in reached.values() for unit in row if not unit.is_current} - steps.keys()
    return {unit: list(dict.fromkeys(_ends(unit, steps))) for unit in units}


def _next_units(units) -> dict[Unit, list[Unit]]:
    """Where each former unit went in one reform; a district went where its communes did."""
    known = {unit.pk: unit for unit in units}
    districts = [unit.pk for unit in units if unit.kind == Kind.DISTRICT]
    below = dict(Unit.objects.filter(parent__in=districts).values_list("pk", "parent"))
    links = list(
        Succession.objects.filter(predecessor__in=known.keys() | below.keys())
        .select_related("successor__parent")
        .order_by("successor__search_name", "successor__code")
    )
    reached = defaultdict(list)
    # A stable sort: the alphabet holds within the parts.
    for link in sorted(links, key=lambda link: link.share == Succession.Share.PART):
        if former := known.get(link.predecessor_id):
            reached[former].append(link.successor)
    for link in links:
        if district := known.get(below.get(link.predecessor_id)):
            reached[district].append(link.successor)
    return reached


def _ends(unit, steps):
    if unit.is_current:
        yield unit
    for following in steps.get(unit, []):
        yield from _ends(following, steps)
