"""The committee page: frozen under a number, found again to the digit, and nobody else's."""

import io
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from communes.models import Population
from reports.audit.models import AuditEntry
from reports.committee.models import Frozen, Snapshot
from reports.committee.numbers import clean_number
from reports.targets.models import Target
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
A4 = (595, 842)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture
def figures(hoa_thinh, tay_hoa):
    totals(hoa_thinh, date(2026, 9, 5), 1000, 500, 301)
    totals(hoa_thinh, date(2026, 10, 5), 412, 312, 402)
    totals(tay_hoa, date(2026, 10, 6), 3, 2, 1)


def url_of(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"reports:{name}", args=args)


def keep(client, user, unit, month="2026-10", **values):
    client.force_login(user)
    return client.post(url_of("committee", unit.pk), {"month": month, **values})


@pytest.fixture
def kept(client, figures, hoa_thinh, commune_official):
    keep(client, commune_official, hoa_thinh)
    return Snapshot.objects.get()


def line(snapshot, measure):
    return next(line for line in snapshot.figures["lines"] if line["measure"] == measure)


def shown(client, snapshot, language="en"):
    return client.get(url_of("snapshot", snapshot.number, language=language))


def test_the_page_of_a_month_shows_month_change_and_sum(client, figures, hoa_thinh, commune_official):
    client.force_login(commune_official)
    text = client.get(url_of("committee", hoa_thinh.pk), {"month": "2026-10"}).text
    assert "In October 2026, 402 people of xã Hòa Thịnh received a first certificate." in text
    assert "That is 101 more than in the month before." in text
    assert "+101" in text and "812 / 1,412 who began" in text and "57.5" in text
    assert "without the number of adults there is no share" in text


def test_without_a_month_it_is_the_last_one_that_is_over(client, figures, hoa_thinh, commune_official):
    client.force_login(commune_official)
    assert client.get(url_of("committee", hoa_thinh.pk)).context["month"].key == "2026-10"


def test_a_month_that_goes_on_says_up_to_when_and_compares_nothing(client, figures, hoa_thinh, commune_official):
    keep(client, commune_official, hoa_thinh, "2026-11")
    snapshot = Snapshot.objects.get()
    assert line(snapshot, "certificates")["before"] is None
    assert "The month is not over: figures up to 22/11/2026." in shown(client, snapshot).text


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2026-12", "has not begun yet"),
        ("2025-06", "begin in July 2025"),
        ("2026-13", "no month"),
        ("soon", "no month"),
        ("0000-01", "no month"),
        ("٢٠٢٦-١٠", "no month"),
    ],
)
def test_an_odd_month_gets_one_clear_sentence(client, hoa_thinh, commune_official, month, sentence):
    client.force_login(commune_official)
    response = client.get(url_of("committee", hoa_thinh.pk), {"month": month})
    assert response.status_code == 400 and sentence in response.text
    assert keep(client, commune_official, hoa_thinh, month).status_code == 400
    assert not Snapshot.objects.exists()


def test_the_same_page_is_kept_once_until_a_figure_changes(client, kept, hoa_thinh, commune_official):
    keep(client, commune_official, hoa_thinh)
    assert Snapshot.objects.count() == 1
    totals(hoa_thinh, date(2026, 10, 31), 1, 0, 0)
    assert "Figures have changed" in client.get(url_of("committee", hoa_thinh.pk), {"month": "2026-10"}).text
    keep(client, commune_official, hoa_thinh)
    assert Snapshot.objects.count() == 2


def test_what_was_kept_stays_while_late_events_arrive(client, kept, hoa_thinh):
    before = shown(client, kept).context["sheet"]
    totals(hoa_thinh, date(2026, 10, 30), 7, 7, 7)
    response = shown(client, kept)
    assert response.context["sheet"] == before and response.context["holds"]
    row = next(row for row in response.context["rows"] if row.name == "Received a first certificate")
    assert (row.month, row.month_today, row.so_far, row.so_far_today) == ("402", "409", "703", "710")
    assert "Phones that had no network send what people did later" in response.text


def test_without_late_events_it_is_the_same_today(client, kept):
    assert "the same to the digit" in shown(client, kept).text


def test_a_snapshot_is_never_changed_nor_deleted(kept):
    for change in (kept.save, kept.delete, Snapshot.objects.all().delete, lambda: Snapshot.objects.update(month=None)):
        with pytest.raises(Frozen):
            change()


