"""What a phone says happened, checked before it is believed. Pure: no database, no request."""

import json
import math
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

VERBS = {
    "initialized",
    "progressed",
    "answered",
    "completed",
}  # what a phone may say; the rest only the server says
OBJECT_TYPES = {"lesson", "question", "quiz", "rehearsal"}
# Said of these alone: that the real screen has changed, that a service was done for real, and that it was not so.
MORE = {
    ("commented", "lesson"),
    ("commented", "rehearsal"),
    ("voided", "lesson"),
    ("voided", "rehearsal"),
    ("completed", "service"),
    ("voided", "service"),
}
LONGEST_PLACE = 36
# Of a rehearsal only how it went: whatever else a phone may send, what was typed there is never kept.
REHEARSAL_MODES = {"show", "help", "alone"}
REHEARSAL_COUNTS = {"steps", "mistakes", "hints", "seconds"}
LARGEST_COUNT = 86_400
DATA_LIMIT = 8_000  # characters of one event's data as JSON
RAW_DEPTH = 10  # levels of JSON in an event
# A slow line makes a phone's clock look this far behind; beyond it, the clock itself is.
TOLERANCE = timedelta(minutes=2)
# A clock that forgot the year says 1970: what is older than this is dated when it arrives, so that no old figure moves.
LONGEST_OFFLINE = timedelta(days=400)


class StatementError(ValueError):
    """One event can't be taken in; the message is the reason in one word, for the phone to keep with it."""


@dataclass(frozen=True)
class Statement:
    verb: str
    object_type: str
    object_key: uuid.UUID
    occurred_at: datetime
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    locale: str = "vi"
    data: dict = field(default_factory=dict)


def parse(raw: dict, now: datetime, skew: timedelta = timedelta(0)) -> Statement:
    """A statement from a decoded JSON object; `skew` is how far the phone's clock runs ahead. Raises StatementError."""
    if not isinstance(raw, dict) or not is_storable(raw, RAW_DEPTH):
        raise StatementError("malformed")
    data, locale = raw.get("data") or {}, raw.get("locale", "vi")
    if not is_known(str(raw.get("verb")), str(raw.get("object_type"))):
        raise StatementError("unknown")
    if not isinstance(data, dict) or not isinstance(locale, str):
        raise StatementError("malformed")
    if len(json.dumps(data)) > DATA_LIMIT:
        raise StatementError("oversized")
    return Statement(
        id=_key(raw.get("id")),
        verb=raw["verb"],
        object_type=raw["object_type"],
        object_key=_key(raw.get("object_key")),
        occurred_at=occurred(raw.get("occurred_at"), now, skew),
        locale=locale[:20],
        data=kept_of(raw["verb"], raw["object_type"], data),
    )


def is_known(verb: str, object_type: str) -> bool:
    return (verb in VERBS and object_type in OBJECT_TYPES) or (verb, object_type) in MORE


def kept_of(verb: str, object_type: str, data: dict) -> dict:
    """What may be kept with such an event: of some kinds, little of what a phone may send."""
    if object_type == "service":
        return {}
    if verb in ("commented", "voided"):
        return of_comment(data)
    return of_rehearsal(data) if object_type == "rehearsal" else data


def of_comment(data: dict) -> dict:
    """That the real screen has changed, and which one; never words of a person's own."""
    places = {name: data[name] for name in ("screen", "step") if _is_place(data.get(name))}
    return places | {"about": "changed"}


def _is_place(value) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_PLACE and value.replace("-", "").isalnum()


def of_rehearsal(data: dict) -> dict:
    """A mode and counts, and nothing else."""
    counts = {name: data[name] for name in REHEARSAL_COUNTS & data.keys() if type(data[name]) is int}
    kept = {name: min(max(count, 0), LARGEST_COUNT) for name, count in counts.items()}
    return kept | ({"mode": data["mode"]} if str(data.get("mode")) in REHEARSAL_MODES else {})


def parse_all(raw_events: list, now: datetime, skew: timedelta = timedelta(0)) -> tuple[list, list]:
    """What is good, as statements; and what is not, as pairs of it and the reason."""
    statements, refused = [], []
    for raw in raw_events:
        try:
            statements.append(parse(raw, now, skew))
        except StatementError as error:
            refused.append((raw, str(error)))
    return statements, refused


def is_storable(value, depth: int) -> bool:
    """True for JSON that every database can hold: no NUL, no half of a character, no NaN, and not deeper than this."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        value = [*value, *value.values()]
    return not isinstance(value, list) or (depth > 0 and all(is_storable(item, depth - 1) for item in value))


def occurred(text, now: datetime, skew: timedelta) -> datetime:
    """The moment by the server's clock: never in the future, so that no figure is counted ahead of its day."""
    moment = _moment(text)
    if moment is None:
        raise StatementError("malformed")
    # Taken off as a distance: a date near the first or the last year would overflow.
    age = now - moment + skew
    return now - age if timedelta(0) <= age <= LONGEST_OFFLINE else now


def clock_skew(sent_at, now: datetime) -> timedelta:
    """How far ahead of the server the phone's clock runs, from when it says it sent the batch."""
    moment = _moment(sent_at)
    skew = moment - now if moment else timedelta(0)
    # A clock can't look ahead because of a slow line, so every second ahead is real; a little behind may be the line.
    return skew if skew > timedelta(0) or skew < -TOLERANCE else timedelta(0)


def _moment(text) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (ValueError, AttributeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _key(value) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise StatementError("malformed") from error
