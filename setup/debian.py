"""What the tests need of the machine: installed from Debian where we may, else one line to type."""

import os
import shutil
import subprocess
from pathlib import Path

from setup.stop import say, stop


def chromium() -> Path:
    """Chromium, for the tests that drive a browser."""
    found = _chromium()
    if not found:
        _install("chromium", otherwise="or leave the browser out: BROWSER=0 make test")
        found = _chromium()
    return found or stop("Chromium does not start. Type: chromium --version")


def postgres() -> Path:
    """The folder of PostgreSQL's programs, version 15 or later."""
    found = _postgres()
    if not found:
        _install("postgresql")
        found = _postgres()
    return found or stop("PostgreSQL 15 or later is missing. Type: sudo apt-get install postgresql")


def _chromium() -> Path | None:
    named = os.environ.get("GUILDHALL_CHROMIUM", "")
    for name in (named, "chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name) if name else None
        if path and _answers(path):
            return Path(path)
    return None


def _answers(program: str) -> bool:
    # Some systems ship a stand-in that only says what to install.
    asked = subprocess.run([program, "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def _postgres() -> Path | None:
    here = shutil.which("pg_ctl")
    folders = [Path(here).resolve().parent] if here else []
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    for folder in sorted(folders, key=_major, reverse=True):
        if (folder / "initdb").exists() and _major(folder) >= 15:
            return folder
    return None


def _major(folder: Path) -> int:
    asked = [str(folder / "postgres"), "--version"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    return int("".join(c for c in said.split()[-1].split(".")[0] if c.isdigit()) or 0) if said else 0


def _install(package: str, *, otherwise: str = "") -> None:
    alternative = f"  ({otherwise})" if otherwise else ""
    asking = f"{package} is missing. Type: sudo apt-get install {package}{alternative}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop(asking)
    say(f"Installing Debian's {package} …")
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
        done = subprocess.run(
            [*apt, *words],
            env=quietly,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    if done.returncode:
        stop(asking)
