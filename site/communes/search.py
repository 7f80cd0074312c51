"""Finding a place by any of its names: without accents, in any order of words, old or new."""

from dataclasses import dataclass
from enum import IntEnum, auto
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from . import naming
from .models import Kind, Succession, Unit
from .query import Query
from .succession import present_units


class Rank(IntEnum):
    """How near the typed words are to a place's name."""

    WHOLE_NAME = auto()
    BEGINNING = auto()
    NAME_AND_AROUND = auto()
    SIDE_BY_SIDE = auto()
    ANY_ORDER = auto()


@dataclass(frozen=True)
class Place:
    """A unit that was found, and the present units it leads to."""

    unit: Unit
    present: list[Unit]

    @property
    def former(self) -> Unit | None:
        """The unit that was found, where it is no more."""
        return None if self.unit.is_current else self.unit

    @property
    def is_province(self) -> bool:
        """A commune in it is still to be picked."""
        return self.unit.kind == Kind.PROVINCE

    @property
    def asks(self) -> bool:
        """Only the person knows which of the present units is theirs."""
        return len(self.present) > 1

    @property
    def is_district(self) -> bool:
        """A former one, of which several communes are left."""
        return self.unit.kind == Kind.DISTRICT and self.asks

    @property
    def sentence(self) -> str:
        """What became of the unit, for the person who looked for it."""
        present = self.present[0].short_name
        if self.unit.is_current:
            return present
        names = {"place": self.unit.full_name, "present": naming.in_a_sentence(present)}
        if self.is_province:
            return _("%(place)s is now part of %(present)s.") % names
        if not self.asks:
            return _("%(place)s is now %(present)s.") % names
        if self.is_district:
            return _("%(place)s now consists of several communes. Which one is yours?") % names
        return _("%(place)s was divided. Which one is yours now?") % names

    @property
    def statement(self) -> str:
        """The same for somebody who only reads."""
        if not self.asks:
            return self.sentence
        names = {
            "place": self.unit.full_name,
            "communes": ", ".join(unit.name_in_sentence for unit in self.present),
            "province": ", ".join(dict.fromkeys(unit.province.name_in_sentence for unit in self.present)),
        }
        return _("%(place)s became %(communes)s (%(province)s).") % names


def find_places(text: str, limit: int = 20, within: list[Unit] | None = None) -> list[Place]:
    """Places by relevance, the present before the former; at most `limit`, and only those leading to `within` if given.

    Text that names nothing, or is longer than any name, finds nothing.
    """
    query = Query.typed(text)
    if not query:
        return []
    units = Unit.objects.filter(_is_meant(query))
    if within is not None:
        units = units.filter(_leads_to(within))
    # Some are told twice, once as they were and once as they are; hence more than are shown.
    nearest = _by_nearness(units, query)[: 2 * limit]
    nearest = sorted(nearest, key=lambda unit: (unit.rank, _is_spelled_otherwise(unit, text)))
    if nearest and nearest[0].rank == Rank.WHOLE_NAME:
        nearest = [unit for unit in nearest if unit.rank < Rank.ANY_ORDER]
    return _without_doubles([Place(*pair) for pair in present_units(nearest).items() if pair[1]])[:limit]


def _leads_to(units):
    origins = Succession.objects.filter(successor__in=units).values("predecessor")
    return Q(pk__in=[unit.pk for unit in units]) | Q(pk__in=origins)


def _by_nearness(units, query):
    """The best match first; the present before the former; the larger before the smaller."""
    return (
        units.annotate(rank=_rank(query), other_type=_other_type(query), era=_era())
        .order_by("rank", "other_type", "era", "-kind", "search_name", "search_context", "code")
        .with_names()
    )


def _without_doubles(places):
    """A former unit that only became a listed one of the same name says nothing new."""
    listed = {(place.unit, place.unit.search_name) for place in places if place.unit.is_current}
    return [
        place
        for place in places
        if place.unit.is_current or place.asks or (place.present[0], place.unit.search_name) not in listed
    ]


def _is_spelled_otherwise(unit, text):
    """Somebody who types “Hòa Đồng” with its accents means no Hòa Đông."""
    return f" {naming.spelling(unit.bare_name)} " not in f" {naming.spelling(text)} "


def _is_meant(query):
    """By its own name, by its name and those around it, or by its name written in one word."""
    own_name = _each(query.words, _in_name)
    if query.type:
        own_name |= Q(type=query.type) & _each(query.names, _in_name)
    in_one_word = reduce(or_, (Q(search_context__startswith=f" {word} ") for word in query.names))
    and_around = (Q(search_name__in=query.phrases) | in_one_word) & _each(query.names, _in_context)
    return own_name | and_around | Q(search_context__startswith=f" {query.one_word}")


def _each(words, condition):
    return reduce(and_, map(condition, words))


def _in_name(word):
    return Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")


def _in_context(word):
    return Q(search_context__contains=f" {word}")


def _rank(query):
    name = " ".join(query.names)
    return Case(
        When(search_name__in=query.whole, then=Rank.WHOLE_NAME),
        When(search_context__startswith=f" {query.one_word} ", then=Rank.WHOLE_NAME),
        When(search_name__startswith=name, then=Rank.BEGINNING),
        When(search_name__in=query.phrases, then=Rank.NAME_AND_AROUND),
        When(search_name__contains=f" {name}", then=Rank.SIDE_BY_SIDE),
        default=Rank.ANY_ORDER,
    )


def _other_type(query):
    return Case(When(type=query.type, then=0), default=1) if query.type else Value(0, IntegerField())


def _era():
    return Case(When(valid_to=None, then=0), default=1)
