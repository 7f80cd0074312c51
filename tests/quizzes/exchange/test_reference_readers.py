"""Readers that others wrote find in our files what stands in the bank. They are brought by tools/get_readers.py."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import pytest

from quizzes.exchange.items import RIGHT
from quizzes.exchange.writing import write
from tests.journeys.browser import launched
from tests.quizzes.exchange import awkward

ROOT = Path(__file__).resolve().parents[3]
READERS = ROOT / "var" / "readers"
HERE = Path(__file__).parent / "readers"
SCHEMAS = READERS / "qti" / "qtiv3p0"
# The whole specification, or a profile of it by the same authors, which only says more of some attributes.
ITEMS = ["imsqti_asiv3p0_v1p0.xsd", "imsqti_asiv3p0_sbacv1p0_v1p0.xsd"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    return awkward.bank()


def written(items, format_, path):
    with path.open("wb") as file:
        write(items, file, format_, "vi")
    return path


def said_by(program, script, *words):
    """What a reader prints; the test is left out where it is not."""
    if not shutil.which(program) or not READERS.exists():
        pytest.skip("No such reader here: see tools/get_readers.py")
    environment = os.environ | {"NODE_PATH": str(READERS / "node_modules")}
    command = [program, str(HERE / script), *map(str, words)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout


def python():
    return str(READERS / "python" / "bin" / "python")


# GIFT

TYPES = {
    "choice": "MC", "true-false": "TF", "sequencing": "Matching", "matching": "Matching", "fill-in": "Short",
    "numeric": "Numerical", "hot-spot": "Description", "long-fill-in": "Essay",
}  # fmt: skip


def shown(text):
    """gift-pegjs leaves its own sign for an escaped letter where a pair is matched (&&058; for a colon)."""
    return re.sub(r"&&(\d+);", lambda sign: chr(int(sign[1])), text)


def test_gift_is_read_by_gift_pegjs(bank, tmp_path):
    path = written(bank.values(), "gift", tmp_path / "bank.gift")
    found = dict(zip(bank, json.loads(said_by("node", "read_gift.cjs", path)), strict=True))
    for kind, item in bank.items():
        assert (found[kind]["type"], found[kind]["stem"]["text"]) == (TYPES[kind], item.stem)
        assert (found[kind]["id"], found[kind]["tags"]) == (item.identifier, list(item.tags))
        assert kind == "hot-spot" or found[kind]["globalFeedback"]["text"] == item.explanation
    for kind in ("choice", "fill-in"):
        assert [gift_choice(c) for c in found[kind]["choices"]] == [
            (c.text, c.feedback, float(c.weight)) for c in bank[kind].choices
        ]
    assert found["true-false"]["isTrue"] is False
    number = found["numeric"]["choices"][0]["text"]
    assert (number["number"], number["range"]) == (6, 0.5)
    for kind in ("matching", "sequencing"):
        pairs = [(p["subquestion"]["text"], shown(p["subanswer"])) for p in found[kind]["matchPairs"]]
        ours = [(c.text, c.match) for c in bank[kind].choices]
        assert pairs == (
            ours if kind == "matching" else [(str(n), c.text) for n, c in enumerate(bank[kind].choices, 1)]
        )


def gift_choice(found):
    weight = found["weight"] if found["weight"] is not None else 100 if found["isCorrect"] else 0
    return found["text"]["text"], found["feedback"]["text"] if found["feedback"] else "", float(weight)


# Moodle XML


def test_moodle_xml_is_read_by_moodle_xml_parser(bank, tmp_path):
    """It knows one of our kinds; the others are there for it to pass over."""
    path = written(bank.values(), "moodle", tmp_path / "bank.xml")
    if not Path(python()).exists():
        pytest.skip("No such reader here: see tools/get_readers.py")
    (found,) = json.loads(said_by(python(), "read_moodle.py", path))
    item = bank["choice"]
    assert found["default_grade"] == item.points and found["single"] is True
    assert found["text_pre_parse"].startswith(f"<p>{item.stem.replace(chr(10), '<br>')}</p>")
    assert (found["general_feedback"], found["correct_feedback"]) == (item.explanation, item.right_feedback)
    assert [(o["score_fraction"], o["feedback"]) for o in found["options"]] == [
        (float(c.weight), c.feedback) for c in item.choices
    ]
    assert found["options"][0]["answer"] == item.choices[0].text
    assert f"<p>{item.choices[1].text}</p>" in found["options"][1]["answer"]


# QTI 3.0


def test_qti_items_and_their_package_hold_to_the_schemas_of_1edtech(bank, tmp_path):
    schema = next((SCHEMAS / name for name in ITEMS if (SCHEMAS / name).exists()), None)
    if not schema or not Path(python()).exists():
        pytest.skip("No such reader here: see tools/get_readers.py")
    with zipfile.ZipFile(written(bank.values(), "qti", tmp_path / "bank.zip")) as packed:
        packed.extractall(tmp_path)
    items = sorted(tmp_path.glob("q*/item.xml"))
    assert len(items) == len(bank)
    assert said_by(python(), "validate.py", schema, *items) == ""
    packing = SCHEMAS / "imsqtiv3p0_imscpv1p2_v1p0.xsd"
    assert said_by(python(), "validate.py", packing, tmp_path / "imsmanifest.xml") == ""


PLAYER = READERS / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.js"


@pytest.mark.journey
def test_a_player_of_qti_marks_as_we_do(bank, tmp_path):
    """Citolab's components, in a browser: each right answer earns all points."""
    if not PLAYER.exists():
        pytest.skip("No such reader here: see tools/get_readers.py")
    with zipfile.ZipFile(written(bank.values(), "qti", tmp_path / "bank.zip")) as packed:
        items = [packed.read(f"q{n:05}/item.xml").decode() for n in range(1, len(bank) + 1)]
    with launched() as browser:
        page = browser.new_page()
        page.set_content("<!doctype html>")
        page.add_script_tag(path=PLAYER, type="module")
        found = [page.evaluate((HERE / "answer.js").read_text(), [xml, right_answer(xml)]) for xml in items]
    for item, one in zip(bank.values(), found, strict=True):
        assert item.stem.replace("\n", "") in one["words"]
        assert one["score"] == (0 if item.interaction == "long-fill-in" else item.points)


def right_answer(xml):
    """As the file says it."""
    values = [unescape(value) for value in re.findall("<qti-value>(.*?)</qti-value>", xml)]
    return "".join(values[:1]) if 'identifier="RESPONSE" cardinality="single"' in xml else values


# XLSX


def test_xlsx_is_read_by_sheetjs(bank, tmp_path):
    path = written(bank.values(), "xlsx", tmp_path / "bank.xlsx")
    rows = next(iter(json.loads(said_by("node", "read_sheet.cjs", path)).values()))
    questions = [row for row in rows if row["Câu hỏi"]]
    assert [(row["Mã câu hỏi"], row["Loại"], row["Câu hỏi"]) for row in questions] == [
        (item.identifier, kind, item.stem) for kind, item in bank.items()
    ]
    assert [row["Giải thích"] for row in questions] == [item.explanation for item in bank.values()]
    choices = [choice for item in bank.values() for choice in item.choices]
    listed = [row for row in rows if row["Phương án"] or row["Ghép với"]]
    assert [(row["Phương án"], row["Lời nhắn khi chọn"], row["Ghép với"]) for row in listed] == [
        (c.text, c.feedback, c.match) for c in choices
    ]
    assert [row["Đúng"] for row in listed] == [
        "yes" if c.weight == RIGHT else f"{c.weight}%" if c.weight else "no" for c in choices
    ]
