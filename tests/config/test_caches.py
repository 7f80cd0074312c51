"""A shared cache is a help, never a need."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import InvalidCacheBackendError
from django.test import override_settings

from config.settings.base import caches as cache_settings
from tests.conftest import free_port


def shared(url):
    with override_settings(CACHES=cache_settings(url)):
        yield caches["default"]


@pytest.mark.redis
def test_a_redis_keeps_what_it_is_given(redis_url):
    for cache in shared(redis_url):
        cache.set("a", "1")
        assert cache.get("a") == "1"


def test_a_dead_redis_is_a_miss():
    for cache in shared(f"redis://127.0.0.1:{free_port()}/0"):
        cache.set("a", "1")
        assert cache.get("a") is None


def test_without_redis_the_database_is_shared():
    assert cache_settings("")["default"]["BACKEND"].endswith("DatabaseCache")
    with override_settings(CACHES=cache_settings("")), pytest.raises(InvalidCacheBackendError):
        caches["none"]
