"""Hamlets go where their commune went whole; those of a divided commune wait for an administrator."""

from ..folding import fold
from ..models import Hamlet, Unit
from ..models.hamlets import NAME_LENGTH


def carry_hamlets(predecessor: Unit, successor: Unit) -> None:
    """All of them, also those that ended. Two of one name are told apart by the commune they come from."""
    own = list(predecessor.hamlets.all())
    taken = set(successor.hamlets.current().values_list("search_name", flat=True))
    for hamlet in own:
        move(hamlet, successor, taken)
    Hamlet.objects.bulk_update(own, ["unit", "name", "search_name", "kind"], batch_size=500)


def move(hamlet: Hamlet, unit: Unit, taken: set[str]) -> None:
    """To another commune, under a name that is free there; not saved. `taken` grows by it."""
    former, hamlet.unit = hamlet.unit, unit
    if not hamlet.is_current:
        return
    hamlet.name = free_name(hamlet.name, former.bare_name, taken)
    hamlet.fold_name()
    taken.add(hamlet.search_name)


def free_name(name: str, origin: str, taken: set[str]) -> str:
    """“Thôn 1”, or “Thôn 1 (Hòa Thịnh)” where there is a Thôn 1 already."""
    found, number = name, 1
    while fold(found)[:NAME_LENGTH] in taken:
        end = f" ({origin})" if number == 1 else f" ({origin} {number})"
        found, number = name[: NAME_LENGTH - len(end)] + end, number + 1
    return found
