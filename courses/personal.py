"""What of this part belongs into a person's own copy of everything."""

from learners.models import Learner


def claims_of(learner: Learner) -> list[dict]:
    fields = ["rehearsal_key", "claimed_at", "claimed_unit__name", "confirmed_at", "confirmed_unit__name"]
    return list(learner.service_claims.order_by("claimed_at").values(*fields))


def reports_of(learner: Learner) -> list[dict]:
    return list(learner.change_reports.order_by("reported_at").values("object_key", "place", "reported_at"))
