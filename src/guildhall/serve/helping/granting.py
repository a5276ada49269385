"""Somebody agrees at a desk that another acts for them: it is recorded with the words they agreed to, and they are shown them.

Consent that is read out is gone once it was said. So the person gets the very words by their own way, with who acts and how it ends;
where no way reaches them, somebody is set the task to tell them (UK GDPR, Article 7(1) and (3)).
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from guildhall.estate.door import council, words
from guildhall.ledger.door import Actor
from guildhall.people.door import TERMS, Basis, NotEnough, Power, RepresentationValue, name_of, represent, told_of
from guildhall.serve import outbox
from guildhall.serve.pages import addresses
from guildhall.serve.telling import foreseeing, messages
from guildhall.serve.telling.notices import Whom


def grant(
    *,
    principal: str,
    agent: str,
    basis: Basis,
    powers: Sequence[Power],
    scope: Sequence[str],
    wording: str,
    language: str,
    evidence: str,
    channel: str,
    actor: Actor,
    at: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
) -> RepresentationValue:
    """Record it as ``people.door.represent`` does, and tell the person where they agreed, or must be told. Raises ``NotEnough``.

    Whoever has no name cannot be named to the person: that is missing too, as ``named``.
    """
    tells = TERMS[basis].wording or TERMS[basis].told
    if tells and not name_of(reference=agent):
        raise NotEnough(["named"])
    with transaction.atomic():
        given = represent(
            principal=principal,
            agent=agent,
            basis=basis,
            powers=powers,
            scope=scope,
            wording=wording,
            language=language,
            evidence=evidence,
            channel=channel,
            actor=actor,
            at=at,
            since=since,
            until=until,
        )
        if tells:
            _tell(given, at)
        return given


def _tell(given: RepresentationValue, at: datetime) -> None:
    known = Whom(party=given.principal, language=given.language or "en").known()
    holes = {
        "name": name_of(reference=given.agent),
        "telephone": council().telephone,
        "address": f"{settings.ADDRESS}{addresses.of_tracking(known.language)}",
        "code": foreseeing.anew(given.code, instead=foreseeing.REFERENCE),
    }
    said = words("serve").say("message-acting-agreed" if given.wording else "message-acting", known.language, **holes)
    text = f"{said}\n\n{given.wording}" if given.wording else said
    written = messages.write_to(party=given.principal, language=known.language, about="acting", text=text, at=at)
    if written is not None:
        outbox.message_written(message=written.pk)
        told_of(representation=given.id, at=at)
