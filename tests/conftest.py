"""Shared set-up: personas, places and the tree of pages, each made in one sentence."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from django.core.cache import caches

ROOT = Path(__file__).resolve().parent.parent
FIRST = ["courses", "journeys"]


def pytest_configure(config):
    """Pages speak Vietnamese only once the catalogues are compiled. Once, before any worker starts."""
    if not hasattr(config, "workerinput"):
        from config.catalogues import compile_catalogues

        for folder in (ROOT / "locale", ROOT / "locale" / "wagtail"):
            compile_catalogues(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    from tests.migrated import copy_instead_of_migrating

    copy_instead_of_migrating()


def pytest_collection_modifyitems(config, items):
    """What commits leaves the tables empty, so `make test` runs it by itself."""
    items.sort(key=place_in_line)
    if os.environ.get("DATABASE_URL"):
        others = [item for item in items if not needs_database(item)]
        items[:] = [item for item in items if needs_database(item)]
        config.hook.pytest_deselected(items=others)
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            item.add_marker("commits")


def place_in_line(item):
    """Journeys, the slowest, come early; but first something else, while their content is made.

    Of those that commit, first whatever needs the tables as migrations left them.
    """
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return -1 if marker.kwargs.get("serialized_rollback") else len(FIRST)
    part = item.path.relative_to(ROOT / "tests").parts[0]
    return FIRST.index(part) if part in FIRST else len(FIRST)


def needs_database(item):
    """What needs none, or none in particular, is run with the first database alone."""
    if item.get_closest_marker("content"):
        return False
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def media_root(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def own_language(settings):
    """A request leaves its language behind; the next test speaks the site's own again."""
    from django.utils.translation import override

    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a process keeps in memory ends with each test."""
    from courses import catalogue, glossary
    from pages import generation, views
    from pages.templatetags import pages

    generation.forget()
    glossary.forget()
    catalogue._kept["generation"] = pages._kept["generation"] = views._kept["generation"] = None
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def site_tree(request, db):
    """A home page in each language, where the site begins; the Vietnamese one is returned."""
    return made(request, "site_tree", make_site_tree)


@pytest.fixture
def course(request, site_tree):
    """A course of two lessons and a quiz of four questions, in both languages."""
    from tests.courses.factory import course

    return made(request, "course", course)


def made(request, name, make):
    """Made once and written back after; a test that commits makes its own."""
    from tests.remembering import remembered

    marker = request.node.get_closest_marker("django_db")
    return make() if marker and marker.kwargs.get("transaction") else remembered(name, make)


def make_site_tree():
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection, Locale, Page, Site

    from pages.models import HomePage

    vietnamese, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("vi", "en"))
    # A test that commits leaves tables empty that Wagtail's migrations had filled, and content types with new numbers.
    if not Page.objects.exists():
        ContentType.objects.clear_cache()
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=vietnamese))
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    root.get_children().delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Bình dân học vụ số", slug="home", locale=vietnamese))
    root.add_child(
        instance=HomePage(
            title="Digital Education for All", slug="home-en", locale=english, translation_key=home.translation_key
        )
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def dak_lak(db):
    return unit("province", "66", "Tỉnh Đắk Lắk")


@pytest.fixture
def hoa_thinh(dak_lak):
    return unit("commune", "22276", "Xã Hòa Thịnh", dak_lak)


@pytest.fixture
def tay_hoa(dak_lak):
    """Another commune of the same province."""
    return unit("commune", "22255", "Xã Tây Hòa", dak_lak)


def unit(kind, code, name, parent=None):
    from communes import naming
    from communes.models import Unit
    from communes.register import REFORM

    return Unit.objects.create(
        kind=kind,
        code=code,
        name=name,
        parent=parent,
        valid_from=REFORM,
        search_name=naming.search_name(name),
        search_context=naming.search_context(name, *([parent.name] if parent else [])),
    )


@pytest.fixture
def lan(hoa_thinh):
    """A learner of Hòa Thịnh."""
    return learner("Nguyễn Thị Lan", hoa_thinh)


@pytest.fixture
def bao(tay_hoa):
    """A learner of another commune."""
    return learner("Y Bảo Niê", tay_hoa)


def learner(name, unit):
    from learners.models import Learner

    return Learner.objects.create(name=name, unit=unit)


@pytest.fixture
def trainer(hoa_thinh):
    return staff("trainer@example.org", "trainer", hoa_thinh)


@pytest.fixture
def commune_official(hoa_thinh):
    return staff("commune@example.org", "commune_official", hoa_thinh)


@pytest.fixture
def other_official(tay_hoa):
    """An official of another commune: the stranger."""
    return staff("stranger@example.org", "commune_official", tay_hoa)


@pytest.fixture
def province_official(dak_lak):
    return staff("province@example.org", "province_official", dak_lak)


@pytest.fixture
def administrator(db):
    from accounts.models import User

    return User.objects.create_superuser("admin@example.org", "only for tests")


def staff(email, role, unit):
    from accounts.models import Membership, User

    user = User.objects.create_user(email, "only for tests")
    Membership.objects.create(user=user, role=role, unit=unit)
    return user


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """A Redis or Valkey of the tests' own."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if not program:
        pytest.skip("needs redis-server: apt-get install redis-server")
    port = free_port()
    words = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path_factory.mktemp("redis"))]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    wait_for(port)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for(port, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(port)
