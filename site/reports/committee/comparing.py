"""What was frozen beside what is counted today. Pure."""

from dataclasses import dataclass

from ..wording import number
from .paper import names
from .sentences import count


@dataclass(frozen=True)
class Beside:
    """One measure: of the month and so far, then and today, as words."""

    name: str
    month: str
    month_today: str
    so_far: str
    so_far_today: str
    change: str

    @property
    def is_same(self) -> bool:
        return not self.change


def beside(then: dict, today: dict) -> list[Beside]:
    """A row for each measure of the page."""
    lines = {line["measure"]: line for line in today["lines"]}
    return [_beside(line, lines[line["measure"]], then, today) for line in then["lines"] if line["measure"] in lines]


def _beside(old, new, then, today):
    return Beside(
        names()[old["measure"]],
        count(old["month"], then),
        count(new["month"], today),
        count(old["so_far"], then),
        count(new["so_far"], today),
        _changes(old, new),
    )


def _changes(old, new):
    found = [new[part] - old[part] for part in ("month", "so_far")]
    return (
        " / ".join(f"{'+' if value > 0 else '–' if value else ''}{number(abs(value))}" for value in found)
        if any(found)
        else ""
    )
