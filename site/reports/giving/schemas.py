"""The shapes of answers to machines, as JSON Schema."""

from django.utils.translation import gettext as _

from ..targets.pace import Status, Why
from .aims import UNDER_5
from .meanings import meanings, of_aims

TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
DAY, MONTH = TEXT | {"format": "date"}, TEXT | {"pattern": r"^\d{4}-\d{2}$"}


def reference(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> dict:
    unit, unit_and_aims, counts = reference("Unit"), reference("UnitAndAims"), reference("Counts")
    drawn = {"enum": ["today", "time"]}
    place = {"code": TEXT, "name": TEXT, "valid_to": or_none(DAY)} | of_counts() | of_a_place()
    line = {"month": MONTH, "course": TEXT, "in_month": counts, "so_far": counts, "coverage": reference("Coverage")}
    problem = {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT}
    return {
        "Unit": thing(of_a_unit()),
        "UnitAndAims": thing(of_a_unit() | of_a_place()),
        "Counts": thing(of_counts()),
        "Adults": adults(),
        "Coverage": coverage(),
        "Target": target(),
        "Units": thing({"unit": unit_and_aims, "boundaries": drawn, "units": several(unit_and_aims)}),
        "OneUnit": thing({"unit": unit_and_aims, "boundaries": drawn}),
        "Courses": thing({"courses": several(thing({"key": TEXT, "title": TEXT}))}),
        "Totals": thing(
            {"unit": unit_and_aims, "boundaries": drawn, "from": MONTH, "to": MONTH, "totals": several(thing(line))}
        ),
        "Places": thing(
            {"unit": unit, "boundaries": drawn, "month": MONTH, "course": TEXT, "places": several(thing(place))}
        ),
        "Problem": thing(problem | {"successors": several(unit)}, tuple(problem)),
    }


def of_a_unit() -> dict:
    return {
        "code": TEXT,
        "name": TEXT,
        "kind": {"enum": ["province", "commune"]},
        "within": or_none(TEXT),
        "valid_from": or_none(DAY),
        "valid_to": or_none(DAY),
    }


def of_counts() -> dict:
    return {name: or_none(WHOLE) | {"multipleOf": 5, "description": words} for name, words in meanings().items()}


def of_a_place() -> dict:
    return {name: reference(name.capitalize()) for name in of_aims()}


def adults() -> dict:
    known = {
        "number": or_none(WHOLE),
        "age_from": WHOLE,
        "source": TEXT,
        "counted_on": or_none(DAY),
        "confidence": {"enum": ["high", "medium", "low", None]},
        "is_sum": {"type": "boolean", "description": _("the sum of all communes")},
        "communes_not_counted": WHOLE,
    }
    return or_none(thing(known)) | {"description": of_aims()["adults"]}


def coverage() -> dict:
    known = {
        "certificates": or_none(WHOLE) | {"multipleOf": 5},
        "adults": or_none(WHOLE),
        "per_cent": or_none(NUMBER),
        "why": {"enum": [Why.NO_ADULTS.value, UNDER_5, None]},
    }
    return thing(known) | {"description": of_aims()["coverage"]}


def target() -> dict:
    known = {
        "set_for": TEXT,
        "kind": {"enum": ["share", "count"]},
        "number": NUMBER,
        "age_from": WHOLE,
        "first_day": DAY,
        "last_day": DAY,
        "people": or_none(WHOLE),
        "missing": or_none(WHOLE),
        "status": {"enum": [status.value for status in Status]},
        "why": {"enum": [*(why.value for why in Why), None]},
    }
    return or_none(thing(known)) | {"description": of_aims()["target"]}


def or_none(schema: dict) -> dict:
    return schema | {"type": [schema["type"], "null"]}


def thing(properties: dict, required: tuple = ()) -> dict:
    return {"type": "object", "properties": properties, "required": list(required or properties)}


def several(of: dict) -> dict:
    return {"type": "array", "items": of}
