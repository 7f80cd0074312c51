"""Codes are long enough not to be guessed; whoever tries all the same is slowed down.

Only wrong codes count: a whole village may share one address of a mobile network and check its certificates.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

from learners.networks import network

MISSES = 30
WINDOW = 5 * 60


def has_guessed_too_often(request) -> bool:
    return cache.get(key_of(request), 0) >= MISSES


def remember_miss(request) -> None:
    key = key_of(request)
    # Two at once may count as one: a limit needs no exact count.
    cache.set(key, cache.get(key, 0) + 1, WINDOW)


def key_of(request) -> str:
    """By network and by window of time, so that a limit ends by itself."""
    return f"certificates:misses:{network(get_adapter().get_client_ip(request))}:{int(time.time() // WINDOW)}"
