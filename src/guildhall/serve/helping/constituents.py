"""Constituents who asked their councillor for help: recorded with its basis, told to the constituent, counted once.

The law lets an elected member act for whoever asked, without a form (Data Protection Act 2018, Schedule 1, paragraphs 23
and 24). So none is asked for. About a case that is open, nothing is counted anew: it is neither a second case nor a second
contact.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import council, words
from guildhall.ledger.door import Actor
from guildhall.people.door import RepresentationValue, in_office, may_act, register, represent, told_of
from guildhall.serve import outbox
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case, Message
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import Whom

CHANNEL = "web"
"""The councillor's desk is a page, wherever the constituent asked them."""


@dataclass(frozen=True, slots=True)
class Constituent:
    """Somebody who asked, as the councillor tells of them. ``phone`` and ``email`` may be empty."""

    name: str
    email: str
    phone: str
    language: str


def asked(
    *, councillor: Actor, name: str, who: Constituent, case: CaseValue | None, service: str, at: datetime
) -> RepresentationValue:
    """Record that a constituent asked a councillor, about a case of theirs or about a service; and tell them so.

    Whoever tells of no case is registered, and matched by nobody but staff. Said again of one case, it stands once.
    """
    with transaction.atomic():
        agent = in_office(account=councillor.reference, name=name, at=at)
        if case is not None:
            stands = may_act(agent=agent, principal=case.customer, power="hear", about=[case.subject], at=at)
            if stands:
                return stands
        principal = (
            case.customer
            if case
            else register(name=who.name, email=who.email, phone=who.phone, language=who.language, at=at)
        )
        given = represent(
            principal=principal,
            agent=agent,
            basis="elected-member",
            powers=("hear", "speak"),
            scope=(case.subject if case else f"service/{service}",),
            language=case.language if case else who.language,
            channel=CHANNEL,
            actor=councillor,
            at=at,
        )
        if case is None:
            interactions.log(
                channel=CHANNEL,
                reason="something-else",
                service=service,
                party=principal,
                whose="other",
                actor=councillor,
                at=at,
            )
        written = _told(name, principal, who.language, case, at)
        if written is not None:
            outbox.message_written(message=written.pk)
            told_of(representation=given.id, at=at)
        return given


def said_to_them(*, name: str, language: str) -> str:
    """The words by which a constituent is told that they asked the councillor of this name, and how it ends."""
    return words("serve").say("message-councillor", language, name=name, telephone=council().telephone)


def _told(name: str, principal: str, language: str, case: CaseValue | None, at: datetime) -> Message | None:
    """What the constituent is told, by their own way; ``None`` where there is none that may be used: then staff tell them."""
    row = Case.objects.get(id=case.id) if case is not None else None
    known = Whom(row, "" if row else principal, language).known()
    text = said_to_them(name=name, language=known.language)
    if row is not None:
        return messages.write(case=row, about="councillor", at=at, text=text)
    return messages.write_to(party=principal, language=language, about="councillor", text=text, at=at)
