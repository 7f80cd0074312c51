"""In the editor: how the questions of a quiz do, for trainers."""

from string import ascii_uppercase
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.desks import for_trainers, heading
from quizzes.item_statistics import Flag
from quizzes.models import Attempt, Quiz
from quizzes.tallying import tally

from . import item_wording
from .charts import Bar, bars
from .item_figures import items_of, quizzes, quizzes_asking
from .items import EVERYBODY, MISSED, OPEN, WAYS, Item
from .sorting import HIDDEN, Order
from .wording import number_or_hidden

# What a page puts into the totals before it is shown; the rest is done by `tally_answers`.
AT_ONCE = 300
ICON = "clipboard-list"
COLUMNS = ("name", "flag", "difficulty", "discrimination", "time", "people")
GRAVITY = list(Flag)[::-1]


class Line:
    """A question in the table."""

    def __init__(self, item: Item, group: str):
        self.item, self.figures = item, item.at(group)
        self.flags = [item_wording.flag(finding, item) for finding in item.findings]
        self.discrimination = item_wording.discrimination(self.figures.sums)
        self.time = item_wording.time(self.figures.sums)

    def value(self, column):
        """To sort by; what is hidden or unknown stands together."""
        sums = self.figures.sums
        if column == "flag":
            return GRAVITY.index(self.item.findings[0].flag)
        if column == "time":
            return sum(sums.median_span or (HIDDEN, 0), 0) if sums and sums.timed else HIDDEN
        if column == "discrimination":
            return sums.discrimination if sums and sums.discrimination is not None else -2
        value = getattr(self.figures, column)
        return HIDDEN if value is None else value


@for_trainers
@require_safe
@cache_control(private=True, no_store=True)
def questions(request):
    """The questions of one quiz, those to look at first."""
    tally(AT_ONCE)
    found = quizzes()
    quiz = chosen(found, request.GET.get("quiz", ""))
    ways = item_wording.group_choices(settings.LANGUAGES)
    names = item_wording.group_names(ways)
    group = request.GET.get("group", "")
    group = group if group in names else EVERYBODY
    order = Order.asked(request.GET.get("sort", "flag"), request.GET.get("direction", ""), COLUMNS)
    lines = [Line(item, group) for item in items_of(quiz)] if quiz else []
    context = heading(_("Questions in use"), ICON) | {
        "quizzes": found,
        "quiz": quiz,
        "ways": ways,
        "group": group,
        "group_name": names[group],
        "is_everybody": group == EVERYBODY,
        "heads": heads(order, {"quiz": str(quiz.key), "group": group}) if quiz else [],
        "lines": order.sort(lines),
        "alarming": sum(line.item.findings[0].flag in (Flag.WRONG_KEY, Flag.MISLEADING) for line in lines),
        "has_hidden": any(line.figures.is_hidden for line in lines),
        "is_behind": is_behind(),
    }
    return render(request, "reports/admin/questions.html", context)


def chosen(found: list[Quiz], key: str) -> Quiz | None:
    return next((quiz for quiz in found if str(quiz.key) == key), found[0] if found else None)


def is_behind() -> bool:
    return Attempt.objects.to_tally().exists()


def heads(order: Order, kept: dict) -> list[dict]:
    """The heads of the table, each a link that sorts by it."""
    words = {
        "name": _("Question"),
        "flag": _("What to look at"),
        "difficulty": _("Right at first try"),
        "discrimination": _("Tells who knows"),
        "time": _("Time"),
        "people": _("People"),
    }
    return [
        {
            "words": text,
            "is_number": column == "people",
            "sorted": ("descending" if order.is_descending else "ascending") if column == order.column else "",
            "query": "?" + urlencode(kept | {"sort": column, "direction": order.next_direction(column)}),
        }
        for column, text in words.items()
    ]


