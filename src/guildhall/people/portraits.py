"""Everything that the council knows of somebody, put together for one onlooker."""

from uuid import UUID

from django.db.models import Q

from guildhall.estate.door import Onlooker
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
    keys = same_as([asked.id])[asked.id]
    parties = sorted(Party.objects.filter(id__in=keys), key=lambda each: (each.id != asked.id, each.registered_at))
    withheld = asked.guarded and not onlooker.safeguards
    points = ContactPoint.objects.filter(party_id__in=keys, until=None).order_by("-preferred", "id")
    homes = Residence.objects.filter(party_id__in=keys, until=None).order_by("-since", "-id")
    needs = {each.code: each for each in Need.objects.filter(party_id__in=keys, until=None).order_by("id")}
    return Portrait(
        parties=tuple(PartyValue(each.reference, each.kind, each.name) for each in parties),
        language=next((each.language for each in parties if each.language), ""),
        born_on=next((each.born_on for each in parties if each.born_on), None),
        contacts=() if withheld else tuple(map(contact_value, points)),
        residences=() if withheld else tuple(map(_residence, homes)),
        needs=tuple(NeedValue(each.code, each.language, each.since) for each in needs.values()),
        belongings=_belongings(keys),
        protected=asked.guarded,
        withheld=withheld,
    )


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
