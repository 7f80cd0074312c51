"""QTI 3.0, out: a package with a manifest, an item a file, and its pictures. Pure.

What QTI cannot say stands in `extra.json`, a file of the package that other readers pass over.
"""

import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from html import escape

from .items import RIGHT, Item, ItemChoice, digest, plain
from .pictures import size_of
from .plain_values import unsaid
from .qti import EXTRAS, item_row, renamed
from .trees import document

SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
PACKING = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
LOM = "http://ltsc.ieee.org/xsd/LOM"


def package(items, file) -> None:
    """Writes the package into an open file, one item at a time."""
    resources, extras = [], {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for n, item in enumerate(items, 1):
            name = f"q{n:05}/item.xml"
            text, files = assessment_item(item, f"q{n:05}")
            packed.writestr(name, text)
            for path, content in files.items():
                packed.writestr(f"q{n:05}/{path}", content)
            if extra := unsaid(item, _understood(text, files, item.tags)):
                extras[name] = extra
            resources.append(_resource(n, name, files, item.tags))
        if extras:
            packed.writestr(EXTRAS, json.dumps(extras, ensure_ascii=False))
        packed.writestr("imsmanifest.xml", _manifest(resources, bool(extras)))


def _understood(text, files, tags) -> Item | None:
    return item_row(renamed(document(text.encode())), lambda path: files.get(path), tags).item


def _resource(n, name, files, tags):
    words = "".join(f"<lom:keyword><lom:string>{escape(tag)}</lom:string></lom:keyword>" for tag in tags)
    about = f"<metadata><lom:lom><lom:general>{words}</lom:general></lom:lom></metadata>" if tags else ""
    listed = "".join(f'<file href="{escape(path)}"/>' for path in (name, *(f"q{n:05}/{path}" for path in files)))
    return f'<resource identifier="r{n:05}" type="imsqti_item_xmlv3p0" href="{name}">{about}{listed}</resource>'


def _manifest(resources, has_extras):
    extra = f'<resource identifier="extra" type="webcontent" href="{EXTRAS}"><file href="{EXTRAS}"/></resource>'
    listed = "\n    ".join([*resources, *([extra] if has_extras else [])])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="{PACKING}" xmlns:lom="{LOM}" identifier="manifest">
  <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>
  <organizations/>
  <resources>
    {listed}
  </resources>
</manifest>
"""


def assessment_item(item: Item, name: str) -> tuple[str, dict[str, bytes]]:
    """(the item as XML, its files by path)."""
    files = {}
    shape = SHAPES[item.interaction](item, files)
    stem = _stem(item, files)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="{SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="{SPACE} {SCHEMA}"
    identifier="{_named(item.identifier or name)}" title="{escape(item.title)}" adaptive="false" time-dependent="false">
{shape.declaration()}{_score(item)}
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="multiple" base-type="identifier"/>
  <qti-item-body>
{stem}
{shape.body}
  </qti-item-body>
{shape.processing(item)}{_afterwards(item)}</qti-assessment-item>
"""
    return text, files


def _named(identifier):
    """A name that XML allows (NCName), the same each time; the true one stands in the extras."""
    if NAME.fullmatch(identifier):
        return identifier
    spelt = f"q-{identifier}"
    return spelt if NAME.fullmatch(spelt) else f"q-{digest(identifier.encode())}"


def _score(item):
    given = 'identifier="SCORE" cardinality="single" base-type="float"'
    return f'  <qti-outcome-declaration {given} normal-maximum="{plain(item.points)}"/>'


def _stem(item, files):
    markup = "<p>" + escape(item.stem).replace("\n", "<br/>") + "</p>"
    if item.picture and item.interaction != "hot-spot":
        markup += f"<p>{_image(item.picture, files)}</p>"
    for file in item.sounds:
        markup += f'<p><audio controls="controls" src="{_path(file, files)}"></audio></p>'
    return f"    <div>{markup}</div>"


def _image(file, files):
    return f'<img src="{_path(file, files)}" alt=""/>'


def _path(file, files):
    """Where a file lies in the package; different files of one name get different places."""
    stem, _dot, kind = file.name.rpartition(".")
    path, n = f"{stem}.{kind}", 1
    while files.setdefault(path, file.content) != file.content:
        n += 1
        path = f"{stem}-{n}.{kind}"
    return escape(path)


def _afterwards(item):
    said = {"explanation": item.explanation, "right": item.right_feedback, "wrong": item.wrong_feedback}
    return "".join(
        f'  <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="{name}" show-hide="show">'
        f"<qti-content-body><p>{_lines(words)}</p></qti-content-body></qti-modal-feedback>\n"
        for name, words in said.items() if words
    )  # fmt: skip


def _lines(words):
    return escape(words).replace("\n", "<br/>")


class Shape:
    """How one kind of question stands in QTI: what is declared, what is shown, how it is marked."""

    def __init__(self, base, cardinality, body, rights, mapping=None, tolerance=None):
        self.base, self.cardinality, self.body, self.rights = base, cardinality, body, rights
        self.mapping, self.tolerance, self.case = mapping or {}, tolerance, None

    def declaration(self):
        rights = "".join(f"<qti-value>{escape(value)}</qti-value>" for value in self.rights)
        correct = f"<qti-correct-response>{rights}</qti-correct-response>" if rights else ""
        case = "" if self.case is None else f' case-sensitive="{str(self.case).lower()}"'
        entries = "".join(
            f'<qti-map-entry map-key="{escape(key)}" mapped-value="{plain(value)}"{case}/>'
            for key, value in self.mapping.items()
        )
        mapping = f'<qti-mapping default-value="0">{entries}</qti-mapping>' if entries else ""
        given = f'identifier="RESPONSE" cardinality="{self.cardinality}" base-type="{self.base}"'
        return f"  <qti-response-declaration {given}>{correct}{mapping}</qti-response-declaration>\n"

    def processing(self, item):
        if not self.rights and not self.mapping:
            return ""
        shown = (
            _set("FEEDBACK", '<qti-multiple><qti-variable identifier="RESPONSE"/></qti-multiple>')
            if self.base == "identifier" and self.cardinality != "ordered"  # of which QTI makes no set
            else ""
        )
        return f"  <qti-response-processing>{shown}{self._scored(item)}</qti-response-processing>\n"

    def _scored(self, item):
        if self.tolerance is not None:
            return _condition(_near(self.tolerance), item.points)
        if self.mapping:
            return _set("SCORE", '<qti-map-response identifier="RESPONSE"/>')
        return _condition(
            '<qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>',
            item.points,
        )


def _near(tolerance):
    spread = plain(tolerance)
    mode = f'tolerance-mode="absolute" tolerance="{spread} {spread}"' if tolerance else 'tolerance-mode="exact"'
    return f'<qti-equal {mode}><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>'


def _set(name, value):
    return f'<qti-set-outcome-value identifier="{name}">{value}</qti-set-outcome-value>'


def _condition(test, points):
    gain = _set("SCORE", f'<qti-base-value base-type="float">{plain(points)}</qti-base-value>')
    none = _set("SCORE", '<qti-base-value base-type="float">0</qti-base-value>')
    return (
        f"<qti-response-condition><qti-response-if>{test}{gain}</qti-response-if>"
        f"<qti-response-else>{none}</qti-response-else></qti-response-condition>"
    )


def _worth(choice, item):
    return choice.weight * item.points / 100


def _names(item):
    """Names for the choices that XML allows: their own where they fit, else c1, c2…"""
    own = [choice.identifier for choice in item.choices]
    fits = all(name.isascii() and name.isidentifier() for name in own) and len(set(own)) == len(own)
    return (
        own if fits and not set(own) & {"explanation", "right", "wrong"} else [f"c{n}" for n in range(1, len(own) + 1)]
    )


def _feedback(name, words):
    given = f'outcome-identifier="FEEDBACK" identifier="{name}" show-hide="show"'
    return f"<qti-feedback-inline {given}>{_lines(words)}</qti-feedback-inline>" if words else ""


def _offered(tag, name, choice, files, more=""):
    picture = _image(choice.picture, files) if choice.picture else ""
    said = _lines(choice.text)
    return f'      <{tag} identifier="{name}"{more}>{said}{picture}{_feedback(name, choice.feedback)}</{tag}>'


def _choice(item, files):
    names = _names(item)
    shown = "\n".join(_offered("qti-simple-choice", n, c, files) for n, c in zip(names, item.choices, strict=True))
    body = _interaction(
        "choice", f' shuffle="{_word(item.is_shuffled)}" max-choices="{int(not item.is_multiple)}"', shown
    )
    return _weighed("multiple" if item.is_multiple else "single", body, names, item)


def _weighed(cardinality, body, names, item):
    rights = [name for name, c in zip(names, item.choices, strict=True) if c.weight > 0]
    if cardinality == "single":
        rights = [name for name, c in zip(names, item.choices, strict=True) if c.weight == RIGHT][:1]
    worth = {name: _worth(c, item) for name, c in zip(names, item.choices, strict=True) if c.weight}
    needs = (
        item.is_partial
        or any(c.weight not in (0, RIGHT) for c in item.choices)
        or (len(worth) > 1 and not item.is_multiple)
    )
    needs = needs if not item.is_multiple else item.is_partial
    return Shape("identifier", cardinality, body, rights, worth if needs else None)


def _interaction(kind, given, inside):
    return (
        f'    <qti-{kind}-interaction response-identifier="RESPONSE"{given}>\n{inside}\n    </qti-{kind}-interaction>'
    )


def _word(value):
    return str(bool(value)).lower()


def _true_false(item, files):
    return _choice(replace(item, is_multiple=False), files)


def _sequencing(item, files):
    names = _names(item)
    shown = "\n".join(_offered("qti-simple-choice", n, c, files) for n, c in zip(names, item.choices, strict=True))
    return Shape("identifier", "ordered", _interaction("order", f' shuffle="{_word(item.is_shuffled)}"', shown), names)


def _matching(item, files):
    """Pairs, and behind them what goes with nothing."""
    left, right, keys = [], [], []
    for n, (name, choice) in enumerate(zip(_names(item), item.choices, strict=True), 1):
        other = f"m{n}" if name != f"m{n}" else f"x{n}"
        right.append(_offered("qti-simple-associable-choice", other, ItemChoice(choice.match), {}, ' match-max="1"'))
        if choice.text or choice.picture:
            left.append(_offered("qti-simple-associable-choice", name, choice, files, ' match-max="1"'))
            keys.append(f"{name} {other}")
    sets = "\n".join(
        f"      <qti-simple-match-set>\n{chr(10).join(lines)}\n      </qti-simple-match-set>" for lines in (left, right)
    )
    body = _interaction("match", f' shuffle="{_word(item.is_shuffled)}" max-associations="{len(keys)}"', sets)
    each = dict.fromkeys(keys, item.points / len(keys)) if item.is_partial and keys else None
    return Shape("directedPair", "multiple", body, keys, each)


def _entry(item, base):
    body = '    <p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>'
    right = [choice.text for choice in item.choices if choice.weight == RIGHT][:1]
    return Shape(base, "single", body, right, {c.text: _worth(c, item) for c in item.choices})


def _fill_in(item, files):
    shape = _entry(item, "string")
    shape.case = not item.ignores_case
    return shape


def _numeric(item, files):
    shape = _entry(item, "float")
    if len(item.choices) == 1:
        shape.tolerance, shape.mapping = item.choices[0].tolerance or Decimal(0), {}
    return shape


def _essay(item, files):
    return Shape("string", "single", '    <qti-extended-text-interaction response-identifier="RESPONSE"/>', [])


def _hot_spot(item, files):
    width, height = size_of(item.picture.content) or (100, 100)
    names = _names(item)
    stage = f'      <img src="{_path(item.picture, files)}" alt="" width="{width}" height="{height}"/>'
    areas = [
        f'      <qti-hotspot-choice identifier="{name}" shape="rect" coords="{_coords(c.area, width, height)}" '
        f'hotspot-label="{escape(c.text)}"/>'
        for name, c in zip(names, item.choices, strict=True)
    ]
    body = _interaction("hotspot", f' max-choices="{int(not item.is_multiple)}"', "\n".join([stage, *areas]))
    return _weighed("multiple" if item.is_multiple else "single", body, names, item)


def _coords(area, width, height):
    sides = (area.left * width, area.top * height, (area.left + area.width) * width, (area.top + area.height) * height)
    return ",".join(plain((side / 100).quantize(Decimal(1))) for side in sides)


SHAPES = {
    "choice": _choice, "true-false": _true_false, "sequencing": _sequencing, "matching": _matching,
    "fill-in": _fill_in, "numeric": _numeric, "hot-spot": _hot_spot, "long-fill-in": _essay,
}  # fmt: skip


def as_file(items) -> io.BytesIO:
    file = io.BytesIO()
    package(items, file)
    file.seek(0)
    return file
