"""What a membership opens in the editor, and what it does not."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page

from accounts.actions import sign_up
from accounts.choosers import UnitSearchForm
from accounts.models import Membership, User
from accounts.trainers import GROUP, ensure_trainers_group
from communes.models import Unit
from pages.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(course):
    return course


def is_in_group(user):
    return user.groups.filter(name=GROUP).exists()


def test_a_trainer_is_in_the_group(trainer):
    assert is_in_group(trainer)


def test_an_official_is_not(commune_official, province_official):
    assert not is_in_group(commune_official) and not is_in_group(province_official)


def test_who_stops_being_a_trainer_leaves_the_group(trainer):
    trainer.memberships.all().delete()
    assert not is_in_group(trainer)


def test_a_trainer_in_two_communes_stays_while_one_is_left(trainer, tay_hoa):
    second = Membership.objects.create(user=trainer, role="trainer", unit=tay_hoa)
    second.delete()
    assert is_in_group(trainer)


def test_a_membership_given_to_another_moves_the_right(trainer):
    other = User.objects.create_user("other@example.org", "only for tests")
    membership = trainer.memberships.get()
    membership.user = other
    membership.save()
    assert is_in_group(other) and not is_in_group(trainer)


def test_making_the_group_again_changes_nothing():
    before = counts(ensure_trainers_group())
    assert counts(ensure_trainers_group()) == before
    assert Group.objects.filter(name=GROUP).count() == 1


def counts(group):
    return group.permissions.count(), group.page_permissions.count(), group.collection_permissions.count()


def test_the_home_page_of_a_new_language_is_open_to_trainers(trainer):
    khmer = Locale.objects.create(language_code="km")
    home = Page.get_first_root_node().add_child(instance=HomePage(title="ទំព័រដើម", slug="home-km", locale=khmer))
    assert home.permissions_for_user(trainer).can_add_subpage()


def test_a_trainer_writes_and_publishes_in_every_language(trainer):
    for home in HomePage.objects.all():
        may = home.permissions_for_user(trainer)
        assert may.can_add_subpage() and may.can_publish_subpage() and may.can_edit()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/snippets/quizzes/question/",
        "/admin/snippets/quizzes/question/add/",
        "/admin/snippets/quizzes/quiz/",
        "/admin/snippets/ui/link/",
    ],
)
def test_a_trainer_sees_the_tools(client, trainer, address):
    client.force_login(trainer)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/locales/",
        "/admin/redirects/",
        "/admin/memberships/",
        "/admin/memberships/new/",
        "/admin/user_chooser/",
        "/admin/user_chooser/results/",
        "/admin/unit_chooser/",
    ],
)
def test_a_trainer_sees_no_settings_and_nobody_s_data(client, trainer, address):
    client.force_login(trainer)
    response = client.get(address)
    assert response.status_code in (302, 403)
    assert "@example.org" not in response.content.decode()


def test_a_trainer_does_not_learn_who_signs_in_here(client, trainer, administrator):
    client.force_login(trainer)
    for address in (
        f"/admin/user_chooser/chosen/{administrator.pk}/",
        f"/admin/user_chooser/chosen-multiple/?id={administrator.pk}",
    ):
        assert administrator.email not in client.get(address).content.decode()


@pytest.mark.parametrize("verb", ["delete", "unpublish", "move"])
def test_a_trainer_cannot_close_the_door(client, trainer, site_tree, verb):
    client.force_login(trainer)
    client.post(f"/admin/pages/{site_tree.pk}/{verb}/")
    site_tree.refresh_from_db()
    assert site_tree.live


def test_a_trainer_cannot_close_the_doors_in_bulk(client, trainer, site_tree):
    client.force_login(trainer)
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={site_tree.pk}")
    assert HomePage.objects.filter(pk=site_tree.pk).exists()


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def test_an_administrator_gives_a_role(desk, hoa_thinh):
    user = User.objects.create_user("new@example.org", "only for tests")
    desk.post("/admin/memberships/new/", {"user": user.pk, "role": "commune_official", "unit": hoa_thinh.pk})
    assert user.memberships.get().unit == hoa_thinh


def test_a_role_in_the_wrong_kind_of_place_is_refused(desk, dak_lak):
    user = User.objects.create_user("new@example.org", "only for tests")
    desk.post("/admin/memberships/new/", {"user": user.pk, "role": "commune_official", "unit": dak_lak.pk})
    assert not user.memberships.exists()


def test_people_and_places_are_chosen_by_typing(desk, trainer):
    for address in ("new/", f"edit/{trainer.memberships.get().pk}/"):
        form = desk.get(f"/admin/memberships/{address}").content.decode()
        assert "/admin/unit_chooser/" in form and "/admin/user_chooser/" in form


def test_a_learner_is_not_offered_for_a_role(desk, trainer):
    sign_up("f" * 64, "phone", "09x xxx 678")
    found = desk.get("/admin/user_chooser/results/").content.decode()
    assert trainer.email in found and "learner.invalid" not in found


def test_a_place_is_found_without_accents(desk, hoa_thinh, tay_hoa):
    found = desk.get("/admin/unit_chooser/results/?q=hoa thinh dak").content.decode()
    assert hoa_thinh.name in found and tay_hoa.name not in found


def test_a_former_place_is_not_offered(desk, hoa_thinh):
    hoa_thinh.valid_to = "2026-01-01"
    hoa_thinh.save()
    assert hoa_thinh.name not in desk.get("/admin/unit_chooser/results/?q=hoa thinh").content.decode()


@pytest.mark.parametrize("address", ["memberships/", "users/", "users/new/", "user_chooser/", "unit_chooser/"])
def test_the_pages_of_an_administrator_open(desk, trainer, address):
    assert desk.get(f"/admin/{address}").status_code == 200


def test_a_user_and_a_membership_can_be_edited(desk, trainer):
    assert desk.get(f"/admin/users/edit/{trainer.pk}/").status_code == 200
    assert desk.get(f"/admin/memberships/edit/{trainer.memberships.get().pk}/").status_code == 200


def test_an_administrator_invites_a_person(desk):
    password = {"password1": "một mật khẩu mới", "password2": "một mật khẩu mới"}
    person = {"email": "moi@example.org", "first_name": "Mới", "last_name": "Lê", "is_active": "on"}
    desk.post("/admin/users/new/", person | password)
    assert User.objects.get(email="moi@example.org").check_password("một mật khẩu mới")


def test_the_own_name_of_a_place_is_found_before_what_lies_in_it(hoa_thinh, tay_hoa):
    Unit.objects.filter(pk=hoa_thinh.pk).update(search_context=" hoathinh hoa thinh tay hoa ")
    for typed, found in (("Tây Hòa", [tay_hoa, hoa_thinh]), ("22276", [hoa_thinh]), ("9999", [])):
        assert list(UnitSearchForm().search(Unit.objects.current(), typed)) == found
