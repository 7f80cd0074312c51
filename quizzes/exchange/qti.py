"""QTI 2.1, 2.2 and 3.0, in: single items, tests and packages. Pure.

The names of 3.0 (qti-simple-choice) are read as those of 2.x (simpleChoice): the two say the same things.
"""

import json
import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

from django.utils.translation import gettext as _

from .answers import within
from .items import RIGHT, Item, ItemChoice, RefusedError, Row, UnreadableError, number, plain, row, share, unique
from .packages import Package
from .pictures import from_data_address, picture, size_of, sound
from .plain_values import completed, is_whole
from .trees import document, inner
from .words import tidy, without_markup

INTERACTIONS = {
    "choiceInteraction", "orderInteraction", "matchInteraction", "associateInteraction", "textEntryInteraction",
    "extendedTextInteraction", "hotspotInteraction", "inlineChoiceInteraction", "gapMatchInteraction",
    "graphicGapMatchInteraction", "graphicOrderInteraction", "graphicAssociateInteraction", "sliderInteraction",
    "positionObjectInteraction", "positionObjectStage", "selectPointInteraction", "drawingInteraction",
    "uploadInteraction", "hottextInteraction", "mediaInteraction", "customInteraction", "portableCustomInteraction",
    "endAttemptInteraction",
}  # fmt: skip
UNSEEN = {
    "feedbackInline",
    "feedbackBlock",
    "rubricBlock",
    "templateBlock",
    "templateInline",
    "printedVariable",
    "catalogInfo",
}
BLANK = "____"
EXTRAS = "extra.json"
LARGEST_ITEM = 10_000_000


def rows(file):
    """A row for each item of a file or package."""
    return unique(_package_rows(Package(file)) if is_zip(file) else _single_rows(file.read(LARGEST_ITEM + 1)))


def is_zip(file):
    start = file.read(4)
    file.seek(0)
    return start[:2] == b"PK"


def _single_rows(content):
    if len(content) > LARGEST_ITEM:
        raise UnreadableError(_("This file is too large for a single question."))
    root = renamed(document(content))
    if root.tag == "assessmentItem":
        yield item_row(root, lambda reference: None)
    elif root.tag in ("assessmentTest", "assessmentSection"):
        raise UnreadableError(_("This file only lists questions. Bring in the whole package, as a zip file."))
    else:
        raise UnreadableError(_("This is another kind of file: it begins with “%(name)s”.") % {"name": root.tag[:60]})


def _package_rows(package):
    manifest = next((name for name in package.entries if name.rpartition("/")[2] == "imsmanifest.xml"), None)
    tags = {}
    names = sorted(name for name in package.entries if name.lower().endswith(".xml") and name != manifest)
    if manifest:
        names, tags = _listed(document(package.read(manifest)), manifest, package, names)
    extras = _extras(package, manifest)
    found = False
    for name in names:
        if one := _entry_row(package, name, tags.get(name, ()), extras.get(name, {})):
            found = True
            yield one
    if not found:
        raise UnreadableError(_("There is no question in this package that we can read."))


def _listed(manifest, path, package, names):
    """Files in the order of the manifest, with the key words that it gives them."""
    folder = path.rpartition("/")[0]
    listed, tags = [], {}
    for resource in manifest.iter("resource"):
        href = unquote(resource.get("href") or next((f.get("href", "") for f in resource.iter("file")), ""))
        name = f"{folder}/{href}" if folder else href
        if name in package and name.lower().endswith(".xml"):
            listed.append(name)
            tags[name] = tuple(words for word in resource.iter("keyword") if (words := tidy("".join(word.itertext()))))
    listed = list(dict.fromkeys(listed))
    return listed + [name for name in names if name not in set(listed)], tags


def _extras(package, manifest):
    folder = (manifest or "").rpartition("/")[0]
    name = f"{folder}/{EXTRAS}" if folder else EXTRAS
    try:
        values = json.loads(package.read(name)) if name in package else {}
    except ValueError:
        values = {}
    return {f"{folder}/{path}" if folder else path: extra for path, extra in values.items()}


