"""The shapes of answers to machines, as JSON Schema."""

from django.utils.translation import gettext as _

from ..targets.pace import Status, Why
from .aims import UNDER_5
from .meanings import meanings, of_aims


def reference(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> dict:
    text, month = {"type": "string"}, {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
    unit = dict.fromkeys(("code", "name"), text) | {
        "kind": {"enum": ["province", "commune"]},
        "within": {"type": ["string", "null"]},
        "valid_from": day_or_none(),
        "valid_to": day_or_none(),
    }
    drawn = {"enum": ["today", "time"]}
    counts = {
        name: {"type": ["integer", "null"], "multipleOf": 5, "description": words} for name, words in meanings().items()
    }
    line = {"month": month, "course": text, "in_month": reference("Counts"), "so_far": reference("Counts")}
    return {
        "Unit": thing(unit),
        "UnitAndAims": thing(unit | aims()),
        "Counts": thing(counts),
        "Units": thing(
            {"unit": reference("UnitAndAims"), "boundaries": drawn, "units": several(reference("UnitAndAims"))}
        ),
        "OneUnit": thing({"unit": reference("UnitAndAims"), "boundaries": drawn}),
        "Courses": thing({"courses": several(thing({"key": text, "title": text}))}),
        "Totals": thing(
            {"unit": reference("Unit"), "boundaries": drawn}
            | {"from": month, "to": month, "totals": several(thing(line))}
        ),
        "Places": thing(
            {
                "unit": reference("Unit"),
                "boundaries": drawn,
                "month": month,
                "course": text,
                "places": several(thing({"code": text, "name": text, "valid_to": day_or_none()} | counts)),
            }
        ),
        "Problem": thing(
            {"type": text, "title": text, "status": {"type": "integer"}, "detail": text}
            | {"successors": several(reference("Unit"))},
            ("type", "title", "status", "detail"),
        ),
    }


def aims() -> dict:
    words, text, day = of_aims(), {"type": "string"}, {"type": "string", "format": "date"}
    number, share, people = {"type": "integer"}, {"type": ["number", "null"]}, {"type": ["integer", "null"]}
    adults = {
        "number": people,
        "age_from": number,
        "source": text,
        "counted_on": day_or_none(),
        "confidence": {"enum": ["high", "medium", "low", None]},
        "is_sum": {"type": "boolean", "description": _("the sum of all communes")},
        "communes_not_counted": number,
    }
    target = {
        "set_for": text,
        "kind": {"enum": ["share", "count"]},
        "number": {"type": "number"},
        "age_from": number,
        "first_day": day,
        "last_day": day,
        "people": people,
        "missing": people,
        "status": {"enum": [status.value for status in Status]},
        "why": {"enum": [*(why.value for why in Why), None]},
    }
    coverage = {
        "certificates": people | {"multipleOf": 5},
        "adults": people,
        "per_cent": share,
        "why": {"enum": [Why.NO_ADULTS.value, UNDER_5, None]},
    }
    return {
        "adults": thing(adults) | {"type": ["object", "null"], "description": words["adults"]},
        "coverage": thing(coverage) | {"description": words["coverage"]},
        "target": thing(target) | {"type": ["object", "null"], "description": words["target"]},
    }


def day_or_none() -> dict:
    return {"type": ["string", "null"], "format": "date"}


def thing(properties: dict, required: tuple = ()) -> dict:
    return {"type": "object", "properties": properties, "required": list(required or properties)}


def several(of: dict) -> dict:
    return {"type": "array", "items": of}
