"""What was agreed to for one journey, as the person is told of it: who acts for them, how it ends, and the words, as they were said.

Where another agreed in their name they must hear of it all the more (UK GDPR, Article 7(1) and (3)).
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings

from guildhall.estate.door import council, words
from guildhall.people.door import RepresentationValue, names_of, represented_by, told_of
from guildhall.serve.models import Consent
from guildhall.serve.pages import addresses

TELL = "tell-agreed"
"""The task to tell somebody who acts for them, by which words and how it ends, where they wish for no message of it."""


def said(*, journey: UUID, language: str, code: str = "") -> str:
    """What is told of every consent that was not taken back; empty where there is none.

    ``code`` is that by which a form is gone on with that was not sent in. One statement where nobody agreed to anything.
    """
    given = list(_given(journey))
    if not given:
        return ""
    names, say = names_of(references={each.helper for each, _ in given} - {""}), words("serve")
    holes = {"telephone": council().telephone}
    if code:
        holes |= {"code": code, "address": f"{settings.ADDRESS}{addresses.of_continuing(language)}"}
    ending = say.say("message-agreed-end-unsent" if code else "message-agreed-end", language, **holes)
    nobody = say.say("web-acts-no-name", language)
    return "\n\n".join(
        f"{say.say(f'message-agreed-{_how(each)}', language, name=names.get(each.helper) or nobody)} {ending}\n\n{each.wording}"
        for each, _ in given
    )


def were_told(*, journey: UUID, at: datetime) -> None:
    """Note that the person was told of all that stands for a journey."""
    for _, representation in _given(journey):
        if representation is not None:
            told_of(representation=representation.id, at=at)


def _given(journey: UUID) -> Iterator[tuple[Consent, RepresentationValue | None]]:
    """Each consent of a journey, the first first, with what it lets somebody do. Without what was taken back since."""
    for each in (
        Consent.objects.filter(journey_id=journey).exclude(wording="").select_related("journey").order_by("at", "id")
    ):
        whose = each.journey.on_behalf_of or each.journey.customer
        if not each.helper:
            if each.journey.on_behalf_of:
                yield each, None
            continue
        for one in represented_by(reference=whose) if whose else ():
            if one.agent == each.helper and f"journey/{journey}" in one.scope and one.withdrawn_at is None:
                yield each, one


def _how(consent: Consent) -> str:
    """Whether the person agreed themselves, or another said so for them, by name or without."""
    if not consent.helper:
        return "by-somebody"
    return "by-another" if consent.helper == consent.journey.customer else "helped"