def _entry_row(package, name, tags, extra) -> Row | None:
    """The row of an item in a package; None for a test, a manifest, a style."""
    try:
        root = renamed(document(package.read(name)))
    except UnreadableError as error:
        return Row(None, "refused", (str(error),), error.line, name)
    if root.tag == "questestinterop":
        return Row(None, "refused", (old_qti(),), None, name)
    if root.tag != "assessmentItem":
        return None
    return item_row(root, lambda reference: package.beside(name, unquote(reference)), tags, extra, name)


def old_qti():
    return _("This is QTI 1.2. Export it as QTI 2.1, 2.2 or 3.0, or as Moodle XML.")


def renamed(root):
    """qti-simple-choice → simpleChoice, response-identifier → responseIdentifier, all through the tree."""
    if root.tag.startswith("qti-"):
        for element in root.iter():
            if element.tag.startswith("qti-"):
                element.tag = _camel(element.tag.removeprefix("qti-"))
                element.attrib = {name if name[0] in "{_" else _camel(name): v for name, v in element.attrib.items()}
    return root


def _camel(name):
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


def item_row(root, fetch, tags=(), extra=None, name="") -> Row:
    title = tidy(root.get("title") or "") or name
    return row(item_of, root, fetch, tags, extra or {}, line=None, title=title)


def item_of(root, fetch, tags, extra, changes) -> Item:
    if is_whole(extra):
        return completed(None, extra)
    source = Source(root, fetch, changes)
    item = replace(
        source.item(),
        identifier=tidy(root.get("identifier") or ""),
        title=tidy(root.get("title") or ""),
        tags=tuple(tags),
    )
    return completed(item, extra)


