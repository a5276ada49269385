"""Somebody who was only a reference, because another spoke for them, tells for the first time who they are."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildhall.kernel.model import Json
from guildhall.people.changes import keep
from guildhall.people.models import ContactPoint, NameWord, Party
from guildhall.people.naming import words_of
from guildhall.people.register import residence_of, searched_form


def met(
    *,
    party: Party,
    name: str,
    ways: Mapping[str, str],
    language: str,
    lives: Mapping[str, Json] | None,
    at: datetime,
    spoken_for: datetime | None = None,
) -> None:
    """Keep what is told of somebody where nothing of that kind is known yet. What is known is not changed.

    ``spoken_for`` is when another began to speak for them: whoever was known by then gives such things only themselves.
    """
    if spoken_for is not None and party.registered_at < spoken_for:
        return
    with transaction.atomic():
        if not party.name and name.strip():
            party.name = name.strip()[:300]
            keep(party=party.id, what="name", was="", now=party.name, by=party.reference, at=at)
            NameWord.objects.bulk_create(
                NameWord(party=party, word=each.word, start=each.start, sound=each.sound)
                for each in words_of(party.name)
            )
        if not party.language and language:
            party.language = language
            keep(party=party.id, what="language", was="", now=language, by=party.reference, at=at)
        party.compared_at = None
        party.save(update_fields=["name", "language", "compared_at"])
        known = set(party.contact_points.values_list("kind", flat=True))
        ContactPoint.objects.bulk_create(
            ContactPoint(party=party, kind=way, value=value.strip(), found_by=searched_form(way, value), since=at)
            for way, value in ways.items()
            if value.strip() and way not in known
        )
        if lives and not party.residences.exists():
            residence_of(party, lives, {"since": at}).save()
