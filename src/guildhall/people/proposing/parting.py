"""A link taken back: who it was between, and whose each thing is that this room kept while it stood.

Every record is its own party's again by itself, because none had gone away. What was made meanwhile was made for one of the two
by somebody who took them for one; so somebody looks at each and says whose it is. What is said is kept: by whom, when and why.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.estate.door import Onlooker, Visibility
from guildhall.ledger.door import Actor, record
from guildhall.people import happened, identity
from guildhall.people.changes import PREFERRED, give, no_longer_needed, unsafe_again
from guildhall.people.identity import LinkValue, NoSuchLink, guard_again, same_as
from guildhall.people.models import (
    Attribution,
    Belonging,
    Change,
    ContactPoint,
    IdentityLink,
    Need,
    Party,
    Proposal,
    Protection,
    Representation,
    Residence,
)
from guildhall.people.proposing.comparing import compared
from guildhall.people.proposing.likeness import Likeness
from guildhall.people.proposing.proposals import WHY, Side, apart, links_seen, pronounce, sides_of
from guildhall.people.proposing.traits import pair
from guildhall.people.protection import protect
from guildhall.people.register import needs
from guildhall.people.search import in_one_line

STRETCH = 20


@dataclass(frozen=True, slots=True)
class Joined:
    """A link with its two ends. ``of_one`` and ``of_other`` are all records on either side of it, once it is retracted."""

    link: LinkValue
    one: Side
    other: Side
    of_one: tuple[str, ...]
    of_other: tuple[str, ...]
    reviewed_by: str
    reviewed_at: datetime | None

    @property
    def sides(self) -> tuple[str, ...]:
        """All records on both sides."""
        return tuple(dict.fromkeys((*self.of_one, *self.of_other)))


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that was kept of a party, and when. ``record`` is its reference, ``of`` the party's, ``about`` what it says.

    ``before`` is what it said before, where it was written over.
    """

    record: str
    kind: str
    of: str
    at: datetime
    about: str
    before: str = ""


def joined(*, link: int, onlooker: Onlooker, held: bool = False) -> Joined:
    """A link, standing or retracted, as far as the onlooker sees; `held` until the transaction ends. Raises `NoSuchLink`."""
    if held:
        list(IdentityLink.objects.select_for_update().filter(id=link).values_list("id"))
    row = links_seen(onlooker).filter(id=link).first()
    if row is None:
        raise NoSuchLink(str(link))
    sides, same = sides_of([row.one_id, row.other_id]), same_as([row.one_id, row.other_id])
    one, other = (
        (f"party/{end.hex}", {f"party/{each.hex}" for each in same[end]}) for end in (row.one_id, row.other_id)
    )
    return Joined(
        identity.value_of(row),
        sides[row.one_id],
        sides[row.other_id],
        (one[0], *sorted(one[1] - {one[0]})),
        (other[0], *sorted(other[1] - {other[0]})),
        row.reviewed_by,
        row.reviewed_at,
    )


def part(*, link: int, why: str, onlooker: Onlooker, actor: Actor, at: datetime) -> LinkValue:
    """Take back that two records are one person, and keep that they are two. Raises `NoSuchLink`.

    A protection or a need that was ended while they were taken for one stands again, and a number is not safe again that was not;
    each is listed with what is to be reviewed.
    """
    with transaction.atomic():
        row = links_seen(onlooker).filter(id=link, retracted_at=None).first()
        if row is None:
            raise NoSuchLink(str(link))
        were = same_as([row.one_id])[row.one_id]
        taken_back = identity.retract_link(link=link, why=why, actor=actor, at=at)
        apart(one=row.one, other=row.other, actor=actor, at=at)
        _stands_again(were, since=row.asserted_at, actor=actor, at=at)
        ends = pair(row.one_id, row.other_id)
        alike = compared([ends]).get(ends, Likeness(()))
        kept, _ = Proposal.objects.get_or_create(
            one_id=ends[0], other_id=ends[1], defaults={"points": alike.points, "proposed_at": at}
        )
        Proposal.objects.filter(id=kept.pk).update(settled_at=at)
        pronounce(kept, "different", alike, why=why, link=link, actor=actor, at=at)
        Party.objects.filter(id__in=were).update(compared_at=None)
        return taken_back


def to_review(*, onlooker: Onlooker, after: str = "", limit: int = STRETCH) -> tuple[tuple[Joined, ...], str]:
    """A stretch of the retracted links of which not everything is said, the oldest first, and where the next begins."""
    rows = links_seen(onlooker).filter(retracted_at__isnull=False, reviewed_at=None)
    moment, _, number = after.partition("~")
    with suppress(ValueError):
        since, last = datetime.fromisoformat(moment), int(number)
        if since.tzinfo is not None and 0 <= last < 2**63:
            rows = rows.filter(Q(retracted_at__gt=since) | Q(retracted_at=since, id__gt=last))
    found = list(rows.order_by("retracted_at", "id")[: limit + 1])
    sides = sides_of({key for each in found for key in (each.one_id, each.other_id)})
    last_one = found[limit - 1] if len(found) > limit else None
    more = f"{last_one.retracted_at.isoformat()}~{last_one.pk}" if last_one and last_one.retracted_at else ""
    return tuple(_in_short(each, sides[each.one_id], sides[each.other_id]) for each in found[:limit]), more


