"""Shared set-up of the figures: the day on which a module's tests are run."""

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def today(request, monkeypatch):
    """Modules that name a day, as TODAY, live on it."""
    if day := getattr(request.module, "TODAY", None):
        monkeypatch.setattr(timezone, "localdate", lambda *args: day)
