"""The units that a reorganisation brings: their names for the search, where they lie, how large they are."""

from collections.abc import Iterable

from .. import naming
from ..models import Change, Succession, Unit
from ..succession import predecessors


def newborn(changes: list[Change], first_day) -> Unit:
    """The commune or province that these changes lead to, not saved yet."""
    first = changes[0]
    province = first.province_after
    name = " ".join(first.successor_name.split())
    latitude, longitude = centre(changes)
    return Unit(
        kind=first.predecessor.kind,
        code=first.successor_code,
        name=name,
        type=naming.type_of(name),
        parent=province,
        valid_from=first_day,
        latitude=latitude,
        longitude=longitude,
        area_km2=area(changes),
        search_name=naming.search_name(name),
        search_context=naming.search_context(name, *_around(province, changes)),
    )


def _around(province, changes):
    """People type the districts and provinces of before too."""
    origins = list(dict.fromkeys(change.predecessor for change in changes))
    if province is None:
        return [origin.name for origin in origins]
    before = [*origins, *(unit for origin in origins for unit in predecessors(origin))]
    return [unit.name for unit in dict.fromkeys([province, *(above for unit in before for above in unit.above)])]


def area(changes: Iterable[Change]) -> float | None:
    """In km²; None where the size of a part is not known."""
    sizes = [_size(change) for change in changes]
    return None if None in sizes else round(sum(sizes), 2)


def _size(change):
    share = 1 if change.is_whole else change.fraction
    size = change.predecessor.area_km2
    return None if share is None or size is None else size * float(share)


def centre(changes: Iterable[Change]) -> tuple[float | None, float | None]:
    """Of what it is mostly made of, the larger weighing more; a rough point for a map."""
    own = [change for change in changes if change.share != Succession.Share.PART] or list(changes)
    known = [c for c in own if c.predecessor.latitude is not None and c.predecessor.longitude is not None]
    if not known:
        return None, None
    weights = [_size(change) or 1 for change in known]
    return tuple(
        round(
            sum(weight * getattr(c.predecessor, side) for weight, c in zip(weights, known, strict=True)) / sum(weights),
            5,
        )
        for side in ("latitude", "longitude")
    )
