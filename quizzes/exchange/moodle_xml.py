"""Moodle XML, in and out. Pure; one question in memory at a time."""

import io
import json
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from html import escape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from . import cloze
from .answers import accepted, numeral, truth_first, unpatterned, within
from .items import RIGHT, Item, ItemChoice, RefusedError, Row, number, plain, row, share, short, unique
from .pictures import from_base64, from_data_address, size_of, sound_from_base64
from .plain_values import completed, is_whole, unsaid
from .trees import children, inner
from .words import tidy, without_markup

PLACE = "@@PLUGINFILE@@/"
EMPTY = "extra"  # our own element, which Moodle passes over


def rows(file):
    """A row for each question of the file, as it is read."""
    return unique(_rows(file))


def _rows(file):
    category = ""
    for element in children(file, "quiz"):
        if element.tag != "question":
            continue
        if element.get("type") == "category":
            category = category_of(element.findtext("category/text") or "")
            continue
        yield question_row(element, category)


def category_of(path: str) -> str:
    """$course$/top/Year 1/Unit → Year 1/Unit."""
    parts = [part.replace("//", "/").strip() for part in path.replace("//", "\ue000").split("/")]
    parts = [
        part.replace("\ue000", "/") for part in parts if part and not (part.startswith("$") and part.endswith("$"))
    ]
    return "/".join(parts[1:] if parts[:1] == ["top"] else parts)


def question_row(element, category="") -> Row:
    line = int(element.get("_line") or 0) or None
    return row(item_of, element, category, line=line, title=tidy(element.findtext("name/text") or ""))


def item_of(element, category, changes) -> Item:
    """The item of a <question>, completed by what our own writer has added."""
    kind = element.get("type", "")
    if kind not in READERS:
        raise RefusedError(_unfit(kind))
    extra = json.loads(element.findtext(EMPTY) or "{}")
    if is_whole(extra):
        return completed(None, extra)
    if kind == "description":
        raise RefusedError(_("It is a text, not a question."))
    source = Question(element, changes)
    item = _with_the_rest(READERS[kind](source), source, category)
    return completed(item, extra)


def _unfit(kind):
    if kind.startswith("calculated"):
        return _("It is made anew from a formula each time; we do not have such questions.")
    return _("Moodle questions of the type “%(kind)s” have no match here.") % {"kind": kind[:40] or "?"}


def _with_the_rest(item, source, category):
    element, changes = source.element, source.changes
    if number(element.findtext("penalty") or "0") and element.findall("hint"):
        changes.append(_("Hints for further tries were left out."))
    if (element.findtext("hidden") or "0").strip() == "1":
        changes.append(_("It was hidden in Moodle; here it is not."))
    points = number(element.findtext("defaultgrade") or "1")
    if points is None:
        raise RefusedError(_("Its points make no sense."))
    return replace(
        item,
        title=tidy(element.findtext("name/text") or ""),
        identifier=tidy(element.findtext("idnumber") or ""),
        points=points,
        category=category,
        tags=tuple(tidy(tag.findtext("text") or "") for tag in element.findall("tags/tag")),
        explanation=source.words("generalfeedback"),
        right_feedback=item.right_feedback or source.words("correctfeedback"),
        wrong_feedback=item.wrong_feedback or source.words("incorrectfeedback"),
        picture=item.picture or source.picture,
    )


