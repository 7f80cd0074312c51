"""What a trainer may do in the editor, and who is a trainer there: the group "Trainers"."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .models import Membership, User

GROUP = "Trainers"
QUIZZES = ("question", "quiz", "framework", "supervision")
EVERYWHERE = [
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    *[f"quizzes.{may}_{model}" for model in QUIZZES for may in ("add", "change", "view")],
    *[f"quizzes.{may}_question" for may in ("publish", "lock", "unlock")],
    *[f"courses.{may}_rehearsal" for may in ("add", "change", "view", "publish")],
    *[f"ui.{may}_{model}" for model in ("link", "term") for may in ("add", "change", "view")],
]
ON_PAGES = ["wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page"]
ON_FILES = [
    *[f"wagtailimages.{may}_image" for may in ("add", "change", "choose")],
    *[f"wagtaildocs.{may}_document" for may in ("add", "change", "choose")],
]
# Below Wagtail's invisible root: the home page of each language.
HOME_DEPTH = 2


@transaction.atomic
def ensure_trainers_group() -> Group:
    """The group with all it needs, on the home pages there are by now; may be called any number of times."""
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(*permissions(EVERYWHERE))
    for page in Page.objects.filter(depth=HOME_DEPTH):
        for permission in permissions(ON_PAGES):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in permissions(ON_FILES) if collection else []:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def permissions(names: list[str]) -> list[Permission]:
    """Permissions by "app.codename"."""
    codenames = [name.partition(".")[2] for name in names]
    found = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    return [p for p in found if f"{p.content_type.app_label}.{p.codename}" in names]


def follow_memberships() -> None:
    """Whoever is a trainer somewhere is in the group, and nobody else."""
    trainers = User.objects.filter(memberships__in=Membership.objects.trainers()).distinct()
    ensure_trainers_group().user_set.set(trainers)
