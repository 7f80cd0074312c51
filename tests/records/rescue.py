"""A file as a phone saves it, and a trainer who brings it in."""

import json
import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from records.rescue import FORMAT, digest

UPLOAD = "/admin/phone-files/"


def rescue_file(phone, *events, refused=(), **fields):
    """What the phone writes."""
    person = {"learner": phone.learner, "events": list(events), "refused": list(refused)}
    whole = {"format": FORMAT, "version": 1, "device": digest(phone.device), "learners": [person]}
    return whole | {"exported_at": timezone.now().isoformat()} | fields


def person(events, learner=None):
    return {"learner": learner or str(uuid.uuid4()), "events": events, "refused": []}


def upload(client, file, name="hoc.json"):
    """The page that follows."""
    body = file if isinstance(file, bytes) else json.dumps(file).encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, body)})


def bring_in(client, file):
    """Looked at, and agreed to."""
    preview = upload(client, file)
    assert preview.status_code == 302, re.findall(r"error-message[^>]*>([^<]*)", preview.text)
    return client.post(f"{preview.url}bring-in/")
