"""Proposals as they are shown and decided: two records side by side, what speaks for and against, and what somebody said.

What speaks for and against is worked out when it is shown, so that it is never out of date, and counts nobody who is protected.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import canonical_json
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.identity import LinkValue, OneAndTheSame, assert_link, distinguish, same_as
from guildhall.people.models import ContactPoint, IdentityLink, Party, Proposal, Residence, Verdict
from guildhall.people.proposing.comparing import compared
from guildhall.people.proposing.likeness import Likeness, Reason
from guildhall.people.search import in_one_line

Said = Literal["same", "different", "later"]
SAID: tuple[Said, ...] = get_args(Said)

STRETCH = 20
LATER = timedelta(days=14)
"""After how long a proposal that was put off is shown again."""

WHY = 200
"""Letters of a reason that is given."""


class NoSuchProposal(LookupError):
    """There is no such proposal for this onlooker."""

    code = "no-such-proposal"


class AlreadyDecided(LookupError):
    """Somebody has decided meanwhile."""

    code = "already-decided"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, as it was told: nothing that another record of the same person holds."""

    reference: str
    kind: str
    name: str
    born_on: date | None
    registered_at: datetime
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    protected: bool = False


@dataclass(frozen=True, slots=True)
class VerdictValue:
    """What somebody said of a proposal before."""

    said: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalValue:
    """Two records that may be one person. ``open`` where somebody has to decide; ``before`` is what was said, oldest first."""

    id: int
    one: Side
    other: Side
    reasons: tuple[Reason, ...]
    points: int
    proposed_at: datetime
    open: bool
    before: tuple[VerdictValue, ...] = field(default=())


def pairs_seen(onlooker: Onlooker) -> Q:
    """The condition under which an onlooker sees a row about two parties, its ``one`` and ``other``.

    Where either is protected nobody sees it but those who keep people safe: that two records are alike tells where somebody is.
    """
    if not onlooker.people:
        return Q(pk__in=[])
    return Q() if onlooker.safeguards else Q(one__guarded=False, other__guarded=False)


def proposals(
    *, onlooker: Onlooker, at: datetime, after: str = "", limit: int = STRETCH
) -> tuple[tuple[ProposalValue, ...], str]:
    """A stretch of the open proposals, the likeliest first, and where the next begins (`""` at the end).

    The number of SQL statements is fixed, whatever is found.
    """
    rows = _open(onlooker, at)
    points, _, number = after.partition("~")
    with suppress(ValueError):
        if abs(int(points)) < 2**15 and 0 <= int(number) < 2**63:
            rows = rows.filter(Q(points__lt=int(points)) | Q(points=int(points), id__gt=int(number)))
    found = list(rows.order_by("-points", "id")[: limit + 1])
    more = f"{found[limit - 1].points}~{found[limit - 1].pk}" if len(found) > limit else ""
    return _values(found[:limit]), more


def may_be(*, references: Iterable[str], onlooker: Onlooker, at: datetime, limit: int = 5) -> tuple[ProposalValue, ...]:
    """The open proposals about any of these parties, the likeliest first."""
    keys = [Party.id_in(each) for each in references]
    rows = _open(onlooker, at).filter(Q(one__in=keys) | Q(other__in=keys))
    return _values(list(rows.order_by("-points", "id")[:limit]))


def proposal(*, proposal: int, onlooker: Onlooker) -> ProposalValue:
    """One proposal, decided or not, with all that was said of it. Raises `NoSuchProposal`."""
    row = Proposal.objects.filter(pairs_seen(onlooker), id=proposal).first()
    if row is None:
        raise NoSuchProposal(str(proposal))
    return _values([row])[0]


