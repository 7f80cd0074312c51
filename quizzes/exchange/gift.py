"""GIFT, in and out. Pure.

What GIFT cannot say (a picture, an area, the title of a tag) stands in a comment of ours before the question; other
readers pass over it.
"""

import json
import re
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from .answers import accepted, numeral, truth_first, unpatterned
from .items import ANYTHING, RIGHT, Item, ItemChoice, RefusedError, Row, number, plain, row, share, unique
from .letters import text_of
from .plain_values import completed, is_whole, unsaid
from .words import tidy, without_markup

HIDDEN = {f"\\{sign}": chr(0xE100 + n) for n, sign in enumerate("~=#{}:")} | {"\\\\": "\ue110", "\\n": "\ue111"}
SHOWN = {chr(0xE100 + n): sign for n, sign in enumerate("~=#{}:")} | {"\ue110": "\\", "\ue111": "\n"}
ESCAPE = re.compile(r"\\[~=#{}:\\n]")
FORMAT = re.compile(r"^\[(html|plain|markdown|moodle)\]\s*")
NOTE = "// extra: "
TAGS = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|ul|ol|li|div|span|img|sub|sup|table|tr|td|th|pre|code|h\d|a|font|hr|blockquote)\b[^<>]*>",
    re.I,
)
MARK = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
BLANK = "____"


def rows(file):
    """A row for each question of the file."""
    text, warnings = text_of(file.read())
    return unique(warned(_rows(text), warnings))


def warned(found, warnings):
    for one in found:
        reasons = (*warnings, *one.reasons)
        yield replace(one, reasons=reasons, outcome="changed") if warnings and one.item else one


def _rows(text):
    category = ""
    for line, lines in _chunks(text):
        while lines and lines[0].strip().startswith("$CATEGORY:"):
            category = _category(lines.pop(0))
            line += 1
        if any(one.strip() and not one.strip().startswith("//") for one in lines):
            yield row(item_of, lines, category, line=line, title=_title(lines))


def _category(line):
    path = line.split(":", 1)[1].strip()
    parts = [part for part in path.split("/") if part and not (part.startswith("$") and part.endswith("$"))]
    return "/".join(parts[1:] if parts[:1] == ["top"] else parts)


def _title(lines):
    found = re.search(r"::((?:\\.|[^\\])*?)::", "\n".join(_without_comments(lines)), re.DOTALL)
    if found:
        return _shown(_hidden(found[1]))
    return next((line.strip()[:80] for line in _without_comments(lines) if line.strip()), "")


def _chunks(text):
    """(line, lines) between blank lines; a blank line inside braces does not part a question."""
    start, lines, is_open = 1, [], False
    for n, one in enumerate([*text.split("\n"), ""], 1):
        if one.strip() or is_open:
            lines.append(one.rstrip("\r"))
            is_open = _is_open(one, is_open)
        elif lines:
            yield start, lines
            lines = []
        start = start if lines else n + 1
    if lines:
        yield start, lines


def _is_open(line, is_open):
    bare = ESCAPE.sub("", line)
    if line.strip().startswith("//") or not re.search(r"[{}]", bare):
        return is_open
    if is_open and re.match(r"\s*::", line):  # the next question has begun: the brace was never closed
        is_open = False
    return bare.rfind("{") > bare.rfind("}")


def _without_comments(lines):
    return [line for line in lines if not line.strip().startswith("//")]


def item_of(lines, category, changes) -> Item:
    """The item of one question's lines, completed by our own comment."""
    comments = [line.strip() for line in lines if line.strip().startswith("//")]
    extra = next((json.loads(c.removeprefix(NOTE)) for c in comments if c.startswith(NOTE)), {})
    if is_whole(extra):
        return completed(None, extra)
    marks = [
        (m[1], re.sub(r"\\(.)", r"\1", m[2])) for c in comments if not c.startswith(NOTE) for m in MARK.finditer(c)
    ]
    item = _question(_hidden("\n".join(_without_comments(lines)).strip()), changes)
    identifier = next((words for name, words in marks if name == "id"), "")
    tags = tuple(words for name, words in marks if name == "tag")
    return completed(replace(item, identifier=identifier, tags=tags, category=category), extra)


def _hidden(text):
    return ESCAPE.sub(lambda m: HIDDEN[m[0]], text)


def _shown(text):
    return "".join(SHOWN.get(sign, sign) for sign in text).strip()


