"""``guildhall strategies``: bring strategies in from a table.

Bad input ends with status 2 and one plain line on standard error; then nothing was changed.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from guildhall.ledger.door import Actor
from guildhall.plan.clock import now
from guildhall.plan.importing.bringing import Brought, bring_in
from guildhall.plan.importing.table import Unreadable
from guildhall.plan.keeping.recording import NotKept

HOUSE = Actor("system")
LARGEST = 10_000_000
"""Bytes of a table. The 16 real strategies together have 60,000."""

_TAKEN = (
    "another text stands here under the name {about}: change that one at its desk, or give this one another strategy_id"
)
_KEY = "{about} is no name for a strategy: write small letters, digits and hyphens as its strategy_id"


def strategies(argv: Sequence[str]) -> int:
    """Do what is said and return the exit status. Raises ``ValueError`` with one line for bad input."""
    if len(argv) != 2 or argv[0] != "import":
        raise ValueError("say: guildhall strategies import FILE.csv")
    name = argv[1]
    held = Path(name).read_bytes() if Path(name).is_file() else None
    if held is None:
        raise ValueError(f"there is no file {name}")
    try:
        brought = bring_in(text=_decoded(held, name), actor=HOUSE, at=now())
    except Unreadable as refused:
        raise ValueError(f"{name} cannot be read: {refused}") from None
    except NotKept as refused:
        said = _TAKEN if refused.code == "taken" else _KEY
        raise ValueError(f"{name} was not brought in: {said.format(about=refused.about)}") from None
    sys.stdout.write("".join(f"{line}\n" for each in brought for line in _said(each)))
    return 0


def _decoded(held: bytes, name: str) -> str:
    if len(held) > LARGEST:
        raise ValueError(f"{name} is larger than {LARGEST:,} bytes")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{name} is not text in UTF-8") from None


def _said(brought: Brought) -> Iterator[str]:
    """What became of a strategy, as lines to read."""
    text = brought.read.strategy
    if brought.known:
        yield f"{brought.read.key}: it is here already, word for word. Nothing was changed."
        return
    parts = f"{len(text.themes)} themes, {len(text.commitments)} commitments, {len(text.statements)} other statements"
    yield f"{brought.read.key}: {text.title['en']}: {parts}"
    if brought.without_owner:
        yield f"  commitments without an owner: {brought.without_owner}"
    if brought.unread_measures:
        yield f"  figures in sentences that nobody has read as a measure yet: {brought.unread_measures}"
