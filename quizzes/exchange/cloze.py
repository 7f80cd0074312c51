"""Gaps in a text: Moodle's “embedded answers” (cloze) and words to choose or to drag. What fits, fits. Pure."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

from django.utils.translation import gettext as _

from .answers import accepted
from .items import ANYTHING, RIGHT, ItemChoice, RefusedError, number, plain, share
from .words import tidy, without_markup

GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^}\\])*)\}", re.DOTALL)
BLANK = "____"
CHOOSE = re.compile(r"(MULTICHOICE|MC)(_?[VHS]{1,2})?|MULTIRESPONSE(_[HS]+)?|MR[HS]*")
TYPE = re.compile(r"SHORTANSWER(_C)?|SAC?|MWC?")


def item_of(source):
    """A text with one gap is a question of that gap's kind; with more it has no match here."""
    markup = source.element.findtext("questiontext/text") or ""
    gaps = list(GAP.finditer(markup))
    if len(gaps) != 1:
        raise RefusedError(
            _("Its text has %(count)s gaps to fill; here a question asks for one thing.") % {"count": len(gaps)}
        )
    gap = gaps[0]
    text = markup[: gap.start()] + BLANK + markup[gap.end() :]
    element = source.element.find("questiontext")
    source.stem, source.stem_html, _pictures = without_markup(
        text, source.changes, lambda name: source.find_picture(element, name)
    )
    source.changes.append(_("A text with a gap became a question of its own kind."))
    return _question(source, gap[2], [_answer(part) for part in _parts(gap[3])])


def _parts(text):
    text = unescape(text)
    return re.split(r"(?<!\\)~", text.removeprefix("~"))


def _answer(part):
    """“=right#feedback”, “%50%half right”, “wrong”."""
    words, _sign, feedback = _cut(part, "#")
    weight = Decimal(0)
    if words.startswith("="):
        words, weight = words[1:], RIGHT
    elif found := re.match(r"%(-?[\d.]+)%", words):
        words, weight = words[found.end() :], Decimal(found[1])
    return ItemChoice(_plain(words), weight, _plain(feedback))


def _cut(text, sign):
    found = re.search(rf"(?<!\\){sign}", text)
    return (text[: found.start()], sign, text[found.end() :]) if found else (text, "", "")


def _plain(text):
    return tidy(without_markup(re.sub(r"\\([~=#{}\"/\\])", r"\1", text), [])[0])


def _question(source, kind, answers):
    if CHOOSE.fullmatch(kind):
        several = kind.startswith(("MULTIR", "MR"))
        answers = _shared(answers) if several else answers
        return source.item("choice", answers, is_multiple=several, is_partial=several, is_shuffled="S" in kind[2:])
    answers = accepted(answers)
    if TYPE.fullmatch(kind):
        is_exact = kind.endswith("_C") or kind in ("SAC", "MWC")
        return source.item("fill-in", answers, ignores_case=not is_exact, is_shuffled=False)
    if kind in ("NUMERICAL", "NM"):
        return source.item("numeric", map(_numeral, answers), is_shuffled=False)
    raise RefusedError(_("Moodle questions of the type “%(kind)s” have no match here.") % {"kind": kind[:40]})


def _shared(answers):
    """Several right ones that are each worth everything share it."""
    rights = sum(answer.weight == RIGHT for answer in answers)
    return [replace(a, weight=share(rights)) if a.weight == RIGHT and rights > 1 else a for a in answers]


def _numeral(answer):
    if answer.text == ANYTHING:
        return answer
    value, _sign, tolerance = answer.text.partition(":")
    found, spread = number(value), number(tolerance or "0")
    if found is None or spread is None:
        raise RefusedError(_("“%(text)s” is not a number.") % {"text": answer.text[:40]})
    return replace(answer, text=plain(found), tolerance=spread)


def gaps_item(source):
    """Words for the gaps [[1]], [[2]]…: one gap is a choice, several are a matching of gaps and words."""
    options = source.element.findall("selectoption") or source.element.findall("dragbox")
    words = [tidy(option.findtext("text") or "") for option in options]
    wanted = [int(n) - 1 for n in re.findall(r"\[\[(\d+)\]\]", source.stem)]
    if not wanted or max(wanted) >= len(words):
        raise RefusedError(_("It has no gap, or a word for one is missing."))
    source.changes.append(_("A text with gaps became a question of its own kind."))
    if len(wanted) == 1:
        return _one_gap(source, words, wanted[0])
    return _several_gaps(source, words, wanted)


def _one_gap(source, words, right):
    source.stem, source.stem_html = re.sub(r"\[\[\d+\]\]", BLANK, source.stem), ""
    choices = [ItemChoice(word, RIGHT if n == right else Decimal(0)) for n, word in enumerate(words)]
    return source.item("choice", choices, is_shuffled=source.flag("shuffleanswers", "1"))


def _several_gaps(source, words, wanted):
    numbers = iter(range(1, len(wanted) + 1))
    source.stem, source.stem_html = re.sub(r"\[\[\d+\]\]", lambda m: f"({next(numbers)}) {BLANK}", source.stem), ""
    pairs = [ItemChoice(f"({n})", RIGHT, match=words[right]) for n, right in enumerate(wanted, 1)]
    others = [ItemChoice("", match=word) for n, word in enumerate(words) if n not in wanted]
    return source.item("matching", pairs + others, is_partial=True, is_shuffled=False)