class Source:
    """An assessmentItem, with its declarations, words and files within reach."""

    def __init__(self, root, fetch, changes):
        self.root, self.fetch, self.changes = root, fetch, changes
        self.body = root.find("itemBody")
        self.processing = root.find("responseProcessing")
        self.pictures = []

    def item(self):
        interaction = self._only_interaction()
        self.interaction = interaction
        name = interaction.get("responseIdentifier")
        declared = [d for d in self.root.findall("responseDeclaration") if d.get("identifier") == name]
        self.declared = declared[0] if declared else None
        self.mapping = self._mapping()
        self.rights = self._values("correctResponse")
        return self._whole(READERS[interaction.tag](self))

    def _only_interaction(self):
        if self.root.get("adaptive") == "true":
            raise RefusedError(_("It changes while it is answered (adaptive); we do not have such questions."))
        if self.root.find("templateDeclaration") is not None:
            raise RefusedError(_("It is made anew from a formula each time; we do not have such questions."))
        if self.body is None:
            raise RefusedError(_("It asks nothing: there are no words and no picture."))
        found = [e for e in self.body.iter() if e.tag in INTERACTIONS and e.tag != "endAttemptInteraction"]
        if not found:
            raise RefusedError(_("It is a text, not a question."))
        if len(found) > 1:
            raise RefusedError(
                _("It asks for %(count)s things at once; here a question asks for one.") % {"count": len(found)}
            )
        if found[0].tag not in READERS:
            raise RefusedError(_("QTI questions of the type “%(kind)s” have no match here.") % {"kind": found[0].tag})
        return found[0]

    def _values(self, name):
        found = self.declared.find(name) if self.declared is not None else None
        return [] if found is None else [" ".join((v.text or "").split()) for v in found.findall("value")]

    def _mapping(self):
        """{answer: points}, unless the points are given for the right answer alone."""
        found = self.declared.find("mapping") if self.declared is not None else None
        if found is None or self._only_right_counts():
            return {}
        entries = {e.get("mapKey", ""): number(e.get("mappedValue") or "") for e in found.findall("mapEntry")}
        if None in entries.values():
            raise RefusedError(_("Its points make no sense."))
        self.is_case_sensitive = any(e.get("caseSensitive", "false") == "true" for e in found.findall("mapEntry"))
        return entries

    def _only_right_counts(self):
        if self.processing is None:
            return False
        template = self.processing.get("template") or ""
        named = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        return named in ("match_correct", "CC2_match", "CC2_match_basic") or (
            not named and self.processing.find(".//mapResponse") is None
        )

    # Words

    def words(self, element, skip=()) -> str:
        return self._read(inner(element, UNSEEN | set(skip)))[0] if element is not None else ""

    def _read(self, markup):
        markup = re.sub(r"<object([^>]*?)\bdata=(\"[^\"]*\")([^>]*)>", r"<img\1src=\2\3>\g<0>", markup)
        words, html, pictures = without_markup(markup, self.changes, self.find_picture)
        return words, html, pictures

    def find_picture(self, reference):
        if reference.startswith("data:"):
            return from_data_address(reference)
        content = self.fetch(reference) if "://" not in reference else None
        return picture(reference, content)

    def stem(self):
        """Everything that stands around the interaction, and its prompt."""
        interaction, blank = self.interaction, BLANK if self.interaction.tag in INLINE else ""
        prompt = interaction.find("prompt")
        said = inner(prompt, UNSEEN) if prompt is not None else ""
        kept = list(interaction), interaction.text
        for child in list(interaction):
            interaction.remove(child)
        interaction.text = "\ue005"
        markup = inner(self.body, UNSEEN)
        interaction[:], interaction.text = kept
        place = re.compile(rf"<{interaction.tag}\b[^>]*>\ue005</{interaction.tag}>")
        return place.sub(lambda found: blank or (f"<div>{said}</div>"), markup)

    def _whole(self, item):
        markup = self.stem()
        stem, html, pictures = self._read(markup)
        sounds = tuple(found for source in SOUND.findall(markup) if (found := self._sound(source)))
        said = self._said_afterwards()
        points = item.points if item.points != 1 or self.mapping else self._maximum()
        return replace(
            item, stem=stem, stem_html=html, picture=item.picture or (pictures or [None])[0], sounds=sounds,
            points=points, **said,
        )  # fmt: skip

    def _sound(self, source):
        return sound(source, self.fetch(unquote(source))) if "://" not in source else None

    def _maximum(self):
        for declared in self.root.findall("outcomeDeclaration"):
            if declared.get("identifier") == "SCORE" and (found := number(declared.get("normalMaximum") or "")):
                return found
        return Decimal(1)

    def _said_afterwards(self):
        """What is said of the whole: to everybody, when it was right, when it was wrong."""
        said, names = {}, {e.get("identifier") for e in self.interaction.iter() if e.tag in CHOICES}
        found = [
            f
            for f in self.root.iter()
            if f.tag in ("modalFeedback", "feedbackBlock") and f.get("identifier") not in names
        ]
        for feedback in found:
            if not (words := self.words(feedback)):
                continue
            name = next(
                (part for part, pattern in AFTERWARDS.items() if pattern.search(feedback.get("identifier", ""))), ""
            )
            if name and name not in said and feedback.get("showHide") != "hide":
                said[name] = words
            elif words not in said.values():
                self.changes.append(_("Something that it says after certain answers was left out."))
        return said

    def feedback(self, element):
        """What is said of a choice: beside it, or in a window of its name."""
        inside = [
            self.words(e)
            for e in element.iter()
            if e.tag in ("feedbackInline", "feedbackBlock") and e.get("showHide") != "hide"
        ]
        modal = [
            self.words(f)
            for f in self.root.findall("modalFeedback")
            if f.get("identifier") == element.get("identifier")
        ]
        return "\n".join(dict.fromkeys(filter(None, inside + modal)))

    def offered(self, tag):
        """(identifier, words, picture, feedback) of each choice."""
        choices = []
        for element in self.interaction.iter(tag):
            text, _html, pictures = self._read(inner(element, UNSEEN))
            found = pictures[0] if pictures else None
            choices.append(
                ItemChoice(
                    text, Decimal(0), self.feedback(element), picture=found, identifier=element.get("identifier", "")
                )
            )
        return choices

    # Points

    def weighed(self, choices):
        """(choices with their weights, points): from the mapping where it counts, else shared by the right ones."""
        is_multiple = self.is_multiple()
        if any(value > 0 for value in self.mapping.values()):
            points = self._possible(is_multiple)
            weights = {key: _weight(value, points) for key, value in self.mapping.items()}
        else:
            points, each = self._maximum(), share(len(self.rights)) if is_multiple else RIGHT
            weights = dict.fromkeys(self.rights, each)
        if not any(weights.get(choice.identifier, 0) > 0 for choice in choices):
            raise RefusedError(_("The file does not say which answer is right."))
        return tuple(replace(c, weight=weights.get(c.identifier, Decimal(0))) for c in choices), points

    def _possible(self, is_multiple):
        """The most points that can be had."""
        gains = [value for value in self.mapping.values() if value > 0]
        if not is_multiple:
            return max(gains)
        bound = number(self.declared.find("mapping").get("upperBound") or "")
        counted = [self.mapping[key] for key in self.rights if self.mapping.get(key, 0) > 0] or gains
        return min(bound, sum(counted)) if bound and bound > 0 else sum(counted)

    def is_multiple(self):
        return self.declared is not None and self.declared.get("cardinality") == "multiple"

    def is_shuffled(self):
        return self.interaction.get("shuffle") == "true"


