"""That two parties are one person: proposed with reasons elsewhere, asserted here by somebody, and taken back without loss.

A link moves no record. Each case, contact and message keeps the party it was made for; those who look at one party are shown
those of all that are linked to it. Retracting a link therefore returns every record exactly, because none had gone away.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.models import Distinction, IdentityLink, Party, Protection


class OneAndTheSame(ValueError):
    """Two parties were to be linked that are one already, by a link or by being the same party."""

    code = "one-and-the-same"


class NoSuchLink(LookupError):
    """There is no such link, or it was retracted already."""

    code = "no-such-link"


@dataclass(frozen=True, slots=True)
class LinkValue:
    """Two parties are one person, from when, for which reasons (codes), and until when."""

    id: int
    one: str
    other: str
    reasons: tuple[str, ...]
    asserted_by: str
    asserted_at: datetime
    retracted_by: str
    retracted_at: datetime | None
    why: str


def assert_link(*, one: Party, other: Party, reasons: Iterable[str], actor: Actor, at: datetime) -> LinkValue:
    """Say that two parties are one person. Raises ``OneAndTheSame``."""
    with transaction.atomic():
        ends = sorted((one, other), key=lambda each: each.id.hex)
        list(Party.objects.select_for_update().filter(id__in=[each.id for each in ends]).order_by("id"))
        if other.id in same_as([one.id])[one.id]:
            raise OneAndTheSame(one.reference)
        Distinction.objects.filter(one=ends[0], other=ends[1]).delete()
        made = IdentityLink.objects.create(
            one=ends[0],
            other=ends[1],
            reasons=canonical_json(sorted(reasons)),
            asserted_by=actor.reference,
            asserted_at=at,
        )
        guard_again([one.id])
        _tell(made, happened.IDENTITY_ASSERTED.name, actor, at)
        return value_of(made)


def retract_link(*, link: int, why: str, actor: Actor, at: datetime) -> LinkValue:
    """Take back that two parties are one person; every record is again its own party's. Raises ``NoSuchLink``."""
    with transaction.atomic():
        row = IdentityLink.objects.select_for_update().filter(id=link, retracted_at=None).first()
        if row is None:
            raise NoSuchLink(str(link))
        row.retracted_by, row.retracted_at, row.why = actor.reference, at, why.strip()[:200]
        row.save(update_fields=["retracted_by", "retracted_at", "why"])
        guard_again([row.one_id, row.other_id])
        _tell(row, happened.IDENTITY_RETRACTED.name, actor, at)
        return value_of(row)


def distinguish(*, one: Party, other: Party, actor: Actor, at: datetime) -> None:
    """Say that two parties are not one person, so that it is not proposed again."""
    ends = sorted((one, other), key=lambda each: each.id.hex)
    Distinction.objects.get_or_create(one=ends[0], other=ends[1], defaults={"by": actor.reference, "at": at})


def links_of(*, parties: Iterable[UUID]) -> tuple[LinkValue, ...]:
    """Every link of these parties that was ever asserted, oldest first. One statement."""
    keys = list(parties)
    rows = IdentityLink.objects.filter(Q(one__in=keys) | Q(other__in=keys)).order_by("asserted_at", "id")
    return tuple(map(value_of, rows))


def same_as(parties: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each party, every party that is the same person, itself among them.

    Costs one statement where none of them is linked, and one more for each link that the longest chain has.
    """
    asked = list(parties)
    near: dict[UUID, set[UUID]] = defaultdict(set)
    known, edge = set(asked), set(asked)
    while edge:
        rows = IdentityLink.objects.filter(Q(one__in=edge) | Q(other__in=edge), retracted_at=None)
        for one, other in rows.values_list("one_id", "other_id"):
            near[one].add(other)
            near[other].add(one)
        edge = {each for ends in near.values() for each in ends} - known
        known |= edge
    return {each: _reached(each, near) for each in asked}


def guard_again(parties: Iterable[UUID]) -> None:
    """Note of these, and of all who are the same person, whether a protection is in force for any of them.

    All are held until the transaction ends, so that of a link and a protection made in one moment the later sees the earlier.
    """
    for cluster in _held_together(list(parties)):
        guarded = Protection.objects.filter(party_id__in=cluster, ended_at=None).exists()
        Party.objects.filter(id__in=cluster).exclude(guarded=guarded).update(guarded=guarded)


def _held_together(parties: Sequence[UUID]) -> set[frozenset[UUID]]:
    """These, each with all who are the same person, held: looked for again until nobody was added meanwhile."""
    held: frozenset[UUID] = frozenset()
    while True:
        same = set(same_as(parties).values())
        everybody = frozenset(chain.from_iterable(same))
        if everybody <= held:
            return same
        list(Party.objects.select_for_update().filter(id__in=everybody).order_by("id").values_list("id", flat=True))
        held = everybody


def _reached(start: UUID, near: dict[UUID, set[UUID]]) -> frozenset[UUID]:
    seen, edge = {start}, [start]
    while edge:
        for each in near.get(edge.pop(), set()) - seen:
            seen.add(each)
            edge.append(each)
    return frozenset(seen)


def _tell(link: IdentityLink, kind: str, actor: Actor, at: datetime) -> None:
    ends = (f"party/{link.one_id.hex}", f"party/{link.other_id.hex}")
    for subject, other in (ends, ends[::-1]):
        record(subject=subject, type=kind, actor=actor, at=at, data={"other": other, "link": link.pk})


def value_of(row: IdentityLink) -> LinkValue:
    """A link as the other rooms see it."""
    return LinkValue(
        row.pk,
        f"party/{row.one_id.hex}",
        f"party/{row.other_id.hex}",
        tuple(read_json(row.reasons)),
        row.asserted_by,
        row.asserted_at,
        row.retracted_by,
        row.retracted_at,
        row.why,
    )
