"""From drawn screens to what can be tapped on them, and what is wrong with them. Pure: no database, no request."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .drawn import ON, TO, WRONG, Part, Screen, Target, TextField, area_of

END = "end"
MODES = ["show", "help", "alone"]
# Digits as people group them. Only zeros belong to nobody.
NUMBER = re.compile(r"\+?\d(?:[ .\-\u00a0]?\d)+")
SHORTEST_PERSONAL = 9  # digits: an old identity number; a telephone number has ten, a citizen number twelve
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
LONGEST_WAIT = 10  # seconds


def is_enough(mode: str | None, wanted: str) -> bool:
    """Whether a way of going through counts as the one that is wanted: with the same help, or with less."""
    return mode in MODES and MODES.index(mode) >= MODES.index(wanted)


@dataclass(frozen=True)
class Fault:
    """What keeps screens from being played, said to the author; `place` counts from zero."""

    place: int | None
    sentence: str
    is_personal: bool = False


def screens_of(raw: Iterable[dict]) -> list[Screen]:
    """The screens as Wagtail keeps them, each target with where it leads; the best ones lead to the end soonest."""
    raw = list(raw)
    following = [*[str(one["id"]) for one in raw[1:]], END]
    screens = [_screen(one, after) for one, after in zip(raw, following, strict=False)]
    distances = to_the_end(screens)
    for screen in screens:
        ways = [target for target in screen.ways if target.to in distances]
        if ways:
            min(ways, key=lambda target: distances[target.to]).is_best = True
    return screens


def _screen(raw, following):
    value = raw["value"]
    words = {name: value.get(name) or "" for name in ("title", "instruction", "hint", "spoken")}
    return Screen(str(raw["id"]), **words, parts=[_part(part, following) for part in value.get("parts") or []])


def _part(raw, following):
    kind, value = raw["type"], raw["value"]
    if not isinstance(value, dict):
        return Part(kind, {"text": value or ""})
    taps = [value] if kind in ("button", "wait") else _items(value.get("taps"))
    words = {name: text for name, text in value.items() if isinstance(text, str)}
    return Part(
        kind,
        words,
        targets=[_target(tap, following) for tap in taps],
        fields=[_text_field(one) for one in _items(value.get("fields"))],
        seconds=min(max(value.get("seconds") or 1, 1), LONGEST_WAIT),
        picture=value.get("image"),
        is_invented=bool(value.get("is_invented")),
        is_light=bool(value.get("is_light")),
    )


def _items(raw):
    """The values of a list, kept with their ids or without."""
    return [item.get("value", item) for item in raw or []]


def _target(tap, following):
    does = tap.get("does") or ON
    to = {ON: following, TO: tap.get("screen") or ""}.get(does, "")
    return Target(tap.get("text") or "", does, to, tap.get("say") or "", area=area_of(tap.get("area")))


def _text_field(value):
    return TextField(value.get("label") or "", value.get("expected") or "", area_of(value.get("area")))


def to_the_end(screens: list[Screen]) -> dict[str, int]:
    """How many taps it takes from each screen; those from which nobody gets there are absent."""
    distances = {END: 0}
    found = True
    while found:
        found = {}
        for screen in screens:
            if screen.id not in distances:
                taps = [distances[target.to] + 1 for target in screen.ways if target.to in distances]
                if taps:
                    found[screen.id] = min(taps)
        distances |= found
    return distances


def within_reach(screens: list[Screen]) -> set[str]:
    """The screens to which some way leads from the first one."""
    by_id = {screen.id: screen for screen in screens}
    found, waiting = set(), [screens[0].id] if screens else []
    while waiting:
        here = waiting.pop()
        if here in by_id and here not in found:
            found.add(here)
            waiting += [target.to for target in by_id[here].ways]
    return found


def faults(raw: Iterable[dict]) -> list[Fault]:
    """What an author still has to mend; nothing where the screens can be played."""
    raw = list(raw)
    screens = screens_of(raw)
    found = [fault for place, one in enumerate(raw) for fault in _personal(place, one)]
    if not screens:
        return [Fault(None, _("Add at least one screen."))]
    ids, distances, reached = {screen.id for screen in screens}, to_the_end(screens), within_reach(screens)
    for place, screen in enumerate(screens):
        sentences = [*_dead_ends(screen, ids, distances, reached), *_unfinished(screen)]
        found += [Fault(place, sentence) for sentence in sentences]
    return found


def _personal(place, raw) -> Iterator[Fault]:
    words = _("“%(text)s” could be somebody's own number or address. Invent one: a number of zeros only, as 000 000.")
    for text in texts(raw["value"]):
        for number in personal_in(text):
            yield Fault(place, words % {"text": number}, is_personal=True)


def _dead_ends(screen, ids, distances, reached) -> Iterator[str]:
    for target in screen.targets:
        if target.does == TO and target.to not in ids:
            yield _("Choose the screen to which “%(name)s” leads.") % {"name": target.name}
        if target.does == WRONG and not target.say:
            yield _("Say to people why “%(name)s” is wrong here.") % {"name": target.name}
    if not screen.ways:
        yield _("Nobody can leave “%(title)s”: say of one thing on it that it goes on.") % {"title": screen.title}
    elif screen.id not in distances:
        yield _("From “%(title)s” nobody gets to the end.") % {"title": screen.title}
    if screen.id not in reached:
        yield _("Nobody gets to “%(title)s”: let something lead there, or take it out.") % {"title": screen.title}


def _unfinished(screen) -> Iterator[str]:
    for picture in [part for part in screen.parts if part.kind == "picture"]:
        for one in [*picture.fields, *picture.targets]:
            if not one.area:
                yield _("Draw on the picture where “%(name)s” is.") % {"name": one.name}
        if not picture.is_invented:
            yield _(
                "Look at the picture of “%(title)s” once more. Is everything to be seen on it invented? Then tick it."
            ) % {"title": screen.title}
    if len(screen.waits) > 1:
        yield _("“%(title)s” waits twice. Leave only one of the two.") % {"title": screen.title}


@dataclass(frozen=True)
class Picture:
    """A picture on a screen: `image` is its key, `place` that of its screen, counted from zero."""

    place: int
    image: int | None
    alt: str
    is_invented: bool


def pictures_of(screens: Iterable[Screen]) -> list[Picture]:
    """Every uploaded picture, with its words for those who do not see it and what its author answers for."""
    return [
        Picture(place, part.picture, part.words.get("alt", ""), part.is_invented)
        for place, screen in enumerate(screens)
        for part in screen.parts
        if part.kind == "picture"
    ]


def texts(value) -> Iterator[str]:
    """All words inside, but for the keys by which blocks know each other."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "type", "screen", "does", "area"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def personal_in(text: str) -> list[str]:
    """What may be a person's own: identity, telephone, card and account numbers, and e-mail addresses."""
    numbers = [match for match in NUMBER.findall(text) if _is_personal(re.sub(r"\D", "", match))]
    return numbers + ADDRESS.findall(text)


def _is_personal(digits):
    return len(digits) >= SHORTEST_PERSONAL and set(digits) != {"0"}
