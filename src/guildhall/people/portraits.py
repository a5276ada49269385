"""Everything that the council knows of somebody, put together for one onlooker."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guildhall.estate.door import Onlooker
from guildhall.people.changes import told_last
from guildhall.people.identity import same_as
from guildhall.people.models import Belonging, ContactPoint, Need, Party, Residence
from guildhall.people.register import NoSuchParty, contact_value, party_of
from guildhall.people.values import BelongingValue, NeedValue, PartyValue, Portrait, ResidenceValue


def portrait(*, reference: str, onlooker: Onlooker) -> Portrait:
    """The person of a reference, with all parties linked to it. Seven statements where none is linked.

    Raises ``NoSuchParty``, also to whoever may not look people up.
    """
    if not onlooker.people:
        raise NoSuchParty(reference)
    asked = party_of(reference)
    parties = _together(asked.id)
    keys = frozenset(each.id for each in parties)
    withheld = asked.guarded and not onlooker.safeguards
    points = ContactPoint.objects.filter(party_id__in=keys, until=None).order_by("-preferred", "id")
    homes = Residence.objects.filter(party_id__in=keys, until=None).order_by("-since", "-id")
    needs = {each.code: each for each in Need.objects.filter(party_id__in=keys, until=None).order_by("id")}
    return Portrait(
        parties=tuple(PartyValue(each.reference, each.kind, each.name) for each in parties),
        language=_language(parties, told_last(keys) if len(keys) > 1 else {}),
        born_on=next((each.born_on for each in parties if each.born_on), None),
        contacts=() if withheld else tuple(map(contact_value, points)),
        residences=() if withheld else tuple(map(_residence, homes)),
        needs=tuple(NeedValue(each.code, each.language, each.since) for each in needs.values()),
        belongings=_belongings(keys),
        protected=asked.guarded,
        withheld=withheld,
    )


def languages_of(*, references: Iterable[str]) -> dict[str, str]:
    """The language of each of these people, as their portrait has it; empty where none is known, or nobody is.

    Two statements, however many; where any are linked one more.
    """
    keys: dict[str, UUID] = {}
    for each in references:
        with suppress(ValueError):
            keys[each] = Party.id_in(each)
    same = same_as(keys.values())
    known = Party.objects.in_bulk({one for ends in same.values() for one in ends})
    linked = {one for ends in same.values() if len(ends) > 1 for one in ends}
    told = told_last(linked) if linked else {}
    return {
        each: _language(_first_itself(key, (known[one] for one in same[key] if one in known)), told)
        for each, key in keys.items()
    }


def _together(key: UUID) -> list[Party]:
    """A party and all that are the same person, it first and then by age."""
    return _first_itself(key, Party.objects.filter(id__in=same_as([key])[key]))


def _first_itself(key: UUID, parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda each: (each.id != key, each.registered_at))


def _language(parties: list[Party], told: Mapping[UUID, datetime]) -> str:
    """The language that was told last while they were one, or else the first that is known."""
    named = [each for each in parties if each.language]
    last = max((each for each in named if each.id in told), key=lambda each: told[each.id], default=None)
    return last.language if last else named[0].language if named else ""


def _residence(row: Residence) -> ResidenceValue:
    lines = tuple(part for part in (row.line1, row.line2, row.town, row.county) if part)
    return ResidenceValue(row.kind, lines, row.postcode, row.uprn, row.near, row.since)


def _belongings(keys: frozenset[UUID]) -> tuple[BelongingValue, ...]:
    rows = Belonging.objects.filter(Q(person__in=keys) | Q(organisation__in=keys), until=None)
    found = []
    for each in rows.select_related("person", "organisation").order_by("id"):
        end = each.organisation if each.person_id in keys else each.person
        found.append(BelongingValue(PartyValue(end.reference, end.kind, end.name), each.role))
    return tuple(found)
