"""Promises of `make run`: server and worker start together, answer, and stop together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guildhall.config import styles
from guildhall.config.running import Running
from guildhall.estate.frame import STYLES

GUILDHALL = Path(sys.executable).with_name("guildhall")
PATIENCE = 120.0
"""Seconds to wait for both to stop, on the slowest of machines."""


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """Guildhall, on a port of its own: the process, its address, and what it said till it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    outside = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    outside.pop("GUILDHALL_DATABASE_URL", None)
    process = subprocess.Popen(
        [GUILDHALL, "run"],
        env=outside | {"GUILDHALL_DATA": str(folder), "GUILDHALL_DEMO": "1", "PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if "Guildhall is at" in line:
                break
        yield process, f"http://localhost:{port}", said
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Guildhall ran before: it starts there at once."""
    folder = tmp_path_factory.mktemp("prepared")
    with running(folder) as (_, _, said):
        assert said[0] == "Preparing the council's records …\n"
    return folder


def children(of: int) -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "ppid=,pid="], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in listed.stdout.splitlines()]
    return [int(own) for parent, own in pairs if int(parent) == of]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_pages_styles_may_be_kept_for_ever_and_a_second_start_prepares_nothing(prepared: Path) -> None:
    css = next(STYLES.glob("public.*.css")).name
    with running(prepared) as (_, address, said):
        assert said == [f"Guildhall is at {address}  (Ctrl-C stops it)\n"]
        with urllib.request.urlopen(f"{address}/static/guildhall/{css}") as answer:
            assert "immutable" in answer.headers["Cache-Control"]
            policy = answer.headers["Content-Security-Policy"]
    assert all(f"'{each}'" in policy for each in styles.hashes())
    assert "unsafe" not in policy


def test_ctrl_c_stops_the_server_and_the_worker(prepared: Path) -> None:
    with running(prepared) as (process, _, _):
        both = children(process.pid)
        assert len(both) == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert [pid for pid in both if alive(pid)] == []


def test_when_the_worker_ends_by_itself_the_server_ends_too_and_says_so(prepared: Path) -> None:
    with running(prepared) as (process, _, _):
        both = children(process.pid)
        os.kill(both[1], signal.SIGKILL)
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "ended by itself, so both are stopped." in said
    assert [pid for pid in both if alive(pid)] == []


def test_a_port_at_which_nobody_answers_is_never_taken_for_one_that_does() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert not Running().answers(port, patience=0.1)


def test_the_first_answer_is_enough() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as line:
                line.sendall(b"HTTP/1.0 200 OK")

        answering = threading.Thread(target=answer)
        answering.start()
        assert Running().answers(server.getsockname()[1])
        answering.join()
