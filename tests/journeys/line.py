"""The phone's line to the server, which can be cut or go dead: the browser's own switch does not reach every worker."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Passes bytes on while `state` is "good"; "cut" refuses at once, "dead" is silent until the line is good again.

    `left`: how many bytes come from the server before the line is cut; None for no end.
    """

    def __init__(self, url):
        self.state, self.open, self.held, self.left = "good", set(), [], None
        self.lead_to(url)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self.listen, daemon=True).start()

    def lead_to(self, url):
        """Another server at the same address, as after a new start."""
        self.target = (urlsplit(url).hostname, urlsplit(url).port)

    def set(self, state):
        """What is on its way is lost with the line; who is still waiting is served."""
        self.state = state
        if state != "good":
            self.hang_up()
        while state == "good" and self.held:
            self.take(self.held.pop())

    def hang_up(self):
        for end in list(self.open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.open.clear()
        self.held.clear()

    def listen(self):
        with contextlib.suppress(OSError):
            while True:
                phone, _address = self.door.accept()
                self.take(phone)

    def take(self, phone):
        self.open.add(phone)
        if self.state == "cut":
            self.open.discard(phone)
            phone.close()
        elif self.state == "dead":
            self.held.append(phone)
        else:
            with contextlib.suppress(OSError):
                server = socket.create_connection(self.target)
                self.open.add(server)
                threading.Thread(target=self.pass_on, args=(phone, server), daemon=True).start()
                threading.Thread(target=self.pass_on, args=(server, phone, self.count), daemon=True).start()

    def count(self, data):
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                self.left = None
                self.set("cut")

    def pass_on(self, source, sink, count=len):
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                count(data)
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            self.open.discard(end)

    def close(self):
        self.door.close()
        self.hang_up()
