"""Register people and find them again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import phonenumbers
from django.db.models import Q

from guildhall.people.models import ContactPoint, Party
from guildhall.people.values import ContactValue, PartyValue


def register(*, kind: str, name: str, ways: Mapping[str, str], preferred: str | None) -> str:
    """Register somebody with the ways to reach them that are not empty."""
    party = Party.objects.create(kind=kind, name=name.strip())
    given = {way: value.strip() for way, value in ways.items() if value.strip()}
    if given:
        ContactPoint.objects.bulk_create(
            ContactPoint(
                party=party,
                kind=way,
                value=value,
                found_by=searched_form(way, value),
                preferred=way == preferred,
            )
            for way, value in given.items()
        )
    return party.reference


def names_of(references: Iterable[str]) -> dict[str, str]:
    """The name of each party among the references."""
    keys = [Party.id_in(each) for each in references if each.startswith("party/")]
    return {each.reference: each.name for each in Party.objects.filter(id__in=keys)}


def contacts_of(reference: str) -> tuple[ContactValue, ...]:
    """The ways to reach a party, the preferred one first."""
    points = ContactPoint.objects.filter(party_id=Party.id_in(reference))
    return tuple(
        ContactValue(each.kind, each.value, each.verified_at, each.safe_to_use, each.preferred)
        for each in points.order_by("-preferred", "id")
    )


def find(*, email: str, phone: str) -> tuple[PartyValue, ...]:
    """Everybody with this email address or this telephone number, by name."""
    asked = Q()
    for kind, given in (("email", email), ("phone", phone)):
        if given.strip():
            asked |= Q(kind=kind, found_by=searched_form(kind, given))
    if not asked:
        return ()
    found = Party.objects.filter(id__in=ContactPoint.objects.filter(asked).values("party_id")).order_by("name", "id")
    return tuple(PartyValue(each.reference, each.kind, each.name) for each in found)


def mark_contact(*, reference: str, kind: str, verified_at: datetime | None, safe: bool | None) -> None:
    """Note what was found out about a way to reach somebody; what is `None` stays as it was."""
    found: dict[str, object] = {"verified_at": verified_at, "safe_to_use": safe}
    news = {name: value for name, value in found.items() if value is not None}
    if news:
        ContactPoint.objects.filter(party_id=Party.id_in(reference), kind=kind).update(**news)


def searched_form(kind: str, value: str) -> str:
    """The one form in which a way to reach somebody is searched, however it was written."""
    if kind != "phone":
        return " ".join(value.casefold().split())
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return "".join(c for c in value if c.isdigit())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
