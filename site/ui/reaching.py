"""Asking for an address outside this site, politely, and never one that is not on the public internet."""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib import error, request
from urllib.parse import urlsplit

from django.conf import settings

from .models import LinkCheck

Trouble = LinkCheck.Trouble
AGENT = "Mozilla/5.0 (compatible; link-check of Binh dan hoc vu so)"
TRIES = 2
# Some sites know no HEAD, or answer it otherwise than what people's browsers ask.
UNSURE = range(400, 600)


@dataclass(frozen=True)
class Answer:
    """`status` as HTTP says it, None where nothing was answered; `leads_to` where the address led, if elsewhere."""

    status: int | None = None
    trouble: str = ""
    leads_to: str = ""


class PrivateAddressError(OSError):
    """The name belongs to a machine that is nobody's business."""


def ask(url: str, timeout: float, pause: float = 1.0) -> Answer:
    """HEAD, then GET; what may be passing is tried once more after a pause (seconds)."""
    for attempt in range(TRIES):
        answer = _ask_once(url, timeout)
        if answer.trouble not in (Trouble.SILENT, Trouble.CUT, Trouble.FAULTY):
            break
        if attempt + 1 < TRIES:
            time.sleep(pause)
    return answer


def _ask_once(url, timeout):
    answer = _open(url, "HEAD", timeout)
    is_sure = answer.trouble in ("", Trouble.PRIVATE, Trouble.UNKNOWN, Trouble.UNSAFE)
    return answer if is_sure else _open(url, "GET", timeout)


def _open(url, method, timeout):
    asked = request.Request(url, method=method, headers={"User-Agent": AGENT, "Accept": "text/html,*/*"})  # noqa: S310
    if urlsplit(url).scheme not in ("http", "https"):
        return Answer(trouble=Trouble.PRIVATE)
    try:
        with _opener().open(asked, timeout=timeout) as found:
            return Answer(found.status, leads_to="" if same(found.url, url) else found.url)
    except error.HTTPError as answered:
        answered.close()
        return Answer(answered.code, trouble_of_status(answered.code))
    except error.URLError as failed:
        return Answer(trouble=trouble_of(failed.reason))
    except (OSError, http.client.HTTPException, ValueError) as failed:
        return Answer(trouble=trouble_of(failed))


def same(one: str, other: str) -> bool:
    return one.rstrip("/") == other.rstrip("/")


def trouble_of_status(status: int) -> str:
    if status in (404, 410):
        return Trouble.MISSING
    return Trouble.FAULTY if status >= 500 else Trouble.REFUSED


def trouble_of(failure) -> str:
    kinds = (
        (PrivateAddressError, Trouble.PRIVATE),
        (ssl.SSLError, Trouble.UNSAFE),
        (TimeoutError, Trouble.SILENT),
        (ConnectionRefusedError, Trouble.SILENT),
        (socket.gaierror, Trouble.UNKNOWN),
    )
    return next((trouble for kind, trouble in kinds if isinstance(failure, kind)), Trouble.CUT)


def _opener():
    """Knows only these two protocols, and no proxy: the address that is looked at is the one that is asked."""
    opener = request.OpenerDirector()
    for handler in (
        Http(),
        Https(context=ssl.create_default_context()),
        Redirect(),
        request.HTTPErrorProcessor(),
        request.HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener


class Redirect(request.HTTPRedirectHandler):
    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """Stays with its method, and with the two protocols."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise PrivateAddressError(newurl)
        return request.Request(newurl, method=req.get_method(), headers=dict(req.headers))  # noqa: S310


class Http(request.HTTPHandler):
    def http_open(self, req):
        return self.do_open(Connection, req)


class Https(request.HTTPSHandler):
    def https_open(self, req):
        return self.do_open(SafeConnection, req, context=self._context)


def connect(address, timeout=None, source_address=None):
    """To a public address of this name: it is looked up once, so that no second answer can lead elsewhere."""
    host, port = address
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not settings.CHECK_PRIVATE_LINKS and not all(is_public(place[4][0]) for place in places):
        raise PrivateAddressError(host)
    failure = OSError(host)
    for family, kind, protocol, _name, place in places:
        line = socket.socket(family, kind, protocol)
        line.settimeout(timeout)
        try:
            line.connect(place)
            return line
        except OSError as failed:
            line.close()
            failure = failed
    raise failure


def is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return (inner or address).is_global and not address.is_multicast


class Connection(http.client.HTTPConnection):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._create_connection = connect


class SafeConnection(http.client.HTTPSConnection):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._create_connection = connect
