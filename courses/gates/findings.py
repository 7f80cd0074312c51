"""What a gate has to say to an author."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """Only what refuses keeps a lesson from going live."""

    INFORM = 1
    REFUSE = 2


class Kind(StrEnum):
    WEIGHT = "weight"
    ALTERNATIVE = "alternative"
    SAFETY = "safety"
    LINK = "link"
    PLAYABLE = "playable"
    SENTENCE = "sentence"
    JARGON = "jargon"
    SOUND = "sound"
    SOURCE = "source"
    TRANSLATION = "translation"


@dataclass(frozen=True)
class Offer:
    """What is done by one button of the editor: `name` and `value` are sent along with all that was typed."""

    label: str
    name: str
    value: str


@dataclass(frozen=True)
class Finding:
    """One thing to do; `place` is the id of the block it is about, `address` where else to go."""

    kind: Kind
    severity: Severity
    sentence: str
    place: str = ""
    address: str = ""
    offer: Offer | None = None

    @property
    def refuses(self) -> bool:
        return self.severity == Severity.REFUSE


def refuse(kind, sentence, **more) -> Finding:
    return Finding(kind, Severity.REFUSE, sentence, **more)


def inform(kind, sentence, **more) -> Finding:
    return Finding(kind, Severity.INFORM, sentence, **more)
