"""A person's timeline as the desk tells it: when, by which channel, what, and where it can be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from guildhall.serve.casework.entries import Entry
from guildhall.serve.contacts.interactions import (
    ADVICE,
    CALLBACK,
    CALLED_BACK,
    CASE,
    FURTHER,
    HANDOVER,
    REASONS,
    RUNG,
    VISITED,
)
from guildhall.serve.desks.cases.lists import CAME_BY, SENT_BY, WAYS, title_of
from guildhall.serve.desks.outbox.telling import WAY_WITHHELD
from guildhall.serve.desks.telling import lasted, when
from guildhall.serve.telling import correspondence
from guildhall.serve.telling.notices import OTHERWISE

_ENDED = {
    ADVICE: "Advice was given",
    HANDOVER: "Handed over to a person",
    CASE: "Opened a case for somebody else",
    CALLBACK: "A call back was promised",
    CALLED_BACK: "We called back",
    FURTHER: "They took their complaint further",
    RUNG: "We rang them about it",
    VISITED: "We went to see about it",
}
DEMAND: Mapping[bool | None, str] = {
    True: "nothing new on an open case",
    False: "",
    None: "whether on an open case is not known",
}
"""Whether a contact was failure demand, in words."""

_BECAME = {
    "callback": {"open": "to be kept", "kept": "kept", "missed": "missed", "withdrawn": "called off"},
    "appointment": {"open": "", "kept": "they came", "missed": "they did not come", "cancelled": "cancelled"},
    "letter": {"waits": "it waits", "collected": "they have it", "returned": "sent back"},
}
"""What became of a promise, by its sort and code."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the timeline. ``email`` is the number of one on no case, ``message`` that of a message; its very words are
    ``told``, or stand with its case, in the stretch that ``mark`` begins.
    """

    kind: str
    when: str
    channel: str
    what: str
    detail: str
    case: str
    state: str
    outgoing: bool
    language: str
    message: int = 0
    told: str = ""
    mark: str = ""
    email: int = 0


def story(entries: Iterable[Entry], names: Mapping[str, str], at: datetime, *, kept: bool) -> tuple[Told, ...]:
    """The lines of a stretch. No statement. ``kept``: by which way they were told is not for whoever looks."""
    return tuple(_told(each, names, when(each.at, at), at, kept=kept) for each in entries)


def _told(entry: Entry, names: Mapping[str, str], moment: str, at: datetime, *, kept: bool) -> Told:
    service = title_of(entry.service) if entry.service else ""
    match entry.kind:
        case "case":
            return Told(
                "case",
                moment,
                CAME_BY[entry.channel],
                service,
                "",
                entry.case,
                "closed" if entry.closed else "open",
                outgoing=False,
                language="",
            )
        case "message":
            return Told(
                "message",
                moment,
                WAY_WITHHELD if kept and entry.channel != OTHERWISE else SENT_BY[entry.channel],
                entry.about,
                "",
                entry.case,
                entry.state,
                outgoing=True,
                language=entry.language,
                message=entry.number,
                told=entry.told,
                mark=correspondence.mark_of(message=entry.number, at=entry.at),
            )
        case "email" | "contact" if entry.kind == "email" or entry.email:
            return _theirs(entry, moment, "Email", f"They wrote: {entry.about}" if entry.about else "They wrote")
        case "reply":
            return _theirs(entry, moment, CAME_BY[entry.channel], "They answered what they were asked")
        case "callback" | "appointment" | "letter":
            return _promised(entry, moment, service, at)
        case _:
            reason = _ENDED.get(entry.about) or REASONS.get(entry.about, entry.about)
            by = names.get(entry.by, "")
            parts = (
                service,
                f"called themselves {entry.called}" if entry.called else "",
                f"with {by}" if by else "",
                f"was told: {entry.told}" if entry.told else "",
                DEMAND[entry.demand],
                *_spans(entry),
            )
            return Told(
                "contact",
                moment,
                WAYS.get(entry.channel, entry.channel),
                reason,
                ", ".join(part for part in parts if part),
                entry.case,
                "",
                outgoing=entry.outgoing,
                language="",
            )


def _theirs(entry: Entry, moment: str, channel: str, what: str) -> Told:
    """What they wrote to us."""
    return Told("contact", moment, channel, what, "", entry.case, "", outgoing=False, language="", email=entry.email)


def _promised(entry: Entry, moment: str, service: str, at: datetime) -> Told:
    """A call back, an appointment, or a letter that waits: what, where where that may be told, and what became of it."""
    due = when(entry.due, at) if entry.due else ""
    where = f" at {entry.about}" if entry.about else ""
    what = {
        "callback": f"A call back was promised for {due}",
        "appointment": f"An appointment was booked{where} for {due}",
        "letter": f"A letter came for them{where}",
    }[entry.kind]
    detail = ", ".join(filter(None, (service, _BECAME[entry.kind][entry.state])))
    channel = "Post" if entry.kind == "letter" else WAYS.get(entry.channel, entry.channel)
    return Told("contact", moment, channel, what, detail, entry.case, "", outgoing=False, language="")


def _spans(entry: Entry) -> tuple[str, ...]:
    """How long a contact took, as far as it is known: it waited, was spoken, and was worked for afterwards.

    That a wait is not known is said where they were spoken with, so that nobody takes it for none.
    """
    waited, spoke, _ = entry.spans
    unknown = ("how long they waited is not known",) if spoke and waited is None and not entry.outgoing else ()
    named = zip(("waited {}", "spoke {}", "{} of wrap-up"), entry.spans, strict=True)
    return (*unknown, *(words.format(lasted(span)) for words, span in named if span))
