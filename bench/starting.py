"""What a start, a waiting worker and a first view cost, on an empty council of its own."""

import gzip
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

GUILDHALL = Path(sys.executable).with_name("guildhall")
GZIP = b"\x1f\x8b"
PAGES = ("/en", "/cy")
TURN = 0.01
"""Seconds between two questions whether somebody answers: the server says nothing once it listens."""


def main() -> None:
    """Print each figure beside its goal."""
    with tempfile.TemporaryDirectory(prefix="guildhall-bench-") as folder:
        environ = os.environ | {"GUILDHALL_DATA": folder, "GUILDHALL_DEMO": "1"}
        environ.pop("GUILDHALL_DATABASE_URL", None)
        subprocess.run([GUILDHALL, "prepare"], env=environ, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        words = ["granian", "--interface", "wsgi", "--blocking-threads", "1", "--no-ws"]
        server = subprocess.Popen(
            [sys.executable, "-m", *words, "--port", str(port), "guildhall.config.wsgi:application"],
            env=environ | {"DJANGO_SETTINGS_MODULE": "guildhall.config.settings"},
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            began = time.perf_counter()
            while not fetched(port, PAGES[0]):
                with suppress(subprocess.TimeoutExpired):
                    ended = server.wait(TURN)
                    sys.exit(f"The server ended by itself, with {ended}.")
            show("cold start to the first answer", time.perf_counter() - began, "s", 2.0)
            for page in PAGES:
                show(f"first view of {page}, compressed", first_view(port, page) / 1000, "kB", 14.0)
            show("memory of a worker", memory(server.pid), "MB", 150.0)
        finally:
            server.terminate()
            server.wait()


def show(what: str, figure: float, unit: str, goal: float) -> None:
    """One line: the figure, its goal, and whether it keeps to it."""
    kept = "kept" if figure <= goal else "MISSED"
    print(f"{what:<48} {figure:>9.2f} {unit:<3} goal {goal:g} {unit}  {kept}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(port: int, path: str) -> bytes:
    """What the server sends for a page, compressed as it is; nothing while nobody answers. An error page ends the bench."""
    asked = urllib.request.Request(f"http://localhost:{port}{path}", headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(asked) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError:
        raise
    except OSError:
        return b""


def first_view(port: int, path: str) -> int:
    """Bytes of a page and of everything that it fetches."""
    page = fetched(port, path)
    text = (gzip.decompress(page) if page.startswith(GZIP) else page).decode()
    fetches = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*?(?:href|src)="([^"]+)"', text)
    return sum(len(fetched(port, each)) for each in fetches) + len(page)


def memory(pid: int) -> float:
    """Megabytes held by the largest of a server's processes."""
    listed = subprocess.run(["ps", "-A", "-o", "ppid=,pid=,rss="], capture_output=True, text=True, check=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    return max(rss for parent, own, rss in rows if pid in (parent, own)) / 1024


main()
