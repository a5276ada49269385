"""What is said of a decision: its status, the steps that led there, what was done wrongly, and what may come next."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from guildhall.kernel.authority.facts import FactKind
from guildhall.kernel.clocks.duties import Duties, duties

Maker = Literal["body", "individual", "officer", "council"]
"""Who decides: the executive or a committee of it, one member, an officer, or Full Council by its own path."""

Name = Literal[
    "planned",
    "noticed",
    "agenda-published",
    "considered",
    "deferred",
    "withdrawn",
    "recommended",
    "recommended-elsewhere",
    "resolved",
    "adopted",
    "not-adopted",
    "decided",
    "notice-published",
    "call-in-exempt",
    "call-in-open",
    "called-in",
    "referred-back",
    "referred-to-council",
    "confirmed",
    "effective",
    "carried-out",
    "superseded",
    "revoked",
]

Why = FactKind | Literal["not-subject-to-call-in", "call-in-ended"]
"""What led to a step: the fact itself, or for the effect of a decision what let it have effect."""

BreachCode = Literal[
    "key-notice-not-on-record",
    "key-notice-late",
    "private-notice-not-on-record",
    "private-notice-late",
    "agenda-late",
    "noticed-after-deciding",
    "decided-twice",
    "decided-and-recommended",
    "not-before-council",
    "notice-before-decision",
    "exemption-without-effect",
    "called-in-before-decision",
    "not-subject-to-call-in",
    "called-in-late",
    "no-call-in",
    "carried-out-before-effect",
    "withdrawn-after-deciding",
    "nothing-to-revoke",
    "not-on-this-path",
    "after-its-end",
]


@dataclass(frozen=True, slots=True)
class Terms:
    """What sort of decision it is, and the duties that hold for this council.

    ``call_in``: whether it is subject to call-in at all; Council's own decisions never are.
    """

    maker: Maker = "body"
    key: bool = False
    private: bool = False
    call_in: bool = True
    duties: Duties = field(default_factory=duties, repr=False, hash=False)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a decision came to, since when, why, and the reference of the record that says so."""

    name: Name
    since: date
    why: Why
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """What may happen next, and the first and the last day on which it may, where there is one."""

    what: FactKind | Literal["effective"]
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a decision stands: its name, since when, why, and what is possible next."""

    name: Name
    since: date
    why: Why
    cites: str = ""
    next_possible: tuple[Possible, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A fact that cannot stand as it was, or a duty that the record does not show as kept (by its id)."""

    code: BreachCode
    on: date
    duty: str = ""
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A decision as it stood on a day. ``status`` is ``None`` where nothing is known yet.

    ``effective`` is the day from which it had effect; ``due`` the day from which it will, if nothing comes between; ``ended`` the
    day on which it was withdrawn, not adopted, superseded or revoked.
    """

    status: Status | None
    steps: tuple[Step, ...]
    breaches: tuple[Breach, ...]
    effective: date | None
    due: date | None
    ended: date | None

    @property
    def is_in_force(self) -> bool:
        """Whether it has effect, and so whether what it delegates is live."""
        return self.effective is not None and self.ended is None