def reviewed(*, link: int, actor: Actor, at: datetime) -> None:
    """Of everything that was made while the link stood, somebody has said whose it is; what had stood before is needed no longer."""
    rows = IdentityLink.objects.filter(id=link, retracted_at__isnull=False)
    rows.filter(reviewed_at=None).update(reviewed_by=actor.reference, reviewed_at=at)
    no_longer_needed(end for ends in rows.values_list("one_id", "other_id") for end in ends)


def said_of(*, link: int) -> frozenset[str]:
    """The records of which somebody has said whose they are."""
    return frozenset(Attribution.objects.filter(link_id=link).values_list("record", flat=True))


def kept_between(
    *,
    parties: Iterable[str],
    since: datetime,
    until: datetime,
    leaving: Collection[str],
    limit: int,
    onlooker: Onlooker | None,
) -> tuple[Kept, ...]:
    """What this room kept of these parties between two moments, the oldest first, at most `limit` of each kind.

    One statement for each kind. `leaving` are records that are not wanted. That somebody is or was protected only those see who keep
    people safe, and the house itself (no ``onlooker``).
    """
    keys, found = [Party.id_in(each) for each in parties], []
    for kind, (model, moment, whose) in _KINDS.items():
        if kind == "protection" and onlooker is not None and not onlooker.safeguards:
            continue
        numbers = [each.partition("/")[2] for each in leaving if each.startswith(f"{kind}/")]
        rows = model.objects.filter(**{f"{whose}__in": keys, f"{moment}__gte": since, f"{moment}__lte": until})
        if kind in _ENDED:  # what began meanwhile is listed as that
            rows = rows.filter(since__lt=since)
            if model is Belonging:  # and what ended as another role began goes along with that
                rows = rows.exclude(
                    Exists(_roles(OuterRef("person"), OuterRef("organisation")).filter(since=OuterRef("until")))
                )
        elif kind == "change":  # and its marks go along with it
            rows = rows.filter(Q(point=None) | Q(point__since__lt=since)).select_related("point")
        for each in rows.exclude(id__in=numbers).order_by(moment, "id")[:limit]:
            party = getattr(each, f"{whose}_id")
            was = each.was if kind == "change" and each.what != PREFERRED else ""
            told = (_sort(kind, each), f"party/{party.hex}", getattr(each, moment), _about(each), was)
            found.append(Kept(f"{kind}/{each.pk}", *told))
    return tuple(sorted(found, key=lambda each: (each.at, each.record)))


def attribute(*, link: int, kept: str, was: str, whose: str, why: str = "", actor: Actor, at: datetime) -> None:
    """Keep whose a record is, as somebody said; where it is one of this room's, it is theirs from now on.

    A record of another room is put right by that room, together with this. Said again alike, it stands once.
    """
    with transaction.atomic():
        last = Attribution.objects.filter(link_id=link, record=kept).order_by("at", "id").last()
        if last is not None and last.whose == whose:
            return
        Attribution.objects.create(
            link_id=link, record=kept, was=was, whose=whose, why=why.strip()[:WHY], by=actor.reference, at=at
        )
        if was == whose:
            return
        kind, _, number = kept.partition("/")
        if kind in _KINDS:
            _give(kind, int(number), Party.id_in(was), Party.id_in(whose), actor, at)
        Party.objects.filter(id__in=[Party.id_in(was), Party.id_in(whose)]).update(compared_at=None)
        told: dict[str, str | int | bool | date | None] = {"was": was, "whose": whose, "link": link, "sort": kind}
        for subject in (was, whose, kept) if kind == "case" else (was, whose):
            event = happened.RECORD_ATTRIBUTED.name
            record(subject=subject, type=event, actor=actor, at=at, visibility=_for_whom(kind), data=told)


_KINDS: dict[str, tuple[Any, str, str]] = {
    "contact-point": (ContactPoint, "since", "party"),
    "residence": (Residence, "since", "party"),
    "need": (Need, "since", "party"),
    "belonging": (Belonging, "since", "person"),
    "speaker": (Belonging, "since", "organisation"),
    "representation": (Representation, "at", "principal"),
    "acting": (Representation, "at", "agent"),
    "protection": (Protection, "at", "party"),
    "change": (Change, "at", "party"),
    "ended-way": (ContactPoint, "until", "party"),
    "ended-belonging": (Belonging, "until", "person"),
    "ended-speaker": (Belonging, "until", "organisation"),
}
"""Everything of this room that hangs on a party: its table, when it was made, and the column that says whose it is."""

_ENDED = {"ended-way": "contact-point", "ended-belonging": "belonging", "ended-speaker": "speaker"}
"""What ended, and as what it had been kept. Where that was said of the other, it stands again; it stays whose it is."""