def _weight(value, points):
    weight = (value * 100 / points).quantize(Decimal("0.00001")).normalize() + 0
    return max(min(weight, RIGHT), -RIGHT)


def _choice(source, tag="simpleChoice"):
    choices, points = source.weighed(source.offered(tag))
    is_multiple = source.is_multiple()
    return Item("choice", "", choices, points=points, is_multiple=is_multiple, is_shuffled=source.is_shuffled(),
                is_partial=is_multiple and bool(source.mapping))  # fmt: skip


def _inline_choice(source):
    source.changes.append(_("A text with a gap became a question of its own kind."))
    return _choice(source, "inlineChoice")


def _hottext(source):
    source.changes.append(_("Words to tap in a text became choices below it."))
    item = _choice(source, "hottext")
    prompt = source.interaction.find("prompt")
    for number_, child in enumerate(list(source.interaction)):
        if child.tag != "prompt":
            holder = prompt if prompt is not None else None
            if holder is None:
                prompt = holder = source.interaction.makeelement("prompt", {})
                source.interaction.insert(number_, holder)
            source.interaction.remove(child)
            holder.append(child)
    return item


def _order(source):
    offered = {choice.identifier: choice for choice in source.offered("simpleChoice")}
    if not source.rights or set(source.rights) != set(offered):
        raise RefusedError(_("The file does not say the right order of all its parts."))
    choices = tuple(replace(offered[name], weight=RIGHT) for name in source.rights)
    return Item("sequencing", "", choices, is_shuffled=source.is_shuffled(), is_partial=bool(source.mapping))


def _pairs(source):
    keys = source.rights or [key for key, value in source.mapping.items() if value > 0]
    return [tuple(key.split()) for key in keys]


def _match(source):
    sets = source.interaction.findall("simpleMatchSet")
    names = [[e.get("identifier") for e in one.findall("simpleAssociableChoice")] for one in sets]
    offered = {choice.identifier: choice for choice in source.offered("simpleAssociableChoice")}
    return _matching(source, offered, _pairs(source), *names)


