import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def vietnamese():
    """A request in English leaves its language behind, and `reverse` would follow it into the next test."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
