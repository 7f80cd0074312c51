"""What places are measured against, read for many of them at once."""

from collections.abc import Sequence
from datetime import date

from communes.models import Unit

from .standing import Aim


def aims_of(units: Sequence[Unit], certificates: dict, today: date) -> dict[int, Aim]:
    """Aims by the unit's id, in a number of queries that does not depend on how many units there are.

    `certificates`: so far, by the unit's id, as they may be shown.
    """
    return {}
