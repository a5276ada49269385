"""A PostgreSQL of the tests' own: in a temporary folder, on a socket there, gone when they end."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from setup import debian
from setup.stop import stop

# A test's data need not outlive the machine.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start it, give its address, stop it. It never runs as root: PostgreSQL refuses to."""
    programs = debian.postgres()
    home = Path(tempfile.mkdtemp(prefix="guildhall-"))
    account = _account()
    if account:
        shutil.chown(home, account["user"], account["group"])
    data = home / "data"
    plain = ["--auth=trust", "--username=guildhall", "--encoding=UTF8", "--locale=C", "--no-sync"]
    where = f"-c listen_addresses='' -c unix_socket_directories={home} {FAST}"
    control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--silent", "--wait"]
    try:
        _call([programs / "initdb", "--pgdata", data, *plain], home, account)
        _call([*control, "--log", home / "log", "--options", where, "start"], home, account)
        yield f"postgres://guildhall@{quote(str(home), safe='')}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _call([*control, "--mode=immediate", "stop"], home, account)
        shutil.rmtree(home, ignore_errors=True)


def _account() -> dict[str, Any] | None:
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    found = known.get("postgres") or known["nobody"]
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _call(words: list[str | Path], home: Path, account: dict[str, Any] | None) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        **(account or {}),
    )
    if done.returncode:
        log = home / "log"
        said = log.read_text(encoding="utf-8", errors="replace")[-500:] if log.exists() else ""
        stop(f"PostgreSQL did not start for the tests. {said}")
