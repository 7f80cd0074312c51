"""Lines over months, with the target they are to reach. Told apart by dashes and letters, not by colour alone."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join

# Down the picture in pixels; across it in per cent, so that words keep their size on any screen.
HEIGHT, TOP, BOTTOM = 232, 30, 190
LEFT, RIGHT = 9, 93
MOST_LABELS = 9
LETTERS = "ABCD"
APART = 16  # pixels between the letters of two lines


class Line(NamedTuple):
    label: str
    values: Sequence[float | None]  # one for each column; None leaves a gap
    words: str  # the last value, as people read it


class Goal(NamedTuple):
    value: float
    words: str


def lines(
    columns: Sequence[str],
    rows: Sequence[Line],
    title: str,
    description: str,
    goal: Goal | None = None,
    scale: Callable[[float], str] = "{:.0f}".format,
    name: str = "trend",
) -> str:
    """One line bears its last value; several bear letters, A for the first. `scale` words what stands at the side."""
    top = round_top(max([0, goal.value if goal else 0, *(v for row in rows for v in row.values if v is not None)]))
    return format_html(
        '<svg class="chart" width="100%" height="{}" font-size="13" role="img" '
        'aria-labelledby="{name}-title {name}-words"><title id="{name}-title">{}</title>'
        '<desc id="{name}-words">{}</desc>{}{}{}{}</svg>',
        HEIGHT, title, description, _grid(top, scale), _months(columns), _goal(goal, top, rows),
        _drawn(columns, rows, top, goal),
        name=name,
    )  # fmt: skip


def round_top(value: float) -> float:
    """The next number that people like to read at the end of a scale: 37 → 40, 61 → 80, 1,240 → 1,500."""
    if value <= 0:
        return 1
    size = 1
    while size * 10 <= value:
        size *= 10
    return next(step * size for step in (1, 1.5, 2, 3, 4, 6, 8, 10) if value <= step * size)


def across(number: int, count: int) -> float:
    """Per cent from the left; a single column stands at the end."""
    return round(LEFT + (RIGHT - LEFT) * (number / (count - 1) if count > 1 else 1), 2)


def down(value: float, top: float) -> float:
    """Pixels from above."""
    return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)


def apart(places: Sequence[float], distance: float = APART, lowest: float = HEIGHT) -> list[float]:
    """Each place moved as little as it takes, so that no two words lie on each other, nor below the picture."""
    found = list(places)
    order = sorted(range(len(found)), key=found.__getitem__)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + distance)
    for number, place in enumerate(reversed(order)):
        found[place] = min(found[place], lowest - number * distance)
    return found


def _grid(top, scale):
    # What rounds to the same words is written once.
    steps = {scale(value): value for value in (top, top / 2, 0)}
    return format_html_join(
        "",
        '<line x1="0" x2="100%" y1="{0}" y2="{0}" class="chart-grid"/>'
        '<text x="0" y="{1}" class="chart-label chart-scale">{2}</text>',
        ((down(value, top), down(value, top) - 5, words) for words, value in steps.items()),
    )


def _months(columns):
    every = -(-len(columns) // MOST_LABELS)
    shown = [(n, words) for n, words in enumerate(columns) if (len(columns) - 1 - n) % every == 0]
    return format_html_join(
        "",
        '<text x="{}%" y="{}" text-anchor="middle" class="chart-label">{}</text>',
        ((across(number, len(columns)), BOTTOM + 24, words) for number, words in shown),
    )


def _goal(goal, top, rows):
    if goal is None:
        return ""
    y, lasts = down(goal.value, top), [down(value, top) for value in map(_last, rows) if value is not None]
    # Below its line where the end of a curve lies on the words above it.
    is_below = any(y - 34 < last <= y for last in lasts) and y < BOTTOM - 30
    return format_html(
        '<line x1="0" x2="100%" y1="{0}" y2="{0}" class="chart-goal"/>'
        '<text x="100%" y="{1}" text-anchor="end" class="chart-goal-words">{2}</text>',
        y, y + 18 if is_below else y - 8, goal.words,
    )  # fmt: skip


def _last(row):
    return next((value for value in reversed(row.values) if value is not None), None)


def _drawn(columns, rows, top, goal):
    strokes = format_html_join("", "{}", ((_strokes(row, number, top),) for number, row in enumerate(rows)))
    ends = [(number, row) for number, row in enumerate(rows) if _last(row) is not None]
    places = [down(_last(row), top) for _number, row in ends]
    if len(rows) > 1:
        words, lowest = [LETTERS[number] for number, _row in ends], BOTTOM
    else:
        line, lowest = down(goal.value, top) if goal else TOP - 12, HEIGHT
        words, places = [row.words for _number, row in ends], [y + _beside(y, line) for y in places]
    return strokes + format_html_join(
        "",
        "{}",
        (
            (_end(columns, row, down(_last(row), top), y, text, len(rows) > 1),)
            for (_number, row), y, text in zip(ends, apart(places, lowest=lowest), words, strict=True)
        ),
    )


def _beside(y, line):
    """Above the point, unless the target's line lies there."""
    return 22 if y - 36 < line <= y else -12


def _strokes(row, number, top):
    """Stretched to the picture's breadth; the stroke keeps its width."""
    runs, run = [], []
    for n, value in enumerate(row.values):
        if value is None:
            runs, run = [*runs, run], []
        else:
            run.append(f"{across(n, len(row.values))},{down(value, top)}")
    return format_html(
        '<svg width="100%" height="{0}" viewBox="0 0 100 {0}" preserveAspectRatio="none">{1}</svg>',
        HEIGHT,
        format_html_join(
            "",
            '<polyline points="{}" class="chart-line is-{}" vector-effect="non-scaling-stroke"/>',
            ((" ".join(points), LETTERS[number % 4].lower()) for points in [*runs, run] if len(points) > 1),
        ),
    )


def _end(columns, row, at, y, words, is_letter):
    last = max(n for n, value in enumerate(row.values) if value is not None)
    x = across(last, len(columns))
    if is_letter:
        return format_html(
            '<circle cx="{0}%" cy="{1}" r="4" class="chart-dot"/>'
            '<text x="{0}%" dx="10" y="{2}" class="chart-number">{3}</text>',
            x, at, y + 5, words,
        )  # fmt: skip
    return format_html(
        '<circle cx="{0}%" cy="{1}" r="6" class="chart-dot"/>'
        '<text x="100%" y="{2}" text-anchor="end" class="chart-number">{3}</text>',
        x, at, y, words,
    )  # fmt: skip
