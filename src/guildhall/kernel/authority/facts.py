"""The dated facts of a decision: what was done, and on which day. All that is said of a decision is worked out from them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

FactKind = Literal[
    "planned",
    "key-notice-published",
    "private-notice-published",
    "private-notice-repeated",
    "general-exception-published",
    "special-urgency-agreed",
    "private-urgency-agreed",
    "agenda-published",
    "agenda-urgency-agreed",
    "considered",
    "deferred",
    "withdrawn",
    "call-in-exempted",
    "recommended",
    "recommended-elsewhere",
    "resolved",
    "adopted",
    "adoption-effective",
    "not-adopted",
    "decided",
    "notice-published",
    "called-in",
    "call-in-rejected",
    "call-in-withdrawn",
    "referred-back",
    "referred-to-council",
    "confirmed",
    "carried-out",
    "superseded",
    "revoked",
]
"""What happened, past tense, in the order in which things of one day are taken to have happened.

``decided`` is the executive's, an individual's or an officer's own act; ``recommended`` to Full Council has no effect until it is
``resolved`` there, and Council's own acts are ``resolved`` too. What is ``recommended-elsewhere``, to another body or to one that
the record does not name, has none until that body has ``adopted`` it and its decision has effect (``adoption-effective``).
``confirmed`` ends a call-in, whoever confirmed.
"""

KINDS: tuple[FactKind, ...] = get_args(FactKind)
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, on a local day; ``cites`` is the reference of the record that says so."""

    kind: FactKind
    on: date
    cites: str = ""


def in_order(facts: set[Fact]) -> list[Fact]:
    """The facts as they happened. The order in which they were given says nothing."""
    return sorted(facts, key=lambda fact: (fact.on, _PLACE[fact.kind], fact.cites))