def _matching(source, offered, pairs, left, right):
    """One to one: each on the left goes with one on the right."""
    partner = dict(pairs)
    if (
        len(partner) < len(pairs)
        or not pairs
        or not set(partner) <= set(left)
        or not set(partner.values()) <= set(right)
    ):
        raise RefusedError(_("Some of its parts go with several others; here each goes with one."))
    if set(left) - set(partner):
        raise RefusedError(_("Some of its parts go with nothing; here each goes with one."))
    if any(offered[name].picture for name in right):
        source.changes.append(_("Pictures to be matched were left out."))
    chosen = [replace(offered[name], weight=RIGHT, match=offered[partner[name]].text) for name in left]
    others = [
        ItemChoice("", match=offered[name].text, identifier=name) for name in right if name not in set(partner.values())
    ]
    points = sum(source.mapping.get(f"{a} {b}", 0) for a, b in pairs) or source._maximum()
    return Item(
        "matching",
        "",
        (*chosen, *others),
        points=points,
        is_shuffled=source.is_shuffled(),
        is_partial=bool(source.mapping),
    )


def _associate(source):
    offered = {choice.identifier: choice for choice in source.offered("simpleAssociableChoice")}
    pairs = _pairs(source)
    used = [name for pair in pairs for name in pair]
    if len(set(used)) < len(used):
        raise RefusedError(_("Some of its parts go with several others; here each goes with one."))
    left = [pair[0] for pair in pairs]
    source.changes.append(_("Pairs that were found in one heap are now found between two sides."))
    return _matching(source, offered, pairs, left, [name for name in offered if name not in left])


def _text_entry(source):
    kind = source.declared.get("baseType", "string") if source.declared is not None else "string"
    source.is_case_sensitive = getattr(source, "is_case_sensitive", False)
    accepted = source.mapping or dict.fromkeys(source.rights, Decimal(1))
    points = max([value for value in accepted.values() if value > 0], default=None)
    if points is None:
        raise RefusedError(_("The file does not say which answer is right."))
    choices = [ItemChoice(words, _weight(value, points)) for words, value in accepted.items()]
    points = points if source.mapping else source._maximum()
    if kind in ("float", "integer"):
        return _number(source, choices, points)
    if source.interaction.get("patternMask"):
        source.changes.append(_("A pattern that answers had to fit was left out."))
    exact = source.is_case_sensitive if source.mapping else True
    return Item("fill-in", "", tuple(choices), points=points, ignores_case=not exact, is_shuffled=False)


def _number(source, choices, points):
    made = []
    for choice in choices:
        if (value := number(choice.text)) is None:
            raise RefusedError(_("“%(text)s” is not a number.") % {"text": choice.text[:40]})
        made.append(replace(choice, text=plain(value), tolerance=_tolerance(source, value)))
    return Item("numeric", "", tuple(made), points=points, is_shuffled=False)


def _tolerance(source, value):
    """How far off an answer may be, as the response processing says."""
    equal = source.processing.find(".//equal") if source.processing is not None else None
    mode = equal.get("toleranceMode", "exact") if equal is not None else "exact"
    given = [number(part) for part in (equal.get("tolerance") or "0").split()] if equal is not None else []
    if mode == "exact" or not given:
        return Decimal(0)
    if None in given:
        raise RefusedError(_("Its points make no sense."))
    if len(set(given)) > 1:
        source.changes.append(_("More was allowed on one side than on the other; now as much as the lesser on both."))
    spread = min(given)
    return abs(value) * spread / 100 if mode == "relative" else spread


def _slider(source):
    source.changes.append(_("A slider became a number to type."))
    return _number(source, [ItemChoice(value, RIGHT) for value in source.rights], source._maximum())


def _extended_text(source):
    return Item("long-fill-in", "", is_shuffled=False, points=source._maximum())


def _hotspot(source):
    """Named areas on a picture; those without a name get a number."""
    stage, size = _stage(source)
    names = [element.get("identifier", "") for element in source.interaction.iter("hotspotChoice")]
    choices = [
        ItemChoice(_area_name(element, n), area=_area(element, size, source.changes), identifier=names[n - 1])
        for n, element in enumerate(source.interaction.iter("hotspotChoice"), 1)
    ]
    if any(not element.get("hotspotLabel") for element in source.interaction.iter("hotspotChoice")):
        source.changes.append(_("Areas without a name were given a number; please name them."))
    choices, points = source.weighed(choices)
    is_multiple = source.is_multiple()
    return Item("hot-spot", "", choices, points=points, is_multiple=is_multiple, picture=stage, is_shuffled=False,
                is_partial=is_multiple and bool(source.mapping))  # fmt: skip


