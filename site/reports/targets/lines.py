"""What somebody types for several places, or brings in (`bringing`): a line for each, before anything is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from communes.models import Hamlet, Unit


@dataclass(frozen=True)
class Place:
    """A unit, or a hamlet of it."""

    unit: Unit
    hamlet: Hamlet | None = None

    @property
    def key(self) -> str:
        return f"h{self.hamlet.pk}" if self.hamlet else f"u{self.unit.pk}"

    @property
    def name(self) -> str:
        return str(self.hamlet or self.unit)

    @property
    def code(self) -> str:
        return "" if self.hamlet else self.unit.code


@dataclass
class Line:
    place: Place | None
    text: str
    value: int | Decimal | None = None
    before: object = None
    trouble: str = ""
    row: int | None = None  # of the file
    code: str = ""
    hamlet: str = ""

    @property
    def called(self) -> str:
        """As the file calls it."""
        return " · ".join(words for words in (self.hamlet, self.code) if words)

    @property
    def is_same(self) -> bool:
        return self.before == self.value


def typed(places: list[Place], data, read: Callable) -> list[Line]:
    """What stands in the fields; empty ones are left out. `read` makes a value of a text, or None."""
    lines = [Line(place, data.get(f"number-{place.key}", "").strip()) for place in places]
    return [read_line(line, read) for line in lines if line.text]


def read_line(line: Line, read: Callable) -> Line:
    try:
        line.value = read(line.text)
    except ValueError as error:
        line.trouble = str(error)
    return line
