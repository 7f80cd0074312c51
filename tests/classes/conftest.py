import pytest

from tests.classes.factory import class_session


@pytest.fixture
def session(trainer, hoa_thinh):
    """A class of the trainer's, going on now."""
    return class_session(trainer, hoa_thinh)
