"""Everything kept about one person, for that person."""

from .models import Learner
from .signals import personal_data_asked


def personal_data(learner: Learner) -> dict:
    """{"name", "residence", "since", "consents": […], …}; every part that keeps more adds its own."""
    own = {
        "name": learner.name,
        "residence": learner.unit.full_name if learner.unit else "",
        "age": learner.age_band,
        "sex": learner.sex,
        "ethnicity": learner.ethnicity,
        "hamlet": learner.hamlet.name if learner.hamlet else "",
        "since": learner.created_at,
        "sign_in": [address.masked for address in learner.user.addresses.all()] if learner.user else [],
        "consents": [
            {"purpose": c.purpose, "text": c.text, "given_at": c.given_at, "withdrawn_at": c.withdrawn_at}
            for c in learner.consents.order_by("given_at")
        ],
    }
    for _handler, more in personal_data_asked.send(Learner, learner=learner):
        own |= more
    return own
