"""That cases belong together, or do not: asserted by somebody for a reason, and taken back without loss.

A relation moves no record. Each case keeps its answers, its story, its clock and its reporter; those who look at one are shown
the others. What is joined makes one matter, whichever way round it was joined; taking a join back leaves both as they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import chain
from operator import attrgetter

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened, outbox
from guildhall.serve.joining.ruling import held_together, rule
from guildhall.serve.models import Case, CaseRelation

LONGEST = 200
"""Letters of a reason that are kept."""
STRETCH = 50
"""Cases, or relations, that are read at once: on a spot that everybody names, a matter has hundreds."""


class OneMatter(ValueError):
    """Two cases were to be joined that are one matter already, or are the same case."""

    code = "one-matter"


class NotOpen(ValueError):
    """A case was to be joined that is closed. ``reference`` is that case's."""

    code = "not-open"

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class NoSuchRelation(LookupError):
    """There is no such relation, or it was taken back already."""

    code = "no-such-relation"


@dataclass(frozen=True, slots=True)
class RelationValue:
    """What one case (``one``, ``other`` are their ids) has to do with another: who said so, why, and who took it back."""

    id: int
    one: int
    other: int
    kind: str
    said: str
    asserted_by: str
    asserted_at: datetime
    retracted_by: str
    retracted_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Member:
    """A case as the others of its matter, or those related to it, are shown it."""

    id: int
    reference: str
    service: str
    team: str
    due_on: date | None
    due_at: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    assigned_to: str


_OF_A_MEMBER = tuple(each.name for each in fields(Member))
"""What is read of a case to show it to the others: never what somebody answered."""


def join(*, one: int, other: int, said: str, actor: Actor, at: datetime) -> RelationValue:
    """Say that two open cases, by their ids, are one matter. Raises ``OneMatter`` and ``NotOpen``.

    The reporter of every open case of the matter is told, once.
    """
    with transaction.atomic():
        rows = held_together(one, other)
        ends = rows[one], rows[other]
        if one == other or (ends[0].matter and ends[0].matter == ends[1].matter):
            raise OneMatter(ends[0].reference)
        for each in ends:
            if each.closed_at is not None:
                raise NotOpen(each.reference)
        _between(one, other, "different").update(retracted_by=actor.reference, retracted_at=at)
        made = _asserted((one, other), "joined", said, actor, at)
        _regrouped(rows.values())
        _tell(made, happened.CASES_JOINED.name, "customer", actor, at)
        outbox.cases_joined(relation=made.pk, parted=False, cases=_open(rows))
        return _value(made)


def part(*, relation: int, why: str, actor: Actor, at: datetime) -> RelationValue:
    """Take back a join or any other relation. Both cases are again as they were. Raises ``NoSuchRelation``.

    Where it was a join, the reporter of every open case that was of the matter is told, once. What a case was split from stays
    true, and is not taken back.
    """
    with transaction.atomic():
        found = CaseRelation.objects.filter(id=relation, retracted_at=None).exclude(kind="split-from").first()
        if found is None:
            raise NoSuchRelation(str(relation))
        rows = held_together(found.one_id, found.other_id)
        row = CaseRelation.objects.select_for_update().filter(id=relation, retracted_at=None).first()
        if row is None:
            raise NoSuchRelation(str(relation))
        row.retracted_by, row.retracted_at, row.why = actor.reference, at, why.strip()[:LONGEST]
        row.save(update_fields=["retracted_by", "retracted_at", "why"])
        if row.kind == "joined":
            _regrouped(rows.values())
            _tell(row, happened.CASES_PARTED.name, "customer", actor, at)
            outbox.cases_joined(relation=row.pk, parted=True, cases=_open(rows))
        else:
            _tell(row, happened.CASES_UNRELATED.name, "staff", actor, at)
        return _value(row)


def relate(*, one: int, other: int, said: str, actor: Actor, at: datetime, kind: str = "related") -> RelationValue:
    """Say that two cases have to do with one another (``related``), or are looked at and not one matter (``different``).

    Nothing follows but that those who look at one are shown the other, or that it is not suggested again. Saying it twice
    changes nothing. Raises ``OneMatter`` where they are joined, or are the same case.
    """
    with transaction.atomic():
        rows = held_together(one, other)
        if one == other or (rows[one].matter and rows[one].matter == rows[other].matter):
            raise OneMatter(rows[one].reference)
        standing = _between(one, other, kind).first()
        if standing is not None:
            return _value(standing)
        made = _asserted((one, other), kind, said, actor, at)
        _tell(made, happened.CASES_RELATED.name, "staff", actor, at)
        return _value(made)


def matter_of(*, case: int, matter: str) -> tuple[Member, ...]:
    """The other cases that are joined with one, first opened first. One statement, none for a case alone."""
    rows = Case.objects.filter(matter=matter).exclude(id=case).order_by("opened_at", "id") if matter else None
    return tuple(map(member, rows.only(*_OF_A_MEMBER))) if rows is not None else ()


def joined_with(*, case: int, matter: str, after: int = 0) -> tuple[tuple[Member, ...], int | None]:
    """A stretch of the other cases of a matter, those after an id, first opened first; and the id after which there are more."""
    if not matter:
        return (), None
    rows = Case.objects.filter(matter=matter, id__gt=after).exclude(id=case).order_by("id")
    found = list(map(member, rows.only(*_OF_A_MEMBER)[: STRETCH + 1]))
    return tuple(found[:STRETCH]), _last(found)


