"""What the screens around a committee page need."""

from django.urls import reverse

from accounts.permissions import can_see_figures, is_within_own_unit

from .forms import LettersForm
from .models import Subscription


def unit_context(request, unit, audience: str) -> dict:
    user = request.user
    active = Subscription.objects.filter(unit=unit, is_active=True).select_related("user")
    return {
        "unit": unit,
        "crumbs": crumbs(user, unit),
        "audience": audience,
        "is_own_office": is_within_own_unit(user, unit),
        "letters_form": LettersForm(user=user, unit=unit),
        "letters": active.filter(user=user).first(),
        "others": active.exclude(user=user) if user.is_superuser else [],
    }


def crumbs(user, unit) -> list[tuple[str, str]]:
    """The places above that this person may see, and the place itself, as (words, address)."""
    places = [place for place in (unit.parent, unit) if place and can_see_figures(user, place)]
    return [(place.name, reverse("reports:unit", args=[place.pk])) for place in places]
