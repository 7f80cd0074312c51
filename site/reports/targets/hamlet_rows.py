"""Which hamlet a row of a file means, or why that cannot be said."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communes.folding import fold
from communes.models import Hamlet, HamletKind, Unit


@dataclass
class HamletRows:
    """Of the rows of one commune, brought by its own people; `unit` is None for everybody else."""

    unit: Unit | None

    def find(self, name: str) -> Hamlet | None:
        """By its name as people compare it; “Mỹ Xuân” is Thôn Mỹ Xuân where no other hamlet is called so."""
        words = fold(name)
        if self.unit is None:
            return None
        called_so = self._bare.get(words, [])
        return self._current.get(words) or (called_so[0] if len(called_so) == 1 else None)

    def trouble(self, name: str) -> str:
        """Of a name that leads to no hamlet of today."""
        if self.unit is None:
            return _("Adults of hamlets are entered by their own commune, on its page.")
        words = {"name": name[:60], "unit": self.unit.name}
        if called_so := self._bare.get(fold(name)):
            words["names"] = ", ".join(hamlet.name for hamlet in called_so)
            return _("“%(name)s” may be any of these: %(names)s. Write the whole name.") % words
        if ended := self._ended.get(fold(name)):
            words |= {"name": ended.name, "day": date_format(ended.valid_to, "d/m/Y")}
            if ended.present != ended:
                words["present"] = ended.present.name
                return _("%(name)s ended on %(day)s; today it is part of %(present)s.") % words
            return _("%(name)s ended on %(day)s.") % words
        return _("%(unit)s has no hamlet called “%(name)s”. Add it to the list of hamlets first.") % words

    @cached_property
    def _all(self):
        return list(Hamlet.objects.filter(unit=self.unit).select_related("merged_into__merged_into__merged_into"))

    @cached_property
    def _current(self):
        return {hamlet.search_name: hamlet for hamlet in self._all if hamlet.is_current}

    @cached_property
    def _bare(self):
        found = {}
        for hamlet in self._current.values():
            found.setdefault(_without_kind(hamlet), []).append(hamlet)
        return found

    @cached_property
    def _ended(self):
        return {hamlet.search_name: hamlet for hamlet in self._all if not hamlet.is_current}


def _without_kind(hamlet):
    kind = "" if hamlet.kind == HamletKind.OTHER else HamletKind(hamlet.kind).label
    return hamlet.search_name.removeprefix(f"{fold(kind)} ")