def tamper(kept, assignment):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_snapshot SET {assignment} WHERE id = %s", [kept.pk])


@pytest.mark.parametrize(
    "assignment",
    [
        "month = '2026-09-01'",
        "audience = 'outside'",
        "digest = 'abc'",
        "number = 'BC-22276-202610-AAAA'",
        "figures = REPLACE(CAST(figures AS TEXT), '402', '502')",
    ],
)
def test_a_change_in_the_database_is_noticed(client, kept, administrator, assignment):
    call_command("check_snapshots", verbosity=0)
    if connection.vendor == "postgresql" and assignment.startswith("figures"):
        assignment = assignment.replace("REPLACE", "(REPLACE") + ")::jsonb"
    tamper(kept, assignment)
    with pytest.raises(CommandError):
        call_command("check_snapshots")


def test_the_page_itself_says_that_it_was_changed(client, kept):
    tamper(kept, "made_at = '2026-01-01'")
    assert "the digest does not hold" in shown(client, kept).text


def test_a_page_taken_out_is_noticed_by_the_next(client, kept, hoa_thinh, commune_official):
    totals(hoa_thinh, date(2026, 10, 31), 1, 0, 0)
    keep(client, commune_official, hoa_thinh)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_snapshot WHERE id = %s", [kept.pk])
    with pytest.raises(CommandError):
        call_command("check_snapshots")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pdf_is_one_a4_with_all_that_was_kept(client, kept, language):
    response = client.get(url_of("snapshot_pdf", kept.number, language=language))
    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) == 1 and tuple(round(side) for side in pages[0].mediabox[2:]) == A4
    text = " ".join(pages[0].extract_text().split())
    assert kept.number in text and kept.short_digest.replace("\u00a0", " ") in text
    assert "402" in text and "XÃ HÒA THỊNH" in text
    wanted = {"vi": "Độc lập – Tự do – Hạnh phúc", "en": "Translation."}[language]
    assert wanted in text and response["Content-Type"] == "application/pdf"


def test_the_vietnamese_page_has_the_official_form(client, kept):
    text = shown(client, kept, "vi").text
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
        "ỦY BAN NHÂN DÂN",
        "XÃ HÒA THỊNH",
        "BÁO CÁO",
        "1.412",
    ):
        assert words in text


@pytest.mark.parametrize("typed", ["{}", " {} ", "https://example.vn/reports/snapshots/{}/"])
def test_the_number_is_found_however_it_is_typed(client, kept, typed):
    for number in (kept.number, kept.number.lower(), kept.number.replace("-", " "), kept.number.replace("-", "")):
        response = client.get(url_of("find_snapshot"), {"number": typed.format(number)})
        assert response.url == url_of("snapshot", kept.number)


@pytest.mark.parametrize("typed", ["", "K7P4", "BC-22276-202610-OOOO", "\x00", "BC-22276-202610-7K3Q"])
def test_an_unknown_number_gets_a_sentence(client, kept, typed):
    response = client.get(url_of("find_snapshot"), {"number": typed})
    assert response.status_code in (200, 400, 404)
    if typed != "\x00":
        assert len(re.findall("errorlist", response.text)) == 1


def test_a_number_of_others_is_like_an_unknown_one(client, kept, other_official, trainer, province_official):
    for user in (other_official, trainer, province_official):
        client.force_login(user)
        assert shown(client, kept).status_code == 404
        assert client.get(url_of("snapshot_pdf", kept.number)).status_code == 404
        response = client.get(url_of("find_snapshot"), {"number": kept.number})
        assert response.status_code == 404 and "no page with this number" in response.text


def test_strangers_get_404_and_anonymous_people_are_asked_to_sign_in(client, kept, hoa_thinh, other_official, trainer):
    names = [("committee", hoa_thinh.pk), ("snapshot", kept.number), ("find_snapshot",), ("end_letters", 1)]
    client.logout()
    for name, *args in names:
        response = client.get(url_of(name, *args))
        assert response.status_code == 302 and "/accounts/login/" in response.url
    for user in (other_official, trainer):
        assert keep(client, user, hoa_thinh).status_code == 404
        assert client.get(url_of("committee", hoa_thinh.pk)).status_code == 404
        assert client.post(url_of("letters", hoa_thinh.pk), {"language": "vi"}).status_code == 404
    assert Snapshot.objects.count() == 1


