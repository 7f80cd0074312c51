from django.http import Http404


class NotHere(Http404):
    """A 404 that says why, in a sentence for the person who reads it; Django's own say it for developers."""
