"""Who is holding the phone: the device cookie, the learner behind a request, and posts without a CSRF token."""

import secrets
import uuid
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .actions import join_device, leave_all, note_presence
from .models import Device

DEVICE_COOKIE = "device"
# Read by scripts, so that what they keep on the phone is never sent in another person's name. It proves nothing.
LEARNER_COOKIE = "learner"
# Also for scripts: this is a public computer, so they watch the time.
PUBLIC_COOKIE = "public"
SALT = "learners.device"
YEAR = 60 * 60 * 24 * 365


def as_uuid(value):
    try:
        return uuid.UUID(str(value))
    except (ValueError, RecursionError):  # whatever JSON may hold
        return None


def device_of(request):
    """The phone known by its cookie, or None: a missing, expired or tampered cookie is simply a new phone."""
    if not hasattr(request, "device"):
        try:
            key = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=SALT, max_age=YEAR)
        except signing.BadSignature:
            key = None
        request.device = Device.objects.select_related("current__unit").filter(pk=as_uuid(key)).first() if key else None
        if request.device and request.device.is_public:
            note_presence(request.device, timezone.now())
    return request.device


def current_learner(request):
    device = device_of(request)
    return device.current if device else None


def identify(request, device_key=None, learner_key=None):
    """The learner a post acts for, made on the spot for a new person. A phone names its own keys, never another's."""
    request.device = device_of(request) or _device_without_cookie(as_uuid(device_key))
    learner_key = as_uuid(learner_key)
    if learner_key and request.device.current_id == learner_key:
        return request.device.current  # as nearly always: nobody is made, so nobody has to wait
    return join_device(request.device, learner_key, as_uuid(device_key))


def _device_without_cookie(key):
    """A phone whose first answer was lost. On a public computer, a browser opened anew: whoever was there has gone."""
    device = Device.objects.filter(pk=key, is_public=True).first() if key else None
    if device:
        leave_all(device)
    return device or Device(pk=key or uuid.uuid4())


def join_phone(request):
    """The phone of a post that concerns the phone alone: nobody begins by it."""
    device = device_of(request)
    if device is None:
        device = request.device = Device.objects.create()
    return device


def remember(request, response):
    """Leave the cookies of the phone on the answer."""
    device = getattr(request, "device", None)
    if not device or device._state.adding:
        return response
    # On a public computer they end with the browser.
    age = None if device.is_public else YEAR
    options = {"max_age": age, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(DEVICE_COOKIE, signing.dumps(device.pk.hex, salt=SALT), httponly=True, **options)
    response.set_cookie(LEARNER_COOKIE, str(device.current_id or nobody(request)), **options)
    if device.is_public:
        response.set_cookie(PUBLIC_COOKIE, "1", **options)
    elif PUBLIC_COOKIE in request.COOKIES:
        response.delete_cookie(PUBLIC_COOKIE, samesite="Lax")
    return response


def nobody(request):
    """Says that the phone was handed over; a new word each time, so that each person is told from the one before."""
    known = request.COOKIES.get(LEARNER_COOKIE, "")
    return known if known.startswith("-") else f"-{secrets.token_hex(4)}"


def is_same_origin(request):
    """True if this site's own page sent the request. Old browsers send no Sec-Fetch-Site, but where they come from."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(source).netloc == request.get_host()
    except ValueError:  # an address that is none
        return False


def same_origin_post(view):
    """For posts from pages that are the same for everyone and so can hold no CSRF token."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not is_same_origin(request):
            raise PermissionDenied(
                _("This was sent from another site, so it was not saved. Open the page here and try again.")
            )
        return personal(view)(request, *args, **kwargs)

    return wrapper


def personal(view):
    """For pages about one person: never kept by any cache; the phone's cookies are renewed."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = remember(request, view(request, *args, **kwargs))
        patch_cache_control(response, private=True, no_store=True)
        return response

    return wrapper