def joins_of(*, case: int, matter: str, after: int = 0) -> tuple[tuple[RelationValue, ...], int | None]:
    """A stretch of the joins that make a matter, and of those of this case that were taken back, oldest first.

    Two statements, and the id after which there are more.
    """
    rows = CaseRelation.objects.filter(kind="joined", id__gt=after).order_by("id")
    taken_back = rows.filter(Q(one=case) | Q(other=case), retracted_at__isnull=False)
    standing = rows.filter(one__in=Case.objects.filter(matter=matter).values("id"), retracted_at=None)
    both = chain(taken_back[: STRETCH + 1], standing[: STRETCH + 1] if matter else ())
    found = [_value(row) for row in sorted(both, key=attrgetter("id"))]
    return tuple(found[:STRETCH]), _last(found)


def related_to(*, case: int, after: int = 0) -> tuple[tuple[RelationValue, ...], int | None]:
    """A stretch of whatever else was ever said of a case and another, oldest first; and the id after which there is more."""
    rows = CaseRelation.objects.filter(Q(one=case) | Q(other=case), id__gt=after).exclude(kind="joined")
    found = [_value(row) for row in rows.order_by("id")[: STRETCH + 1]]
    return tuple(found[:STRETCH]), _last(found)


def relation_of(*, relation: int, case: int, matter: str) -> RelationValue | None:
    """A relation by its id, where this case or one of its matter is at an end of it. Two statements at most."""
    row = CaseRelation.objects.filter(id=relation).first()
    if row is None:
        return None
    ends = {row.one_id, row.other_id}
    own = case in ends or (matter and Case.objects.filter(id__in=ends, matter=matter).exists())
    return _value(row) if own else None


def _last(found: Sequence[Member] | Sequence[RelationValue]) -> int | None:
    """The id of the last of a stretch, where more were found."""
    return found[STRETCH - 1].id if len(found) > STRETCH else None


def members(*, cases: Iterable[int]) -> dict[int, Member]:
    """These cases by their ids. One statement."""
    return {row.pk: member(row) for row in Case.objects.filter(id__in=set(cases)).only(*_OF_A_MEMBER)}


def member(row: Case) -> Member:
    """A case as others are shown it."""
    return Member(
        row.pk,
        row.reference,
        row.service,
        row.team,
        row.due_on,
        row.due_at,
        row.opened_at,
        row.closed_at,
        row.assigned_to,
    )


def _asserted(ends: tuple[int, int], kind: str, said: str, actor: Actor, at: datetime) -> CaseRelation:
    first, second = ends if kind == "split-from" else sorted(ends)
    return CaseRelation.objects.create(
        one_id=first,
        other_id=second,
        kind=kind,
        said=said.strip()[:LONGEST],
        asserted_by=actor.reference,
        asserted_at=at,
    )


def split_from(*, one: int, other: int, said: str, actor: Actor, at: datetime) -> RelationValue:
    """Write down that ``one`` was opened from ``other``. To be called in the transaction that opens it."""
    return _value(_asserted((one, other), "split-from", said, actor, at))


def _between(one: int, other: int, kind: str) -> QuerySet[CaseRelation]:
    first, second = sorted((one, other))
    return CaseRelation.objects.filter(one=first, other=second, kind=kind, retracted_at=None)


def _regrouped(rows: Iterable[Case]) -> None:
    """Say of each of these cases to which matter it belongs, by the joins that stand; and let the earliest clock rule each."""
    here = {row.pk: row for row in rows}
    near: dict[int, set[int]] = defaultdict(set)
    standing = CaseRelation.objects.filter(kind="joined", retracted_at=None, one__in=list(here))
    for one, other in standing.values_list("one_id", "other_id"):
        near[one].add(other)
        near[other].add(one)
    matters = set()
    for key, row in here.items():
        group = _reached(key, near)
        matter = here[min(group)].reference if len(group) > 1 else ""
        if matter:
            matters.add(matter)
        row.matter = matter
        row.earliest_on, row.earliest_at = row.due_on, row.due_at
        row.save(update_fields=["matter", "earliest_on", "earliest_at"])
    for matter in sorted(matters):
        rule(matter)


def _reached(start: int, near: dict[int, set[int]]) -> frozenset[int]:
    seen, edge = {start}, [start]
    while edge:
        for each in near.get(edge.pop(), set()) - seen:
            seen.add(each)
            edge.append(each)
    return frozenset(seen)


def _open(rows: Mapping[int, Case]) -> list[int]:
    """The ids of the open ones among these cases."""
    return [key for key, row in sorted(rows.items()) if row.closed_at is None]


def _tell(relation: CaseRelation, kind: str, audience: str, actor: Actor, at: datetime) -> None:
    """Write it down on both. What a customer may see names no other case."""
    ends = Case.objects.filter(id__in=(relation.one_id, relation.other_id)).order_by("id")
    for reference in ends.values_list("reference", flat=True):
        record(
            subject=f"case/{reference}",
            type=kind,
            actor=actor,
            at=at,
            visibility=audience,  # type: ignore[arg-type]  # one of the two
            data={"relation": relation.pk},
        )


def _value(row: CaseRelation) -> RelationValue:
    return RelationValue(
        row.pk,
        row.one_id,
        row.other_id,
        row.kind,
        row.said,
        row.asserted_by,
        row.asserted_at,
        row.retracted_by,
        row.retracted_at,
        row.why,
    )