def _question(text, changes):
    title, text = _titled(text)
    style, text = _styled(text)
    start, end = text.find("{"), text.rfind("}")
    if start < 0 and end < 0:
        raise RefusedError(_("It has no answers in braces { }, so it is a text and not a question."))
    if start < 0 or end < start:
        raise RefusedError(_("A brace { or } is missing."))
    before, inside, after = text[:start].strip(), text[start + 1 : end].strip(), text[end + 1 :].strip()
    if "{" in inside or "}" in inside:
        raise RefusedError(_("It has more than one pair of braces { }: two questions in one, or two gaps."))
    reader = _Reader(style, changes)
    inside, general = _parted(inside, "####")
    stem, html = reader.stem(f"{before} {BLANK} {after}" if after else before)
    item = replace(
        reader.answered(inside), stem=stem, stem_html=html, title=_shown(title), explanation=reader.words(general)
    )
    return item


def _titled(text):
    if text.startswith("::") and "::" in text[2:]:
        title, _sign, rest = text[2:].partition("::")
        return title, rest.strip()
    return "", text


def _styled(text):
    found = FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else ("moodle", text)


def _parted(text, sign):
    first, _sign, second = text.partition(sign)
    return first.strip(), second.strip()


class _Reader:
    """Reads the parts of one question in the format that it is written in."""

    def __init__(self, style, changes):
        self.style, self.changes = style, changes

    def stem(self, text):
        return self._read(self.style, text)

    def words(self, text):
        style, text = (self.style, text) if not FORMAT.match(text) else _styled(text)
        return self._read(style, text)[0]

    def _read(self, style, text):
        text = _shown(text)
        if style == "html" or (style == "moodle" and TAGS.search(text)):
            text = text.replace("\n", "<br>") if style == "moodle" else text
            words, html, _pictures = without_markup(text, self.changes)
            return words, html
        if style == "markdown":
            self.changes.append(_("Signs for formatting stay as they were typed."))
        return tidy(text), ""

    def answered(self, inside):
        if not inside:
            return Item("long-fill-in", "", is_shuffled=False)
        if inside.startswith("#"):
            return self._numeric(inside[1:].strip())
        if "~" in inside:
            return self._choice(inside)
        if "=" in inside and "->" in inside:
            return self._matching(inside)
        truth = inside.partition("#")[0].strip().upper()
        if truth in ("T", "TRUE", "F", "FALSE"):
            return self._true_false(truth[0] == "T", inside)
        return self._fill_in(inside)

    def _numeric(self, inside):
        if inside.startswith(("=", "~")):
            answers = [self._numeral(sign, part) for sign, part in _answers(inside)]
        else:
            answers = [self._numeral(sign, part) for sign, part in _answers(f"={inside}")]
        return Item("numeric", "", tuple(accepted(answers)), is_shuffled=False)

    def _numeral(self, sign, part):
        choice = self._part(sign, part)
        text = choice.text.strip()
        if text == "*" or (sign == "~" and not text):
            return replace(choice, text="*", weight=Decimal(0))
        low, dots, high = text.partition("..")
        if dots and number(low) is not None and number(high) is not None:
            low, high = number(low), number(high)
            return replace(choice, text=plain((low + high) / 2), tolerance=abs(high - low) / 2)
        value, _sign, spread = text.partition(":")
        tolerance = number(spread.strip() or "0")
        if tolerance is None:
            raise RefusedError(_("“%(text)s” is not a number.") % {"text": text[:40]})
        return replace(choice, text=numeral(value.strip()), tolerance=tolerance)

    def _part(self, sign, part):
        """“%50%words#feedback” as a choice."""
        found = WEIGHT.match(part)
        weight = Decimal(found[1]) if found else RIGHT if sign == "=" else Decimal(0)
        words, feedback = _parted(part[found.end() :] if found else part, "#")
        return ItemChoice(self.words(words), weight, self.words(feedback))

    def _choice(self, inside):
        parts = _answers(inside)
        choices = [self._part(sign, part) for sign, part in parts]
        is_multiple = all(sign == "~" for sign, part in parts)
        if not is_multiple and sum(sign == "=" for sign, part in parts) > 1:
            choices = self._several_right(choices)
            is_multiple = True
        return Item("choice", "", tuple(choices), is_multiple=is_multiple, is_partial=is_multiple)

    def _several_right(self, choices):
        """Moodle takes any one of them; here people look for them all."""
        self.changes.append(_("Several answers were right, each alone; now people look for all of them."))
        rights = sum(choice.weight == RIGHT for choice in choices)
        return [replace(c, weight=share(rights)) if c.weight == RIGHT else c for c in choices]

    def _matching(self, inside):
        pairs = []
        for _sign, part in _answers(inside):
            text, arrow, match = part.partition("->")
            if not arrow:
                raise RefusedError(_("One of its pairs has no arrow “->”."))
            text, match = self.words(text.strip()), self.words(match.strip())
            pairs.append(ItemChoice(text, RIGHT if text else Decimal(0), match=match))
        return Item("matching", "", tuple(pairs), is_partial=True)

    def _true_false(self, is_true, inside):
        _truth, wrong = _parted(inside, "#")
        wrong, right = _parted(wrong, "#")
        said = (right, wrong) if is_true else (wrong, right)
        weights = (RIGHT, Decimal(0)) if is_true else (Decimal(0), RIGHT)
        choices = [
            ItemChoice(text, weight, self.words(feedback))
            for text, weight, feedback in zip(("True", "False"), weights, said, strict=True)
        ]
        return Item("true-false", "", tuple(choices), is_shuffled=False)

    def _fill_in(self, inside):
        answers = [
            self._part(sign, part) for sign, part in _answers(inside if inside.startswith("=") else f"={inside}")
        ]
        return Item("fill-in", "", tuple(accepted(answers)), is_shuffled=False)


