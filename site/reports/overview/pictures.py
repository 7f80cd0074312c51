"""The trend and the map of a page, drawn and worded."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ..boundaries import TIME
from ..charts import Goal, Line, Point, Tile, lines, mark, placed, tile_map
from ..wording import number
from . import trend
from .reading import Overview
from .standing import STATUSES, UNKNOWN, Standing
from .wording import per_cent, place_words, share_words, short_span, span_words, status_words


def trend_of(overview: Overview, step: str) -> dict:
    """The chart, and its table's rows: (span in words, counts, certificates so far, coverage)."""
    aim, period = overview.own.aim, overview.view.period
    rows = [(month, _counts(figures)) for month, figures in overview.months]
    found = [span for span in trend.spans(rows, step, drawn=2) if span.first >= trend.span_of(period.first, step)]
    found = [span for span in found if span.first <= period.last]
    totals = [span.total for span in found]
    values = trend.coverage(totals, aim.adults) if aim.adults else totals
    words = [*map(share_words, values, totals)] if aim.adults else [*map(number, totals)]
    labels = [span_words(span.first, step) for span in found]
    goal = aim.goal_share
    chart = lines(
        [short_span(span.first, step) for span in found],
        [Line("", values, words[-1] if words else "")],
        trend_title(overview),
        "; ".join(f"{label}: {text}" for label, text in zip(labels, words, strict=True)),
        Goal(goal, _("Target %(goal)s") % {"goal": per_cent(goal)}) if goal else None,
        _share_scale if aim.adults else _count_scale,
    )
    return {
        "title": trend_title(overview),
        "chart": chart,
        "has_shares": bool(aim.adults),
        "rows": [
            (label, span.numbers, span.total, text) for label, span, text in zip(labels, found, words, strict=True)
        ],
        "steps": steps(step, overview.view),
    }


def trend_title(overview: Overview) -> str:
    return _("Coverage over time") if overview.own.aim.adults else _("Certificates over time")


def steps(chosen: str, view) -> list[tuple[str, str, bool]]:
    words = {trend.MONTH: _("Months"), trend.QUARTER: _("Quarters"), trend.YEAR: _("Years")}
    kept = {"period": view.period.key} | ({"boundaries": TIME} if view.drawn == TIME else {})
    return [(text, f"?{urlencode(kept | {'by': key})}#trend", key == chosen) for key, text in words.items()]


def compared(overviews: Sequence[Standing], months: dict) -> dict:
    """One line a place, over all months; shares only where every place has a population."""
    has_shares = all(one.aim.adults for one in overviews)
    rows, columns, words = [], [], []
    for one in overviews:
        found = trend.spans([(month, _counts(figures)) for month, figures in months[one.place.pk]], drawn=2)
        totals = [span.total for span in found]
        values = trend.coverage(totals, one.aim.adults) if has_shares else totals
        columns = [short_span(span.first, trend.MONTH) for span in found]
        last = share_words(values[-1], totals[-1]) if has_shares else number(totals[-1])
        rows.append(Line(one.place.name, values, last))
        words.append(f"{one.place.name}: {last}")
    title = _("Coverage over time") if has_shares else _("Certificates over time")
    return {
        "title": title,
        "chart": lines(columns, rows, title, "; ".join(words), scale=_share_scale if has_shares else _count_scale),
        "has_shares": has_shares,
    }


def map_of(standings: Sequence[Standing], title: str) -> dict:
    """The picture and its legend: (mark, words, number of places). What is not there is not in the legend."""
    cells = placed(tuple(Point(one.place.pk, one.place.latitude, one.place.longitude) for one in standings))
    in_order = sorted(standings, key=lambda one: cells[one.place.pk][::-1])
    tiles = [
        Tile(
            one.place.bare_name,
            per_cent(one.coverage) if one.coverage else "",  # under 1 % has no room
            one.status,
            place_words(one),
            reverse("reports:unit", args=[one.place.pk]),
            cells[one.place.pk],
        )
        for one in in_order
    ]
    counted = [(status, sum(one.status == status for one in standings)) for status in STATUSES]
    return {
        "picture": tile_map(tiles, title),
        "legend": [(mark(status), status_words(status), count) for status, count in counted if count],
        "is_blank": all(one.status == UNKNOWN for one in standings),
    }


def _counts(figures):
    return figures.learners, figures.completions, figures.certificates


def _share_scale(value: float) -> str:
    return per_cent(round(value))


def _count_scale(value: float) -> str:
    return number(round(value)) if value == round(value) else ""
