"""A worklist laid out: each case on one line, with how long there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import display_names
from guildhall.kernel.clocks import local
from guildhall.kernel.model import words
from guildhall.serve.casework.worklists import SOON, Listed
from guildhall.serve.desks.telling import due_in_words, is_late, left_in_words, when
from guildhall.serve.publishing import editions

CAME_BY = {"web": "Web", "phone": "Telephone", "counter": "Counter", "paper": "Paper", "api": "Other system"}
"""The ways in, in a word, for the narrow column of a list."""

SENT_BY = {"email": "Email", "sms": "Text message", "letter": "Letter", "call": "Call", "otherwise": "By another way"}
"""The ways out, by the kind of a message, in the same column."""

WAYS = CAME_BY | SENT_BY | {"visit": "Visit"}
"""Every way in which somebody was in contact, or was told something."""


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

    reference: str
    service: str
    channel: str
    opened: str
    due: str
    left: str
    paused: str
    late: bool
    soon: bool
    team: str
    to: str
    closed: str


def rows(listed: Iterable[Listed], at: datetime) -> tuple[Row, ...]:
    """The lines of a list. One statement, for the names of those the cases were given to."""
    found = tuple(listed)
    names = display_names(references={each.assigned_to for each in found if each.assigned_to})
    today = local(at).date()
    return tuple(
        Row(
            each.reference,
            title_of(each.service),
            CAME_BY[each.channel],
            when(each.opened_at, at),
            due_in_words(each.earliest_on, each.earliest_at, at),
            "reply to read" if each.closed_at else left_in_words(each.earliest_on, at, each.earliest_at),
            f"since {when(each.paused_at, at)}" if each.paused_at else "",
            is_late(each.earliest_on, each.earliest_at, at) and not each.closed_at,
            (each.earliest_on == today or each.reached in SOON) and not each.closed_at,
            team_name(each.team),
            names.get(each.assigned_to, ""),
            when(each.closed_at, at) if each.closed_at else "",
        )
        for each in found
    )


def title_of(service: str) -> str:
    """A service's title; its id where it is in force no more."""
    live = editions.current(service=service)
    return words(live.service.title, "en") if live else service


def team_name(team: str) -> str:
    """A team as people call it: ``waste-rounds`` is Waste rounds."""
    return team.replace("-", " ").capitalize() if team else "No team"
