"""How long 5,000 questions of all kinds take to come in: new, again, and all changed. Prints its figures as JSON.

A program of its own, so that its memory is its own. The environment names the folder of the database: VAR_DIR.
"""

import io
import json
import os
import resource
import sys
import time
from dataclasses import replace
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402

from quizzes.exchange import moodle_xml  # noqa: E402
from quizzes.exchange.items import RIGHT, Area, File, Item, ItemChoice, share  # noqa: E402
from quizzes.models import Question  # noqa: E402
from tests.quizzes.exchange.questions import png  # noqa: E402

QUESTIONS, PICTURES = 5_000, 40
PICTURE_EVERY = 10


def choices(number, weights):
    return tuple(
        ItemChoice(f"Phương án {letter} của câu {number}", Decimal(weight), f"Vì sao {letter} – xem lại bài {number}.")
        for letter, weight in zip("ABCD", weights, strict=False)
    )


def choice(number):
    return {"interaction": "choice", "choices": choices(number, [RIGHT, 0, -25, 0])}


def several(number):
    made = choices(number, [share(2), share(2), 0, 0])
    return {"interaction": "choice", "choices": made, "is_multiple": True, "is_partial": True}


def true_false(number):
    return {"interaction": "true-false", "choices": (ItemChoice("True", RIGHT), ItemChoice("False", Decimal(0)))}


def matching(number):
    pairs = choices(number, [RIGHT] * 3)
    made = [ItemChoice(one.text, RIGHT, match=f"Cặp {n} của câu {number}") for n, one in enumerate(pairs)]
    return {"interaction": "matching", "choices": tuple(made)}


def sequencing(number):
    return {"interaction": "sequencing", "choices": choices(number, [RIGHT] * 4)}


def fill_in(number):
    return {"interaction": "fill-in", "choices": choices(number, [RIGHT, 50])}


def numeric(number):
    return {"interaction": "numeric", "choices": (ItemChoice(str(number), RIGHT, tolerance=Decimal("0.5")),)}


def hot_spot(number):
    areas = [Area(*[Decimal(side) for side in (10, top, 80, 25)]) for top in (10, 60)]
    weights = (RIGHT, Decimal(0))
    made = [ItemChoice(f"Nút {n}", weight, area=area) for n, weight, area in zip("AB", weights, areas, strict=True)]
    return {"interaction": "hot-spot", "choices": tuple(made), "picture": picture(number)}


def essay(number):
    return {"interaction": "long-fill-in"}


def picture(number):
    return File(f"hinh-{number % PICTURES}.png", png(120, 90, number % PICTURES))


def items():
    """Mixed as they come, one at a time."""
    kinds = cycle([choice, several, true_false, matching, sequencing, fill_in, numeric, hot_spot, essay])
    for number, kind in enumerate(islice(kinds, QUESTIONS)):
        given = {
            "stem": f"Câu {number}: khi “người lạ” gọi, bà con ở xã Hòa Thịnh nên làm gì trước?",
            "title": f"Câu {number}", "identifier": f"q-{number}",
            "explanation": f"Không ai được hỏi mã OTP của bà con (câu {number}).",
            "tags": (f"Chủ đề {number % 30}",), "category": f"Năm {number % 3}",
        }  # fmt: skip
        if number % PICTURE_EVERY == 0:
            given["picture"] = picture(number)
        yield Item(**given | kind(number))


def write(path, words=""):
    with path.open("w") as file:
        file.writelines(moodle_xml.document(replace(item, stem=item.stem + words) for item in items()))


def seconds_to_bring_in(path) -> float:
    started = time.perf_counter()
    call_command("import_questions", path, stdout=io.StringIO())
    return time.perf_counter() - started


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    path, changed = (Path(settings.VAR_DIR) / name for name in ("questions.xml", "changed.xml"))
    call_command("migrate", verbosity=0)
    write(path)
    write(changed, " (mới)")
    taken = {}
    for name, file in [("new", path), ("again", path), ("changed", changed)]:
        taken[name] = seconds_to_bring_in(file)
        print(f"{name} {taken[name]:.1f} s, {memory_mb():.0f} MB, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    if Question.objects.filter(stem__endswith="(mới)").count() != QUESTIONS:
        raise RuntimeError(f"Of {QUESTIONS} questions, {Question.objects.count()} are there.")
    figures = {"import_5000_questions_s": round(max(taken.values()), 1), "import_memory_mb": round(memory_mb())}
    print(json.dumps(figures))
