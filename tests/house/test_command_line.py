"""Promises of the command line: bad input ends with status 2 and one line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GUILDHALL = Path(sys.executable).with_name("guildhall")


def guildhall(*words: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    given = outside | {"GUILDHALL_DATA": str(folder)} | environ
    return subprocess.run([GUILDHALL, *words], env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [(), ("nonsense",), ("run", "fast"), ("prepare", "twice")])
def test_a_command_that_is_not_there_is_refused_in_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    done = guildhall(*words, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["soon", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused_in_one_line(port: str, tmp_path: Path) -> None:
    done = guildhall("run", folder=tmp_path, PORT=port)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_port_that_is_taken_is_named_with_another_to_try(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        done = guildhall("run", folder=tmp_path, PORT=str(taken))
    assert done.returncode == 2
    assert done.stderr == (f"guildhall: Port {taken} is taken. Try another: PORT={taken + 1} make run\n")


def test_a_database_of_an_unknown_kind_is_refused_in_one_line(tmp_path: Path) -> None:
    done = guildhall("check", folder=tmp_path, GUILDHALL_DATABASE_URL="oracle://there/it")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