class Question:
    """A <question> element, with its words, files and answers within reach."""

    def __init__(self, element, changes):
        self.element, self.changes, self.picture = element, changes, None
        text = element.find("questiontext")
        self.stem, self.stem_html, pictures = self.text(text)
        if old := element.findtext("image_base64"):
            pictures.append(from_base64(element.findtext("image") or "picture.x", old))
        self.picture = next((picture for picture in pictures if picture), None)
        self.sounds = tuple(found for file in self.files(text) if (found := self._sound(file)))

    def text(self, element, default="html") -> tuple[str, str, list]:
        if element is None:
            return "", "", []
        words = element.find("text")
        words = (inner(words) if len(words) else words.text or "") if words is not None else (element.text or "")
        style = element.get("format", default)
        if style in ("plain_text", "plain"):
            return tidy(words), "", []
        if style == "markdown":
            if any(sign in words for sign in ("**", "__", "](", "# ", "`")):
                self.changes.append(_("Signs for formatting stay as they were typed."))
            return tidy(words), "", []
        if style == "moodle_auto_format":
            words = words.strip().replace("\n", "<br>")
        return without_markup(words, self.changes, lambda source: self.find_picture(element, source))

    def words(self, name) -> str:
        return self.text(self.element.find(name))[0]

    def files(self, element):
        return [] if element is None else [*element.findall("file"), *element.findall("text/file")]

    def find_picture(self, element, source):
        if source.startswith("data:"):
            return from_data_address(source)
        wanted = unquote(source.removeprefix(PLACE).partition("?")[0])
        for file in self.files(element):
            if wanted in (file.get("name"), (file.get("path") or "/").strip("/") + "/" + (file.get("name") or "")):
                return from_base64(file.get("name") or "", file.text)
        return None

    def _sound(self, file):
        found = sound_from_base64(file.get("name") or "", file.text)
        if found:
            self.changes.append(_("A sound in its words is now beside them."))
        return found

    def answers(self):
        """(text, weight, feedback, element, picture) of each <answer>."""
        return [self.answer(element) for element in self.element.findall("answer")]

    def answer(self, element):
        text, _html, pictures = self.text(element, self._style())
        weight = number(element.get("fraction") or element.findtext("fraction") or "0")
        if weight is None:
            raise RefusedError(_("Its points make no sense."))
        feedback = self.text(element.find("feedback"), self._style())[0]
        return ItemChoice(text, weight, feedback, picture=pictures[0] if pictures else None)

    def _style(self):
        found = self.element.find("questiontext")
        return found.get("format", "html") if found is not None else "html"

    def flag(self, name, default="0") -> bool:
        return (self.element.findtext(name) or default).strip().lower() in ("1", "true")

    def item(self, interaction, choices=(), **rest) -> Item:
        return Item(
            interaction, self.stem, tuple(choices), stem_html=self.stem_html, picture=self.picture, sounds=self.sounds,
            **rest,
        )  # fmt: skip


def _multichoice(source):
    is_single = source.flag("single", "true")
    partial = source.words("partiallycorrectfeedback")
    if (
        partial
        and partial not in (source.words("correctfeedback"), source.words("incorrectfeedback"))
        and not is_single
    ):
        source.changes.append(_("What it says to a half-right answer was left out."))
    return source.item(
        "choice",
        source.answers(),
        is_multiple=not is_single,
        is_partial=not is_single,
        is_shuffled=source.flag("shuffleanswers", "1"),
    )


def _all_or_nothing(source):
    item = _multichoice(source)
    rights = sum(choice.weight > 0 for choice in item.choices)
    choices = tuple(replace(c, weight=share(rights) if c.weight > 0 else Decimal(0)) for c in item.choices)
    return replace(item, choices=choices, is_multiple=True, is_partial=False)


def _truefalse(source):
    found = {choice.text.strip().lower(): choice for choice in source.answers()}
    if found.keys() != {"true", "false"}:
        raise RefusedError(_("A true-or-false question has exactly two choices, and one is right."))
    pair = (replace(found["true"], text="True"), replace(found["false"], text="False"))
    return source.item("true-false", pair, is_shuffled=False)


def _shortanswer(source):
    return source.item(
        "fill-in", accepted(source.answers()), ignores_case=not source.flag("usecase"), is_shuffled=False
    )


def _numerical(source):
    units = source.element.findall("units/unit")
    if units:
        source.changes.append(_("Its units were left out: people type the number alone."))
    answers = [
        replace(answer, tolerance=number(element.findtext("tolerance") or "0") or Decimal(0))
        for answer, element in zip(source.answers(), source.element.findall("answer"), strict=True)
    ]
    answers = [replace(a, text=numeral(a.text)) for a in accepted(answers)]
    return source.item("numeric", answers, is_shuffled=False)


def _matching(source):
    pairs = []
    for element in source.element.findall("subquestion"):
        text, _html, pictures = source.text(element, source._style())
        match = source.text(element.find("answer"), "plain_text")[0]
        pairs.append(ItemChoice(text, RIGHT if text or pictures else Decimal(0), match=match,
                                picture=pictures[0] if pictures else None))  # fmt: skip
    return source.item("matching", pairs, is_shuffled=source.flag("shuffleanswers", "1"), is_partial=True)


def _ordering(source):
    choices = [replace(choice, weight=RIGHT) for choice in source.answers()]
    selection = (source.element.findtext("selecttype") or "ALL").strip()
    if selection not in ("ALL", "0"):
        source.changes.append(_("Moodle showed only some of its parts each time; here all are shown."))
    return source.item(
        "sequencing", choices, is_partial=(source.element.findtext("gradingtype") or "") != "ALL_OR_NOTHING"
    )


