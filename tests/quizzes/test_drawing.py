"""Which questions a person gets, as arithmetic, and the same in the browser."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.drawing import chance, drawn

ROOT = Path(__file__).resolve().parents[2]
KEYS = [f"q{number}" for number in range(20)]
SLOTS = st.lists(
    st.sampled_from(KEYS).map(lambda key: {"question": key})
    | st.builds(lambda count, pool: {"count": count, "pool": pool}, st.integers(0, 8), st.lists(st.sampled_from(KEYS))),
    max_size=5,
    unique_by=lambda slot: slot.get("question", id(slot)),
)


@given(SLOTS, st.text(max_size=40), st.booleans())
def test_each_question_is_asked_once_and_as_many_as_there_are(slots, seed, is_shuffled):
    keys = drawn(slots, seed, is_shuffled)
    fixed = [slot["question"] for slot in slots if "question" in slot]
    assert len(keys) == len(set(keys)) and set(fixed) <= set(keys)
    assert len(keys) <= len(fixed) + sum(slot.get("count", 0) for slot in slots)
    assert keys == drawn(slots, seed, is_shuffled)


def test_a_draw_is_fair():
    """Of 20 questions 5 are drawn 4,000 times: each comes about 1,000 times."""
    times = Counter(key for seed in range(4000) for key in drawn([{"count": 5, "pool": KEYS}], str(seed)))
    assert set(times) == set(KEYS)
    assert all(900 < number < 1100 for number in times.values())


def test_an_order_is_fair():
    slots = [{"question": key} for key in "abc"]
    times = Counter("".join(drawn(slots, str(seed), is_shuffled=True)) for seed in range(6000))
    assert len(times) == 6 and all(850 < number < 1150 for number in times.values())


@pytest.mark.skipif(not shutil.which("node"), reason="needs node to run the browser's own module")
def test_the_browser_draws_the_same():
    slots = [{"question": "q3"}, {"count": 4, "pool": KEYS}, {"count": 30, "pool": KEYS[:9]}]
    seeds = [f"hạt {number}" for number in range(50)]
    words = f"""
        import {{ chance, drawn }} from "file://{ROOT}/site/static/js/drawing.js"
        const seeds = {json.dumps(seeds)}, slots = {json.dumps(slots)}
        const draws = seeds.map(seed => [false, true].map(isShuffled => drawn(slots, seed, isShuffled)))
        console.log(JSON.stringify([draws, seeds.map(seed => chance(seed, "q1"))]))
    """
    found = subprocess.run(["node", "--input-type=module", "-e", words], capture_output=True, check=True, text=True)
    draws, chances = json.loads(found.stdout)
    assert draws == [[drawn(slots, seed), drawn(slots, seed, is_shuffled=True)] for seed in seeds]
    assert chances == [chance(seed, "q1") for seed in seeds]
