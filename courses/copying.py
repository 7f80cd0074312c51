"""Screens of one rehearsal, to be put into another. Pure: no database, no request."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from .drawn import TO


@dataclass(frozen=True)
class LostLink:
    """Something to tap on a screen that came along, which led to one that did not."""

    screen: str
    name: str


def copied(raw: Iterable[dict], chosen: Collection[str]) -> tuple[list[dict], list[LostLink]]:
    """The chosen screens in their order, with new ids all through; and what leads nowhere now."""
    screens = [deepcopy(screen) for screen in raw if screen["id"] in chosen]
    new_ids = {screen["id"]: str(uuid.uuid4()) for screen in screens}
    lost = []
    for screen in screens:
        for tap in _leading(screen["value"]):
            if tap.get("screen") and tap["screen"] not in new_ids:
                lost.append(LostLink(screen["value"].get("title") or "", tap.get("text") or ""))
            tap["screen"] = new_ids.get(tap.get("screen"), "")
        screen["id"] = new_ids[screen["id"]]
        _renew(screen["value"])
    return screens, lost


def _leading(value) -> Iterator[dict]:
    """All inside that leads to a screen."""
    if isinstance(value, dict):
        if value.get("does") == TO:
            yield value
        for inner in value.values():
            yield from _leading(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leading(inner)


def _renew(value) -> None:
    """A block knows itself by an id that nothing else has."""
    for inner in value if isinstance(value, list) else value.values() if isinstance(value, dict) else []:
        if isinstance(inner, dict) and "id" in inner:
            inner["id"] = str(uuid.uuid4())
        _renew(inner)
