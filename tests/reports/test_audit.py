"""Who looked at figures is noted, and stays noted."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from reports.audit.actions import note
from reports.audit.models import Action, AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(commune_official, hoa_thinh):
    return note(commune_official, Action.CHANGE, hoa_thinh, "target", share=40)


def test_an_entry_is_one_insert(commune_official, hoa_thinh, django_assert_num_queries):
    with django_assert_num_queries(1):
        note(commune_official, Action.EXPORT, hoa_thinh, "figures.csv")


def test_an_entry_is_never_changed_or_deleted(entry):
    for attack in [
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(what="nothing"),
        lambda: AuditEntry.objects.bulk_update([entry], ["what"]),
    ]:
        with pytest.raises(TypeError):
            attack()
    assert AuditEntry.objects.get().what == "target"


def test_the_database_refuses_to_change_an_entry(entry):
    attacks = ["UPDATE reports_auditentry SET what = ''"]
    if connection.vendor == "postgresql":
        attacks.append("DELETE FROM reports_auditentry")
    for attack in attacks:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)


def test_an_entry_outlives_whom_it_names(client, entry, administrator, commune_official):
    number = commune_official.pk
    commune_official.delete()
    assert AuditEntry.objects.get().user_id == number
    client.force_login(administrator)
    assert f"#{number}" in client.get(reverse("reports_audit")).content.decode()


@pytest.mark.parametrize("name", ["unit", "evidence"])
def test_each_look_is_noted(client, commune_official, hoa_thinh, name):
    client.force_login(commune_official)
    client.get(reverse(f"reports:{name}", args=[hoa_thinh.pk]), {"period": "all", "q": "Nguyễn Thị Lan"})
    found = AuditEntry.objects.get()
    assert (found.user, found.action, found.unit, found.what) == (commune_official, Action.VIEW, hoa_thinh, name)
    assert found.detail == {"period": "all"}


def test_the_country_is_noted_without_a_place(client, administrator):
    client.force_login(administrator)
    client.get(reverse("reports:country"))
    found = AuditEntry.objects.get()
    assert (found.unit, found.what) == (None, "country")


def test_what_was_refused_is_not_noted(client, other_official, hoa_thinh):
    client.force_login(other_official)
    assert client.get(reverse("reports:unit", args=[hoa_thinh.pk])).status_code == 404
    assert not AuditEntry.objects.exists()


def test_only_administrators_read_the_log(client, entry, commune_official, province_official, trainer):
    for name in ("reports_audit", "reports_audit_results"):
        client.logout()
        assert "/login/" in client.get(reverse(name)).url
        for user in (commune_official, province_official):
            client.force_login(user)
            assert client.get(reverse(name)).status_code in (302, 404)
        client.force_login(trainer)
        assert client.get(reverse(name)).status_code == 404


def rows(response):
    return list(response.context["object_list"])


def test_the_log_is_filtered_by_person_place_action_and_day(client, entry, administrator, tay_hoa):
    other = note(administrator, Action.VIEW, tay_hoa, "unit")
    client.force_login(administrator)
    address = reverse("reports_audit")
    assert rows(client.get(address)) == [other, entry]
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for wish, found in [
        ({"user": "commune@"}, [entry]),
        ({"unit": "22255"}, [other]),
        ({"unit": "Hòa Thịnh"}, [entry]),
        ({"action": "change"}, [entry]),
        ({"at_from": tomorrow}, []),
    ]:
        assert rows(client.get(address, wish)) == found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_log_can_be_taken_away_and_that_is_noted(client, entry, administrator, kind):
    note(None, Action.VIEW, None, "totals", key="k7f3")
    client.force_login(administrator)
    body = b"".join(client.get(reverse("reports_audit"), {"export": kind}))
    assert body and AuditEntry.objects.filter(action=Action.EXPORT, what="audit", user=administrator).exists()


def test_the_log_says_to_the_second_when_and_in_words_what(client, administrator, hoa_thinh):
    note(administrator, Action.CHANGE, hoa_thinh, "bring_indicators")
    client.force_login(administrator)
    page = client.get(reverse("reports_audit")).content.decode()
    assert "bring_indicators" not in page and f"{timezone.localtime():%d/%m/%Y %H:}" in page