def _essay(source):
    if source.words("graderinfo"):
        source.changes.append(_("Notes for those who mark were left out."))
    if source.words("responsetemplate"):
        source.changes.append(_("The text to begin with was left out."))
    return source.item("long-fill-in", is_shuffled=False)


def _cloze(source):
    return cloze.item_of(source)


def _gaps(source):
    return cloze.gaps_item(source)


def _markers(source):
    """Markers on a picture fit when one marker is to be put on one or several places."""
    background = source.element.find("file")
    picture = from_base64(background.get("name") or "", background.text) if background is not None else None
    labels = [tidy(drag.findtext("text") or "") for drag in source.element.findall("drag")]
    drops = source.element.findall("drop")
    if len(labels) != 1 or not drops:
        raise RefusedError(_("It has several things to drag; a picture here asks for one place at a time."))
    if not picture:
        raise RefusedError(_("The picture to tap on is missing."))
    areas = [_area(drop, size_of(picture.content), source.changes) for drop in drops]
    names = [labels[0] if len(areas) == 1 else f"{labels[0]} {n}" for n in range(1, len(areas) + 1)]
    choices = [ItemChoice(name, share(len(areas)), area=area) for name, area in zip(names, areas, strict=True)]
    source.changes.append(_("Dragging became tapping."))
    source.picture = picture
    return source.item("hot-spot", choices, is_multiple=len(areas) > 1, is_partial=len(areas) > 1, is_shuffled=False)


def _area(drop, size, changes):
    """“x,y;width,height” (a rectangle), “x,y;radius” (a circle) or corners, as a rectangle in per cent."""
    points = [[Decimal(part) for part in pair.split(",")] for pair in (drop.findtext("coords") or "").split(";")]
    shape = (drop.findtext("shape") or "").strip()
    if shape == "rectangle":
        (left, top), (width, height) = points
    elif shape == "circle":
        (x, y), (radius,) = points
        left, top, width, height = x - radius, y - radius, 2 * radius, 2 * radius
    else:
        left, top = min(x for x, y in points), min(y for x, y in points)
        width, height = max(x for x, y in points) - left, max(y for x, y in points) - top
    if shape != "rectangle":
        changes.append(_("An area that was not a rectangle became one."))
    return within(left, top, width, height, size)


READERS = {
    "multichoice": _multichoice, "multichoiceset": _all_or_nothing, "truefalse": _truefalse,
    "shortanswer": _shortanswer, "numerical": _numerical, "matching": _matching, "match": _matching,
    "ordering": _ordering, "essay": _essay, "multianswer": _cloze, "cloze": _cloze, "gapselect": _gaps,
    "ddwtos": _gaps, "ddmarker": _markers, "description": None,
}  # fmt: skip


# Writing


def document(items):
    """The lines of a file that Moodle reads, one item at a time."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    category = ""
    for item in items:
        if item.category != category:
            category = item.category
            yield _category(category)
        yield _question(item)
    yield "</quiz>\n"


def _category(path):
    path = "$course$/top" + "".join(f"/{part}" for part in path.split("/") if part)
    return f'  <question type="category"><category><text>{escape(path)}</text></category></question>\n'


def _question(item):
    """The question in Moodle's own words, then what those could not say."""
    kind, body = WRITERS[item.interaction](item)
    written = _element(item, kind, body)
    extra = unsaid(item, _understood(written, item.category))
    note = f"    <{EMPTY}>{escape(json.dumps(extra, ensure_ascii=False))}</{EMPTY}>\n" if extra else ""
    return written.replace("\ue000", note)


def _understood(written, category):
    text = f"<quiz>{written}</quiz>".replace("\ue000", "")
    found = [question_row(one, category).item for one in children(io.BytesIO(text.encode()), "quiz")]
    return found[0]


def _element(item, kind, body):
    tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in item.tags)
    return f"""  <question type="{kind}">
    <name>{_text(item.title)}</name>
    {_stem(item)}
    {_said("generalfeedback", item.explanation)}
    {_said("correctfeedback", item.right_feedback)}
    {_said("incorrectfeedback", item.wrong_feedback)}
    <defaultgrade>{plain(item.points)}</defaultgrade>
    <penalty>0</penalty>
    <hidden>0</hidden>
    <idnumber>{escape(item.identifier)}</idnumber>
{body}    <tags>{tags}</tags>
\ue000  </question>
"""


