"""How those who act for others are told of a case: as the person would be told, and nothing that is for staff."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guildhall.kernel.clocks import local
from guildhall.kernel.model import words
from guildhall.people.door import TERMS, RepresentationValue
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.told import told
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.telling import on, when
from guildhall.serve.desks.web.tracking import stands, timeline
from guildhall.serve.helping.representing import Helped, Matter

BASES: dict[str, str] = {
    "consent": "They agreed to it",
    "power-of-attorney": "Power of attorney",
    "deputy": "Deputy appointed by the court",
    "appointee": "Appointee for their benefits",
    "parent": "Parent, or has parental responsibility",
    "elected-member": "Councillor whom they asked",
    "professional": "Professional who helps them, and they agreed to it",
}
"""Every basis in the words of the desks."""

POWERS: dict[str, str] = {"hear": "hear how it goes", "speak": "speak for them", "decide": "decide and sign for them"}
"""Every power in the words of the desks."""


@dataclass(frozen=True, slots=True)
class Line:
    """One matter in a list."""

    service: str
    state: str
    since: str
    case: str
    journey: str


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody in a list of those who are helped."""

    name: str
    basis: str
    since: str
    until: str
    representation: int
    lines: tuple[Line, ...]


def people(helped: tuple[Helped, ...], at: datetime) -> tuple[Told, ...]:
    """The lines of a list. No statement."""
    return tuple(
        Told(
            each.name or "No name",
            BASES[each.representation.basis],
            when(each.representation.since, at),
            when(each.representation.until, at) if each.representation.until else "",
            each.representation.id,
            tuple(_line(matter, at) for matter in each.matters),
        )
        for each in helped
    )


def progress(case: CaseValue, before: str = "") -> dict[str, Any]:
    """How a case stands, in the words that its customer is told, in English for the desk; what happened, a stretch at a time.

    What was written for them to read is there; the messages that went besides it, with their name and addresses, are not.
    """
    story, earlier = timeline(case, "en", before)
    return {
        "case": case,
        "service": words(case.live.service.title, "en"),
        "stands": stands(case, "en"),
        "promise": words(case.promise, "en") if case.promise and not case.closed_at else "",
        "story": story,
        "earlier": f"?before={earlier}" if earlier else "",
        "further": bool(before),
        "told": [
            (when(each.at, now()), each.words, each.language) for each in told(case=case) if each.what != "message"
        ],
    }


def basis_in_words(given: RepresentationValue, at: datetime) -> dict[str, Any]:
    """On which basis, by which rule, since when and how long."""
    return {
        "basis": BASES[given.basis],
        "rule": TERMS[given.basis].rule,  # type: ignore[index]  # kept from a Basis
        "since": when(given.since, at),
        "until": when(given.until, at) if given.until else "",
    }


def _line(matter: Matter, at: datetime) -> Line:
    state = "Finished" if matter.closed else "Being worked on" if matter.assigned else "Received"
    since = on(local(matter.opened_at).date(), at) if matter.opened_at else ""
    return Line(
        title_of(matter.service), state if matter.case else "Begun, not sent", since, matter.case, str(matter.journey)
    )