def _area_name(element, n):
    return tidy(element.get("hotspotLabel") or "") or _("Area %(number)s") % {"number": n}


def _stage(source):
    image = next((e for e in source.interaction.iter() if e.tag in ("object", "img")), None)
    stage = source.find_picture(image.get("data") or image.get("src") or "") if image is not None else None
    if not stage:
        raise RefusedError(_("The picture to tap on is missing."))
    return stage, [
        number(image.get(side) or "") or real
        for side, real in zip(("width", "height"), size_of(stage.content), strict=True)
    ]


def _area(element, size, changes):
    shape, sides = (
        element.get("shape"),
        [_side(part, size, n) for n, part in enumerate(element.get("coords", "").split(","))],
    )
    if shape == "rect":
        left, top, right, bottom = sides
    elif shape == "circle":
        x, y, radius = sides
        left, top, right, bottom = x - radius, y - radius, x + radius, y + radius
    elif shape == "ellipse":
        x, y, across, down = sides
        left, top, right, bottom = x - across, y - down, x + across, y + down
    elif shape == "poly":
        left, top, right, bottom = min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2])
    else:
        left, top, right, bottom = Decimal(0), Decimal(0), Decimal(size[0]), Decimal(size[1])
    if shape != "rect":
        changes.append(_("An area that was not a rectangle became one."))
    return within(left, top, right - left, bottom - top, size)


def _side(part, size, n):
    part = part.strip()
    return Decimal(part[:-1]) * size[n % 2] / 100 if part.endswith("%") else Decimal(part)


def _select_point(source):
    stage, size = _stage(source)
    found = source.declared.find("areaMapping") if source.declared is not None else None
    entries = found.findall("areaMapEntry") if found is not None else []
    values = [number(entry.get("mappedValue") or "") or Decimal(0) for entry in entries]
    if not any(value > 0 for value in values):
        raise RefusedError(_("The file does not say which answer is right."))
    is_multiple = source.is_multiple()
    points = sum(v for v in values if v > 0) if is_multiple else max(values)
    choices = [
        ItemChoice(
            _("Area %(number)s") % {"number": n}, _weight(value, points), area=_area(entry, size, source.changes)
        )
        for n, (entry, value) in enumerate(zip(entries, values, strict=True), 1)
    ]
    source.changes.append(_("Areas without a name were given a number; please name them."))
    return Item(
        "hot-spot", "", tuple(choices), points=points, picture=stage, is_multiple=is_multiple, is_partial=is_multiple,
        is_shuffled=False,
    )  # fmt: skip


SOUND = re.compile(r"<(?:audio|object|source)\b[^>]*(?:src|data)=\"([^\"]+)\"")
AFTERWARDS = {
    "wrong_feedback": re.compile(r"incorrect|wrong|false|fout", re.IGNORECASE),
    "right_feedback": re.compile(r"correct|right|true|goed", re.IGNORECASE),
    "explanation": re.compile(r"general|explanation|solution|rationale", re.IGNORECASE),
}
INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}
CHOICES = {"simpleChoice", "inlineChoice", "simpleAssociableChoice", "hotspotChoice", "hottext"}
READERS = {
    "choiceInteraction": _choice, "inlineChoiceInteraction": _inline_choice, "hottextInteraction": _hottext,
    "orderInteraction": _order, "matchInteraction": _match, "associateInteraction": _associate,
    "textEntryInteraction": _text_entry, "extendedTextInteraction": _extended_text, "sliderInteraction": _slider,
    "hotspotInteraction": _hotspot, "selectPointInteraction": _select_point,
}  # fmt: skip
