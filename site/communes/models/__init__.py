"""Places of every size, what became of them, and what is planned for them."""

from .hamlets import Hamlet, HamletKind
from .reorganisations import Change, Reorganisation, Status
from .units import Kind, Succession, Unit, UnitQuerySet

__all__ = [
    "Change",
    "Hamlet",
    "HamletKind",
    "Kind",
    "Reorganisation",
    "Status",
    "Succession",
    "Unit",
    "UnitQuerySet",
]
