"""`.venv`: the parts named in the lock, wheels only, each checked against its hash; and ourselves."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from setup import stamps
from setup.stop import ROOT, do, say, stop

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
Words = list[str | Path]
RUN = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"
OFFLINE = "The parts could not be installed. With a connection, type: make setup"


def for_running() -> None:
    """Make sure that Guildhall can run and its pages' styles can be built."""
    if not _holds(DEV):
        _install(RUN)


def for_changing() -> None:
    """Make sure that Guildhall can be checked and tested too."""
    _install(DEV)


def write_locks() -> None:
    """Choose the newest parts that fit, for Python 3.11 and later, on Linux and macOS."""
    for_changing()
    choose: Words = [PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", "--upgrade", "--universal"]
    plainly = ["--python-version", "3.11", "--only-binary", ":all:", "--generate-hashes"]
    quietly: Words = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet"]
    for lock, parts in ((DEV, ["--group", "dev"]), (RUN, ["--group", "build", "--constraint", DEV])):
        do(
            [*choose, *plainly, *quietly, *parts, "--output-file", lock.name],
            otherwise="The lock could not be written.",
        )


def _holds(lock: Path) -> bool:
    return stamps.holds(_stamp(lock), _value(lock))


def _stamp(lock: Path) -> Path:
    return VENV / f"{lock.stem}.stamp"


def _value(lock: Path) -> str:
    # Of our own project, what an installation depends on: its name, its commands, its builder.
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    ours = json.dumps([project["project"], project["build-system"]], sort_keys=True)
    return stamps.digest([lock], ours, str(ROOT), _version())


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _install(lock: Path) -> None:
    if _holds(lock):
        return
    _make()
    say("Installing the parts that Guildhall stands on (about a minute) …")
    pip: Words = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "install"]
    do(  # the lock names every part, so none is looked for behind another
        [*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", lock],
        otherwise=OFFLINE,
    )
    ourselves: Words = ["--no-deps", "--no-index", "--no-build-isolation", "--editable", ROOT]
    do([*pip, *ourselves], otherwise="Guildhall could not be installed into .venv.")
    stamps.keep(_stamp(lock), _value(lock))


def _make() -> None:
    if PYTHON.exists() and _answers() and not _moved():
        return
    if not importlib.util.find_spec("ensurepip"):
        stop(f"Python's venv is missing. Type: sudo apt-get install python{_version()}-venv")
    say("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    do(
        [sys.executable, "-m", "venv", VENV],
        otherwise=f"No .venv could be made. Type: sudo apt-get install python{_version()}-venv",
        environ=plain,
    )


def _moved() -> bool:
    # The programs in a .venv name the folder it was made in.
    pip = VENV / "bin" / "pip"
    return pip.exists() and str(VENV) not in pip.read_text(encoding="utf-8")


def _answers() -> bool:
    asked = [str(PYTHON), "-c", "import pip, sys; print('%d.%d' % sys.version_info[:2])"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    return found.stdout.strip() == _version()
