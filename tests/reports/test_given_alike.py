"""Whatever people do and however communes merge: all that is given out is in fives, and alike wherever it is read."""

import csv
import os
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pypdf
import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.ledger.actions import approve
from communes.models import Unit
from reports.figures import view_of
from reports.giving import figures, keys, paper
from reports.giving.csv_files import csv_file
from reports.giving.reading import MEASURES
from reports.giving.xlsx import xlsx_file
from reports.periods import ALL_TIME
from reports.rollups import ANY_COURSE
from reports.tables import ALL
from tests.communes.factory import commune
from tests.communes.ledger.factory import merger
from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
DAYS = [date(2025, 7, 3), date(2026, 9, 30), date(2026, 10, 1), date(2026, 11, 20)]
PEOPLE = st.one_of(st.integers(0, 4), st.integers(0, 4), st.integers(0, 30))
# Which place, when, in which course or in any, how many of each measure.
HAPPENINGS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(DAYS), st.integers(0, 2), st.tuples(*[PEOPLE] * len(MEASURES))),
    min_size=1,
    max_size=16,
)
ADULTS = st.lists(st.one_of(st.none(), st.integers(0, 90)), min_size=4, max_size=4)
SHARE_OF_ADULTS = st.one_of(st.none(), st.integers(1, 100))
FEW = "under 5"
# Each reads some forty files and answers; EXAMPLES=200 looks more closely.
EXAMPLES = int(os.environ.get("EXAMPLES", 20))


class Reader:
    """One who sees all that leaves the province, in one way of drawing it."""

    def __init__(self, client, province, official, administrator, drawn):
        self.client, self.province, self.administrator, self.drawn = client, province, administrator, drawn
        self.view = view_of(official, province, ALL_TIME, TODAY, drawn)
        self.user = administrator
        self.key = keys.make(self, "x", province, per_minute=600)[1]

    def ask(self, path, **wishes):
        headers = {"authorization": f"Bearer {self.key}", "accept-language": "en"}
        answer = self.client.get(f"/api/v1/{path}", wishes | {"boundaries": self.drawn}, headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def sheet(self, what, view=None):
        """The rows of the CSV file, which are those of Excel and of PDF, set as a whole or page by page."""
        # A question to the site leaves its own language behind.
        with translation.override("en"):
            made = [figures.sheet_of(what, view or self.view) for _kind in range(3)]
            text = b"".join(csv_file(made[0])).decode()[1:]
            head, *body = csv.reader(StringIO(text))
            first, *rest = openpyxl.load_workbook(BytesIO(b"".join(xlsx_file(made[1])))).active
            words = on_paper(made[2], len(body) if self.drawn == "today" else len(body) - 1) if body else []
        columns = made[0].columns
        assert [cell.value for cell in first] == head
        assert [
            [as_in_csv(cell.value, column) for cell, column in zip(row, columns, strict=True)] for row in rest
        ] == body
        assert words == [word for row in body for word in as_printed(row, columns)]
        return [dict(zip(head, row, strict=True)) for row in body]


def as_in_csv(value, column):
    if isinstance(value, datetime):
        return f"{value:%Y-%m}" if column.type == "month" else f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)


