"""Consent: asked aloud, read or shown, kept word for word with who asked and when; and what it lets a helper do.

A consent given for a journey reaches no further than that journey and the case that it opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guildhall.ledger.door import Actor, record
from guildhall.people.door import Power, names_of, represent
from guildhall.serve import happened
from guildhall.serve.helping import unsent
from guildhall.serve.models import Consent


@dataclass(frozen=True, slots=True)
class ConsentValue:
    """What was agreed to. ``helper`` is the helper's name, empty where nobody was there to help."""

    helper: str
    wording: str
    language: str
    by: str
    at: datetime


def give(
    *,
    journey: UUID,
    principal: str,
    helper: str,
    powers: Sequence[Power],
    wording: str,
    language: str,
    channel: str,
    actor: Actor,
    at: datetime,
    until: datetime | None = None,
    on_behalf_of: str = "",
) -> None:
    """Keep a consent just given. ``principal`` and ``helper`` are parties; ``helper`` is empty where nobody said who they are.

    From now on the helper acts for the principal in this one matter, by these powers. The principal is told with the receipt of
    what is sent in for them, or tonight where nothing was.
    """
    with transaction.atomic():
        Consent.objects.create(
            journey_id=journey, helper=helper, wording=wording, language=language, by=actor.reference, at=at
        )
        record(
            subject=f"journey/{journey}",
            type=happened.CONSENT_GIVEN.name,
            actor=actor,
            at=at,
            on_behalf_of=on_behalf_of,
            data={"helper": helper or None, "language": language},
        )
        if helper:
            represent(
                principal=principal,
                agent=helper,
                basis="consent",
                powers=powers,
                scope=(f"journey/{journey}",),
                wording=wording,
                language=language,
                channel=channel,
                actor=actor,
                at=at,
                until=until,
            )
            unsent.look_tonight(journey=journey, at=at)


def of_journey(*, journey: UUID) -> tuple[ConsentValue, ...]:
    """Every consent given for a journey, oldest first. Two statements where somebody helped, otherwise one."""
    rows = list(Consent.objects.filter(journey_id=journey).order_by("at", "id"))
    helpers = [each.helper for each in rows if each.helper]
    names = names_of(references=helpers) if helpers else {}
    return tuple(
        ConsentValue(names.get(each.helper, ""), each.wording, each.language, each.by, each.at) for each in rows
    )
