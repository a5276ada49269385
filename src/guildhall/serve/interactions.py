"""Contacts, with or without a case, and questions that callers stumble on: each logged in a moment.

Nobody need say who they are. Somebody who is registered may be chosen, somebody who is not may say what they are called.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from guildhall.ledger.door import Actor, history, record
from guildhall.serve import happened
from guildhall.serve.models import Case, Interaction, Journey, Stumble

REASONS: dict[str, str] = {
    "opening-hours": "Opening hours or where we are",
    "how-to": "How to use a service",
    "progress": "How far a case has got",
    "bill-or-payment": "A bill or a payment",
    "another-authority": "Something another authority does",
    "thanks": "Thanks",
    "wrong-number": "A wrong number or a silent call",
    "something-else": "Something else",
}
"""Why somebody was in contact without needing a case, by code, in the words of the desks."""

ADVICE, HANDOVER = "advice", "handover"
"""The reasons of contacts that a service itself ended, with advice or by handing over to a person."""

CASE = "case"
"""The reason of a contact that opened a case."""

CALLED = 100
"""Letters of what somebody calls themselves."""

DOUBLE_CLICK = timedelta(seconds=5)
SAME_CALL = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Stumbling:
    """A question that callers stumble on, and how many times it was marked."""

    service: str
    step: str
    times: int


class NoSuchReason(ValueError):
    """A contact was to be logged for a reason that is not in the list."""

    code = "no-such-reason"


def log(
    *,
    channel: str,
    reason: str,
    actor: Actor,
    at: datetime,
    service: str = "",
    journey: UUID | None = None,
    whose: str = "own",
    party: str = "",
    called: str = "",
) -> None:
    """Log a contact that needs no case. A double click logs it once. Raises ``NoSuchReason``.

    ``whose`` says for whom the call was: ``own`` or ``other``. ``party`` is who was in contact, ``called`` what somebody who
    is not registered calls themselves; of a contact with a journey both are known by it.
    """
    if reason not in {*REASONS, ADVICE, HANDOVER}:
        raise NoSuchReason(reason)
    told = {"channel": channel, "service": service, "reason": reason}
    if journey:
        party, called = Journey.objects.values_list("customer", "called").get(id=journey)
    who = {"party": party, "called": called[:CALLED]}
    with transaction.atomic():
        same = Interaction.objects.filter(**told, **who, by=actor.reference)
        same = same.filter(journey_id=journey) if journey else same.filter(journey=None)
        if same.filter(at__gt=at - (SAME_CALL if journey else DOUBLE_CLICK), at__lte=at).exists():
            return
        made = Interaction.objects.create(**told, **who, journey_id=journey, whose=whose, by=actor.reference, at=at)
        record(
            subject=f"contact/{made.pk}",
            type=happened.CONTACT_MADE.name,
            actor=actor,
            at=at,
            data=told | {"service": service or None},
            first=True,
        )


def led_to_case(*, reference: str) -> None:
    """Log the contact by which a case was opened, on whatever channel. Doing it again is harmless.

    Where the same contact was logged already, for how its service ended, it is joined to the case. The event that tells of it
    is the opening of the case itself. Who was in contact is whom staff had chosen, else the customer, if they spoke for themselves.
    """
    case = Case.objects.select_related("journey").get(reference=reference)
    opened = history(subject=f"case/{reference}", audience="staff")[0]
    with transaction.atomic():
        lately = Q(channel=case.channel, reason__in=(ADVICE, HANDOVER), at__gte=case.opened_at - SAME_CALL)
        logged = Interaction.objects.filter(Q(case=reference) | lately, journey_id=case.journey_id)
        party = case.journey.customer or ("" if opened.on_behalf_of else case.customer)
        if not logged.update(case=reference, party=party):
            Interaction.objects.create(
                channel=case.channel,
                service=case.service,
                reason=CASE,
                journey_id=case.journey_id,
                case=reference,
                party=party,
                called=case.journey.called,
                whose="other" if opened.on_behalf_of else "own",
                by=opened.actor.reference,
                at=case.opened_at,
            )


def stumbled(*, edition: str, step: str, actor: Actor, at: datetime) -> None:
    """Mark a question that a caller stumbled on. In one call it counts once."""
    same = Stumble.objects.filter(edition_id=edition, step=step, by=actor.reference)
    if not same.filter(at__gt=at - SAME_CALL, at__lte=at).exists():
        Stumble.objects.create(edition_id=edition, step=step, by=actor.reference, at=at)


def stumbles(*, since: datetime, limit: int = 20) -> tuple[Stumbling, ...]:
    """The questions that callers have stumbled on since a moment, the most often marked first. One statement."""
    rows = Stumble.objects.filter(at__gte=since).values("edition__service", "step").annotate(times=Count("id"))
    ordered = rows.order_by("-times", "edition__service", "step")[:limit]
    return tuple(Stumbling(each["edition__service"], each["step"], each["times"]) for each in ordered)
