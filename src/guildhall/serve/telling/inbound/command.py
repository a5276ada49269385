"""``guildhall inbound FILE|-``: take in one email, as a mail server's pipe hands it over. The status is 0, or 2 for bad input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from guildhall.serve.clock import now
from guildhall.serve.telling.inbound.arriving import arrive
from guildhall.serve.telling.inbound.reading import LARGEST, Unreadable

WORDS = {
    "too-big": "the email is larger than 25 MB",
    "too-many-headings": "the email has too many headings",
    "too-many-parts": "the email has too many parts",
    "too-many-files": "the email has more than 10 files",
    "too-deep": "the email has parts too deep inside one another",
    "no-sender": "the email does not say whom it is from",
}
"""Why an email is refused, by code."""


def inbound(words: Sequence[str]) -> int:
    """Take in one email and say in a word what it became. Raises ``ValueError`` with one line for bad input."""
    if len(words) != 1:
        raise ValueError("Say: guildhall inbound FILE, or guildhall inbound - to read it from standard input")
    if words[0] == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(words[0]).open("rb") as file:
            raw = file.read(LARGEST + 1)
    try:
        became = arrive(raw=raw, at=now())
    except Unreadable as refused:
        raise ValueError(WORDS[refused.code]) from refused
    sys.stdout.write(f"{became}\n")
    return 0
