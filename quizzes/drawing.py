"""Which questions one person gets, drawn by a seed: the same here as in static/js/drawing.js. Pure."""


def chance(seed: str, key: str) -> int:
    """A number from the two of them that nobody chose: FNV-1a over their letters, mixed once more."""
    number = 0x811C9DC5
    for byte in f"{seed} {key}".encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    number = (number ^ number >> 16) * 0x7FEB352D & 0xFFFFFFFF
    number = (number ^ number >> 15) * 0x846CA68B & 0xFFFFFFFF
    return number ^ number >> 16


def drawn(slots: list[dict], seed: str, is_shuffled: bool = False) -> list[str]:
    """The keys of the questions to ask, in their order, each once.

    `slots`: [{"question": key} or {"count": how many, "pool": [key, …]}]. A pool that is too small gives all it has.
    """
    chosen = [slot["question"] for slot in slots if "question" in slot]
    keys = []
    for slot in slots:
        if "question" in slot:
            keys.append(slot["question"])
            continue
        free = sorted(set(slot["pool"]) - set(chosen), key=lambda key: (chance(seed, key), key))
        chosen += free[: slot["count"]]
        keys += free[: slot["count"]]
    return sorted(keys, key=lambda key: (chance(f"{seed} order", key), key)) if is_shuffled else keys


def has_draws(slots: list[dict]) -> bool:
    return any("count" in slot for slot in slots)
