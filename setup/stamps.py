"""Stamps: a file that keeps the hash of what a step was made from, so that it is not made again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """One hash for these files, their names and these words."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return total.hexdigest()


def holds(stamp: Path, value: str) -> bool:
    """Whether the step was made from exactly this."""
    return stamp.exists() and stamp.read_text(encoding="ascii") == value


def keep(stamp: Path, value: str) -> None:
    """Remember what the step was made from."""
    stamp.write_text(value, encoding="ascii")
