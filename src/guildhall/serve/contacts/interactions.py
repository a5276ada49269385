"""Contacts, with or without a case, and questions that callers stumble on: each logged in a moment.

Nobody need say who they are. Somebody who is registered may be chosen, somebody who is not may say what they are called.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.ledger.door import Actor, history, record
from guildhall.serve import happened
from guildhall.serve.contacts import calls
from guildhall.serve.contacts.failure_demand import is_failure_demand
from guildhall.serve.contacts.spans import seconds, spans_of
from guildhall.serve.models import Call, Case, Interaction, Journey, Stumble

REASONS: dict[str, str] = {
    "opening-hours": "Opening hours or where we are",
    "how-to": "How to use a service",
    "progress": "How far a case has got",
    "bill-or-payment": "A bill or a payment",
    "another-authority": "Something another authority does",
    "thanks": "Thanks",
    "wrong-number": "A wrong number or a silent call",
    "decision": "What the council decided",
    "something-else": "Something else",
}
"""Why somebody was in contact without needing a case, by code, in the words of the desks."""

ADVICE, HANDOVER = "advice", "handover"
"""The reasons of contacts that a service itself ended, with advice or by handing over to a person."""

CASE = "case"
"""The reason of a contact that opened a case."""

CALLBACK, CALLED_BACK, HUNG_UP = "callback", "called-back", "hung-up"
"""The reasons of contacts in which we promised to call back, in which we did, and that ended before anybody answered."""

REPLIED, WROTE, BOOKED = "replied", "wrote", "booked"
"""The reasons of contacts that are told of by a record of their own: an answer to what was asked, an email, an appointment."""

FURTHER, RUNG, VISITED, CAME = "stage-2", "rung", "visited", "came"
"""The reasons of contacts in which a complaint was taken further, we rang somebody or went to see them, or they came to a counter."""

OF_CASE = (CASE, REPLIED, WROTE, FURTHER, RUNG, VISITED)
"""The reasons of contacts that are whoever's the case is, whoever that turns out to be."""

SUPPORT: dict[str, str] = {
    "relay": "Text relay",
    "bsl": "British Sign Language",
    "interpreter": "An interpreter",
    "large-print": "Large print",
}
"""What may be used so that both understand one another, by code, in the words of the desks."""

CALLED = 100
"""Letters of what somebody calls themselves."""

TOLD = 300
"""Letters of what they were told."""

_OUTCOMES = {
    HANDOVER: "passed-on",
    "another-authority": "passed-on",
    CALLBACK: "callback",
    CASE: "case",
    HUNG_UP: "abandoned",
}
"""How a contact came out, by its reason; all others were answered."""

NOT_LONGER_THAN = timedelta(hours=4)
"""A journey that began longer ago was not all one contact."""

DOUBLE_CLICK, SAME_CALL = timedelta(seconds=5), timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ContactValue:
    """A contact as it is shown: who, how long each part of it took (``None`` where it is not known), and what came of it."""

    id: int
    party: str
    called: str
    reason: str
    outcome: str
    case: str
    support: tuple[str, ...]
    told: str
    failure_demand: bool | None
    waited: timedelta | None
    handled: timedelta | None
    wrapped_up: timedelta | None


@dataclass(frozen=True, slots=True)
class Stumbling:
    """A question that callers stumble on, and how many times it was marked."""

    service: str
    step: str
    times: int


class NoSuchReason(ValueError):
    """A contact was to be logged for a reason that is not in the list."""

    code = "no-such-reason"


