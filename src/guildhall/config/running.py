"""`guildhall run`: the server and the background worker, started together and stopped together.

It prepares the database first, unless exactly this code has prepared it before. It loads no Django
itself, so that the second start is quick.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from guildhall.config.places import DATA, DATABASE_URL, DEMO, EMBEDDED, PACKAGE, SQLITE

HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds that the server may take to answer, and that each process may take to stop."""
PREPARED = DATA / "prepared"
"""What the preparation was made by, in the first line; what it said, in the others."""


class Taken(ValueError):
    """Another program answers on this port."""


def run(words: Sequence[str]) -> int:
    """Prepare, serve, and stop when told to."""
    if words:
        raise ValueError("guildhall run takes no words; the port is PORT=8001 guildhall run")
    port = _port(os.environ)
    said = _prepare()
    return Running().serve(port, said)


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise ValueError(f"PORT is a number from 1 to 65535, not {text}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            other = int(text) + 1
            raise Taken(f"Port {text} is taken. Try another: PORT={other} make run") from error
    return int(text)


def _prepare() -> str:
    """Prepare the database, unless exactly this code has done so; what the preparation said."""
    maker = _maker()
    if EMBEDDED and SQLITE.exists() and PREPARED.exists():
        by, _, said = PREPARED.read_text(encoding="utf-8").partition("\n")
        if by == maker:
            return said
    _say("Preparing the council's records …")
    asked = [sys.executable, "-m", "guildhall.config.command", "prepare"]
    done = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    PREPARED.write_text(f"{maker}\n{done.stdout}", encoding="utf-8")
    return done.stdout


def _maker() -> str:
    total = hashlib.sha256(f"{DATABASE_URL}\0{DEMO}".encode())
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in {".py", ".yaml", ".json"} and file.is_file():
            total.update(f"\0{file.relative_to(PACKAGE)}\0".encode() + file.read_bytes())
    return total.hexdigest()


class Running:
    """The processes of one council: as soon as one ends, all do."""

    def __init__(self) -> None:
        self.told = threading.Event()
        self.ended = threading.Event()
        self.processes: list[subprocess.Popen[bytes]] = []

    def serve(self, port: int, said: str) -> int:
        """Serve until told to stop; the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._start(_server(port))
            answers = self.answers(port)
            self._start(_worker())
            if not answers and not self.ended.is_set():
                _say(f"Guildhall has not answered for {PATIENCE:.0f} seconds. It may still come, at the address below.")
            if not self.ended.is_set():
                _say(f"Guildhall is at http://localhost:{port}  (Ctrl-C stops it)\n{said}".strip())
            self.ended.wait()
        finally:
            self._end()
        if self.told.is_set():
            return 0
        _say("The server or the background worker ended by itself, so both are stopped.")
        return 1

    def _start(self, words: Sequence[str]) -> None:
        # In a session of its own: Ctrl-C reaches us alone, and we stop each in good order.
        process = subprocess.Popen([sys.executable, "-m", *words], start_new_session=True)
        self.processes.append(process)
        threading.Thread(target=self._watch, args=(process,), daemon=True).start()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        self.ended.set()

    def _stop(self, *_: object) -> None:
        self.told.set()
        self.ended.set()

    def _end(self) -> None:
        for each in self.processes:
            each.terminate()
        for each in self.processes:
            with suppress(subprocess.TimeoutExpired):
                each.wait(PATIENCE)
            each.kill()

    def answers(self, port: int, patience: float = PATIENCE) -> bool:
        """Wait for the first answer, so many seconds at most; whether one came."""
        ask = b"HEAD /en HTTP/1.0\r\nHost: localhost\r\n\r\n"
        for _ in range(int(patience / 0.05)):
            with suppress(OSError), socket.create_connection((HOST, port), patience) as line:
                line.sendall(ask)
                if line.recv(1):
                    return True
            if self.ended.wait(0.05):
                return False
        return False


def _server(port: int) -> list[str]:
    # SQLite has one writer: several processes would only wait for one another.
    workers = 1 if EMBEDDED else os.cpu_count() or 1
    how = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "1"]
    where = ["--host", HOST, "--port", str(port), "--no-ws", "--log-level", "warning"]
    return ["granian", *how, *where, "guildhall.config.wsgi:application"]


def _worker() -> list[str]:
    return ["guildhall.config.command", "background", "--verbosity", "0"]


def _say(line: str) -> None:
    print(line, flush=True)
