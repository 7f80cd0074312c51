"""Lying bars, and small bars for the cells of tables."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join

ROW = 28  # pixels
WIDEST = 62  # per cent of the picture; the rest is for words


class Bar(NamedTuple):
    label: str
    value: int | None
    words: str  # the number as people read it, or why there is none


def bars(rows: Sequence[Bar], title: str, description: str, name: str = "chart") -> str:
    """Lying bars, each with its label and number. Positions are in per cent, so words keep their size on any screen.

    `name` sets its ids apart from those of other pictures on the page.
    """
    top = max((bar.value or 0 for bar in rows), default=0) or 1
    return format_html(
        '<svg class="chart" width="100%" height="{}" font-size="14" role="img" '
        'aria-labelledby="{name}-title {name}-words"><title id="{name}-title">{}</title>'
        '<desc id="{name}-words">{}</desc>{}</svg>',
        len(rows) * ROW, title, description,
        format_html_join("", "{}", ((_bar(bar, number, top),) for number, bar in enumerate(rows))),
        name=name,
    )  # fmt: skip


def _bar(bar, number, top):
    middle, width = number * ROW + ROW // 2, round((bar.value or 0) / top * WIDEST, 2)
    return format_html(
        '<text x="0" y="{}" class="chart-label">{}</text>'
        '<rect x="4.5em" y="{}" width="{}%" height="18" rx="3" class="chart-bar"/>'
        '<text x="{}%" dx="{}" y="{}" class="{}">{}</text>',
        middle + 5, bar.label, middle - 9, width, width, "5em", middle + 5,
        "chart-label" if bar.value is None else "chart-number", bar.words,
    )  # fmt: skip


def share_bar(share: int, goal: int | None = None) -> str:
    """A small bar for one cell of a table, in per cent, with a stroke where the target is.

    The number stands beside it, so it says nothing of its own.
    """
    return format_html(
        '<svg class="share" width="96" height="14" viewBox="0 0 96 14" aria-hidden="true">'
        '<rect y="3" width="96" height="8" rx="4" class="chart-rest"/>'
        '<rect y="3" width="{}" height="8" rx="4" class="chart-bar"/>{}</svg>',
        _of_96(share),
        "" if goal is None else format_html('<path d="M{} 0v14" class="chart-mark"/>', min(_of_96(goal), 95)),
    )  # fmt: skip


def _of_96(share):
    return round(float(max(0, min(share, 100))) * 0.96, 1)
