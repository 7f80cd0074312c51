"""Who may do what, as predicates. Views answer 404 where one says no."""

from .models import Membership, Role, User


def official_units(user: User):
    """Ids of the units whose figures this user is responsible for."""
    return set(Membership.objects.filter(user=user).officials().values_list("unit_id", flat=True))


def can_see_figures(user: User, unit) -> bool:
    """An official sees the own unit; a province official its communes too; an administrator all."""
    if user.is_superuser:
        return True
    own = official_units(user) if user.is_authenticated else set()
    return unit.pk in own or unit.parent_id in own


def is_within_own_unit(user: User, unit) -> bool:
    """Small groups may be shown to the commune itself, never to those above it."""
    return (
        user.is_authenticated and Membership.objects.filter(user=user, unit=unit, role=Role.COMMUNE_OFFICIAL).exists()
    )


def is_official(user: User) -> bool:
    return user.is_authenticated and (user.is_superuser or Membership.objects.filter(user=user).officials().exists())


def is_trainer(user: User) -> bool:
    return user.is_authenticated and (user.is_superuser or Membership.objects.filter(user=user).trainers().exists())


def can_confirm(user: User, unit_id) -> bool:
    """A trainer or official of the commune where somebody lives; nobody, where that is not known."""
    if unit_id is None or not user.is_authenticated:
        return False
    return user.is_superuser or _confirming(user).filter(unit=unit_id).exists()


def confirmed_units(user: User):
    """Ids of the communes where this user works as a trainer or official."""
    return set(_confirming(user).values_list("unit_id", flat=True))


def is_confirming(user: User) -> bool:
    """Whether there may be people for whom this user confirms what they did."""
    return user.is_authenticated and (user.is_superuser or _confirming(user).exists())


def _confirming(user):
    return Membership.objects.filter(user=user, role__in=[Role.TRAINER, Role.COMMUNE_OFFICIAL])


def can_help(user: User, unit_id) -> bool:
    """A trainer helps people of the own commune, and those of whom it is not known where they live."""
    if user.is_superuser:
        return True
    return is_trainer(user) and (
        unit_id is None or Membership.objects.filter(user=user, unit=unit_id).trainers().exists()
    )


def can_keep_hamlets(user: User, unit) -> bool:
    """Trainers and officials of the commune; of one that was divided, administrators alone."""
    return user.is_superuser if not unit.is_current else can_confirm(user, unit.pk)


def can_enter_figures(user: User, unit) -> bool:
    """Adults, targets and official indicators: those who may see the unit's figures answer for them too."""
    return user.is_authenticated and can_see_figures(user, unit)
