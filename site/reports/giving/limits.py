"""How often one key may ask: so many times in each minute by the clock."""

import time

from django.core.cache import cache

WINDOW = 60


def seconds_to_wait(name: str, most: int) -> int:
    """0 while there are fewer than `most` in this minute; else the seconds until the next. Counts this one."""
    now = time.time()
    window = int(now // WINDOW)
    key = f"api:{name}:{window}"
    cache.add(key, 0, WINDOW * 2)
    try:
        count = cache.incr(key)
    except ValueError:  # forgotten meanwhile
        return 0
    # A cache that is away counts nothing, and keeps nobody out.
    return 0 if count is None or count <= most else max(1, int((window + 1) * WINDOW - now) + 1)
