"""Checks and tests, from the quick to the whole."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from setup import cluster, debian, pagestyles, stamps
from setup.environment import VENV
from setup.stop import ROOT, say, stop

BIN = VENV / "bin"
PYTEST: list[str | Path] = [BIN / "pytest", "-q", "-n", "auto", "--dist", "worksteal"]
TRIED = ("bench", "docs", "setup", "src", "styles", "tests")
"""The folders whose files decide what a test says."""
MADE = Path("src/guildhall/estate/static")
"""The pages' styles, which are built here."""
PASSED = VENV / "tests-passed"
"""The files with which `test` passed last."""


def check() -> None:
    """Style, types, layers, parts and the kernel's laws."""
    _read()
    _run([*PYTEST, "tests/kernel", "-m", "not full"])


def _read() -> None:
    _run([BIN / "ruff", "check", "."])
    _run([BIN / "ruff", "format", "--check", "."])
    _run([BIN / "mypy"])
    _run([BIN / "lint-imports", "--no-cache"])
    _run([BIN / "deptry", "src"])


def test() -> None:
    """All but the long ones: everything on SQLite, then on PostgreSQL what is marked for it."""
    tried = tried_in(ROOT)
    _both(["-m", "not full"], ["-m", "postgres and not full"])
    stamps.keep(PASSED, tried)


def everything() -> None:
    """Everything that is tested; on PostgreSQL again all that asks a database, but the larger ones.

    Where `test` passed with exactly these files, what it tried is not tried again.
    """
    _read()
    one_database_will_do = [f"--ignore=tests/{folder}" for folder in ("house", "kernel", "pages", "spec")]
    one_database_will_do += [f"--ignore-glob=tests/rooms/test_{each}*" for each in ("records_reading", "sqlite")]
    # What a designer keeps is promised of both databases in tests/rooms; here it is a browser that is slow.
    one_database_will_do += [f"--ignore=tests/people/test_{each}.py" for each in ("designer", "hints")]
    if stamps.holds(PASSED, tried_in(ROOT)):
        say("`make test` passed with exactly these files. Now what it left out:")
        _both(["-m", "full"], ["-m", "database and (full or not postgres) and not larger", *one_database_will_do])
    else:
        _both([], ["-m", "database and not larger", *one_database_will_do])


def tried_in(root: Path) -> str:
    """One hash for all that tests read of a checkout, but what was made of it: by Python, by Node, or as the pages' styles."""
    files = [*root.glob("[!.]*"), *(each for folder in TRIED for each in (root / folder).rglob("*"))]
    made = {"__pycache__", "node_modules"}
    written = [
        each for each in files
        if each.is_file() and not made.intersection(each.parts) and not each.is_relative_to(root / MADE)
    ]  # fmt: skip
    return stamps.digest(written, *(str(each.relative_to(root)) for each in sorted(written)))


def bench() -> None:
    """What a page, a journey and a start cost: each file in `bench` prints its own figures."""
    for each in sorted((ROOT / "bench").glob("*.py")):
        _run([BIN / "python", "-m", f"bench.{each.stem}"])


def _both(on_sqlite: list[str], on_postgres: list[str]) -> None:
    browser = os.environ.get("BROWSER", "1") != "0"
    environ = dict(os.environ)
    environ.pop("GUILDHALL_DATABASE_URL", None)
    if browser:
        pagestyles.fetch(ROOT / "tests" / "pages" / "markup", "a validator of HTML")
        environ["GUILDHALL_CHROMIUM"] = str(debian.chromium())
    with cluster.running() as address:
        say("On SQLite:")
        _run([*PYTEST, *on_sqlite], environ)
        say("On PostgreSQL:")
        _run([*PYTEST, *on_postgres], environ | {"GUILDHALL_DATABASE_URL": address})


def _run(words: Sequence[str | Path], environ: Mapping[str, str] | None = None) -> None:
    began = time.monotonic()
    name = Path(words[0]).name
    done = subprocess.run([str(word) for word in words], cwd=ROOT, env=environ, check=False)
    if done.returncode:
        stop(f"{name} found something to mend.")
    say(f"{name}: {time.monotonic() - began:.0f} s")
