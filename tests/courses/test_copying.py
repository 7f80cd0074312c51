"""Screens brought into another rehearsal: their own ids, their own links, and nothing else of where they come from."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from courses.copying import copied
from courses.models import Rehearsal
from courses.rehearsing import faults
from courses.starter import Starter, read_rehearsal
from tests.courses.test_rehearsing import area, listed, of, picture, screen, tap, to, wait
from tests.quizzes.factory import locale


def test_links_among_what_came_along_are_kept_and_all_others_told():
    raw = [screen("a", tap(), to("c")), screen("b", tap("Quay lại", does="to", screen="a")), screen("c", to("b"))]
    (first, third), lost = copied(raw, {"a", "c"})
    assert first["value"]["parts"][0]["value"]["taps"][1]["value"]["screen"] == third["id"] != "c"
    assert third["value"]["parts"][0]["value"]["taps"][0]["value"]["screen"] == ""
    assert [(link.screen, link.name) for link in lost] == [("c", "Sang")]


def test_a_wait_and_a_picture_keep_their_links_and_places():
    raw = [of("a", picture(to("b") | {"area": area()})), of("b", wait(does="to", screen="a"))]
    (first, second), lost = copied(raw, {"a", "b"})
    assert lost == [] and faults([first, second, screen("c", tap())])  # nobody gets to c
    assert second["value"]["parts"][0]["value"]["screen"] == first["id"]
    assert first["value"]["parts"][0]["value"]["taps"][0]["value"]["area"] == area()


def ids(value):
    found = [value["id"]] if isinstance(value, dict) and "id" in value else []
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        found += ids(inner)
    return found


def test_every_id_is_new_and_where_they_come_from_nothing_changes():
    raw = [of("a", {"id": "p", "type": "list", "value": {"taps": listed(tap(), to("a"))}})]
    before = repr(raw)
    screens, _lost = copied(raw, {"a"})
    assert len(ids(screens)) == len({*ids(screens)}) == 4
    assert not {*ids(screens)} & {*ids(raw)} and repr(raw) == before


# In the editor


@pytest.fixture
def desk(client, site_tree, trainer):
    client.force_login(trainer)
    return client


@pytest.fixture
def made(site_tree):
    return [Starter(locale("vi")).rehearsal(read_rehearsal(name)) for name in ("refuse-otp", "fake-police-call")]


def address(rehearsal, source=None):
    page = reverse("courses_bring_in_screens", args=[rehearsal.pk])
    return f"{page}?from={source.pk}" if source else page


@pytest.mark.django_db
def test_the_editor_leads_there(desk, made):
    own, _source = made
    edit = reverse(own.snippet_viewset.get_url_name("edit"), args=[own.pk])
    assert address(own) in desk.get(edit).text


@pytest.mark.django_db
def test_rehearsals_of_the_same_language_come_first(desk, made):
    own, source = made
    english = Starter(locale("en")).rehearsal(read_rehearsal("activate-vneid"))
    offered = desk.get(address(own)).text
    assert 0 < offered.index(f"?from={source.pk}") < offered.index(f"?from={english.pk}")
    assert f"?from={own.pk}" not in offered


@pytest.mark.django_db
def test_the_chosen_screens_come_into_the_draft_and_nothing_is_published(desk, made):
    own, source = made
    assert all(screen.title in desk.get(address(own, source)).text for screen in source.drawn)
    chosen = [screen.id for screen in source.drawn[:2]]
    answer = desk.post(address(own, source), {"screen": chosen})
    assert answer.url == reverse(own.snippet_viewset.get_url_name("edit"), args=[own.pk])
    live = Rehearsal.objects.get(pk=own.pk)
    draft = live.get_latest_revision_as_object()
    assert len(live.screens) == len(own.screens) and live.has_unpublished_changes
    assert [one.title for one in draft.drawn] == [one.title for one in [*own.drawn, *source.drawn[:2]]]
    assert not {one.id for one in draft.drawn[-2:]} & {*chosen}
    assert any("2 màn hình" in str(message) for message in get_messages(answer.wsgi_request))


@pytest.mark.django_db
def test_a_link_to_what_was_left_behind_is_named(desk, made):
    own, source = made
    screens = source.screens.get_prep_value()
    screens[0]["value"]["parts"] = [{"type": "button", "value": to(screens[-1]["id"])}]
    source.screens = screens
    source.save_revision()
    answer = desk.post(address(own, source), {"screen": [screens[0]["id"]]})
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("“Sang”" in words and screens[0]["value"]["title"] in words for words in said)


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", [[], ["no-such-screen"]])
def test_nothing_chosen_is_asked_once_more(desk, made, chosen):
    own, source = made
    answer = desk.post(address(own, source), {"screen": chosen})
    assert answer.status_code == 422 and "Đánh dấu ít nhất một màn hình" in answer.text
    assert desk.get(f"{address(own)}?from=x").status_code == desk.get(f"{address(own)}?from=0").status_code == 404


@pytest.mark.django_db
def test_only_who_may_edit_finds_it(client, made, commune_official):
    own, source = made
    assert client.get(address(own)).status_code == 302
    client.force_login(commune_official)
    assert client.post(address(own, source), {"screen": [source.drawn[0].id]}).status_code in (302, 404)
    assert not Rehearsal.objects.get(pk=own.pk).has_unpublished_changes
