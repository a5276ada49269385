"""Go through people, find who may be one person, and propose it; once more only where something is known that was not.

A party is compared when it is new and when something about it changed (``Party.compared_at`` is empty until then). It is compared
only with those who hold something in common with it, so that the work grows with the number of people and not with its square.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.people.identity import same_as
from guildhall.people.models import Distinction, Party, Proposal, Residence, Verdict
from guildhall.people.proposing.likeness import POINTS, Likeness, Shared, Traits, likeness
from guildhall.people.proposing.traits import (
    CROWD,
    Holders,
    Pair,
    acting_among,
    born_alike,
    guarded_among,
    holders_of,
    pair,
    traits_of,
)

STRETCH = 250
"""Parties that are compared at a time."""


def go_through(*, at: datetime, again: bool = False, stretch: int = STRETCH) -> Iterator[int]:
    """Compare everybody who waits to be compared, or everybody `again`; gives how many, stretch by stretch.

    They are taken in the order of their homes: neighbours hold most in common, and are read once for all of them.
    """
    if again:
        Party.objects.exclude(compared_at=None).update(compared_at=None)
    last: tuple[str, UUID] = ("", UUID(int=0))
    while homes := _waiting_at_home(last, stretch):
        last = homes[-1]
        keys = {key for _, key in homes}
        propose_for(keys, at=at)
        yield len(keys)
    while keys := set(Party.objects.filter(compared_at=None).order_by("id").values_list("id", flat=True)[:stretch]):
        propose_for(keys, at=at)
        yield len(keys)


def _waiting_at_home(last: tuple[str, UUID], stretch: int) -> list[tuple[str, UUID]]:
    """The next of those who wait and have a fixed address: its postcode, and the party."""
    rows = Residence.objects.filter(kind="fixed", until=None, party__compared_at=None)
    beyond = rows.filter(Q(postcode__gt=last[0]) | Q(postcode=last[0], party_id__gt=last[1]))
    return list(beyond.order_by("postcode", "party_id").values_list("postcode", "party_id")[:stretch])


def up_to_date(*, references: Iterable[str], at: datetime) -> None:
    """Compare those of these parties who wait for it. One statement where none does."""
    keys = [Party.id_in(each) for each in references]
    waiting = list(Party.objects.filter(id__in=keys, compared_at=None).values_list("id", flat=True))
    if waiting:
        propose_for(waiting, at=at)


def propose_for(parties: Collection[UUID], *, at: datetime) -> None:
    """Compare these parties with all who hold something in common with them, and keep what is to be asked of somebody."""
    with transaction.atomic():
        found = _alike(parties)
        _keep(parties, {ends: each for ends, each in found.items() if each.proposes}, at)
        Party.objects.filter(id__in=list(parties)).update(compared_at=at)


def compared(pairs: Collection[Pair]) -> dict[Pair, Likeness]:
    """What speaks for and against each of these pairs, as things stand now. The number of statements is fixed."""
    known = traits_of({key for ends in pairs for key in ends})
    return _weighed(pairs, known, holders_of(known.values()))


def _alike(parties: Collection[UUID]) -> dict[Pair, Likeness]:
    asked = traits_of(parties)
    holders = holders_of(asked.values())
    pairs = born_alike(asked.values())
    for keys in holders.values():
        if len(keys) <= CROWD:
            pairs |= {pair(mine, other) for mine in keys & asked.keys() for other in keys if other != mine}
    known = traits_of({key for ends in pairs for key in ends} - asked.keys()) | asked
    return _weighed(pairs, known, holders)


def _weighed(pairs: Collection[Pair], known: Mapping[UUID, Traits], holders: Holders) -> dict[Pair, Likeness]:
    uncounted = guarded_among({key for keys in holders.values() for key in keys})
    same = same_as(known)
    acting = acting_among(known)
    return {
        (one, other): likeness(
            known[one],
            known[other],
            shared=_shared(known[one], known[other], holders, uncounted | same[one] | same[other]),
            acts=(one, other) in acting,
        )
        for one, other in pairs
        if other not in same[one] and _of_one_kind(known[one].kind, known[other].kind)
    }


def _of_one_kind(one: str, other: str) -> bool:
    return one == other or "organisation" not in {one, other}


def _shared(one: Traits, other: Traits, holders: Holders, uncounted: frozenset[UUID]) -> Shared:
    """How many others hold what both hold; of several telephones the one that fewest hold."""

    def fewest(kind: str, forms: frozenset[str]) -> int:
        return min((len(holders.get((kind, form), frozenset()) - uncounted) for form in forms), default=0)

    return Shared(
        phone=fewest("phone", one.phones & other.phones),
        email=fewest("email", one.emails & other.emails),
        home=fewest("home", one.homes & other.homes),
    )


def _keep(parties: Collection[UUID], found: Mapping[Pair, Likeness], at: datetime) -> None:
    """Write down what is proposed. What was settled stays so, unless something speaks for it that did not when it was."""
    keys = list(parties)
    rows = Proposal.objects.filter(Q(one__in=keys) | Q(other__in=keys))
    known = {(each.one_id, each.other_id): each for each in rows.select_for_update()}
    distinct = set(Distinction.objects.filter(Q(one__in=keys) | Q(other__in=keys)).values_list("one_id", "other_id"))
    said = _last_said(each.pk for each in known.values() if each.settled_at)
    new, changed = [], []
    for ends, alike in found.items():
        row = known.pop(ends, None)
        if row is None:
            if ends not in distinct:
                new.append(_proposal(ends, alike, at))
        elif row.settled_at is None or _is_news(alike, said.get(row.pk), ends in distinct):
            if row.settled_at is not None:
                row.settled_at, row.put_off_until, row.proposed_at = None, None, at
            row.points, row.reasons = alike.points, canonical_json(alike.codes)
            changed.append(row)
    for row in known.values():  # likely no more, or one person by now
        if row.settled_at is None:
            row.settled_at = at
            changed.append(row)
    Proposal.objects.bulk_create(new, ignore_conflicts=True)
    Proposal.objects.bulk_update(changed, ["points", "reasons", "proposed_at", "put_off_until", "settled_at"])


def _proposal(ends: Pair, alike: Likeness, at: datetime) -> Proposal:
    return Proposal(
        one_id=ends[0],
        other_id=ends[1],
        points=alike.points,
        reasons=canonical_json(alike.codes),
        proposed_at=at,
    )


def _last_said(proposals: Iterable[int]) -> dict[int, frozenset[str]]:
    """What spoke for and against each of these proposals when somebody last said that these are two people."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    rows = Verdict.objects.filter(proposal__in=list(proposals), said="different").order_by("at", "id")
    for number, reasons in rows.values_list("proposal_id", "reasons"):
        found[number] = frozenset(read_json(reasons))
    return dict(found)


def _is_news(alike: Likeness, said: frozenset[str] | None, distinct: bool) -> bool:
    """Whether something speaks for it now, or no longer against it, that was otherwise when somebody said that these are two."""
    if said is None:
        return not distinct
    speaks_for = {each.code for each in alike.reasons if each.points > 0}
    spoke_against = {each for each in said if POINTS.get(each, 0) < 0}  # type: ignore[call-overload]  # kept from a Code
    return bool(speaks_for - said or spoke_against - set(alike.codes))
