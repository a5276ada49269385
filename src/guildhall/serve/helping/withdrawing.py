"""The end of acting for another: at once, on every way in. A form that is not sent yet gets another code.

Whoever helped may have noted the code by which the form is taken up again. From now on it opens nothing, and the person is told
the new one: by the way that they gave in the form, else by one that we know of them. What another spoke for them is theirs then.
"""

from datetime import datetime
from random import SystemRandom
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guildhall.estate.door import Onlooker, new_reference, words
from guildhall.ledger.door import Actor
from guildhall.people import door as people
from guildhall.people.door import NoSuchParty, RepresentationValue, portrait, representation_of
from guildhall.serve import outbox
from guildhall.serve.answering import journeys
from guildhall.serve.helping.speaking import speaks_still
from guildhall.serve.models import Journey
from guildhall.serve.telling import foreseeing, messages
from guildhall.serve.telling.notices import Whom

HOUSE = Onlooker(account="", teams=None, works=None, people=True, safeguards=True)
"""The house itself, which compares what somebody says with what we know of them. It shows nobody what it sees."""


def withdraw(*, representation: int, channel: str, actor: Actor, at: datetime) -> RepresentationValue:
    """End a representation, as ``people.door.withdraw`` does, and with it what was noted. Raises ``NoSuchRepresentation``."""
    with transaction.atomic():
        ended = people.withdraw(representation=representation, channel=channel, actor=actor, at=at)
        keys = [UUID(scope.removeprefix("journey/")) for scope in ended.scope if scope.startswith("journey/")]
        same = people.same_as(references=[ended.principal, ended.agent])
        spoken = Q(on_behalf_of__in=same[ended.principal], customer__in=same[ended.agent])
        for journey in Journey.objects.filter(Q(id__in=keys) | spoken, case=None, resume_until__gt=at):
            for_another = journey.on_behalf_of and journey.customer
            if for_another and speaks_still(journey=journey.pk, at=at):
                continue
            journey.resume_code = foreseeing.anew(new_reference(SystemRandom()), instead=foreseeing.CODE)
            if for_another:
                journey.customer = journey.on_behalf_of
            journey.save(update_fields=["resume_code", "customer"])
            _tell(ended, journey, at)
        return ended


def said_to_them(*, name: str, language: str, code: str = foreseeing.CODE) -> str:
    """The words by which somebody is told who acts for them no more, and the new code of their form.

    ``name`` is theirs, or empty where it is not known. Without the code, they can be read before it is made. Nothing is said of
    others who may act for them by another consent.
    """
    said = words("serve")
    return said.say("message-new-code", language, name=name or said.say("web-acts-no-name", language), code=code)


def known_by(*, code: str) -> tuple[str, ...]:
    """What the person for whom somebody acts by this code can be known by: their name, how they are reached, and their postcode."""
    given = representation_of(code=code)
    try:
        known = portrait(reference=given.principal, onlooker=HOUSE) if given else None
    except NoSuchParty:
        return ()
    if known is None:
        return ()
    named = [each.name for each in known.parties]
    reached = [each.value for each in known.contacts if each.kind != "post"]
    return tuple(filter(None, (*named, *reached, *(each.postcode for each in known.residences))))


def _tell(ended: RepresentationValue, journey: Journey, at: datetime) -> None:
    principal = ended.principal
    language = Whom(party=principal, language=journey.language).known().language
    text = said_to_them(name=people.name_of(reference=ended.agent), language=language, code=journey.resume_code)
    begun = journeys.load(journey=journey.id, at=at)
    given = messages.way_to_reach(begun.live.compiled, dict(begun.answers), language)
    way = given if given is not None and given.kind != "letter" else None  # an address may be what the form is about
    written = messages.write_to(party=principal, language=journey.language, about="code", text=text, at=at, way=way)
    if written is not None:
        outbox.message_written(message=written.pk)
