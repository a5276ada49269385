"""What is a person's beside their cases: contacts, forms not sent, calls promised, appointments, held post; emails and calls untied.

Each is a record of its own where they ask that we erase what we hold. What lies in a case of theirs goes with that case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from guildhall.kernel.clocks import local
from guildhall.serve.models import Appointment, Callback, Case, HeldLetter, Interaction, Journey, PostHolding
from guildhall.serve.privacy.untied import calls_of, emails_of


@dataclass(frozen=True, slots=True)
class Beside:
    """One such record by its reference, with its local dates. ``case`` is the case of somebody else that it lies in, by reference.

    ``owed`` says that it is still ahead of them: a call that was promised, a visit to a counter, letters that wait.
    """

    record: str
    service: str
    channel: str
    began_on: date
    ended_on: date | None
    case: str = ""
    owed: bool = False


def beside_cases(*, parties: Sequence[str], at: datetime) -> tuple[Beside, ...]:
    """All of it, under any of a person's records, oldest first within each sort. Ten statements, however many."""
    own = set(Case.objects.filter(customer__in=parties).values_list("reference", flat=True))
    found = (
        *_contacts(parties),
        *_begun(parties),
        *_promised(parties),
        *_booked(parties, at),
        *_post(parties),
        *_untied(parties),
    )
    return tuple(each for each in found if each.case not in own)


def _contacts(parties: Sequence[str]) -> Iterable[Beside]:
    for row in Interaction.objects.filter(party__in=parties).order_by("at", "id"):
        yield Beside(f"contact/{row.pk}", row.service, row.channel, _day(row.at), _day(row.at), row.case)


def _begun(parties: Sequence[str]) -> Iterable[Beside]:
    """What was begun for them. What somebody began for another is about the other, and is theirs."""
    theirs = Q(on_behalf_of__in=parties) | Q(customer__in=parties, on_behalf_of="")
    for row in Journey.objects.filter(theirs, case=None).order_by("begun_at", "id"):
        yield Beside(f"journey/{row.pk}", row.service, row.channel, _day(row.begun_at), _day(row.resume_until))


def _promised(parties: Sequence[str]) -> Iterable[Beside]:
    for row in Callback.objects.filter(party__in=parties).order_by("promised_at", "id"):
        over = row.kept_at or row.withdrawn_at
        days = (_day(row.promised_at), _day(over) if over else None)
        yield Beside(f"callback/{row.pk}", row.service, "phone", *days, row.case, owed=over is None)


def _booked(parties: Sequence[str], at: datetime) -> Iterable[Beside]:
    for row in Appointment.objects.filter(party__in=parties).order_by("starts_at", "id"):
        ahead = row.ends_at > at and row.cancelled_at is None and row.kept_at is None and row.missed_at is None
        days = (_day(row.starts_at), _day(row.ends_at))
        yield Beside(f"appointment/{row.pk}", row.service, row.channel, *days, row.case, owed=ahead)


def _post(parties: Sequence[str]) -> Iterable[Beside]:
    waits = HeldLetter.objects.filter(holding=OuterRef("pk"), collected_at=None, returned_at=None)
    for row in PostHolding.objects.filter(party__in=parties).annotate(waits=Exists(waits)).order_by("since", "id"):
        ended = _day(row.until) if row.until else None
        yield Beside(f"post/{row.pk}", "", "post", _day(row.since), ended, owed=row.until is None or row.waits)


def _untied(parties: Sequence[str]) -> Iterable[Beside]:
    for email in emails_of(parties=parties):
        yield Beside(f"email/{email.pk}", "", "email", _day(email.at), _day(email.at))
    for call in calls_of(parties=parties):
        assert call.rang_at is not None
        yield Beside(f"call/{call.pk}", "", "phone", _day(call.rang_at), _day(call.rang_at))


def _day(at: datetime) -> date:
    return local(at).date()
