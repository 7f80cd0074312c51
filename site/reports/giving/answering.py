"""What all answers to machines share: the key, the limit, the note in the audit log, the mark of what is known."""

import hashlib
import json
from functools import wraps
from http import HTTPStatus

from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from ..audit.actions import note
from ..audit.models import Action
from . import keys
from .limits import seconds_to_wait
from .problems import Problem

SAFE = ("GET", "HEAD")
NOT_KEPT = {"Cache-Control": "private, no-cache"}
WISHES = ("unit", "from", "to", "month", "course", "boundaries")


def answered(view):
    """In the language of Accept-Language; a view's dictionary becomes JSON, its `Problem` an explanation."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        with translation.override(translation.get_language_from_request(request)):
            try:
                if request.method not in SAFE:
                    sentence = _("Figures are only read here: ask with GET.")
                    raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, sentence, {"Allow": ", ".join(SAFE)})
                response = marked(request, view(request, *args, **kwargs), NOT_KEPT)
            except Problem as problem:
                response = problem.response()
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    # Nobody is signed in here, and nothing is changed.
    wrapper.csrf_exempt = True
    return wrapper


def with_key(view):
    """The view gets the key as its second argument."""

    @answered
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        key = key_of(request)
        if wait := seconds_to_wait(key.prefix, key.per_minute):
            sentence = _("This key may ask %(count)s times a minute. Wait %(seconds)s seconds.")
            words = {"count": key.per_minute, "seconds": wait}
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, sentence % words, {"Retry-After": str(wait)})
        keys.use(key)
        asked = {name: request.GET[name][:40] for name in WISHES if name in request.GET}
        note(
            None, Action.VIEW, key.unit, f"api {request.resolver_match.url_name}", key=key.prefix, **kwargs, asked=asked
        )
        return view(request, key, *args, **kwargs)

    return wrapper


def key_of(request):
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    key = keys.find(text.strip()) if kind.lower() == "bearer" else None
    if key is None:
        sentence = _("Show a valid key: “Authorization: Bearer …”. An administrator of this site gives it.")
        raise Problem(HTTPStatus.UNAUTHORIZED, sentence, {"WWW-Authenticate": 'Bearer realm="figures"'})
    return key


def marked(request, said: dict, headers: dict) -> HttpResponse:
    """A strong ETag: the same bytes, the same mark. Who shows it again gets nothing but that."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    tag = quote_etag(hashlib.blake2b(body, digest_size=12).hexdigest())
    response = HttpResponse(body, content_type="application/json", headers=headers | {"ETag": tag})
    return get_conditional_response(request, etag=tag, response=response)


@answered
def not_here(request, *args):
    sentence = _("There is nothing at this address. See /api/v1/openapi.json for those there are.")
    raise Problem(HTTPStatus.NOT_FOUND, sentence)
