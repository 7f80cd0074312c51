"""Figures as a file for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .figures import View
from .tables import Figures


class Line:
    """Takes each line as the csv module writes it and hands it on."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[list]) -> Iterator[str]:
    """UTF-8 with a mark at the front, by which Excel knows it; text is quoted, so that codes stay text."""
    writer = csv.writer(Line(), quoting=csv.QUOTE_NONNUMERIC)
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([_harmless(value) for value in row])


def _harmless(value):
    """A spreadsheet would run a text that begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def rows_of(view: View) -> list[list]:
    """A commune by month and course; a province by commune and course; the country by province and course."""
    names = [_("learners"), _("completions"), _("certificates")]
    if view.is_commune:
        heads, body = [_("code"), _("name"), _("month")], _by_month(view)
    else:
        heads, body = [_("code"), _("name"), _("up to")], _by_place(view)
    rows = [[*heads, _("course"), *names], *body]
    return rows + list(_for_real(view))


def _by_month(view):
    for month in view.period.months:
        for key, title in view.titles.items():
            yield [
                view.unit.code,
                view.unit.name,
                f"{month:%Y-%m}",
                title,
                *_numbers(view.by_month_and_course.at(key, month)),
            ]


def _by_place(view):
    for place in view.places:
        for key, title in view.titles.items():
            yield [place.code, place.name, view.today.isoformat(), title, *_numbers(view.by_course.at(place.pk, key))]


def _for_real(view):
    """A second table below the first, since July 2025; nothing where nobody has said so."""
    places = [view.unit] if view.is_commune else view.places
    rows = [[p.code, p.name, view.today.isoformat(), *_said(row)] for p in places for row in view.for_real.rows(p.pk)]
    if rows:
        heads = [_("code"), _("name"), _("up to"), _("rehearsal"), _("say they did it for real"), _("confirmed")]
        heads.append(_("rehearsed by themselves"))
        yield from [[], heads, *rows]


def _said(row):
    title, *numbers = row
    return [title, *(_("under 5") if number is None else number for number in numbers)]


def _numbers(figures: Figures):
    numbers = (figures.learners, figures.completions, figures.certificates)
    return [_("under 5") if number is None else number for number in numbers]