def decide(
    *, proposal: int, said: Said, why: str = "", onlooker: Onlooker, actor: Actor, at: datetime
) -> LinkValue | None:
    """Say that the two are one person, which asserts a link and moves nothing; that they are not; or that it is decided later.

    Raises `NoSuchProposal`, and `AlreadyDecided` where somebody was quicker.
    """
    with transaction.atomic():
        row = Proposal.objects.select_for_update().filter(id=proposal).first()
        if row is None or not Proposal.objects.filter(pairs_seen(onlooker), id=proposal).exists():
            raise NoSuchProposal(str(proposal))
        if row.settled_at is not None:
            raise AlreadyDecided(str(proposal))
        ends = (row.one, row.other)
        alike = compared([(row.one_id, row.other_id)]).get((row.one_id, row.other_id), Likeness(()))
        if said == "later":
            row.put_off_until = at + LATER
        else:
            row.settled_at, row.put_off_until = at, None
        row.save(update_fields=["settled_at", "put_off_until"])
        link = None
        if said == "same":
            with suppress(OneAndTheSame):  # they were linked on another way meanwhile
                link = assert_link(one=ends[0], other=ends[1], reasons=alike.codes, actor=actor, at=at)
            _settle_within(row.one_id, at)
        elif said == "different":
            apart(one=ends[0], other=ends[1], actor=actor, at=at)
        pronounce(row, said, alike, why=why, link=link.id if link else None, actor=actor, at=at)
        return link


def pronounce(
    row: Proposal, said: Said, alike: Likeness, *, why: str, link: int | None, actor: Actor, at: datetime
) -> None:
    """Keep what somebody said of a proposal, with the reasons as they then stood."""
    Verdict.objects.create(
        proposal=row,
        said=said,
        reasons=canonical_json(alike.codes),
        why=why.strip()[:WHY],
        link_id=link,
        by=actor.reference,
        at=at,
    )


def apart(*, one: Party, other: Party, actor: Actor, at: datetime) -> None:
    """Keep that two parties are two people, and tell the history of both."""
    distinguish(one=one, other=other, actor=actor, at=at)
    ends = (one.reference, other.reference)
    for subject, another in (ends, ends[::-1]):
        record(subject=subject, type=happened.IDENTITY_DENIED.name, actor=actor, at=at, data={"other": another})


def _settle_within(party: UUID, at: datetime) -> None:
    """What is one person by now need be asked of nobody."""
    keys = same_as([party])[party]
    Proposal.objects.filter(one__in=keys, other__in=keys, settled_at=None).update(settled_at=at)


def _open(onlooker: Onlooker, at: datetime) -> QuerySet[Proposal]:
    due = Q(put_off_until=None) | Q(put_off_until__lte=at)
    return Proposal.objects.filter(due, pairs_seen(onlooker), settled_at=None)


def _values(rows: Sequence[Proposal]) -> tuple[ProposalValue, ...]:
    ends = [(each.one_id, each.other_id) for each in rows]
    alike = compared(ends) if ends else {}
    sides = sides_of({key for each in ends for key in each})
    before: dict[int, list[VerdictValue]] = defaultdict(list)
    for each in Verdict.objects.filter(proposal__in=[row.pk for row in rows]).order_by("at", "id"):
        before[each.proposal_id].append(VerdictValue(each.said, each.why, each.by, each.at))
    return tuple(
        ProposalValue(
            row.pk,
            sides[row.one_id],
            sides[row.other_id],
            alike.get((row.one_id, row.other_id), Likeness(())).reasons,
            row.points,
            row.proposed_at,
            row.settled_at is None,
            tuple(before[row.pk]),
        )
        for row in rows
    )


def sides_of(parties: Iterable[UUID]) -> dict[UUID, Side]:
    """Each of these records by itself. Three statements."""
    keys = list(parties)
    ways: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for each in ContactPoint.objects.filter(party_id__in=keys, until=None).order_by("-preferred", "id"):
        ways[each.party_id, each.kind].append(each.value)
    homes: dict[UUID, list[str]] = defaultdict(list)
    for home in Residence.objects.filter(party_id__in=keys, until=None).order_by("-since", "-id"):
        homes[home.party_id].append(in_one_line(home))
    return {
        each.id: Side(
            each.reference,
            each.kind,
            each.name,
            each.born_on,
            each.registered_at,
            tuple(ways[each.id, "phone"]),
            tuple(ways[each.id, "email"]),
            tuple(homes[each.id]),
            each.guarded,
        )
        for each in Party.objects.filter(id__in=keys)
    }


def links_seen(onlooker: Onlooker) -> QuerySet[IdentityLink]:
    """The links that an onlooker sees."""
    return IdentityLink.objects.filter(pairs_seen(onlooker))
