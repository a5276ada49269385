"""Two records that nobody proposed, put before whoever decides: somebody knows, or has a notion, that they are one person."""

from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import canonical_json
from guildhall.people.identity import OneAndTheSame, same_as
from guildhall.people.models import Party, Proposal
from guildhall.people.proposing.comparing import compared, up_to_date
from guildhall.people.proposing.likeness import Likeness
from guildhall.people.proposing.proposals import pairs_seen
from guildhall.people.proposing.traits import pair
from guildhall.people.register import NoSuchParty, party_of


class NotAlike(ValueError):
    """A person and an organisation were to be one."""

    code = "not-alike"


def propose(*, one: str, other: str, onlooker: Onlooker, at: datetime) -> int:
    """Propose that two parties, by their references, are one person; gives the proposal's number.

    Where it was settled before it is open again, with all that was said of it. Raises ``NoSuchParty``, also where an onlooker may
    not see what joins the two, ``OneAndTheSame`` and ``NotAlike``.
    """
    asked = party_of(one), party_of(other)
    up_to_date(references=(one, other), at=at)
    with transaction.atomic():
        ends = _held(*asked)
        key = ends[0].id, ends[1].id
        if key[1] in same_as([key[0]])[key[0]]:
            raise OneAndTheSame(one)
        alike = compared([key]).get(key)
        if alike is None:
            raise NotAlike(other)
        row, _ = Proposal.objects.get_or_create(one=ends[0], other=ends[1], defaults=_as_compared(alike, at))
        if not Proposal.objects.filter(pairs_seen(onlooker), id=row.pk).exists():
            raise NoSuchParty(other)
        Proposal.objects.filter(id=row.pk).exclude(settled_at=None).update(settled_at=None, **_as_compared(alike, at))
        Proposal.objects.filter(id=row.pk).update(put_off_until=None)
        return row.pk


def _held(one: Party, other: Party) -> tuple[Party, Party]:
    """Both in the order of their keys, held until the transaction ends; the same party twice is one and the same."""
    if one.id == other.id:
        raise OneAndTheSame(one.reference)
    found = {
        each.id: each for each in Party.objects.select_for_update().filter(id__in=(one.id, other.id)).order_by("id")
    }
    first, second = pair(one.id, other.id)
    return found[first], found[second]


def _as_compared(alike: Likeness, at: datetime) -> dict[str, object]:
    return {"points": alike.points, "reasons": canonical_json(alike.codes), "proposed_at": at}
