"""What stands in a timeline: each row of what happened with somebody, as one entry."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from guildhall.serve.contacts.interactions import WROTE
from guildhall.serve.contacts.spans import spans_of
from guildhall.serve.models import Appointment, Arrival, Callback, Case, Enquiry, HeldLetter, Interaction, Message
from guildhall.serve.places.codes import LETTER

TELLS_CODE = frozenset({"code", "acting", LETTER})
"""The notices that tell somebody a code: whoever knows it can open a form, see and end who acts for them, or is given a letter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a timeline: a ``case`` opened, a ``contact``, a ``message`` written, an ``email`` that came in, a ``reply``
    to what they were asked, a ``callback`` promised outside any contact, an ``appointment`` booked, a ``letter`` that waits.

    ``case`` is a reference, empty for what is about none. ``about`` is a contact's reason, a message's or an email's subject, or
    the name of a place, ``by`` an account, ``called`` what somebody unregistered called themselves, ``told`` what they were told;
    ``state`` is a message's, or what became of an appointment, a letter or a promise, whose own moment is ``due``. ``spans`` are
    how long a contact waited, was spoken, and was worked for afterwards; ``demand`` whether it was failure demand, ``None`` where
    that cannot be known; ``email`` the number of one that was put with them, and is on no case.
    """

    kind: str
    number: int
    at: datetime
    channel: str
    case: str = ""
    service: str = ""
    about: str = ""
    outgoing: bool = False
    by: str = ""
    called: str = ""
    told: str = ""
    state: str = ""
    closed: bool = False
    language: str = ""
    due: datetime | None = None
    spans: tuple[timedelta | None, timedelta | None, timedelta | None] = (None, None, None)
    demand: bool | None = False
    email: int = 0


def of_case(row: Case) -> Entry:
    """A case that was opened."""
    closed = row.closed_at is not None
    return Entry("case", row.pk, row.opened_at, row.channel, case=row.reference, service=row.service, closed=closed)


def of_contact(row: Interaction) -> Entry:
    """A contact, in or out. That of an email has its subject."""
    email = getattr(row, "arrival", None) if row.reason == WROTE else None
    return Entry(
        "contact",
        row.pk,
        row.at,
        row.channel,
        case=row.case,
        service=row.service,
        about=email.subject if email else row.reason,
        outgoing=row.direction == "out",
        by=row.by,
        called=row.called,
        told=row.told,
        spans=spans_of(row),
        demand=row.failure_demand,
        email=email.pk if email else 0,
    )


def of_message(row: Message) -> Entry:
    """A message that we wrote. Of one about a case, the words stand with the case; those that tell a code are nobody else's."""
    return Entry(
        "message",
        row.pk,
        row.rendered_at,
        row.kind,
        case=row.case.reference if row.case else "",
        about=row.subject,
        outgoing=True,
        told="" if row.case or row.about in TELLS_CODE else row.body,
        state="sent" if row.sent_at else "failed" if row.failed_at else "waiting",
        language=row.language,
    )


def of_email(row: Arrival) -> Entry:
    """An email that came in on a case of theirs."""
    return Entry("email", row.pk, row.at, "email", case=row.case.reference if row.case else "", about=row.subject)


def of_reply(row: Enquiry) -> Entry:
    """What they answered on their page when they were asked something."""
    return Entry("reply", row.pk, row.replied_at or row.at, "web", case=row.case.reference)


def of_callback(row: Callback) -> Entry:
    """A promise to call back that was made outside any contact, as on the web."""
    state = "kept" if row.kept_at else "withdrawn" if row.withdrawn_at else "missed" if row.missed_at else "open"
    return Entry(
        "callback", row.pk, row.promised_at, "web", case=row.case, service=row.service, state=state, due=row.opens_at
    )


def of_appointment(row: Appointment) -> Entry:
    """Somebody is expected at a place, or was."""
    state = "cancelled" if row.cancelled_at else "kept" if row.kept_at else "missed" if row.missed_at else "open"
    return Entry(
        "appointment",
        row.pk,
        row.booked_at,
        row.channel,
        case=row.case,
        about=row.place.name,
        state=state,
        due=row.starts_at,
    )


def of_letter(row: HeldLetter) -> Entry:
    """A letter that came for somebody whose post is held."""
    state = "collected" if row.collected_at else "returned" if row.returned_at else "waits"
    return Entry("letter", row.pk, row.came_at, "post", about=row.holding.place.name, state=state)
