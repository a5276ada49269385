"""Stopping with one plain line that says what to type."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def say(line: str) -> None:
    """One line of progress."""
    print(line, flush=True)


def stop(line: str) -> NoReturn:
    """End here, with what is missing and what to type."""
    print(line, file=sys.stderr, flush=True)
    raise SystemExit(2)


def do(
    words: Sequence[str | Path],
    *,
    otherwise: str,
    environ: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> None:
    """Run a command quietly. Where it fails, show what it said, and stop with `otherwise`."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-20:]), file=sys.stderr)
        stop(otherwise)
