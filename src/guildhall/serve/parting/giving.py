"""What was made for one of two who were taken for one, given to the other: because somebody said, in a review, that it is theirs."""

from datetime import datetime
from uuid import UUID

from guildhall.ledger.door import Actor
from guildhall.serve.contacts.interactions import BOOKED, OF_CASE
from guildhall.serve.models import (
    Appointment,
    Callback,
    Case,
    Interaction,
    Journey,
    Message,
    PostHolding,
    RightsRequest,
)
from guildhall.serve.places import post
from guildhall.serve.privacy import holds


def give(*, record: str, was: str, whose: str, actor: Actor, at: datetime) -> None:
    """Let something be another party's from now on. Why, and by whom, the caller keeps in the same transaction."""
    kind, _, key = record.partition("/")
    match kind:
        case "case":
            _give_case(key, was, whose)
        case "contact":
            Interaction.objects.filter(id=key, party=was).update(party=whose)
        case "callback":
            Callback.objects.filter(id=key, party=was).update(party=whose)
        case "appointment":
            _give_appointment(int(key), was, whose)
        case "message":
            customer = Case.objects.filter(messages=int(key)).values_list("customer", flat=True).first()
            Message.objects.filter(id=key).update(party="" if customer == whose else whose)
        case "journey":
            _give_journey(UUID(key), was, whose)
        case "post":
            post.pass_on(holding=int(key), to=whose, actor=actor, at=at)
        case "request":
            RightsRequest.objects.filter(id=key, party=was).update(party=whose)
        case "hold":
            holds.pass_on(hold=int(key), to=whose, actor=actor, at=at)


def goes_along(*, record: str) -> tuple[str, ...]:
    """What of the people's room goes wherever this goes: the address in care of the place where post is held."""
    kind, _, key = record.partition("/")
    if kind != "post":
        return ()
    return tuple(f"contact-point/{each}" for each in PostHolding.objects.filter(id=key).values_list("point", flat=True))


def never_alone(*, parties: tuple[str, ...]) -> frozenset[str]:
    """What goes along with something of these parties, and is therefore not asked about by itself. One statement."""
    points = PostHolding.objects.filter(party__in=parties).values_list("point", flat=True)
    return frozenset(f"{kind}/{each}" for each in points for kind in ("contact-point", "ended-way"))


def _give_case(reference: str, was: str, whose: str) -> None:
    """The case, the journey it came from and the contacts that are whoever's it is. What was written before was written to whom it was."""
    case = Case.objects.select_for_update().get(reference=reference)
    case.messages.filter(party="", begun_at__isnull=False).update(party=was)
    case.messages.filter(party=whose).update(party="")
    Case.objects.filter(id=case.pk, customer=was).update(customer=whose)
    Journey.objects.filter(id=UUID(str(case.journey_id)), customer=was).update(customer=whose)
    Interaction.objects.filter(case=reference, reason__in=OF_CASE, party=was).update(party=whose)


def _give_appointment(key: int, was: str, whose: str) -> None:
    """The appointment, and the contact in which they booked it themselves."""
    booked = Appointment.objects.get(id=key).booked_at
    if Appointment.objects.filter(id=key, party=was).update(party=whose):
        Interaction.objects.filter(reason=BOOKED, party=was, at=booked).update(party=whose)


def _give_journey(key: UUID, was: str, whose: str) -> None:
    """Who it was begun for. Its answers keep who gave each, and for whom they gave it then."""
    Journey.objects.filter(id=key, customer=was).update(customer=whose)
    Journey.objects.filter(id=key, on_behalf_of=was).update(on_behalf_of=whose)
