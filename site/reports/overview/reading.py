"""What the pages of a place show, read once: the place itself and its parts, each beside its aim."""

from datetime import date
from functools import cached_property

from communes.models import Unit

from ..figures import View
from ..periods import ALL_TIME
from ..tables import Figures
from ..targets.reading import Targets
from .aims import aims_of
from .standing import Aim, Standing

NOWHERE = Aim()


class Overview:
    """`parts` are its places, `own` the place itself; all so far."""

    def __init__(self, view: View):
        self.view = view

    @cached_property
    def parts(self) -> list[Standing]:
        return [] if self.view.is_commune else [self._standing(place, place.pk) for place in self.view.places]

    @cached_property
    def own(self) -> Standing:
        return self._standing(self.view.unit, self.view.row)

    @cached_property
    def months(self) -> list[tuple[date, Figures]]:
        """Since the beginning, oldest first."""
        return self.months_of(self.view.row)

    def months_of(self, row) -> list[tuple[date, Figures]]:
        everything = next(period for period in self.view.choices if period.key == ALL_TIME)
        return [(month, self.view.people.at(row, month)) for month in everything.months]

    @cached_property
    def units(self) -> dict[int, Unit]:
        return {unit.pk: unit for unit in (*self.view.places, *([self.view.unit] if self.view.unit else []))}

    @cached_property
    def targets(self) -> Targets:
        return Targets(list(self.units.values()), self.view.today, is_today=self.view.boundaries.is_today)

    @cached_property
    def aims(self) -> dict[int, Aim]:
        rows = {pk: pk for pk in self.units} | ({self.view.unit.pk: self.view.row} if self.view.unit else {})
        counts = {pk: self.view.people.certificates(row, self.view.today) for pk, row in rows.items()}
        return aims_of(list(self.units.values()), counts, self.targets)

    def _standing(self, place: Unit | None, row) -> Standing:
        people, month = self.view.people, self.view.today.replace(day=1)
        aim = self.aims.get(place.pk, NOWHERE) if place else self.of_all
        return Standing(place, people.at(row, ALL_TIME), people.at(row, month).certificates, aim)

    @property
    def of_all(self) -> Aim:
        """The country's adults, where every province has them; nobody has set it a target."""
        adults = [self.aims.get(place.pk, NOWHERE).adults for place in self.view.places]
        return Aim(adults=sum(adults) if adults and None not in adults else None)