def _text(words):
    return f"<text>{escape(words)}</text>"


def _said(name, words):
    return f'<{name} format="plain_text">{_text(words)}</{name}>'


def _stem(item):
    if not (item.picture and item.interaction != "hot-spot") and not item.stem_html and not item.sounds:
        return _said("questiontext", item.stem)
    markup = item.stem_html or "<p>" + escape(item.stem).replace("\n", "<br>") + "</p>"
    files = [item.picture] if item.picture and item.interaction != "hot-spot" else []
    markup += "".join(f'<p><img src="{PLACE}{escape(file.name)}" alt=""></p>' for file in files)
    files += item.sounds
    return f'<questiontext format="html">{_text(markup)}{"".join(map(_file, files))}</questiontext>'


def _file(file):
    name = escape(file.name)
    return f'<file name="{name}" path="/" encoding="base64">{b64encode(file.content).decode()}</file>'


def _answer(choice, more=""):
    picture = choice.picture
    words = _text(choice.text)
    if picture:
        markup = f'<p>{escape(choice.text)}</p><p><img src="{PLACE}{escape(picture.name)}" alt=""></p>'
        words = _text(markup) + _file(picture)
    style = "html" if picture else "plain_text"
    return (
        f'    <answer fraction="{plain(choice.weight)}" format="{style}">{words}'
        f"{_said('feedback', choice.feedback)}{more}</answer>\n"
    )


def _write_choice(item):
    body = f"    <single>{str(not item.is_multiple).lower()}</single>\n"
    body += (
        f"    <shuffleanswers>{int(item.is_shuffled)}</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n"
    )
    return "multichoice", body + "".join(map(_answer, item.choices))


def _write_true_false(item):
    words = ("true", "false")
    return "truefalse", "".join(
        _answer(replace(c, text=w)) for c, w in zip(truth_first(item.choices), words, strict=True)
    )


def _write_fill_in(item):
    body = f"    <usecase>{int(not item.ignores_case)}</usecase>\n"
    return "shortanswer", body + "".join(_answer(replace(c, text=unpatterned(c.text))) for c in item.choices)


def _write_numeric(item):
    return "numerical", "".join(
        _answer(choice, f"<tolerance>{plain(choice.tolerance or Decimal(0))}</tolerance>") for choice in item.choices
    )


def _write_matching(item):
    body = f"    <shuffleanswers>{int(item.is_shuffled)}</shuffleanswers>\n"
    return "matching", body + "".join(
        f'    <subquestion format="plain_text">{_text(c.text)}<answer>{_text(c.match)}</answer></subquestion>\n'
        for c in item.choices
    )


def _write_sequencing(item):
    grading = "RELATIVE_TO_CORRECT" if item.is_partial else "ALL_OR_NOTHING"
    body = "    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>0</selectcount>\n"
    body += f"    <gradingtype>{grading}</gradingtype>\n"
    return "ordering", body + "".join(_answer(replace(c, weight=Decimal(n))) for n, c in enumerate(item.choices, 1))


def _write_hot_spot(item):
    rights = [c for c in item.choices if c.weight > 0 and c.area]
    width, height = size_of(item.picture.content) or (100, 100)
    marker = f"<drag><no>1</no>{_text(short(rights[0].text))}<noofdrags>{len(rights)}</noofdrags></drag>"
    body = f"    {_file(item.picture)}\n    {marker}\n"
    for n, choice in enumerate(rights, 1):
        a = choice.area
        left, top, across, down = a.left * width, a.top * height, a.width * width, a.height * height
        x, y, w, h = (plain((side / 100).quantize(Decimal(1))) for side in (left, top, across, down))
        body += (
            f"    <drop><no>{n}</no><shape>rectangle</shape><coords>{x},{y};{w},{h}</coords><choice>1</choice></drop>\n"
        )
    return "ddmarker", body


def _write_essay(item):
    return "essay", "    <responseformat>editor</responseformat>\n    <responserequired>1</responserequired>\n"


WRITERS = {
    "choice": _write_choice, "true-false": _write_true_false, "fill-in": _write_fill_in, "numeric": _write_numeric,
    "matching": _write_matching, "sequencing": _write_sequencing, "hot-spot": _write_hot_spot,
    "long-fill-in": _write_essay,
}  # fmt: skip
