"""Items as plain values (for JSON), and what a format cannot say by itself. Pure."""

import base64
from dataclasses import fields, replace
from decimal import Decimal

from .items import Area, File, Item, ItemChoice, number, plain
from .pictures import picture, sound

NUMBERS = {"points", "weight", "tolerance"}


def to_plain(thing) -> dict:
    """All fields of an item or a choice that are not what they are by default."""
    return {
        f.name: _plain_value(value)
        for f in fields(thing)
        if f.name != "line" and ((value := getattr(thing, f.name)) != f.default or f.name == "weight")
    }


def _plain_value(value):
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return [_plain_value(part) for part in value]
    if isinstance(value, File):
        return {"name": value.name, "content": base64.b64encode(value.content).decode()}
    if isinstance(value, Area):
        return [plain(side) for side in (value.left, value.top, value.width, value.height)]
    return to_plain(value) if isinstance(value, ItemChoice) else value


def item_of(values: dict) -> Item:
    values = dict(values)
    choices = tuple(ItemChoice(**_typed(choice, ItemChoice)) for choice in values.pop("choices", []))
    return Item(**_typed(values, Item), choices=choices)


def _typed(values, kind):
    known = {f.name for f in fields(kind)} - {"choices", "line"}
    return {name: _typed_value(name, value) for name, value in values.items() if name in known}


def _typed_value(name, value):
    if name in NUMBERS:
        return value if value is None else _number(value)
    if name == "picture":
        return value and _file(value)
    if name == "sounds":
        return tuple(_file(one) for one in value)
    if name == "tags":
        return tuple(str(tag) for tag in value)
    if name == "area":
        return value and Area(*(_number(side) for side in value))
    return bool(value) if name.startswith(("is_", "ignores_", "takes_")) else str(value)


def _number(value):
    if (found := number(value)) is None:
        raise ValueError("not a number")
    return found


def _file(value):
    name, content = str(value["name"]), base64.b64decode(value["content"], validate=True)
    if not (found := picture(name, content) or sound(name, content)):
        raise ValueError("neither a picture nor a sound")
    return found


def unsaid(item: Item, understood: Item | None) -> dict:
    """What a format leaves out or changes: the item's values that its own reader did not find again."""
    if understood is None or len(understood.choices) != len(item.choices):
        return {"whole": to_plain(item)}
    extra = _differences(item, understood, Item)
    pairs = zip(item.choices, understood.choices, strict=True)
    choices = {str(n): d for n, (mine, theirs) in enumerate(pairs) if (d := _differences(mine, theirs, ItemChoice))}
    return extra | ({"choices": choices} if choices else {})


def _differences(mine, theirs, kind):
    names = [f.name for f in fields(kind) if f.name not in ("choices", "line")]
    return {n: _plain_value(getattr(mine, n)) for n in names if getattr(mine, n) != getattr(theirs, n)}


def is_whole(extra: dict) -> bool:
    """Whether the extras tell the whole item, because its format could tell none of it."""
    return "whole" in extra


def completed(item: Item | None, extra: dict) -> Item:
    """The item with what its format could not say; choices are left alone where some were added or taken away."""
    choices = extra.get("choices", {})
    if is_whole(extra):
        return item_of(extra["whole"])
    made = item.choices
    if all(number.isdigit() and int(number) < len(made) for number in choices):
        made = tuple(replace(c, **_typed(choices.get(str(n), {}), ItemChoice)) for n, c in enumerate(made))
    return replace(item, **_typed({k: v for k, v in extra.items() if k != "choices"}, Item), choices=made)
