"""What a phone says happened, checked before it is believed. Pure: no database, no request."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

VERBS = {
    "initialized",
    "progressed",
    "answered",
    "completed",
}  # what a phone may say; the rest only the server says
OBJECT_TYPES = {"lesson", "question", "quiz"}
DATA_LIMIT = 8_000  # characters of one event's data as JSON
# A phone's clock this far off is believed; beyond it, its own distance from the server's clock is taken off.
TOLERANCE = timedelta(minutes=2)


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
    if not isinstance(raw, dict):
        raise StatementError("malformed")
    data = raw.get("data") or {}
    if raw.get("verb") not in VERBS or raw.get("object_type") not in OBJECT_TYPES:
        raise StatementError("unknown")
    if not isinstance(data, dict) or len(str(data)) > DATA_LIMIT:
        raise StatementError("oversized")
    return Statement(
        id=_key(raw.get("id")),
        verb=raw["verb"],
        object_type=raw["object_type"],
        object_key=_key(raw.get("object_key")),
        occurred_at=occurred(raw.get("occurred_at"), now, skew),
        locale=str(raw.get("locale", "vi"))[:20],
        data=data,
    )


def occurred(text, now: datetime, skew: timedelta) -> datetime:
    """The moment by the server's clock: never in the future, so that no figure is counted ahead of its day."""
    try:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError as error:
        raise StatementError("malformed") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return min(moment - skew, now)
    except OverflowError as error:
        raise StatementError("malformed") from error


def clock_skew(sent_at, now: datetime) -> timedelta:
    """How far ahead of the server the phone's clock runs, from when it says it sent the batch; small differences are none."""
    try:
        moment = datetime.fromisoformat(str(sent_at).replace("Z", "+00:00"))
    except ValueError:
        return timedelta(0)
    if moment.tzinfo is None:
        return timedelta(0)
    skew = moment - now
    return skew if abs(skew) > TOLERANCE else timedelta(0)


def _key(value) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise StatementError("malformed") from error