def _answers(inside):
    """(sign, words) of each answer; a sign between the two % of a weight does not begin one."""
    parts = re.split(r"([=~])", inside)
    if parts[0].strip():
        raise RefusedError(_("An answer begins with neither = nor ~."))
    return [
        (sign, words.strip())
        for sign, words in zip(parts[1::2], parts[2::2], strict=True)
        if words.strip() or sign == "~"
    ]


# Writing


def document(items):
    """The lines of a GIFT file, one item at a time."""
    category = ""
    for item in items:
        if item.category != category:
            category = item.category
            yield f"$CATEGORY: $course$/top{''.join(f'/{part}' for part in category.split('/') if part)}\n\n"
        yield _written(item)


def _written(item):
    text = _marks(item) + _body(item)
    understood = _understood(text, item.category)
    extra = unsaid(item, understood)
    note = f"{NOTE}{json.dumps(extra, ensure_ascii=False)}\n" if extra else ""
    return f"{note}{text}\n\n"


def _understood(text, category) -> Item | None:
    found: Row = row(item_of, text.split("\n"), category)
    return found.item


def _marks(item):
    marks = [("id", item.identifier)] if item.identifier else []
    marks += [("tag", tag) for tag in item.tags]
    shown = " ".join(f"[{name}:{_guarded(words)}]" for name, words in marks)
    return f"// {shown}\n" if marks and "\n" not in shown else ""


def _guarded(words):
    return re.sub(r"([\]\\])", r"\\\1", words)


def _escaped(text):
    return "".join(f"\\{sign}" if sign in "~=#{}:\\" else "\\n" if sign == "\n" else sign for sign in text)


def _body(item):
    answers = WRITERS[item.interaction](item)
    general = f"####{_escaped(item.explanation)}" if item.explanation else ""
    braces = "" if answers is None else f" {{{answers}{general}}}"
    return f"::{_escaped(item.title)}::[plain]{_escaped(item.stem)}{braces}"


def _lines(parts):
    return "\n" + "".join(f"\t{part}\n" for part in parts)


def _said(choice):
    return f"#{_escaped(choice.feedback)}" if choice.feedback else ""


def _weighted(sign, choice, words):
    weight = "" if choice.weight == (RIGHT if sign == "=" else 0) else f"%{plain(choice.weight)}%"
    return f"{sign}{weight}{words}{_said(choice)}"


def _write_choice(item):
    rights = sum(c.weight == RIGHT for c in item.choices)
    signs = ["=" if c.weight == RIGHT and rights == 1 and not item.is_multiple else "~" for c in item.choices]
    return _lines(_weighted(sign, c, _escaped(c.text)) for sign, c in zip(signs, item.choices, strict=True))


def _write_true_false(item):
    true, false = truth_first(item.choices)
    wrong, right = (false, true) if true.weight > 0 else (true, false)
    feedback = f"#{_escaped(wrong.feedback)}#{_escaped(right.feedback)}" if wrong.feedback or right.feedback else ""
    return ("TRUE" if right is true else "FALSE") + feedback


def _write_fill_in(item):
    return _lines(_weighted("=", c, _escaped(unpatterned(c.text))) for c in item.choices)


def _write_numeric(item):
    return "#" + _lines(_written_numeral(c) for c in item.choices)


def _written_numeral(choice):
    if choice.text == ANYTHING and not choice.weight:
        return f"~{_said(choice)}"
    words = choice.text if choice.text == ANYTHING else f"{choice.text}:{plain(choice.tolerance or Decimal(0))}"
    return _weighted("=", choice, words)


def _write_matching(item):
    return _lines(f"={_escaped(c.text)} -> {_escaped(c.match)}" for c in item.choices)


def _write_sequencing(item):
    return _lines(f"={n} -> {_escaped(c.text)}" for n, c in enumerate(item.choices, 1))


WRITERS = {
    "choice": _write_choice, "true-false": _write_true_false, "fill-in": _write_fill_in, "numeric": _write_numeric,
    "matching": _write_matching, "sequencing": _write_sequencing, "hot-spot": lambda item: None,
    "long-fill-in": lambda item: "",
}  # fmt: skip
