"""What `make test` does when something fails."""

import json

import pytest

from make import test as runner

JOURNEY = "tests/journeys/test_resident.py::test_a"


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """A function: with these failures, what comes out and what was run again."""
    calls = []
    monkeypatch.setattr(runner, "FAILED", tmp_path / "lastfailed")
    monkeypatch.setattr(runner, "pytest", lambda *words, **variables: calls.append(words) or (0, 5))

    def ran(code, *failed):
        runner.FAILED.write_text(json.dumps(dict.fromkeys(failed, True)))
        return runner.again_alone(code, 10, {}), calls

    return ran


def test_a_journey_that_failed_beside_others_is_run_alone(ran):
    assert ran(1, JOURNEY) == ((0, 15), [("-n0", JOURNEY)])


@pytest.mark.parametrize(
    ("code", "failed"),
    [
        (0, []),
        (1, ["tests/quizzes/test_scoring.py::test_b"]),
        (1, [JOURNEY, "tests/quizzes/test_scoring.py::test_b"]),
        (1, [f"{JOURNEY}{number}" for number in range(5)]),
        (2, [JOURNEY]),
    ],
)
def test_nothing_else_is_run_again(ran, code, failed):
    assert ran(code, *failed) == ((code, 10), [])
