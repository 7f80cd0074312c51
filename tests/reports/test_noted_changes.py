"""Whatever is changed about places, targets and adults stands in the log that only grows."""

from datetime import date

import pytest
from django.urls import reverse

from communes.ledger.actions import approve, undo
from reports.audit.models import Action, AuditEntry
from tests.communes.ledger.factory import merger

pytestmark = pytest.mark.django_db


def changes():
    return list(AuditEntry.objects.filter(action=Action.CHANGE).order_by("pk").values_list("user", "unit", "what"))


def test_a_count_of_adults_is_noted_once_it_is_kept(client, hoa_thinh, commune_official):
    client.force_login(commune_official)
    address = reverse("reports:population", args=[hoa_thinh.pk])
    entered = {
        "source": "BC 12", "counted_on": "2026-01-05", "confidence": "high", "group": "", "age_from": "18",
        f"number-u{hoa_thinh.pk}": "9430",
    }  # fmt: skip
    assert client.post(address, entered).status_code == 200 and not changes()
    assert client.post(address, entered | {"keep": "1"}).status_code == 302
    assert changes() == [(commune_official.pk, hoa_thinh.pk, "population")]


def test_hamlets_are_noted(client, hoa_thinh, commune_official):
    client.force_login(commune_official)
    client.post(reverse("reports:hamlets", args=[hoa_thinh.pk]), {"names": "Thôn Một", "kind": "thon"})
    assert changes() == [(commune_official.pk, hoa_thinh.pk, "hamlets")]


def test_what_is_decided_about_communes_is_noted(hoa_thinh, tay_hoa, administrator):
    plan = merger(hoa_thinh, tay_hoa)
    approve(plan, administrator, date(2026, 1, 1))
    undo(plan, administrator)
    assert [(user, what) for user, _unit, what in changes()] == [
        (administrator.pk, "reorganisation approved"),
        (administrator.pk, "reorganisation undone"),
    ]
