import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_english(own_language):
    """What is said of a file is compared in the words of the code."""
    with override("en"):
        yield
