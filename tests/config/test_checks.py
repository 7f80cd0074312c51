import pytest
from django.test import override_settings

from config.checks import a_gateway_for_text_messages, a_home_page_in_each_language, a_table_for_the_shared_cache
from config.settings.base import caches
from pages.models import HomePage

pytestmark = pytest.mark.django_db


def test_a_whole_site_has_nothing_to_tell(site_tree):
    assert a_home_page_in_each_language(databases=["default"]) == []


def test_a_missing_home_page_is_told_of(site_tree):
    HomePage.objects.filter(locale__language_code="en").update(live=False)
    assert [w.id for w in a_home_page_in_each_language(databases=["default"])] == ["config.W001"]


def test_nothing_is_asked_of_a_database_that_is_not_checked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert a_home_page_in_each_language() == a_table_for_the_shared_cache() == []


def test_a_missing_cache_table_is_told_of():
    with override_settings(CACHES=caches("")):
        assert [w.id for w in a_table_for_the_shared_cache(databases=["default"])] == ["config.W002"]


def test_codes_that_reach_nobody_are_told_of(settings):
    assert [w.id for w in a_gateway_for_text_messages()] == ["config.W003"]
    settings.OUTBOUND_CHANNELS = settings.OUTBOUND_CHANNELS | {"phone": "gateway.Sms"}
    assert a_gateway_for_text_messages() == []
