"""What a sample says of all. Pure."""

from math import ceil, floor, sqrt
from statistics import NormalDist

# How sure one wants to be that the true share lies within.
CONFIDENCE = 0.95
# Fewer say next to nothing.
FEWEST = 10


def span(yes: int, asked: int) -> tuple[float, float] | None:
    """The shares between which the true one lies, by Wilson's interval; None from too few."""
    if asked < FEWEST:
        return None
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, weight = yes / asked, 1 + z * z / asked
    middle = (share + z * z / (2 * asked)) / weight
    half = z * sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked)) / weight
    return max(0.0, middle - half), min(1.0, middle + half)


def of_all(yes: int, asked: int, whole: int) -> tuple[int, int] | None:
    """Of `whole`, how many at least and at most; never fewer than were found among those asked."""
    found = span(yes, asked)
    if found is None or whole < asked:
        return None
    low, high = found
    return max(yes, floor(whole * low)), min(whole - (asked - yes), ceil(whole * high))
