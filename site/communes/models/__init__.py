"""Places of every size, what became of them, and what is planned for them."""

from .hamlets import Hamlet, HamletKind
from .populations import Confidence, Group, Population
from .reorganisations import Change, Reorganisation, Status
from .units import Kind, Succession, Unit, UnitQuerySet

__all__ = [
    "Change",
    "Confidence",
    "Group",
    "Hamlet",
    "HamletKind",
    "Kind",
    "Population",
    "Reorganisation",
    "Status",
    "Succession",
    "Unit",
    "UnitQuerySet",
]
