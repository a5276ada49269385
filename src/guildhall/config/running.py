"""`guildhall run`: the server and the background worker, started together and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds that the server may take to answer, and that each process may take to stop."""


class Taken(ValueError):
    """Another program answers on this port."""


def run(words: Sequence[str]) -> int:
    """Bring the database up to date, load the demo council if this is one, and serve."""
    if words:
        raise ValueError("guildhall run takes no words; the port is PORT=8001 guildhall run")
    port = _port(os.environ)
    _bring_up_to_date()
    if settings.DEMO and "demo" in get_commands():
        call_command("demo")
    connection.close()
    with _together([_server(port), _worker()]) as ended:
        _wait_until_it_answers(port, ended)
        if not ended.is_set():
            _say(f"Guildhall is at http://localhost:{port}  (Ctrl-C stops it)")
        ended.wait()
    return 0


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise ValueError(f"PORT is a number from 1 to 65535, not {text}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise Taken(f"Port {text} is taken. Try another: PORT={int(text) + 1} make run") from error
    return int(text)


def _bring_up_to_date() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Making the database …")
        call_command("migrate", verbosity=0, interactive=False)


def _server(port: int) -> list[str]:
    # SQLite has one writer: several processes would only wait for one another.
    workers = 1 if connection.vendor == "sqlite" else os.cpu_count() or 1
    how = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "1"]
    where = ["--host", HOST, "--port", str(port), "--no-ws", "--log-level", "warning"]
    return ["granian", *how, *where, "guildhall.config.wsgi:application"]


def _worker() -> list[str]:
    return ["guildhall.config.command", "db_worker", "--verbosity", "0"]


@contextmanager
def _together(modules: Sequence[Sequence[str]]) -> Iterator[threading.Event]:
    """Run these modules until one ends or we are told to stop; then stop them all."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())
    processes = [subprocess.Popen([sys.executable, "-m", *words], start_new_session=True) for words in modules]
    for each in processes:
        threading.Thread(target=_watch, args=(each, ended), daemon=True).start()
    try:
        yield ended
    finally:
        for each in processes:
            each.terminate()
        for each in processes:
            with suppress(subprocess.TimeoutExpired):
                each.wait(PATIENCE)
            each.kill()


def _watch(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    process.wait()
    ended.set()


def _wait_until_it_answers(port: int, ended: threading.Event) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        if ended.wait(0.05):
            return


def _say(line: str) -> None:
    print(line, flush=True)
