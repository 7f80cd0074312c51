"""A phone as the server sees it: what its script sends, and what its forms send."""

import uuid
from datetime import timedelta

from django.test import Client
from django.utils import timezone

# The key of nobody and nothing.
NOBODY = "0193b2a4-7e11-7cc3-98c4-dc0c0c07398f"
HERE = {"sec-fetch-site": "same-origin"}


class Phone:
    """Has its keys from the first moment, and cookies once an answer has arrived."""

    def __init__(self, **headers):
        self.device, self.learner = str(uuid.uuid4()), str(uuid.uuid4())
        self.client = Client(headers=HERE | headers)

    def send(self, *events, learner=None, **more):
        body = {"device": self.device, "learner": learner or self.learner, "events": list(events)} | more
        return self.client.post("/events/", body, content_type="application/json")

    def forget_cookies(self):
        """The answer was lost on the way."""
        self.client.cookies.clear()

    def post(self, url, **fields):
        return self.client.post(url, fields)

    def get(self, url):
        return self.client.get(url)


def event(verb="progressed", lesson=None, ago=timedelta(minutes=1), **fields):
    """What a script keeps of a step of a lesson."""
    data = {"step": lesson.steps[0].id} if lesson else {}
    return {
        "id": str(uuid.uuid4()),
        "verb": verb,
        "object_type": "lesson",
        "object_key": str(lesson.key if lesson else uuid.uuid4()),
        "locale": "vi",
        "data": data,
        "occurred_at": (timezone.now() - ago).isoformat(),
    } | fields


def outcomes(response):
    return [result["outcome"] for result in response.json()["results"]]