def _stands_again(parties: Iterable[UUID], *, since: datetime, actor: Actor, at: datetime) -> None:
    """What had stood of each of these before a link, and was ended while it stood: of which of them, nobody knows.

    To be withheld or written to without need harms nobody; to be found does. So both are as they were until somebody says otherwise.
    """
    rows = {"party__in": list(parties), "party__erased_at": None}
    for ended in Protection.objects.filter(**rows, at__lt=since, ended_at__gte=since).select_related("party"):
        protect(party=ended.party, actor=actor, at=at)
    for need in (
        Need.objects.filter(**rows, since__lt=since, until__gte=since).select_related("party").order_by("until")
    ):
        needs(party=need.party, code=need.code, language=need.language, actor=actor, at=at)
    unsafe_again(parties, since=since, actor=actor, at=at)


def _give(  # noqa: PLR0917  # what, whose it was and is, who says so and when
    kind: str, number: int, was: Any, whose: Any, actor: Actor, at: datetime
) -> None:
    if kind == "change":
        give(number=number, whose=whose)
        return
    model, _, owner = _KINDS[kind]
    row = model.objects.select_for_update().get(id=number)
    if kind in _ENDED:
        if not _has_it(_ENDED[kind], row, was):
            row.until = None
            row.save(update_fields=["until"])
        return
    if (
        kind == "residence"
    ):  # where they had lived had ended with it, and had not: it ended with the next, where there is one
        Residence.objects.filter(party_id=was, until=row.since).exclude(id=number).update(until=row.until)
        if row.until is None:
            Residence.objects.filter(party_id=whose, until=None).update(until=row.since)
    if kind == "contact-point":
        for said in Change.objects.filter(point=row, what=PREFERRED, party=was).order_by("-at", "-id"):
            give(number=said.pk, whose=whose)
        row.preferred = row.preferred and not ContactPoint.objects.filter(party=whose, preferred=True).exists()
    if model is Belonging:
        _give_belonging(row, owner, whose, at)
        return
    if kind in {"contact-point", "need"} and row.until is None and _has_it(kind, row, whose):
        row.until = at
    if kind == "protection" and Protection.objects.filter(party=whose, ended_at=None).exists() and not row.ended_at:
        row.ended_at, row.ended_by = at, actor.reference
    setattr(row, f"{owner}_id", whose)
    row.save()
    if kind == "protection":
        guard_again([was, whose])


def _give_belonging(row: Belonging, owner: str, whose: Any, at: datetime) -> None:
    """What they were there before had ended with it, and had not: it ended with the next, where there is one. With another, the last
    that was told stands."""
    left = _roles(row.person_id, row.organisation_id).exclude(id=row.pk)
    since, until = row.since, row.until
    if until is not None and left.filter(since=until).exists():
        row.until = None
    setattr(row, f"{owner}_id", whose)
    stands = _roles(row.person_id, row.organisation_id).exclude(id=row.pk).filter(until=None).first()
    if stands is not None and row.until is None:
        if stands.role != row.role and stands.since < since:
            stands.until = since
            stands.save(update_fields=["until"])
        else:
            row.until = at if stands.role == row.role else stands.since
    row.save()
    left.filter(until=since).update(until=until)


def _roles(person: Any, organisation: Any) -> QuerySet[Belonging]:
    """All that somebody is and was in an organisation."""
    return Belonging.objects.filter(person=person, organisation=organisation)


def _for_whom(kind: str) -> Visibility:
    """Who reads of it: that somebody was protected is for those who keep people safe."""
    return "restricted" if kind == "protection" else "staff"


def _has_it(kind: str, row: Any, whose: Any) -> bool:
    """Whether the same is known of them already, so that it stands once."""
    if kind == "contact-point":
        return ContactPoint.objects.filter(party=whose, kind=row.kind, found_by=row.found_by, until=None).exists()
    if kind == "need":
        return Need.objects.filter(party=whose, code=row.code, until=None).exists()
    ends = {"person": row.person_id, "organisation": row.organisation_id} | {_KINDS[kind][2]: whose}
    return Belonging.objects.filter(**ends, until=None).exists()


def _sort(kind: str, row: Any) -> str:
    """As what it is listed: a change by what was written over, and a mark by what it says."""
    if kind != "change":
        return kind
    if row.what == PREFERRED:
        return "preferred" if row.now else "preferred-no"
    return f"{row.what}-{row.now or 'not-known'}" if row.point_id else str(row.what)


def _about(row: Any) -> str:
    match row:
        case Change():
            return str(row.point.value if row.point else row.now)
        case ContactPoint():
            return str(row.value)
        case Residence():
            return in_one_line(row)
        case Need() | Representation():
            return str(row.code if isinstance(row, Need) else row.basis)
        case Protection():
            return ""
        case _:
            return str(row.role)


def _in_short(row: IdentityLink, one: Side, other: Side) -> Joined:
    link = identity.value_of(row)
    return Joined(link, one, other, (link.one,), (link.other,), row.reviewed_by, row.reviewed_at)
