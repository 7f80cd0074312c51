"""The page of a place that is no more says so, and leads to what it is today."""

from datetime import date

import pytest
from django.urls import reverse

from tests.communes.factory import became

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_a_former_commune_leads_to_what_it_became(client, administrator, hoa_thinh, tay_hoa):
    hoa_thinh.valid_to = date(2026, 9, 30)
    hoa_thinh.save()
    became(hoa_thinh, tay_hoa, effective_on=date(2026, 10, 1))
    client.force_login(administrator)
    address = reverse("reports:unit", args=[tay_hoa.pk])
    response = client.get(reverse("reports:unit", args=[hoa_thinh.pk]))
    assert response.context["became"] == [(tay_hoa.name, address)]
    assert "30/09/2026" in response.content.decode()


def test_a_place_of_today_says_nothing_of_it(client, administrator, hoa_thinh):
    client.force_login(administrator)
    assert client.get(reverse("reports:unit", args=[hoa_thinh.pk])).context["became"] == []
