import pytest
from django.db import transaction
from django.utils import translation

from communes.actions import load_register
from communes.register import read_register


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """The whole register in the database for all tests of a file, and not a row of it afterwards.

    Other parts use it by importing it into their own conftest.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_register(read_register())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared as the code has them."""
    with translation.override("en"):
        yield
