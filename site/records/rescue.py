"""The file in which a phone saved what it could not send. Pure: no database, no request.

{"format", "version", "device", "exported_at", "learners": [{"learner", "events": […], "refused": […]}]}; `device` is a
digest, for the key itself would let whoever has the file in as the phone. Nothing in the file is believed beyond what a
phone may say.
"""

import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from .statements import clock_skew

FORMAT, VERSION = "digital-education-for-all/events", 1
BYTES = 2_000_000
PEOPLE, EVENTS = 20, 5_000


class FileError(ValueError):
    """The file as a whole can't be brought in; the message is the reason in one word."""


@dataclass(frozen=True)
class Said:
    """What one person did, as the phone says, not yet believed."""

    learner_key: uuid.UUID
    events: list


@dataclass(frozen=True)
class RescueFile:
    device: str
    exported_at: object
    people: list[Said]


def read(body: bytes) -> RescueFile:
    """Raises FileError: `oversized`, `malformed`, `foreign`, `newer` or `empty`."""
    found = _decoded(body)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FileError("foreign")
    if found.get("version") != VERSION:
        raise FileError("newer")
    device, people = found.get("device"), found.get("learners")
    if not isinstance(device, str) or not re.fullmatch(r"[0-9a-f]{64}|", device):
        raise FileError("malformed")
    if not isinstance(people, list) or len(people) > PEOPLE:
        raise FileError("malformed")
    said = _together(map(_said, people))
    if sum(len(person.events) for person in said) > EVENTS:
        raise FileError("oversized")
    if not said:
        raise FileError("empty")
    return RescueFile(device, found.get("exported_at"), said)


def _decoded(body):
    if len(body) > BYTES:
        raise FileError("oversized")
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileError("malformed") from error


def _said(person):
    if not isinstance(person, dict) or not isinstance(person.get("learner"), str):
        raise FileError("malformed")
    events, refused = person.get("events", []), person.get("refused", [])
    try:
        key = uuid.UUID(person["learner"])
    except ValueError as error:
        raise FileError("malformed") from error
    if not isinstance(events, list) or not isinstance(refused, list):
        raise FileError("malformed")
    # What was refused gets another chance: the reason may be gone.
    return Said(key, events + refused)


def _together(people):
    """Each person once, and nobody with nothing to say."""
    found = {}
    for person in people:
        found.setdefault(person.learner_key, []).extend(person.events)
    return [Said(key, events) for key, events in found.items() if events]


def clock_ahead(exported_at, now: datetime) -> timedelta:
    """A file may lie for weeks, so only a clock that ran ahead is seen: a right one never writes the future."""
    return max(timedelta(0), clock_skew(exported_at, now))


def digest(device_key) -> str:
    """The mark of a phone that tells nobody its key."""
    return hashlib.sha256(str(device_key).encode()).hexdigest()
