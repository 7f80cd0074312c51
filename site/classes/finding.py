"""Whom a trainer may note by name."""

from learners.desk import own_learners
from learners.models import Learner

FOUND = 20


def notable(user):
    """People of the own commune, and those of whom it is not known where they live; with a name."""
    of_none = Learner.objects.filter(erased_at=None, unit=None).exclude(name="").select_related("unit")
    return own_learners(user) | of_none


def find_people(user, typed: str, session) -> list[Learner]:
    """By a part of the name; whoever may live anywhere only by all of it, so that nobody is leafed through."""
    own = own_learners(user).filter(name__icontains=typed)
    elsewhere = notable(user).filter(unit=None, name__iexact=typed)
    found = (own | elsewhere).exclude(attendances__session=session)
    return list(found.order_by("name", "pk")[:FOUND])
