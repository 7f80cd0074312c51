"""What people may say besides name and commune: voluntary, for counting groups, taken back at any time."""

from typing import NamedTuple

from django.utils.translation import gettext as _

# Raise it whenever the meaning of the text changes: each consent keeps the version it was given for.
ETHNICITY_VERSION = "2026-11"


class About(NamedTuple):
    """Empty where it was not said."""

    age_band: str = ""
    sex: str = ""
    ethnicity: str = ""
    hamlet_id: int | None = None


NOTHING = About()


def about_of(learner) -> About:
    return About(*(getattr(learner, field) for field in About._fields))


def set_about(learner, said: About) -> None:
    for field, value in said._asdict().items():
        setattr(learner, field, value)


def put_together(kept: About, given: About) -> About:
    """Of one person who was taken for two: what the first left out, from the second."""
    return About(*(own or other for own, other in zip(kept, given, strict=True)))


def ethnicity_consent_text() -> str:
    """In the language of the page."""
    return _(
        "I agree that this site keeps whether I am Kinh or of another people, only to count how many people of each "
        "group have learnt. It is never shown beside my name. I can take it back here at any time."
    )
