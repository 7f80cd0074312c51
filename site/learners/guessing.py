"""Codes that somebody could guess; whoever tries is slowed down.

Only wrong codes count: a whole village may share one address of a mobile network and check its certificates.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

from .networks import network

MISSES = 30
WINDOW = 5 * 60


def has_guessed_too_often(request, kind: str) -> bool:
    """`kind` is what the codes are of."""
    return cache.get(key_of(request, kind), 0) >= MISSES


def remember_miss(request, kind: str) -> None:
    key = key_of(request, kind)
    # Two at once may count as one: a limit needs no exact count.
    cache.set(key, cache.get(key, 0) + 1, WINDOW)


def key_of(request, kind) -> str:
    """By network and by window of time, so that a limit ends by itself."""
    return f"{kind}:misses:{network(get_adapter().get_client_ip(request))}:{int(time.time() // WINDOW)}"