def test_from_outside_every_count_is_in_fives(client, figures, hoa_thinh, tay_hoa, dak_lak, province_official):
    for unit in (hoa_thinh, tay_hoa, dak_lak):
        assert keep(client, province_official, unit, **{"for": "own"}).status_code == 302
    for snapshot in Snapshot.objects.all():
        assert snapshot.audience == "outside"
        for one in snapshot.figures["lines"]:
            assert {number % 5 for number in (one["month"], one["before"], one["so_far"])} == {0}
    small = Snapshot.objects.get(unit=tay_hoa)
    assert line(small, "learners")["so_far"] == 0
    assert "under 5" in shown(client, small).text


def test_the_commune_may_make_a_page_to_hand_on_which_the_province_finds(
    client, figures, hoa_thinh, commune_official, province_official, administrator
):
    keep(client, commune_official, hoa_thinh, **{"for": "outside"})
    snapshot = Snapshot.objects.get()
    assert line(snapshot, "certificates")["so_far"] == 700
    for user in (province_official, administrator):
        client.force_login(user)
        assert shown(client, snapshot).status_code == 200


def test_the_page_of_a_province_names_where_a_class_would_help(client, figures, dak_lak, province_official):
    client.force_login(province_official)
    text = client.get(url_of("committee", dak_lak.pk), {"month": "2026-10"}).text
    assert "A class in xã Hòa Thịnh would help most: 710 people there began and hold no certificate yet." in text


def test_clean_numbers():
    assert clean_number("bc 22276 202610 7k3q") == "BC-22276-202610-7K3Q"
    assert clean_number("66 202610 7k3q") == "BC-66-202610-7K3Q"
    assert clean_number("BC-2227-202610-7K3Q") == ""


def set_population(unit, adults=8000):
    Population.objects.create(unit=unit, adults=adults, source="Công an xã", counted_on=date(2026, 3, 1))


def set_target(unit, share):
    Target.objects.create(unit=unit, first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), number=share)


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        (5, "The target of 5.0% (400 people) by 31/12/2026 is reached."),
        (10, "The target is 10.0% (800 people) by 31/12/2026: nearly on course, 97 people are missing."),
        (80, "The target is 80.0% (6,400 people) by 31/12/2026: behind, 5,697 people are missing."),
    ],
)
def test_with_adults_and_a_target_the_page_says_where_one_stands(
    client, figures, hoa_thinh, dak_lak, commune_official, share, sentence
):
    set_population(hoa_thinh)
    set_target(dak_lak, share)
    client.force_login(commune_official)
    text = client.get(url_of("committee", hoa_thinh.pk), {"month": "2026-10"}).text
    assert "By 31/10/2026, 703 of 8,000 adults hold a certificate (8.7%)." in text and sentence in text
    assert "703 / 8,000 adults" in text and "source: Công an xã, 01/03/2026" in text


def test_a_later_count_of_adults_leaves_what_was_kept_alone(client, figures, hoa_thinh, commune_official):
    set_population(hoa_thinh)
    keep(client, commune_official, hoa_thinh)
    snapshot = Snapshot.objects.get()
    set_population(hoa_thinh, 9000)
    assert "703 / 8,000 adults" in shown(client, snapshot).text
    assert "Figures have changed" in client.get(url_of("committee", hoa_thinh.pk), {"month": "2026-10"}).text


def test_a_province_lacks_the_share_until_each_commune_has_counted(
    client, figures, hoa_thinh, tay_hoa, dak_lak, province_official
):
    set_population(hoa_thinh)
    client.force_login(province_official)
    address = url_of("committee", dak_lak.pk)
    assert "1 communes have not said how many adults live there" in client.get(address).text
    set_population(tay_hoa, 2000)
    assert "Adults: 10,000, aged 18 and over: the sum of 2 communes." in client.get(address).text


def test_a_page_kept_and_taken_away_stands_in_the_audit_log(client, kept):
    shown(client, kept)
    client.get(url_of("snapshot_pdf", kept.number))
    rows = AuditEntry.objects.filter(what="committee page").order_by("pk")
    assert [row.action for row in rows] == ["change", "view", "export"]
    assert {(row.unit_id, row.detail["number"]) for row in rows} == {(kept.unit_id, kept.number)}
