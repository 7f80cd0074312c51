"""The register of July 2025: what its CSV files say, as plain values. Touches no database."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from . import naming
from .csv_files import RegisterError, Row, read_rows
from .models import Kind, Succession

__all__ = ["DATA", "LAST_DAY", "REFORM", "Entry", "Register", "RegisterError", "read_register"]

DATA = Path(__file__).parent / "data"
REFORM = date(2025, 7, 1)
LAST_DAY = REFORM - timedelta(days=1)
SHARES = {"whole": Succession.Share.WHOLE, "main part": Succession.Share.MAIN_PART, "part": Succession.Share.PART}


@dataclass(eq=False)
class Entry:
    """A unit as the files tell it."""

    kind: Kind
    code: str
    name: str
    is_current: bool
    parent: "Entry | None" = None
    latitude: float | None = None
    longitude: float | None = None
    area_km2: float | None = None
    origins: list["Entry"] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, date | None]:
        return self.kind.value, self.code, REFORM if self.is_current else None

    @property
    def above(self) -> list["Entry"]:
        return [self.parent, *self.parent.above] if self.parent else []

    def columns(self) -> dict:
        """The unit's columns, without the parent."""
        # A present commune is also found by the districts and provinces its parts were in.
        around = [*self.above, *(unit for origin in self.origins for unit in origin.above)]
        return {
            "name": self.name,
            "type": naming.type_of(self.name),
            "valid_to": None if self.is_current else LAST_DAY,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "area_km2": self.area_km2,
            "search_name": naming.search_name(self.name),
            "search_context": naming.search_context(self.name, *(unit.name for unit in around)),
        }


@dataclass
class Register:
    """Units level by level, those above first; and who became what."""

    levels: list[list[Entry]]
    successions: list[tuple[Entry, Entry, Succession.Share]]


def read_register(directory: Path = DATA) -> Register:
    """Everything the files say, or RegisterError."""
    read = _Reader(Path(directory))
    former_provinces = read.units("former_provinces", Kind.PROVINCE)
    provinces = read.units("provinces", Kind.PROVINCE, is_current=True)
    districts = read.units("former_districts", Kind.DISTRICT, above=("province_code", former_provinces))
    former_communes = read.units("former_communes", Kind.COMMUNE, above=("district_code", districts))
    communes = read.units("communes", Kind.COMMUNE, above=("province_code", provinces), is_current=True)
    successions = [
        *read.successions("province_succession", former_provinces, provinces),
        # Island districts without communes became communes themselves; their codes have three digits.
        *read.successions("commune_succession", districts | former_communes, communes),
    ]
    for former, present, _share in successions:
        present.origins.append(former)
    levels = [former_provinces, provinces, districts, former_communes, communes]
    return Register([list(level.values()) for level in levels], successions)


class _Reader:
    def __init__(self, directory: Path):
        self.directory = directory

    def units(self, file, kind, above=None, is_current=False) -> dict[str, Entry]:
        """The units of a file by code; `above` is the column of the parent's code and the units it may name."""
        found = {}
        measures = [] if not is_current else ["latitude", "longitude"] + ["area_km2"] * (kind == Kind.COMMUNE)
        columns = ["code", "name", *([above[0]] if above else []), *measures]
        for row in read_rows(self.directory / f"{file}.csv", columns):
            _refuse_odd(row, found)
            parent = row.look_up(*above) if above else None
            numbers = {column: row.number(column) for column in measures}
            found[row["code"]] = Entry(kind, row["code"], row["name"], is_current, parent, **numbers)
        return found

    def successions(self, file, former, present):
        """Pairs of a former and a present unit with the share; a province goes over whole."""
        pairs = {}
        has_share = file == "commune_succession"
        columns = ["former_code", "code", *(["kind"] if has_share else [])]
        for row in read_rows(self.directory / f"{file}.csv", columns):
            pair = row.look_up("former_code", former), row.look_up("code", present)
            if pair in pairs:
                raise row.error("this pair stands here twice.")
            pairs[pair] = row.look_up("kind", SHARES) if has_share else Succession.Share.WHOLE
        return [(*pair, share) for pair, share in pairs.items()]


def _refuse_odd(row: Row, found: dict):
    if not (row["code"].isdecimal() and len(row["code"]) <= 5):
        raise row.error(f"“{row['code']}” is no code of up to five digits.")
    if row["code"] in found:
        raise row.error(f"the code {row['code']} stands here twice.")
    if not row["name"]:
        raise row.error("a unit has no name.")
