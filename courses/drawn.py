"""What a drawn screen is made of: parts, what can be tapped and typed on them, and where on a picture. Pure."""

import json
import re
from dataclasses import asdict, dataclass, field

from quizzes.interactions import is_area

ON, TO, WRONG = "on", "to", "wrong"


@dataclass(frozen=True)
class Area:
    """Where something is on a picture, in per cent of it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def sides(self) -> dict[str, str]:
        """As they are written into HTML, whatever the language."""
        return {side: f"{number:g}%" for side, number in asdict(self).items()}

    @property
    def edge(self) -> str:
        """Near which edges it is: what points at it has to turn away from them."""
        middle = self.x + self.width / 2
        near = [("at-start", middle < 30), ("at-end", middle > 70), ("at-foot", self.y + self.height > 88)]
        return " ".join(name for name, is_near in near if is_near)


def area_of(drawn: str | None) -> Area | None:
    """What the editor keeps of a drawing, as JSON; None where nothing was drawn that lies on the picture."""
    try:
        sides = json.loads(drawn or "null")
    except (ValueError, TypeError):
        return None
    return Area(**sides) if is_area(sides) else None


@dataclass
class Target:
    """Something to tap; `to` is the id of a screen, or END."""

    name: str
    does: str
    to: str = ""
    say: str = ""
    is_best: bool = False
    area: Area | None = None


@dataclass
class TextField:
    """Where an invented value is typed."""

    name: str
    expected: str
    area: Area | None = None

    @property
    def is_digits(self) -> bool:
        return re.sub(r"\s", "", self.expected).isdigit()


@dataclass
class Part:
    """A piece of a screen: its words, what can be tapped and what is to be typed there."""

    kind: str
    words: dict
    targets: list[Target] = field(default_factory=list)
    fields: list[TextField] = field(default_factory=list)
    seconds: int = 0
    picture: object = None  # the key of an image, until whoever shows it puts the image here
    is_invented: bool = False
    is_light: bool = False

    @property
    def template(self) -> str:
        return f"courses/rehearsal/{self.kind}.html"

    @property
    def is_digits(self) -> bool:
        return TextField("", self.words["expected"]).is_digits

    @property
    def places(self) -> list[Target | TextField]:
        """What was drawn on the picture, in the order in which a page is read."""
        drawn = [one for one in [*self.fields, *self.targets] if one.area]
        return sorted(drawn, key=lambda one: (one.area.y, one.area.x))


@dataclass
class Screen:
    id: str
    title: str
    instruction: str
    hint: str = ""
    spoken: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def targets(self) -> list[Target]:
        return [target for part in self.parts for target in part.targets]

    @property
    def waits(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "wait"]

    @property
    def ways(self) -> list[Target]:
        """What leads away; as long as something is waited for, nothing else does."""
        asked = self.waits[0].targets if self.waits else self.targets
        return [target for target in asked if target.does != WRONG]