@for_trainers
@require_safe
@cache_control(private=True, no_store=True)
def question(request, quiz: UUID, question: UUID):
    """What people picked, and how groups of them did."""
    tally(AT_ONCE)
    asking = quizzes_asking(question)
    sat = next((row for row in asking if row.key == quiz), None)
    items = items_of(sat, question) if sat else []
    if not items:
        raise Http404
    item, names = items[0], item_wording.group_names(item_wording.group_choices(settings.LANGUAGES))
    back = f"{reverse('reports_questions')}?{urlencode({'quiz': quiz})}"
    figures, picks = item.at(EVERYBODY), picks_of(item)
    groups = groups_of(item, names, picks)
    context = heading(_("Questions in use"), ICON) | {
        "breadcrumbs_items": [{"url": back, "label": _("Questions in use")}, {"url": "", "label": sat.title}],
        "item": item,
        "quiz": sat,
        "line": Line(item, EVERYBODY),
        "picks": picks,
        "chart": chart(picks),
        "groups": groups,
        "is_small": figures.is_hidden,
        "others": [row for row in asking if row.key != quiz],
        "has_hidden": any(pick["rate"] is None for pick in picks) or has_hidden(groups),
        "is_behind": is_behind(),
        "can_mark_again": item.question and request.user.has_perm("quizzes.publish_question"),
    }
    return render(request, "reports/admin/question.html", context)


def picks_of(item: Item) -> list[dict]:
    """What there was to pick, each with a letter for the picture; else whether people were right."""
    rates = item.at(EVERYBODY).rates
    if item.choices:
        letters = [*ascii_uppercase, *(f"Z{n}" for n in range(len(item.choices)))]
        rows = [
            (f"{letter} ✓" if is_right else letter, key, words, is_right)
            for letter, (key, words, is_right) in zip(letters, item.choices, strict=False)
        ]
    else:
        rows = [("✓", "right", _("Right"), True), ("✗", MISSED, _("Not quite right"), False)]
        rates = rates | {"right": item.at(EVERYBODY).difficulty}
    rows.append(("–", OPEN, _("Left open"), False))
    return [
        {"mark": mark, "key": key, "words": words, "is_right": is_right, "rate": rates.get(key)}
        for mark, key, words, is_right in rows
    ]


def percent(value: int | None) -> str:
    return number_or_hidden(None) if value is None else f"{value} %"


def chart(picks: list[dict]) -> str:
    rows = [Bar(pick["mark"], pick["rate"], percent(pick["rate"])) for pick in picks]
    description = "; ".join(f"{pick['words']}: {percent(pick['rate'])}" for pick in picks)
    return bars(rows, _("What people answered at their first try"), description)


def groups_of(item: Item, names: dict[str, str], picks: list[dict]) -> list[dict]:
    """By language, kind of commune and province; none where nothing may be shown of any group."""
    if item.at(EVERYBODY).is_hidden or item.is_withheld:
        return []
    titles = dict(zip(WAYS, (_("Language"), _("Kind of commune"), _("Province")), strict=True))
    return [{"title": titles[way], "rows": rows_of(item, way, names, picks)} for way in WAYS]


def rows_of(item, way, names, picks):
    rows = []
    for group in sorted(item.of_way(way), key=lambda name: names.get(name, name)):
        figures = item.at(group)
        rates = [figures.rates.get(pick["key"]) for pick in picks if item.choices]
        rows.append(
            {
                "name": names.get(group, group),
                "figures": figures,
                "rates": rates,
                "time": item_wording.time(figures.sums),
                "is_hidden": figures.is_hidden or None in rates,
            }
        )
    return rows


def has_hidden(groups) -> bool:
    return any(row["is_hidden"] for part in groups for row in part["rows"])


@for_trainers
@require_safe
def find(request, question: UUID):
    """From the bank to the figures of a question, wherever it is asked."""
    tally(AT_ONCE)
    asking = quizzes_asking(question)
    if not asking:
        return redirect("reports_questions")
    return redirect("reports_question", quiz=asking[0].key, question=question)
