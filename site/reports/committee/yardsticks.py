"""What the figures are measured against: how many adults live there, and what was aimed at."""

from datetime import date


def population_of(unit, day: date) -> dict | None:
    """Adults with source and date, as known on that day; None where nobody has entered them."""
    return None


def target_of(unit, day: date) -> dict | None:
    """What is aimed at, by when, and where one stands; None where nothing was set."""
    return None
