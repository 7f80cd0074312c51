"""Picking the commune of today: what was typed so far, and what there is to choose from."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Unit
from .search import Place, find_places
from .succession import communes_of

EVERYWHERE = "everywhere"
LIMIT = 20


@dataclass
class Picker:
    """The state of one picking, read from a form or an address; anything odd in it is ignored."""

    text: str = ""
    province: Unit | None = None
    chosen: Unit | None = None

    @classmethod
    def read(cls, data) -> "Picker":
        """From `place` (text), `within` and `look_up` (ids of provinces), and `unit` (the chosen commune)."""
        asked = data.get("look_up", "")
        province = _unit(Unit.objects.provinces(), asked or data.get("within", ""))
        # Someone who just chose a province has done with the words that led there.
        text = "" if province and asked else data.get("place", "")
        chosen = _unit(Unit.objects.current().communes(), data.get("unit", ""))
        return cls(text.strip(), province, chosen)

    @cached_property
    def places(self) -> list[Place]:
        """What to choose from: what the text finds, in the chosen province if there is one, else all of that."""
        if self.text:
            return find_places(self.text, LIMIT, self._communes)
        return [Place(unit, [unit]) for unit in self._communes or []]

    @cached_property
    def _communes(self) -> list[Unit] | None:
        return communes_of(self.province) if self.province else None

    @property
    def status(self) -> str:
        """A sentence on what was found; empty before anything was asked."""
        if self.text and not self.places:
            return _("Nothing found. Check the spelling, or type the name of your district or province.")
        if self.text and len(self.places) >= LIMIT:
            return _("Many places are called so. Add the name of the district or province.")
        if self.places:
            return ngettext("%(count)d place found.", "%(count)d places found.", len(self.places)) % {
                "count": len(self.places)
            }
        return ""

    @property
    def is_chosen_elsewhere(self) -> bool:
        """The commune chosen before is not among those found now."""
        return bool(self.chosen) and not any(self.chosen in place.present for place in self.places)


def _unit(units, key) -> Unit | None:
    return units.with_names().filter(pk=int(key)).first() if key.isdecimal() else None
