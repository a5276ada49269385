"""Which cases are wanted in a list: a choice of codes, that stands in an address, is saved under a name and read back.

Pure. What is no code that is known here is as good as not chosen, so that an address that was tampered with changes nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args

from guildhall.kernel.canonical import canonical_json, read_json

Whose = Literal["", "mine", "nobody"]
"""Given to anybody, to whoever looks, or to nobody yet."""

State = Literal["open", "waiting", "late", "soon", "closed"]
"""Open; of these, waiting for the customer to answer, late, or due soon; or closed."""

Order = Literal["due", "newest", "oldest"]
"""Soonest due first, with what has no promise after; or by when they were opened. Closed cases stand the last closed first."""

Span = tuple[int | None, int | None]
"""The first day and the last, counted from today; ``None`` where it has no bound."""

DUE: Mapping[str, Span] = {"today": (0, 0), "tomorrow": (1, 1), "week": (0, 7), "month": (0, 28)}
"""Days on which something is due, by code. ``NO_DATE`` is what has none: nothing was promised, or its clock stands still."""

NO_DATE = "none"

RECEIVED: Mapping[str, Span] = {
    "today": (0, 0),
    "week": (-7, 0),
    "month": (-28, 0),
    "before-month": (None, -29),
    "before-quarter": (None, -92),
}
"""Days on which something was received, by code: lately, or longer ago than that."""

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_KNOWN: Mapping[str, frozenset[str]] = {
    "whose": frozenset(get_args(Whose)),
    "state": frozenset(get_args(State)),
    "order": frozenset(get_args(Order)),
    "due": frozenset({*DUE, NO_DATE}),
    "received": frozenset(RECEIVED),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: codes, and nothing of what a case says. An empty one leaves its matter open."""

    whose: Whose = ""
    state: State = "open"
    team: str = ""
    service: str = ""
    ward: str = ""
    channel: str = ""
    due: str = ""
    received: str = ""
    order: Order = "due"


def chosen_from(said: Mapping[str, str]) -> Wanted:
    """The choice that stands in an address or a form."""
    found = {each.name: str(said.get(each.name) or "") for each in fields(Wanted)}
    return Wanted(**{name: code for name, code in found.items() if _is_known(name, code)})  # type: ignore[arg-type]  # known


def as_said(wanted: Wanted) -> dict[str, str]:
    """A choice as it stands in an address: only what departs from the ordinary."""
    ordinary = Wanted()
    pairs = ((each.name, str(getattr(wanted, each.name))) for each in fields(Wanted))
    return {name: code for name, code in pairs if code != getattr(ordinary, name)}


def kept_text(wanted: Wanted) -> str:
    """A choice as canonical JSON, to be kept."""
    return canonical_json(dict(as_said(wanted)))


def read_text(text: str) -> Wanted:
    """A choice that was kept."""
    said = read_json(text)
    return chosen_from(said if isinstance(said, dict) else {})


def _is_known(name: str, code: str) -> bool:
    if name in _KNOWN:
        return code in _KNOWN[name]
    return bool(_CODE.fullmatch(code))
