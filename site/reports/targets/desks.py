"""Entering adults, entering targets: what the two have in common and what they do not."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import is_within_own_unit
from communes.hamlets import in_order
from communes.models import Group, Hamlet, Kind, Population, Unit

from ..wording import number
from . import numbers
from .forms import CountForm, TargetForm
from .hamlet_rows import HamletRows
from .inherited import ended, of_former
from .lines import Line, Place
from .models import GoalKind, Target
from .reading import NOBODY_COUNTED, Targets

MOST_PEOPLE = 20_000_000
SHOWN = 200  # entries of the history


@dataclass
class Desk:
    """One person at the forms of one unit."""

    unit: Unit
    user: object
    today: date

    # Sentences on what ended with the former communes, and what may be suggested instead.
    ended: ClassVar = ()
    has_hamlets = False
    proposal: ClassVar = {}

    @cached_property
    def places(self) -> list[Place]:
        """The unit, and what belongs to it: communes, or the hamlets of the own commune."""
        return [Place(self.unit), *self.below]

    @property
    def communes(self) -> list[Place]:
        if self.unit.kind != Kind.PROVINCE:
            return []
        return [Place(unit) for unit in Unit.objects.current().communes().filter(parent=self.unit)]

    @cached_property
    def keys(self) -> list[int]:
        return list({place.unit.pk for place in self.places})

    @cached_property
    def selves(self) -> list[int]:
        """The units, and what each was before it took another name."""
        return [one for unit in self.keys for one in self._targets.selves(unit)]

    @property
    def hamlet_rows(self) -> HamletRows:
        return HamletRows(self.unit if self.has_hamlets else None)

    def undo(self) -> int:
        """Take back what was entered last, whatever it was; how many lines that were."""
        rows = self.history.filter(withdrawn_at=None, unit__in=self.selves)
        last = rows.order_by(f"-{self.moment}").values_list(self.moment, flat=True).first()
        return rows.filter(**{self.moment: last}).update(withdrawn_at=timezone.now()) if last else 0


class CountDesk(Desk):
    name, form, moment = "population", CountForm, "entered_at"

    @property
    def title(self):
        return _("How many adults live here")

    @cached_property
    def below(self):
        if self.unit.kind == Kind.PROVINCE:
            return self.communes
        rows = Hamlet.objects.current().filter(unit=self.unit) if self.has_hamlets else []
        return [Place(self.unit, hamlet) for hamlet in in_order(rows)]

    @cached_property
    def has_hamlets(self):
        """Hamlets stay within their commune."""
        is_own = is_within_own_unit(self.user, self.unit) or self.user.is_superuser
        return self.unit.kind == Kind.COMMUNE and is_own

    @cached_property
    def _targets(self):
        return Targets([place.unit for place in self.places if not place.hamlet], self.today)

    @property
    def history(self):
        if not any(place.hamlet for place in self.places):
            return Population.objects.filter(unit__in=self.selves, hamlet=None)
        # Hamlets may have been counted when they belonged to another commune.
        return Population.objects.filter(Q(unit__in=self.selves) | Q(hamlet__unit__in=self.keys))

    @cached_property
    def _newest(self):
        rows = self.history.newest(self.today).order_by("counted_on", "pk")
        present = {one: unit for unit in self.keys for one in self._targets.selves(unit)}
        return {(f"h{row.hamlet_id}" if row.hamlet_id else f"u{present[row.unit_id]}", row.group): row for row in rows}

    def before(self, place: Place, shared: dict | None = None):
        row = self._newest.get((place.key, (shared or {}).get("group", Group.ALL)))
        return row and row.adults

    def entry(self, place: Place):
        """The count of all adults that holds today."""
        return self._newest.get((place.key, Group.ALL))

    def former(self, place: Place) -> str:
        """What the former communes of one that nobody has counted add up to, in words."""
        adults = NOBODY_COUNTED if place.hamlet or self.entry(place) else self._targets.adults(place.unit)
        return f"{number(adults.number)} ({of_former(adults.former)})" if adults.former.number else ""

    def reader(self, shared):
        def read(text):
            number = numbers.count(text)
            if number is None:
                raise ValueError(_("“%(text)s” is no number of people.") % {"text": text[:30]})
            if not number and shared.get("group", "") == Group.ALL:
                raise ValueError(_("Nobody lives here? Leave the field empty if it is not known."))
            if number > MOST_PEOPLE:
                raise ValueError(_("So many people do not live in any province."))
            return number

        return read

    def check(self, lines: list[Line], shared: dict) -> None:
        """A group cannot be larger than all adults."""
        for line in lines:
            everyone = self._newest.get((line.place.key, Group.ALL)) if line.place else None
            if shared["group"] and not line.trouble and everyone and line.value > everyone.adults:
                line.trouble = _("More than all adults here (%(adults)s).") % {"adults": everyone.adults}

    @transaction.atomic
    def keep(self, lines: list[Line], shared: dict) -> int:
        more = {"entered_by": self.user, "entered_at": timezone.now()}
        rows = [
            Population(unit=line.place.unit, hamlet=line.place.hamlet, adults=line.value, **shared, **more)
            for line in lines
        ]
        return len(Population.objects.bulk_create(rows, batch_size=500))


class TargetDesk(Desk):
    name, form, moment = "targets", TargetForm, "set_at"

    @property
    def title(self):
        return _("What we want to reach")

    @cached_property
    def below(self):
        return self.communes

    @property
    def history(self):
        return Target.objects.filter(unit__in=self.selves)

    @cached_property
    def _targets(self):
        return Targets([place.unit for place in self.places], self.today)

    def before(self, place: Place, shared: dict | None = None):
        row = self.entry(place)
        is_same = row and row.unit.kind == place.unit.kind
        if is_same and shared:
            is_same = all(str(getattr(row, name)) == str(value) for name, value in shared.items())
        return row.number if is_same else None

    def entry(self, place: Place):
        return self._targets.target(place.unit)

    def former(self, place: Place) -> str:
        return ""

    @property
    def proposal(self):
        return self._targets.proposal(self.unit)

    @property
    def ended(self) -> list[str]:
        return ended(self._targets.ended(self.unit), self.entry(self.places[0]))

    def reader(self, shared):
        def read(text):
            is_share = shared.get("kind") != GoalKind.COUNT
            number = numbers.decimal(text) if is_share else numbers.count(text)
            if number is None:
                raise ValueError(_("“%(text)s” is no number.") % {"text": text[:30]})
            if not number:
                raise ValueError(_("A target of nothing is none. Leave the field empty."))
            if is_share and number > 100:
                raise ValueError(_("There are at most 100 per cent. For a number of people choose so above."))
            if is_share and number != round(number, 2):
                raise ValueError(_("Two decimals are enough."))
            if number > MOST_PEOPLE:
                raise ValueError(_("So many people do not live in any province."))
            return number

        return read

    def check(self, lines: list[Line], shared: dict) -> None:
        """Nobody can reach more people than there are."""
        for line in lines:
            adults = self._targets.adults(line.place.unit).number if line.place else None
            if shared["kind"] == GoalKind.COUNT and not line.trouble and adults and line.value > adults:
                line.trouble = _("More than all adults here (%(adults)s).") % {"adults": adults}

    @transaction.atomic
    def keep(self, lines: list[Line], shared: dict) -> int:
        more = {"set_by": self.user, "set_at": timezone.now()}
        rows = [Target(unit=line.place.unit, number=line.value, **shared, **more) for line in lines]
        return len(Target.objects.bulk_create(rows, batch_size=500))
