"""The arrows of the house hold, and the checks themselves can fail."""

from pathlib import Path

import pytest

from tests.architecture import FLOOR_OF, parts, troubles

ROOT = Path(__file__).resolve().parent.parent
README = "\n".join(["A part."] * 6)


def test_the_house_stands_as_designed():
    assert troubles(ROOT) == []


def test_every_part_has_a_floor():
    assert parts(ROOT).keys() <= FLOOR_OF.keys()


@pytest.fixture
def house(tmp_path):
    """A small house in order."""
    for name in ("site/ui", "site/learners", "site/records", "site/pages", "courses", "quizzes"):
        write(tmp_path, f"{name}/__init__.py")
        write(tmp_path, f"{name}/README.md", README)
    write(tmp_path, "courses/templatetags/lessons.py")
    write(tmp_path, "courses/models.py", "from quizzes.models import Quiz\nlearner = ForeignKey('learners.Learner')")
    return tmp_path


def write(root, name, text=""):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_house_in_order_has_no_troubles(house):
    assert troubles(house) == []


BAD = {
    "an import": ("site/learners/models.py", "import records.models", "knows records"),
    "an import from": ("site/learners/models.py", "from records.models import Event", "knows records"),
    "an import in a function": ("site/learners/a.py", "def f():\n    from records import models", "knows records"),
    "an import for types": (
        "site/learners/a.py",
        "if TYPE_CHECKING:\n    from records.models import Event",
        "knows records",
    ),
    "a neighbour": ("site/pages/models.py", "from quizzes.models import Quiz", "knows quizzes"),
    "a model by name": ("site/learners/models.py", "ForeignKey('records.Event')", "knows records"),
    "a module by name": ("site/learners/models.py", "import_module('records.actions')", "knows records"),
    "a template by name": ("site/learners/views.py", "render(request, 'records/list.html')", "knows records"),
    "a template included": (
        "site/ui/templates/ui/a.html",
        "{% include 'courses/_card.html' %}",
        "knows courses",
    ),
    "a tag library": ("site/pages/templates/pages/a.html", "{% load i18n lessons %}", "knows courses"),
    "quizzes with an address of courses": (
        "quizzes/templates/quizzes/a.html",
        "{% url 'courses:my_learning' %}",
        "names courses",
    ),
    "site as a package": ("site/__init__.py", "", "must not exist"),
    "locale as a package": ("locale/__init__.py", "", "must not exist"),
    "a drawer for everything": ("site/ui/utils.py", "", "named after nothing"),
    "a name of the standard library": ("site/statistics/__init__.py", "", "standard library"),
    "a second cleaner": ("site/pages/models.py", "import bleach", "only ui/sanitize.py may"),
    "a short README": ("site/ui/README.md", "A part.", "5 to 30"),
    "a part without a floor": ("site/gadgets/__init__.py", "import ui", "has no floor"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_breaks_a_rule_is_found(house, case):
    name, text, sentence = BAD[case]
    write(house, name, text)
    assert any(sentence in trouble for trouble in troubles(house))


def test_a_relative_import_out_of_a_part_is_found(house):
    write(house, "site/learners/a.py", "from ..records import models")
    assert any("knows records" in trouble for trouble in troubles(house))
