"""Cases: one record of what somebody asked for, whichever way they came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guildhall.estate.door import find_row, is_sound, tidy
from guildhall.kernel.canonical import read_json
from guildhall.kernel.model import Json, Text
from guildhall.ledger.door import Actor, EventValue, history, record, stretch
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

CONSULTS = "have-your-say"
"""The service by which residents answer a consultation."""

STRETCH = 50
"""What happened on a case that is read at once."""


class NoSuchCase(LookupError):
    """There is no case with that reference."""

    code = "no-such-case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseValue:
    """A case as it stands. ``promise`` are the words given on the day; ``due_on`` a local date; ``fee`` pence.

    ``due_at`` is the moment on that date where hours were promised; ``paused_at`` is since when there is no date. ``matter`` is
    the same for all that are joined as one, and ``earliest_on`` and ``earliest_at`` are the soonest of their dates.
    """

    id: int = 0
    """Its number in the record; 0 until it is there."""
    reference: str
    journey: UUID
    live: Live
    service: str
    outcome: str
    answers: Mapping[str, Json]
    missing: tuple[str, ...]
    channel: str
    language: str
    opened_at: datetime
    received_on: date
    promise: Text | None
    due_on: date | None
    due_at: datetime | None
    matter: str = ""
    earliest_on: date | None
    earliest_at: datetime | None
    paused_at: datetime | None = None
    fee: int | None
    customer: str = ""
    team: str
    assigned_to: str = ""
    closed_at: datetime | None = None

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"case/{self.reference}"

    @property
    def answers_a_consultation(self) -> bool:
        """Whether it is somebody's answer to what residents were asked."""
        return self.service == CONSULTS


def find(*, reference: str) -> CaseValue:
    """The case with that reference, however it was typed. Raises ``NoSuchCase``."""
    row = find_row(model=Case, field="reference", value=tidy(reference)) if is_sound(reference) else None
    if row is None:
        raise NoSuchCase(reference)
    return value_of(row)


def happenings(*, case: CaseValue, audience: str) -> tuple[EventValue, ...]:
    """What happened on a case, oldest first, as far as ``audience`` (``staff``, ``customer``) may see."""
    return history(subject=case.subject, audience=audience)  # type: ignore[arg-type]


def latest(
    *, case: CaseValue, audience: str, before: int | None = None, limit: int = STRETCH
) -> tuple[tuple[EventValue, ...], int | None]:
    """The newest that happened on a case before a number of its story, oldest first; and the number with which to ask for more."""
    return stretch(subject=case.subject, audience=audience, before=before, limit=limit)  # type: ignore[arg-type]


def tell_ledger(  # noqa: PLR0917  # five words of one sentence
    case: CaseValue, kind: str, actor: Actor, at: datetime, audience: str, data: Mapping[str, Json]
) -> None:
    """Write down what happened on a case, for ``staff`` or for the ``customer`` to see."""
    record(subject=case.subject, type=kind, actor=actor, at=at, visibility=audience, data=data)  # type: ignore[arg-type]


def value_of(row: Case) -> CaseValue:
    """A case as it stands in its row."""
    return CaseValue(
        id=row.pk,
        reference=row.reference,
        journey=row.journey_id,
        live=editions.of_hash(edition=row.edition_id),
        service=row.service,
        outcome=row.outcome,
        answers=read_json(row.answers),
        missing=tuple(read_json(row.missing)),
        channel=row.channel,
        language=row.language,
        opened_at=row.opened_at,
        received_on=row.received_on,
        promise=read_json(row.promise),
        due_on=row.due_on,
        due_at=row.due_at,
        matter=row.matter,
        earliest_on=row.earliest_on,
        earliest_at=row.earliest_at,
        paused_at=row.paused_at,
        fee=row.fee,
        customer=row.customer,
        team=row.team,
        assigned_to=row.assigned_to,
        closed_at=row.closed_at,
    )
