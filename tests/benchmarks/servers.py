"""Servers that run while something is measured, on free ports of this machine, stopped at the end whatever happens."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
# The same as `make demo`: one process, a few threads.
GUNICORN = ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--log-level", "warning"]
LOG = ["--no-control-socket"]


@contextmanager
def gunicorn(application: str, *options: str, **variables: str):
    """The address of this application under gunicorn."""
    port = str(free_port())
    words = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *GUNICORN, *LOG, *options]
    with running(words, port, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}", **variables) as server:
        yield server


@contextmanager
def demo(var_dir: Path):
    """The site as `make demo` serves it, with a folder of its own for what it keeps."""
    port = str(free_port())
    # `make bench` has seen to the packages; without its stamp, make would set them up anew and differently.
    is_ready = (ROOT / ".venv" / "packages").exists()
    words = ["make", "--silent", "demo"] if is_ready else [sys.executable, "manage.py", "demo"]
    with running(words, port, patience=900, PORT=port, VAR_DIR=str(var_dir)) as server:
        yield server


class Server:
    def __init__(self, process, port):
        self.process, self.port = process, port
        self.address = f"http://127.0.0.1:{port}"
        self.started_in = 0.0

    def wait(self, patience):
        """Until it answers anything at all."""
        started = time.monotonic()
        while time.monotonic() - started < patience:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server at port {self.port} ended with {self.process.returncode}.")
            try:
                urlopen(f"{self.address}/", timeout=30).close()
            except (URLError, ConnectionError):
                time.sleep(0.05)
            else:
                self.started_in = time.monotonic() - started
                return
        raise RuntimeError(f"The server at port {self.port} did not answer within {patience} s.")

    def memory_mb(self) -> float:
        """Resident memory of all its processes."""
        return sum(map(resident_kb, family(self.process.pid))) / 1024


@contextmanager
def running(words, port, patience=60, **variables):
    # A group of its own, so that its children end with it.
    process = subprocess.Popen(
        words, cwd=ROOT, env=os.environ | variables, stdout=subprocess.DEVNULL, start_new_session=True
    )
    server = Server(process, port)
    try:
        server.wait(patience)
        yield server
    finally:
        stop(process)


def stop(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
