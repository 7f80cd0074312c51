"""Adults of hamlets brought in by file: told by name, each bad row named, nothing half-kept."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communes.hamlets import add_hamlets, close_hamlet, merge_hamlets
from communes.ledger.actions import approve
from communes.models import Population, Unit
from reports.groups.adults import adults_by_hamlet, with_merged
from reports.targets.desks import CountDesk
from tests.communes.ledger.factory import DAY, merger
from tests.reports.factory import fake_courses
from tests.reports.targets.factory import counted
from tests.reports.targets.test_pages import COUNT, url, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture
def hamlets(hoa_thinh):
    return add_hamlets(hoa_thinh, "Thôn Mỹ Xuân\nThôn Phú Thứ\nBuôn Phú Thứ\nThôn 2")[0]


def bring(client, user, unit, table, **more):
    client.force_login(user)
    content = table if isinstance(table, bytes) else table.encode()
    return client.post(url("population", unit), COUNT | {"file": SimpleUploadedFile("adults.csv", content)} | more)


def trouble(response):
    return [line.trouble for line in response.context["lines"] if line.trouble]


def test_hamlets_are_told_by_their_names_however_written(client, commune_official, hoa_thinh, hamlets):
    table = "Thôn;Số người\nTHON MY XUAN;1.212\nthôn phú thứ;212\nbuon phu thu;95\n"
    page = bring(client, commune_official, hoa_thinh, table)
    assert page.status_code == 200, trouble(page)
    assert [(line.place.name, line.value) for line in page.context["lines"]] == [
        ("Thôn Mỹ Xuân", 1212),
        ("Thôn Phú Thứ", 212),
        ("Buôn Phú Thứ", 95),
    ]
    assert "One place is not in the file" in words(page) and not Population.objects.exists()


def test_what_was_looked_at_is_kept(client, commune_official, hoa_thinh, hamlets):
    page = bring(client, commune_official, hoa_thinh, "hamlet,adults\nMỹ Xuân,120\nThôn 2,80\n")
    fields = {f"number-{line.place.key}": line.text for line in page.context["lines"]}
    client.post(url("population", hoa_thinh), COUNT | fields | {"keep": "1"})
    assert adults_by_hamlet(hoa_thinh, TODAY) == {hamlets[0].pk: 120, hamlets[3].pk: 80}


def test_a_workbook_with_codes_and_the_commune_itself(client, commune_official, hoa_thinh, hamlets):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["code", "hamlet", "adults"], [22276, "", 9430], [22276, "Thôn Mỹ Xuân", 120]):
        book.active.append(row)
    book.save(file)
    page = bring(client, commune_official, hoa_thinh, file.getvalue())
    assert page.status_code == 200, trouble(page)
    assert [line.place.name for line in page.context["lines"]] == ["Xã Hòa Thịnh", "Thôn Mỹ Xuân"]


BAD = {
    "unknown": ("hamlet,adults\nThôn Lạ,5", "Xã Hòa Thịnh has no hamlet called “Thôn Lạ”"),
    "closed": ("hamlet,adults\nThôn Cũ,5", "Thôn Cũ ended on 01/05/2026."),
    "merged": ("hamlet,adults\nThôn 1,5", "Thôn 1 ended on 01/05/2026; today it is part of Thôn 2."),
    "twice": ("hamlet,adults\nThôn 2,5\nTHÔN 2,6", "stands in row 2 already"),
    "of two": ("hamlet,adults\nPhú Thứ,5", "may be any of these: Buôn Phú Thứ, Thôn Phú Thứ"),
    "no number": ("hamlet,adults\nThôn 2,many", "is no number of people"),
    "no name": ("hamlet,adults\n,5", "The name of the hamlet is missing."),
    "swapped": ("hamlet,adults\n120,Thôn 2", "look swapped"),
    "of elsewhere": ("code,hamlet,adults\n22255,Thôn 2,5", "is not one of the places"),
    "no headings": ("name,adults\nThôn 2,5", "Missing: hamlet"),
    "nobody": ("hamlet,adults\nThôn 2,0", "Nobody lives here?"),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_row_is_named_and_nothing_is_kept(client, commune_official, hoa_thinh, tay_hoa, hamlets, case):
    (former, old), _known = add_hamlets(hoa_thinh, "Thôn 1\nThôn Cũ")
    merge_hamlets(former, hamlets[3], date(2026, 5, 1))
    close_hamlet(old, date(2026, 5, 1))
    table, sentence = BAD[case]
    good = "\nThôn Mỹ Xuân,120\n" if table.startswith("hamlet") else "\n"
    page = bring(client, commune_official, hoa_thinh, table + good, keep="1")
    assert page.status_code == 422 and sentence in words(page).replace("&quot;", '"')
    assert not Population.objects.exists()


def test_from_outside_hamlets_are_neither_taken_nor_told_of(client, province_official, dak_lak, hoa_thinh, hamlets):
    for place in (dak_lak, hoa_thinh):
        page = bring(client, province_official, place, "code,hamlet,adults\n22276,Thôn Mỹ Xuân,120\n")
        assert page.status_code == 422
        assert trouble(page) == ["Adults of hamlets are entered by their own commune, on its page."]
    page = bring(client, province_official, hoa_thinh, "code,hamlet,adults\n22276,Thôn Lạ,120\n")
    assert trouble(page) == ["Adults of hamlets are entered by their own commune, on its page."]


def test_a_hamlet_that_went_along_with_its_commune_keeps_its_count(hoa_thinh, tay_hoa, hamlets, administrator):
    counted(hoa_thinh, 120, hamlet=hamlets[0])
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    assert adults_by_hamlet(new, DAY) == {hamlets[0].pk: 120}
    desk = CountDesk(new, administrator, DAY)
    assert [desk.entry(place).adults for place in desk.below if desk.entry(place)] == [120]
    assert desk.undo() == 0  # what the former commune entered is not the new one's to take back
    counted(new, 130, hamlet=hamlets[0], on=date(2026, 12, 1))
    assert adults_by_hamlet(new, DAY) == {hamlets[0].pk: 130}


def test_adults_of_a_merged_hamlet_are_counted_in_what_it_became():
    merged = [(1, None, None), (2, 1, date(2026, 5, 1)), (3, 2, date(2026, 3, 1))]
    old, new = date(2026, 1, 1), date(2026, 6, 1)
    assert with_merged(1, {1: (100, old), 2: (20, old), 3: (5, old)}, merged) == 125
    assert with_merged(1, {1: (100, old), 2: (20, date(2026, 4, 1))}, merged) == 120
    assert with_merged(1, {1: (100, old), 3: (5, old)}, merged) is None
    assert with_merged(1, {1: (130, new)}, merged) == 130
