"""A person's timeline as the desk tells it: when, by which channel, what, and where it can be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from guildhall.serve.casework.timelines import Entry
from guildhall.serve.contacts.interactions import ADVICE, CALLBACK, CALLED_BACK, CASE, HANDOVER, REASONS
from guildhall.serve.desks.cases.lists import CAME_BY, title_of
from guildhall.serve.desks.telling import when

_ENDED = {
    ADVICE: "Advice was given",
    HANDOVER: "Handed over to a person",
    CASE: "Opened a case for somebody else",
    CALLBACK: "A call back was promised",
    CALLED_BACK: "We called back",
}
_SENT_BY = {"email": "Email", "sms": "Text message", "letter": "Letter", "call": "Call"}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the timeline. ``message`` is the number of a message, whose very words stand with its case."""

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


def story(entries: Iterable[Entry], names: Mapping[str, str], at: datetime) -> tuple[Told, ...]:
    """The lines of a stretch. No statement."""
    return tuple(_told(each, names, when(each.at, at)) for each in entries)


def _told(entry: Entry, names: Mapping[str, str], moment: str) -> Told:
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
                _SENT_BY[entry.channel],
                entry.about,
                "",
                entry.case,
                entry.state,
                outgoing=True,
                language=entry.language,
                message=entry.number,
            )
        case _:
            reason = _ENDED.get(entry.about) or REASONS.get(entry.about, entry.about)
            by = names.get(entry.by, "")
            parts = (
                service,
                f"called themselves {entry.called}" if entry.called else "",
                f"with {by}" if by else "",
                f"was told: {entry.told}" if entry.told else "",
            )
            return Told(
                "contact",
                moment,
                CAME_BY.get(entry.channel, entry.channel),
                reason,
                ", ".join(part for part in parts if part),
                entry.case,
                "",
                outgoing=entry.outgoing,
                language="",
            )
