"""Pictures of figures, as SVG made by the server. Pure. No styles inside: the page's policy forbids them."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join

ROW = 28  # pixels
WIDEST = 62  # per cent of the picture; the rest is for words


class Bar(NamedTuple):
    label: str
    value: int | None
    words: str  # the number as people read it, or why there is none


def bars(rows: Sequence[Bar], title: str, description: str) -> str:
    """Lying bars, each with its label and number. Positions are in per cent, so words keep their size on any screen."""
    top = max((bar.value or 0 for bar in rows), default=0) or 1
    return format_html(
        '<svg class="chart" width="100%" height="{}" font-size="14" role="img" '
        'aria-labelledby="chart-title chart-words"><title id="chart-title">{}</title>'
        '<desc id="chart-words">{}</desc>{}</svg>',
        len(rows) * ROW, title, description,
        format_html_join("", "{}", ((_bar(bar, number, top),) for number, bar in enumerate(rows))),
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


def share_bar(share: int) -> str:
    """A small bar for one cell of a table; the number stands beside it, so it says nothing of its own."""
    return format_html(
        '<svg class="share" width="96" height="8" viewBox="0 0 96 8" aria-hidden="true">'
        '<rect width="96" height="8" rx="4" class="chart-rest"/>'
        '<rect width="{}" height="8" rx="4" class="chart-bar"/></svg>',
        round(min(share, 100) * 0.96, 1),
    )  # fmt: skip
