"""Links to other sites are asked for by a real line to a real server: what answers, and what does not."""

import socket
import ssl
import subprocess
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.quizzes.factory import locale
from ui.checking import check_links, note
from ui.models import Link, LinkCheck
from ui.reaching import Answer, ask, is_public

QUICK = {"timeout": 0.6, "pause": 0.0}


class Site(BaseHTTPRequestHandler):
    """One page for each way to answer."""

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        name = self.path.strip("/")
        if name == "moved":
            return self.say(301, Location="/fine")
        if name == "loop":
            return self.say(302, Location="/loop")
        if name == "to-file":
            return self.say(302, Location="file:///etc/passwd")
        if name == "slow":
            return self.server.is_over.wait(3)
        if name == "cut":
            return self.connection.shutdown(socket.SHUT_RDWR)
        if name == "no-head":
            return self.say(405 if self.command == "HEAD" else 200)
        if name == "once-down":
            return self.say(503 if len(self.server.asked) < 3 else 200)
        return self.say({"fine": 200, "secret": 403, "down": 503}.get(name, 404))

    def say(self, status, **headers):
        self.send_response(status)
        for header, value in (headers | {"Content-Length": "0"}).items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()


def serve(context=None):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.is_over = [], threading.Event()
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def server(settings):
    settings.CHECK_PRIVATE_LINKS = True
    server = serve()
    yield server
    server.is_over.set()
    server.shutdown()
    server.server_close()


def at(server, name, scheme="http"):
    return f"{scheme}://127.0.0.1:{server.server_address[1]}/{name}"


@pytest.mark.parametrize(
    ("name", "status", "trouble"),
    [
        ("fine", 200, ""),
        ("no-head", 200, ""),
        ("once-down", 200, ""),
        ("gone", 404, "missing"),
        ("secret", 403, "refused"),
        ("down", 503, "faulty"),
        ("slow", None, "silent"),
        ("cut", None, "cut"),
        ("loop", 302, "refused"),
        ("to-file", 302, "refused"),
    ],
)
def test_what_a_site_answers(server, name, status, trouble):
    answer = ask(at(server, name), **QUICK)
    assert (answer.status, answer.trouble) == (status, trouble)


def test_where_it_moved_is_noted(server):
    assert ask(at(server, "moved"), **QUICK) == Answer(200, "", at(server, "fine"))


def test_it_says_who_asks_and_asks_little(server):
    ask(at(server, "fine"), **QUICK)
    ((method, _path, agent),) = server.asked
    assert method == "HEAD" and "link-check" in agent


def test_nobody_listens(settings):
    settings.CHECK_PRIVATE_LINKS = True
    assert ask("http://127.0.0.1:1/", **QUICK).trouble == "silent"


def test_a_certificate_that_nobody_vouches_for(server, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1"]
    subprocess.run([*words, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    secured = serve(context)
    assert ask(at(secured, "fine", "https"), **QUICK).trouble == "unsafe"
    secured.shutdown()
    secured.server_close()


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0", "fd00::1",
     "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_private_addresses_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_public_addresses_are_known(address):
    assert is_public(address)


def test_a_private_address_is_never_asked(server, settings):
    settings.CHECK_PRIVATE_LINKS = False
    for url in (at(server, "fine"), at(server, "fine").replace("127.0.0.1", "localhost"), "file:///etc/passwd"):
        assert ask(url, **QUICK).trouble == "private"
    assert server.asked == []


def test_a_name_that_leads_inside_as_well_is_not_asked(server, settings, monkeypatch):
    settings.CHECK_PRIVATE_LINKS = False
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: inside)
    assert ask("http://example.org/", **QUICK).trouble == "private"


def test_a_redirect_inside_is_not_followed(server, settings, monkeypatch):
    """The first address is let through, as if it were public; where it leads is looked at anew."""
    settings.CHECK_PRIVATE_LINKS = False
    looked_at = []
    monkeypatch.setattr("ui.reaching.is_public", lambda text: looked_at.append(text) or len(looked_at) == 1)
    assert ask(at(server, "moved"), **QUICK).trouble == "private"
    assert [path for _method, path, _agent in server.asked] == ["/moved"]


@pytest.fixture
def link(db):
    return Link.objects.create(title="Cổng", url="https://example.org/", locale=locale("vi"))


def test_only_what_fails_on_two_days_is_broken(link):
    now = timezone.now()
    for hours, is_broken in ((0, False), (0.01, False), (24, True), (48, True)):
        assert note(link, Answer(404, "missing"), now + timedelta(hours=hours)).is_broken is is_broken
    check = LinkCheck.objects.get()
    assert check.failing_since == now and "404" in check.words
    assert not note(link, Answer(200), now + timedelta(hours=72)).is_broken
    assert LinkCheck.objects.get().failing_since is None


def test_the_command_asks_for_each_address_once_and_keeps_what_it_heard(server, db):
    for code in ("vi", "en"):
        Link.objects.create(title=code, url=at(server, "fine"), locale=locale(code))
    Link.objects.create(title="Mất", url=at(server, "gone"), locale=locale("vi"))
    out = StringIO()
    call_command("check_links", timeout=1, stdout=out)
    assert "3 links were asked; 0 are broken" in out.getvalue() and at(server, "gone") in out.getvalue()
    assert sum(path == "/fine" for _method, path, _agent in server.asked) == 1
    assert sorted(LinkCheck.objects.values_list("status", flat=True)) == [200, 200, 404]


def test_nothing_to_ask(db):
    assert check_links(1) == []