def on_paper(sheet, short):
    """The words of a PDF's rows, set as a whole up to so many of them and else page by page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "SHORT", short)
        reader = pypdf.PdfReader(BytesIO(b"".join(paper.pdf_file(sheet, 1_790_000_000, "Made today"))))
    found, columns = [], [column for column in sheet.columns if column.on_paper]
    above = [*sheet.title.split(), *sheet.remark.split()]
    heads = [word for column in columns for word in column.words.split()]
    for number, page in enumerate(reader.pages, 1):
        words = page.extract_text().split()
        start, foot = [*above, *heads] if number == 1 else heads, words.index("Made")
        assert words[: len(start)] == start and words[foot : foot + 4] == ["Made", "today", "Page", str(number)]
        found += words[len(start) : foot]
    return found


def as_printed(row, columns):
    for text, column in zip(row, columns, strict=True):
        if column.on_paper:
            yield from turned(text, column).split()


def turned(text, column):
    """As people read days and numbers."""
    if column.type in ("day", "month"):
        return "/".join(text.split("-")[::-1])
    return f"{int(text):,}" if column.is_number and text.isdigit() else text


# As machines call them and as files do.
NAMES = dict(zip(MEASURES, (*MEASURES[:3], "did a first lesson", "sat the quiz", "passed at first try"), strict=True))


def numbers(told):
    """Counts by measure, as many as there are; every one in fives, or None for fewer than five."""
    values = [told[key] for name, words in NAMES.items() for key in dict.fromkeys((name, words)) if key in told]
    found = [None if value in (None, FEW) else int(value) for value in values]
    assert found and all(number is None or (number % 5 == 0 and number > 0) for number in found)
    return found


def aims(told):
    return {name: told[name] for name in ("adults", "coverage", "target")}


def months_of(reader, code, row):
    """{(course, month): (in the month, so far)} as machines are told, which is what the page shows."""
    lines = reader.ask("totals", unit=code)["totals"]
    found = {
        (line["course"], line["month"]): (list(line["in_month"].values()), list(line["so_far"].values()))
        for line in lines
    }
    for line in lines:
        numbers(line["in_month"]), numbers(line["so_far"])
        assert line["coverage"]["certificates"] == line["so_far"]["certificates"]
    for month in reader.view.period.months:
        in_month, _so_far = found.get(("any", f"{month:%Y-%m}"), ([None] * len(MEASURES), None))
        assert reader.view.people.numbers(row, month) == in_month
    for course in reader.view.titles:
        latest = found.get((str(course), f"{TODAY:%Y-%m}"), (None, [None] * len(MEASURES)))[1]
        assert reader.view.by_course.numbers(row, course) == latest
    return found


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HAPPENINGS, ADULTS, SHARE_OF_ADULTS, st.booleans())
def test_all_that_is_given_out_is_in_fives_and_alike_everywhere(
    client, site_tree, monkeypatch, administrator, province_official, dak_lak, hoa_thinh, tay_hoa,
    happenings, adults, share, is_merged,
):  # fmt: skip
    courses = [ANY_COURSE, *(course.key for course in fake_courses(monkeypatch, 2))]
    cache.clear()
    with transaction.atomic(), translation.override("en"):
        places = [hoa_thinh, tay_hoa, commune("Xã Ba", dak_lak)]
        if is_merged:
            approve(merger(hoa_thinh, tay_hoa, day=date(2026, 10, 1)), administrator, TODAY)
        places.append(Unit.objects.get(code="99001") if is_merged else commune("Xã Bốn", dak_lak))
        for place, day, course, people in happenings:
            totals(places[place], day, *people, course=courses[course])
        for place, number in zip(places, adults, strict=True):
            if number is not None:
                counted(place, number)
        if share:
            wanted(dak_lak, share)
        for drawn in ("today", "time"):
            look_everywhere(Reader(client, dak_lak, province_official, administrator, drawn))
        transaction.set_rollback(True)


def look_everywhere(reader):
    found = {unit["code"]: unit for unit in reader.ask("units")["units"]}
    rows = {place.code: place.pk for place in reader.view.places}
    assert found.keys() == rows.keys()
    known = {code: months_of(reader, code, row) for code, row in rows.items()}
    whole = months_of(reader, "66", ALL)
    files_say_the_same(reader, known)
    places_say_the_same(reader, known, whole, found)
    if reader.drawn == "today":
        open_data_say_the_same(reader)


def files_say_the_same(reader, known):
    names = {"Any course, each person once": "any"}
    names |= {f"Course {number}": str(key) for number, key in enumerate(reader.view.titles)}
    told = {
        (row["code"], names[row["course"]], row["month"]): numbers(row) for row in reader.sheet("months")
    }  # fmt: skip
    assert told == {(code, *line): shown[0] for code, lines in known.items() for line, shown in lines.items()}


def places_say_the_same(reader, known, whole, units):
    nothing = [None] * len(MEASURES)
    latest = {code: lines.get(("any", "2026-11"), (None, nothing))[1] for code, lines in known.items()}
    asked = reader.ask("places")["places"]
    assert {row["code"]: numbers(row) for row in asked} == latest
    assert {row["code"]: aims(row) for row in asked} == {code: aims(unit) for code, unit in units.items()}
    rows = {row["code"]: row for row in reader.sheet("places")}
    assert {code: numbers(row) for code, row in rows.items()} == latest
    for code, unit in units.items():
        coverage = unit["coverage"]
        assert coverage["certificates"] == latest[code][MEASURES.index("certificates")]
        assert rows[code]["certified, % of adults"] == (
            "" if coverage["per_cent"] is None else str(coverage["per_cent"])
        )
        assert (coverage["per_cent"] is None) == (not coverage["adults"] or coverage["certificates"] is None)
    country = reader.sheet("places", view_of(reader.administrator, None, ALL_TIME, TODAY, reader.drawn))
    assert {row["code"]: numbers(row) for row in country} == {"66": whole.get(("any", "2026-11"), (None, nothing))[1]}


def open_data_say_the_same(reader):
    places = reader.ask("places", month="2026-10")["places"]
    asked = {row["code"]: numbers(row)[:3] for row in places}
    given = reader.client.get("/en/open-data/communes.json").json()["communes"]
    assert {row["code"]: numbers(row) for row in given} == asked
    for row, place in zip(given, places, strict=True):
        # How far one should be is left out there.
        status = {"status": place["target"]["status"]} if place["target"] else {}
        assert aims(place) == aims(row | {"target": row["target"] and row["target"] | status})
    text = b"".join(reader.client.get("/en/open-data/communes.csv")).decode()[1:]
    assert {row["code"]: numbers(row) for row in csv.DictReader(StringIO(text))} == asked
