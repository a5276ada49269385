"""That two parties are one person: proposed with reasons elsewhere, asserted here by somebody, and taken back without loss.

A link moves no record. Each case, contact and message keeps the party it was made for; those who look at one party are shown
those of all that are linked to it. Retracting a link therefore returns every record exactly, because none had gone away.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Q

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.models import Distinction, IdentityLink, Party, Protection

_REACHED = """
    WITH RECURSIVE same (id) AS (
        SELECT id FROM people_party WHERE id IN ({asked})
        UNION
        SELECT CASE WHEN link.one_id = same.id THEN link.other_id ELSE link.one_id END
        FROM same JOIN people_identitylink link ON link.one_id = same.id OR link.other_id = same.id
        WHERE link.retracted_at IS NULL
    )
    SELECT link.id, link.one_id, link.other_id FROM people_identitylink link
    WHERE link.retracted_at IS NULL AND link.one_id IN (SELECT id FROM same)
"""
"""The links that lead on from these parties, from those whom they lead to, and so on. Both databases understand it."""


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

    One statement, however many links lead from one to another; none where none is asked for.
    """
    asked = tuple(dict.fromkeys(parties))
    near: dict[UUID, set[UUID]] = defaultdict(set)
    for link in _links_from(asked) if asked else ():
        near[link.one_id].add(link.other_id)
        near[link.other_id].add(link.one_id)
    return {each: _reached(each, near) for each in asked}


def _links_from(parties: Collection[UUID]) -> Iterable[IdentityLink]:
    """Every standing link by which somebody is reached from these parties, by whatever others."""
    there = connections[DEFAULT_DB_ALIAS]
    keys = [each if there.features.has_native_uuid_field else each.hex for each in parties]
    return IdentityLink.objects.raw(_REACHED.format(asked=", ".join(["%s"] * len(keys))), keys)


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
