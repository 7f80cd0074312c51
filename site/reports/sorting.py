"""The order of a table that the reader chose. Pure."""

from dataclasses import dataclass

from .tables import Figures

COLUMNS = ("name", "learners", "completions", "certificates", "share")
# Hidden figures stand together between nobody and the smallest that is shown, so that their order tells nothing.
HIDDEN = 0.5


@dataclass(frozen=True)
class Part:
    """A line of the table: a place and its figures."""

    place: object
    figures: Figures

    def value(self, column: str) -> float:
        if column == "share":
            return HIDDEN if self.figures.is_share_hidden else self.figures.share or 0
        number = getattr(self.figures, column)
        return HIDDEN if number is None else number


@dataclass(frozen=True)
class Order:
    column: str
    is_descending: bool

    @classmethod
    def asked(cls, column: str, direction: str, columns: tuple[str, ...] = COLUMNS) -> "Order":
        """Unknown words are as if not said: by name from A, figures from the largest."""
        column = column if column in columns else "name"
        usual = "ascending" if column == "name" else "descending"
        return cls(column, (direction if direction in ("ascending", "descending") else usual) == "descending")

    def sort(self, parts: list) -> list:
        """`parts`, each with a `value` by column, come in order of name, in which equal figures stay."""
        if self.column == "name":
            return parts[::-1] if self.is_descending else parts
        return sorted(parts, key=lambda part: part.value(self.column) * (-1 if self.is_descending else 1))

    def next_direction(self, column: str) -> str:
        """Where a click on a head leads: the other way round if it is the one in use."""
        is_other_way = column == self.column and self.is_descending
        return "ascending" if is_other_way or (column == "name" and column != self.column) else "descending"
