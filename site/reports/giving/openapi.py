"""The read API described once: as OpenAPI 3.1 for machines and as a page for people."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .meanings import of_keys, rule
from .schemas import reference, schemas

VERSION = "1.0.0"
BASE = "/api/v1"
CODE, MONTH = r"\d{2,5}", r"\d{4}-\d{2}"


@dataclass(frozen=True)
class Wish:
    """A parameter."""

    name: str
    words: str
    pattern: str
    example: str
    is_in_path: bool = False


@dataclass(frozen=True)
class Resource:
    """An address: what it answers, as the name of a schema."""

    name: str
    path: str
    words: str
    wishes: tuple[Wish, ...]
    answer: str

    @property
    def address(self) -> str:
        return BASE + self.path

    @property
    def example(self) -> str:
        path = self.path
        for wish in self.wishes:
            path = path.replace(f"{{{wish.name}}}", wish.example)
        query = "&".join(f"{wish.name}={wish.example}" for wish in self.wishes if not wish.is_in_path)
        return f"{BASE}{path}?{query}" if query else BASE + path


def resources() -> list[Resource]:
    words, course, drawn = unit_words(), course_wish(), drawn_wish()
    one = Wish("code", words, CODE, "22276", is_in_path=True)
    first = Wish("from", _("The first month; July 2025 unless said otherwise."), MONTH, "2025-07")
    last = Wish("to", _("The last month; this month unless said otherwise."), MONTH, "2026-10")
    month = Wish("month", _("The month; this month unless said otherwise."), MONTH, "2026-10")
    return [
        Resource("units", "/units", _("The unit of the key and the units within it."), (drawn,), "Units"),
        Resource("unit", "/units/{code}", _("One unit."), (one, drawn), "OneUnit"),
        Resource("courses", "/courses", _("The courses on offer, with their keys."), (), "Courses"),
        Resource(
            "totals",
            "/totals",
            _(
                "People of one unit by month and course: in the month, and since July 2025. Adults and target are "
                "those known at the end of the last month."
            ),
            (Wish("unit", words, CODE, "22276"), first, last, course, drawn),
            "Totals",
        ),
        Resource(
            "places",
            "/places",
            _(
                "What each commune within the key’s unit had come to by the end of a month, of how many adults, and "
                "what was wanted."
            ),
            (month, course, drawn),
            "Places",
        ),
    ]


def unit_words() -> str:
    return _("The code of a unit of today within the key’s own. Text: leading zeros count.")


def course_wish() -> Wish:
    return Wish("course", _("The key of one course, or “any”: each person once."), "any|[0-9a-f-]{36}", "any")


def drawn_wish() -> Wish:
    words = _("“today”, unless said otherwise: a merged commune is counted in what it became. “time”: as it was.")
    return Wish("boundaries", words, "today|time", "today")


def problems() -> dict[str, str]:
    """Status → when."""
    return {
        "400": _("“boundaries” is neither “today” nor “time”."),
        "401": _("The key is missing, wrong or revoked."),
        "404": _("There is no such unit within that of the key."),
        "410": _("The unit is of another time; its successors are named."),
        "422": _("A month or course can’t be understood, lies in the future or the wrong way round."),
        "429": _("The key asks too often; Retry-After says how many seconds to wait."),
    }


def document(site: str) -> dict:
    """The whole description, for the site at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Figures of Digital Education for All"),
            "version": VERSION,
            "description": rule(),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": site}],
        "security": [{"key": []}],
        "paths": {resource.address: {"get": operation(resource)} for resource in resources()},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": of_keys()}},
            "schemas": schemas(),
            "responses": {
                status: {
                    "description": words,
                    "content": {"application/problem+json": {"schema": reference("Problem")}},
                }
                for status, words in problems().items()
            },
        },
    }


def operation(resource: Resource) -> dict:
    return {
        "operationId": resource.name,
        "summary": resource.words,
        "parameters": [parameter(wish) for wish in resource.wishes],
        "responses": {
            "200": {
                "description": resource.words,
                "headers": {"ETag": {"schema": {"type": "string"}, "description": _("Show it as If-None-Match.")}},
                "content": {"application/json": {"schema": reference(resource.answer)}},
            },
            "304": {"description": _("Nothing has changed since that ETag.")},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in problems()},
        },
    }


def parameter(wish: Wish) -> dict:
    return {
        "name": wish.name,
        "in": "path" if wish.is_in_path else "query",
        "required": wish.is_in_path,
        "description": wish.words,
        "schema": {"type": "string", "pattern": f"^({wish.pattern})$"},
        "example": wish.example,
    }
