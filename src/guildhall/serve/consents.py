"""Consent: asked aloud, given in person, and kept word for word with who asked and when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guildhall.ledger.door import Actor, record
from guildhall.people.door import names_of, register
from guildhall.serve import happened
from guildhall.serve.models import Consent


@dataclass(frozen=True, slots=True)
class ConsentValue:
    """What was agreed to. ``helper`` is the helper's name, empty where nobody was there to help."""

    helper: str
    wording: str
    language: str
    by: str
    at: datetime


def give(*, journey: UUID, helper: str, wording: str, language: str, actor: Actor, at: datetime) -> None:
    """Keep a consent just given. The helper's name goes to people's register; here stands only the reference."""
    with transaction.atomic():
        known = register(kind="person", name=helper) if helper else ""
        Consent.objects.create(
            journey_id=journey, helper=known, wording=wording, language=language, by=actor.reference, at=at
        )
        record(
            subject=f"journey/{journey}",
            type=happened.CONSENT_GIVEN.name,
            actor=actor,
            at=at,
            data={"helper": known or None, "language": language},
        )


def of_journey(*, journey: UUID) -> tuple[ConsentValue, ...]:
    """Every consent given for a journey, oldest first. Two statements where somebody helped, otherwise one."""
    rows = list(Consent.objects.filter(journey_id=journey).order_by("at", "id"))
    helpers = [each.helper for each in rows if each.helper]
    names = names_of(references=helpers) if helpers else {}
    return tuple(
        ConsentValue(names.get(each.helper, ""), each.wording, each.language, each.by, each.at) for each in rows
    )
