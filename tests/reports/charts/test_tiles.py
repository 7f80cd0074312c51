import csv
import gzip
import time
from pathlib import Path

import pytest
from django.utils.html import escape

from reports.charts.placing import Point, grid_of, placed
from reports.charts.tiles import MARKS, Tile, in_lines, tile_map

DATA = Path(__file__).resolve().parents[3] / "site" / "communes" / "data"


def rows_of(name, province=None):
    with (DATA / name).open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if province in (None, row.get("province_code"))]


def points(rows):
    return tuple(
        Point(row["code"], *(float(row[n]) if row[n] else None for n in ("latitude", "longitude"))) for row in rows
    )


PROVINCES = sorted({row["code"] for row in rows_of("provinces.csv")})


@pytest.mark.parametrize("province", PROVINCES)
def test_every_commune_has_a_cell_of_its_own(province):
    found = points(rows_of("communes.csv", province))
    cells = placed(found)
    assert cells.keys() == {point.key for point in found} and len(set(cells.values())) == len(found)
    assert max(cell.column for cell in cells.values()) < 13


def test_neighbours_stay_in_order_as_far_as_possible():
    """Of any two communes, the one farther north hardly ever stands below, nor the one farther west to the right."""
    found = points(rows_of("communes.csv", "66"))
    cells = placed(found)
    wrong = pairs = 0
    for a in found:
        for b in found:
            if a.latitude > b.latitude:
                pairs += 1
                wrong += cells[a.key].row > cells[b.key].row
            if a.longitude < b.longitude:
                pairs += 1
                wrong += cells[a.key].column > cells[b.key].column
    assert wrong / pairs < 0.06


def test_the_country_stands_upright():
    cells = placed(points(rows_of("provinces.csv")))
    north, middle, south = (cells[code].row for code in ("01", "66", "96"))
    assert north < middle < south


def test_the_same_places_always_stand_alike():
    found = points(rows_of("communes.csv", "66"))
    placed.cache_clear()
    first = placed(found)
    placed.cache_clear()
    assert placed(found) == first


def test_places_that_lie_nowhere_known_come_last():
    cells = placed((Point("a", 12.0, 108.0), Point("b", None, None), Point("c", 13.0, 108.0)))
    assert cells["b"].row > max(cells["a"].row, cells["c"].row)


def test_nothing_and_one_are_placed_too():
    assert placed(()) == {} and grid_of((), 13) == (0, 0)
    assert placed((Point("a", None, None),)) == {"a": (0, 0)} and placed((Point("a", 12.0, 108.0),)) == {"a": (0, 0)}


def test_placing_the_largest_province_takes_less_than_a_second():
    found = points(rows_of("communes.csv", "79"))
    placed.cache_clear()
    began = time.process_time()
    placed(found)
    assert time.process_time() - began < 1


def a_map(rows):
    found = points(rows)
    cells = placed(found)
    return tile_map(
        [
            Tile(
                row["name"],
                "41 %",
                list(MARKS)[n % 4],
                f"{row['name']}: 41 %, gần đạt",
                f"/reports/units/{n}/",
                cells[row["code"]],
            )
            for n, row in enumerate(rows)
        ],
        "Các xã, phường",
    )


def test_every_tile_is_a_link_with_a_name():
    rows = rows_of("communes.csv", "66")
    picture = a_map(rows)
    for n, row in enumerate(rows):
        assert f'href="/reports/units/{n}/"' in picture
        assert f'aria-label="{escape(row["name"])}: 41 %, gần đạt"' in picture


def test_each_status_has_a_mark_besides_its_colour():
    picture = a_map(rows_of("communes.csv", "66"))
    assert all(f'<use href="#map-{status}"' in picture and f'id="map-{status}"' in picture for status in MARKS)
    assert len(set(MARKS.values())) == 4


def test_the_largest_map_is_light():
    assert len(gzip.compress(a_map(rows_of("communes.csv", "79")).encode())) < 12_000


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ea Súp", ["Ea Súp"]),
        ("Buôn Ma Thuột", ["Buôn Ma", "Thuột"]),
        ("Krông Búk", ["Krông", "Búk"]),
        ("Hồ Chí Minh", ["Hồ Chí", "Minh"]),
        ("Mường Lay Thượng Hạ Trung", ["Mường", "Lay Thư…"]),
        ("", [""]),
    ],
)
def test_names_fit_into_tiles(name, lines):
    assert in_lines(name) == lines
