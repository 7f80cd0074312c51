"""Certificates for tests, and a phone in somebody's hand."""

from django.core import signing

from certificates.actions import issue_certificate
from learners.models import Device
from learners.requests import DEVICE_COOKIE, SALT
from tests.courses.factory import finish


def certificate(learner, course, name="Nguyễn Thị Lan", locale="vi"):
    """The learner does the course and gets its certificate."""
    finish(learner, course)
    return issue_certificate(learner, course.key, name, learner.unit, locale)


def hold_phone(client, learner):
    """From now on what the client does is done by this learner."""
    device = Device.objects.create(current=learner)
    device.learners.add(learner)
    client.cookies[DEVICE_COOKIE] = signing.dumps(device.pk.hex, salt=SALT)
    return client


def answers(holder, **changes):
    """What a willing person sends with the claim form."""
    own = {"learner": str(holder.pk), "holder_name": "Nguyễn Thị Lan", "unit": str(holder.unit_id), "consent": "on"}
    return own | changes


def post(client, url, data):
    """From this site's own page."""
    return client.post(url, data, headers={"sec-fetch-site": "same-origin"})
