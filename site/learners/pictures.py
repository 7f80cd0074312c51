"""The pictures a family chooses from, for people and for secrets. Drawn in static/pictures/people.svg."""

from django.utils.translation import gettext_lazy as _

PICTURES = {
    "buffalo": _("buffalo"),
    "boat": _("boat"),
    "rice": _("rice"),
    "lotus": _("lotus"),
    "fish": _("fish"),
    "hen": _("hen"),
    "bamboo": _("bamboo"),
    "sun": _("sun"),
    "moon": _("moon"),
    "house": _("house"),
    "hat": _("hat"),
    "bird": _("bird"),
    "palm": _("coconut palm"),
    "mountain": _("mountain"),
    "bicycle": _("bicycle"),
    "drum": _("drum"),
}