class NoSuchSupport(ValueError):
    """A support that is not in the list was to be kept as used."""

    code = "no-such-support"


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
    case: str = "",
    direction: str = "in",
    support: Collection[str] = (),
    told: str = "",
    rung: str = "",
) -> int:
    """Log a contact that opens no case, and give its number. A double click logs it once.

    ``whose`` says for whom the call was: ``own`` or ``other``. ``party`` is who was in contact, ``called`` what somebody who
    is not registered calls themselves; of a contact with a journey both are known by it. ``case`` is an open one that it was
    about, ``told`` what they were told. ``rung`` is the number that we rang. The call that
    the advisor holds, or made, is over with it. Raises ``NoSuchReason``, ``NoSuchSupport``.
    """
    if reason not in {*REASONS, ADVICE, HANDOVER, CALLBACK, CALLED_BACK}:
        raise NoSuchReason(reason)
    what = {"channel": channel, "service": service, "reason": reason, "direction": direction}
    began = None
    if journey:
        party, called, began = Journey.objects.values_list("customer", "called", "begun_at").get(id=journey)
    who = {"party": party, "called": called[:CALLED], "case": case}
    with transaction.atomic():
        same = Interaction.objects.filter(**what, **who, by=actor.reference)
        same = same.filter(journey_id=journey) if journey else same.filter(journey=None)
        before = same.filter(at__gt=at - (SAME_CALL if journey else DOUBLE_CLICK), at__lte=at).first()
        if before is not None:
            return before.pk
        call = _call(channel, direction, rung, actor, at)
        made = Interaction(
            **what,
            **who,
            journey_id=journey,
            whose=whose,
            by=actor.reference,
            at=at,
            outcome=_OUTCOMES.get(reason, "answered"),
            support=_as_kept(support),
            told=told[:TOLD],
            **_moments(call, began, at),
        )
        made.failure_demand = direction == "in" and is_failure_demand(
            party=party, case=case, reason=reason, since=made.began or made.answered or at - SAME_CALL, at=at
        )
        _keep(made, call, actor)
    return made.pk


def beside(
    *,
    channel: str,
    reason: str,
    actor: Actor,
    at: datetime,
    party: str = "",
    called: str = "",
    case: str = "",
    service: str = "",
    direction: str = "in",
    rung: str = "",
    news: bool | None = True,
    support: Collection[str] = (),
) -> int:
    """Log a contact that came with something else that is kept: an email, an answer, an appointment, a visit, a task to ring.

    To be called in the transaction that keeps it, once; gives its number. ``news`` says whether it brought anything new, such as
    an answer or a document, ``None`` where nobody knows yet what it is about; ``rung`` is the number that we rang.
    """
    call = _call(channel, direction, rung, actor, at)
    made = Interaction(
        channel=channel,
        direction=direction,
        reason=reason,
        party=party,
        called=called[:CALLED],
        case=case,
        service=service,
        by=actor.reference,
        at=at,
        outcome=_OUTCOMES.get(reason, "answered"),
        support=_as_kept(support),
        **_moments(call, None, at),
    )
    if news is None:
        made.failure_demand = None
    elif not news:
        made.failure_demand = is_failure_demand(party=party, case=case, reason=reason, since=at, at=at)
    _keep(made, call, actor)
    return made.pk


def tie(*, contact: int, party: str = "", case: str = "", service: str = "", news: bool = False) -> None:
    """A contact of nobody known turned out to be somebody's, or about a case: it is tied to it, and stays the one that it was.

    Whether it was failure demand follows from what stood in the case when it came, not when somebody read it.
    """
    row = Interaction.objects.select_for_update().get(id=contact)
    row.party, row.case, row.service = party, case, service
    row.failure_demand = not news and is_failure_demand(party="", case=case, reason=row.reason, since=row.at, at=row.at)
    row.save(update_fields=["party", "case", "service", "failure_demand"])


def untie(*, contact: int) -> None:
    """It was about another matter, or somebody else's, after all: again nobody knows which."""
    Interaction.objects.filter(id=contact).update(party="", case="", service="", failure_demand=None)


def abandoned(*, call: int, at: datetime) -> None:
    """Log that a caller hung up before anybody answered. What somebody dealt with meanwhile stays as it is."""
    with transaction.atomic():
        rows = Call.objects.select_for_update().filter(
            id=call, direction="in", interaction=None, rang_at__isnull=False, answered_at=None, taken_at=None
        )
        found = rows.filter(hung_up_at__isnull=False).first()
        if found is None:
            return
        system = Actor("system")
        made = Interaction(
            channel="phone",
            reason=HUNG_UP,
            outcome=_OUTCOMES[HUNG_UP],
            by=system.reference,
            at=at,
            began=found.rang_at,
            ended=found.hung_up_at,
        )
        _keep(made, found, system)


