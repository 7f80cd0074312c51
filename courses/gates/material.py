"""What the gates look at: a lesson or a rehearsal taken apart, without database, request or Wagtail."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ..explaining import Glossary

# What people read as running text, in sentences; the rest are titles, captions and words on buttons.
RUNNING = "running"


@dataclass(frozen=True)
class Piece:
    """Some words and the id of the block they stand in; `html` where they carry markup."""

    text: str
    place: str = ""
    kind: str = RUNNING
    html: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as an author chose it; `near` are the titles around it."""

    alt: str
    file_name: str
    title: str
    place: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asset:
    """A file that a phone fetches. `lighter` is what it would weigh in its lighter version; None if it has none."""

    name: str
    bytes: int
    picture: int | None = None
    place: str = ""
    lighter: int | None = None


@dataclass(frozen=True)
class Weight:
    """Bytes as a phone fetches them: the page with its files, and apart from it sound and video."""

    bytes: int
    played: int = 0
    assets: tuple[Asset, ...] = ()

    @property
    def heaviest(self) -> Asset | None:
        return max(self.assets, key=lambda asset: asset.bytes, default=None)


@dataclass(frozen=True)
class Other:
    """The same in another language; `changed_at` is when it was last published, None if there is no such."""

    language: str
    changed_at: datetime | None
    is_source: bool


@dataclass
class Material:
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)  # of a rehearsal: sentence, place
    weight: Weight | None = None
    glossary: Glossary = field(default_factory=lambda: Glossary([]))
    hosts: frozenset[str] = frozenset()  # of the registry of links
    source: str = ""
    checked_on: date | None = None
    today: date | None = None
    silent: int | None = None  # passages without sound; None where nothing is read aloud
    stale: int = 0
    sound_address: str = ""
    changed_at: datetime | None = None
    is_source: bool = True
    others: list[Other] = field(default_factory=list)
