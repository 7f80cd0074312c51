"""The project as a whole: what it is pinned to, what it must not hold, and that nothing is left half done."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.core.management import call_command

from make import lint, strings

ROOT = Path(__file__).resolve().parent.parent
SECRET = re.compile(
    r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|SECRET_KEY\s*=\s*[\"'][^\"']{20,}"
)
PRODUCTION = {
    "SECRET_KEY": "k9#" * 20 + "not-a-real-one",
    "ALLOWED_HOSTS": "hoc.example.vn",
    "DATABASE_URL": "sqlite:////tmp/none.sqlite3",
    "PHONE_CHANNEL": "gateway.TextMessages",
    "PATH": os.environ["PATH"],
}


def test_versions_are_those_we_build_on():
    """A resolver once went back to an older Wagtail without a word."""
    assert django.VERSION[:2] == (5, 2)
    assert wagtail.VERSION[:2] in {(8, 0), (8, 1)}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "make/uv.txt"])
def test_requirements_are_pinned_hashed_and_free_of_addresses(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[a-z0-9-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_what_runs_is_also_what_is_tested():
    def pins(name):
        return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_no_file_says_where_packages_come_from():
    assert lint.registries() and lint.lock_files()


def test_no_secret_is_kept():
    assert [path.name for path in lint.project_files() if SECRET.search(lint.text_of(path))] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


@pytest.mark.parametrize("path", sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")), ids=lambda path: path.parts[-3])
def test_every_string_is_translated(path):
    assert strings.troubles(polib.pofile(str(path)), strings.strings()) == []


def test_strings_are_found_in_code_and_templates():
    python = 'a = _("One") + ngettext("%(n)s day", "%(n)s days", n) + pgettext_lazy("door", "Open")'
    assert set(strings.in_python(python)) == {
        (None, "One", None),
        (None, "%(n)s day", "%(n)s days"),
        ("door", "Open", None),
    }
    template = '{% translate "It\'s here" %}'
    template += "{% blocktranslate count n=n %}{{ n }} a{% plural %}{{ n }} b{% endblocktranslate %}"
    assert list(strings.in_template(template)) == [(None, "It's here", None), (None, "%(n)s a", "%(n)s b")]


def test_a_catalogue_with_holes_is_told_of():
    po = polib.POFile()
    po.append(polib.POEntry(msgid="Hello %(name)s", msgstr="Xin chào"))
    po.append(polib.POEntry(msgid="Old", msgstr="Cũ"))
    found = strings.troubles(po, {(None, "Hello %(name)s"): (None, "a.py"), (None, "New"): (None, "a.py")})
    assert [trouble.split(":")[0] for trouble in found] == ["missing", "no longer used", "other placeholders"]


def manage(*words, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *words, "--settings=config.settings.production"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_production_settings_are_safe():
    result = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_does_not_start_without(name):
    result = manage("check", **{key: value for key, value in PRODUCTION.items() if key != name})
    assert result.returncode == 1
    assert result.stderr.startswith(f"Set {name} in the environment") and result.stderr.count("\n") == 1


def test_what_wagtail_does_not_say_is_said_with_its_own_placeholders():
    """The catalogue beside ours holds words of Wagtail's, all of them translated."""
    from wagtail import admin

    said = {
        entry.msgid
        for path in Path(admin.__file__).parents[1].glob("**/locale/en/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
    }
    for entry in polib.pofile(str(ROOT / "locale" / "wagtail" / "vi" / "LC_MESSAGES" / "django.po")):
        assert entry.msgid in said, f"Wagtail says no “{entry.msgid}” any more"
        assert sorted(re.findall(r"%\(\w+\)s", entry.msgid)) == sorted(re.findall(r"%\(\w+\)s", entry.msgstr))
