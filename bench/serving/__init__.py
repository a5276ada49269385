"""What a bench of the running server needs: the server, on a port of its own; its first answer; a line for each figure."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

TURN = 0.01
"""Seconds between two questions whether somebody answers: the server says nothing once it listens."""


@dataclass(frozen=True, slots=True)
class Server:
    """The server that ``make run`` starts, and the port on which it is to answer."""

    process: subprocess.Popen[bytes]
    port: int

    def answered(self, path: str) -> None:
        """Wait until somebody answers at an address. A server that ends by itself ends the bench."""
        while not self.fetched(path):
            with suppress(subprocess.TimeoutExpired):
                ended = self.process.wait(TURN)
                sys.exit(f"The server ended by itself, with {ended}.")

    def fetched(self, path: str) -> bytes:
        """What the server sends for a page, compressed as it is; nothing while nobody answers. An error page ends the bench."""
        asked = urllib.request.Request(f"http://localhost:{self.port}{path}", headers={"Accept-Encoding": "gzip"})
        try:
            with urllib.request.urlopen(asked) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError:
            raise
        except OSError:
            return b""


@contextmanager
def served(environ: Mapping[str, str], *, workers: int) -> Iterator[Server]:
    """The server, begun and not waited for, until the bench is done with it."""
    words = ["granian", "--interface", "wsgi", "--blocking-threads", "1", "--no-ws", "--workers", str(workers)]
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *words, "--port", str(port), "guildhall.config.wsgi:application"],
        env=dict(environ),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait()


def show(what: str, figure: float, unit: str, goal: float) -> None:
    """One line: the figure, its goal, and whether it keeps to it."""
    kept = "kept" if figure <= goal else "MISSED"
    print(f"{what:<78} {figure:>9.2f} {unit:<3} goal {goal:.2f} {unit}  {kept}", flush=True)


def _free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