def add_to(*, case: str, support: Collection[str], told: str) -> None:
    """Add to the contact by which a case was opened what support was used, and what they were told. Raises ``NoSuchSupport``."""
    kept = _as_kept(support)
    led_to_case(reference=case)
    Interaction.objects.filter(case=case, outcome="case").update(support=kept, told=told[:TOLD])


def who_was_in(*, contacts: Collection[int]) -> dict[int, tuple[str, str, str, bool | None]]:
    """Who was in contact in each of these, a party or what they called themselves; why; whether it was failure demand.

    One statement.
    """
    rows = Interaction.objects.filter(id__in=contacts).values_list("id", "party", "called", "reason", "failure_demand")
    return {number: (party, called, reason, demand) for number, party, called, reason, demand in rows}


def find(*, contact: int) -> ContactValue | None:
    """A contact by its number; ``None`` where there is none."""
    row = Interaction.objects.filter(id=contact).first()
    return _value(row) if row else None


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
        if not logged.update(case=reference, party=party, outcome="case"):
            by, at = opened.actor.reference, case.opened_at
            spoken = case.channel in {"phone", "counter"}
            call = calls.held_by(account=by, at=at) if case.channel == "phone" else None
            made = Interaction.objects.create(
                channel=case.channel,
                service=case.service,
                reason=CASE,
                journey_id=case.journey_id,
                case=reference,
                party=party,
                called=case.journey.called,
                whose="other" if opened.on_behalf_of else "own",
                by=by,
                at=at,
                outcome="case",
                **(_moments(call, case.journey.begun_at, at) if spoken else {}),
            )
            if call is not None:
                Call.objects.filter(id=call.pk).update(interaction=made)


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


def _keep(made: Interaction, call: Call | None, actor: Actor) -> None:
    """Save a contact, join it to its call, and tell the ledger. Only inside a transaction."""
    made.save()
    if call is not None:
        Call.objects.filter(id=call.pk).update(interaction=made)
    waited, handled, _wrapped_up = spans_of(made)
    record(
        subject=f"contact/{made.pk}",
        type=happened.CONTACT_MADE.name,
        actor=actor,
        at=made.at,
        data={
            "channel": made.channel,
            "direction": made.direction,
            "service": made.service or None,
            "reason": made.reason,
            "outcome": made.outcome,
            "failure_demand": made.failure_demand,
            "case": f"case/{made.case}" if made.case else None,
            "journey": f"journey/{made.journey_id}" if made.journey_id else None,
            "waited": seconds(waited),
            "handled": seconds(handled),
            "supported": bool(read_json(made.support)),
        },
        first=True,
    )


def _call(channel: str, direction: str, rung: str, actor: Actor, at: datetime) -> Call | None:
    """The call that a contact by telephone was: taken at the desk, or made to the number that was rung."""
    if channel != "phone":
        return None
    if direction == "in":
        return calls.held_by(account=actor.reference, at=at)
    return calls.made_by(account=actor.reference, number=rung, at=at) if rung else None


def _moments(call: Call | None, began: datetime | None, at: datetime) -> dict[str, datetime | None]:
    """When a contact began, was answered, ended and was wrapped up, as the call or the journey tells.

    A journey tells when somebody was answered and not how long they had waited, nor what was done for them afterwards.
    """
    if call is not None:
        answered = call.answered_at or call.taken_at
        return {"began": call.rang_at, "answered": answered, "ended": call.hung_up_at, "wrapped": at}
    if began is not None and at - began <= NOT_LONGER_THAN:
        return {"answered": began, "ended": at}
    return {}


def _as_kept(support: Collection[str]) -> str:
    unknown = [each for each in support if each not in SUPPORT]
    if unknown:
        raise NoSuchSupport(unknown[0])
    return canonical_json([each for each in SUPPORT if each in support])


def _value(row: Interaction) -> ContactValue:
    return ContactValue(
        row.pk,
        row.party,
        row.called,
        row.reason,
        row.outcome,
        row.case,
        tuple(read_json(row.support)),
        row.told,
        row.failure_demand,
        *spans_of(row),
    )
