"""Add events to the ledger and read them back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from uuid import uuid4

from django.db import transaction

from guildhall.estate.door import Visibility, add_rows, visible_to
from guildhall.ledger.chain import BEGINNING, HeadValue, link
from guildhall.ledger.kinds import NotRecordable, check_reference, declared
from guildhall.ledger.models import Event, Head
from guildhall.ledger.values import Actor, Entry, EventValue


def record(subject: str, entries: Sequence[Entry], *, first: bool) -> tuple[EventValue, ...]:
    """Add events to a subject's chain: two statements for a new subject, three for another."""
    check_reference(subject, what="The subject")
    with transaction.atomic(savepoint=False):
        head = HeadValue(0, BEGINNING) if first else _locked(subject)
        made = tuple(_chained(subject, entries, head))
        if not made:
            return ()
        end = made[-1]
        if first:
            add_rows(model=Head, rows=[{"subject": subject, "sequence": end.sequence, "hash": end.hash}])
        else:
            Head.objects.filter(subject=subject).update(sequence=end.sequence, hash=end.hash)
        add_rows(model=Event, rows=[_row(each) for each in made])
    return made


def history(subjects: Iterable[str], audience: Visibility) -> dict[str, tuple[EventValue, ...]]:
    """The events of each subject that an audience may see, oldest first."""
    found: defaultdict[str, list[EventValue]] = defaultdict(list)
    rows = Event.objects.filter(subject__in=list(subjects), visibility__in=visible_to(audience))
    for row in rows.order_by("subject", "sequence"):
        found[row.subject].append(value(row))
    return {subject: tuple(events) for subject, events in found.items()}


def stretch(
    subject: str, audience: Visibility, *, before: int | None, limit: int
) -> tuple[tuple[EventValue, ...], int | None]:
    """The newest events of a subject before a number, oldest first; and the number to ask for those before them with."""
    rows = Event.objects.filter(subject=subject, visibility__in=visible_to(audience))
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    found = [value(row) for row in rows.order_by("-sequence")[: limit + 1]]
    more = found[limit - 1].sequence if len(found) > limit else None
    return tuple(reversed(found[:limit])), more


def links(subject: str) -> Iterator[EventValue]:
    """Every event of a subject, oldest first."""
    rows = Event.objects.filter(subject=subject).order_by("sequence")
    return (value(row) for row in rows.iterator())


def head(subject: str) -> HeadValue | None:
    """Where a subject's chain ends; `None` when it has not begun."""
    found = Head.objects.filter(subject=subject).first()
    return HeadValue(found.sequence, found.hash) if found else None


def value(row: Event) -> EventValue:
    """A row as a value."""
    return EventValue(
        id=row.id,
        subject=row.subject,
        sequence=row.sequence,
        type=row.type,
        at=row.at,
        actor=Actor(row.actor_kind, row.actor),  # type: ignore[arg-type]  # kept only from an Actor
        on_behalf_of=row.on_behalf_of,
        visibility=row.visibility,  # type: ignore[arg-type]  # kept only from an Entry
        data=row.data,
        previous=row.previous,
        hash=row.hash,
    )


def _locked(subject: str) -> HeadValue:
    """The end of a chain, held until the transaction ends; a new chain is begun when needed."""
    mine = Head.objects.select_for_update().filter(subject=subject)
    found = mine.first()
    if found is None:
        begun = Head(subject=subject, sequence=0, hash=BEGINNING)
        Head.objects.bulk_create([begun], ignore_conflicts=True)  # another writer may be quicker
        found = mine.get()
    return HeadValue(found.sequence, found.hash)


def _chained(subject: str, entries: Iterable[Entry], head: HeadValue) -> Iterator[EventValue]:
    previous = head.hash
    for sequence, entry in enumerate(entries, start=head.sequence + 1):
        if entry.at.tzinfo is None:
            raise NotRecordable("The time of an event has a time zone.")
        unlinked = EventValue(
            id=uuid4(),
            subject=subject,
            sequence=sequence,
            type=entry.type,
            at=entry.at.astimezone(UTC),
            actor=entry.actor,
            on_behalf_of=check_reference(entry.on_behalf_of, what="On behalf of", may_be_empty=True),
            visibility=entry.visibility,
            data=declared(entry.type).kept(entry.data),
            previous=previous,
            hash="",
        )
        check_reference(entry.actor.reference, what="The actor", may_be_empty=True)
        linked = replace(unlinked, hash=link(unlinked))
        previous = linked.hash
        yield linked


def _row(event: EventValue) -> dict[str, object]:
    return {
        "id": event.id,
        "subject": event.subject,
        "sequence": event.sequence,
        "type": event.type,
        "at": event.at,
        "actor_kind": event.actor.kind,
        "actor": event.actor.reference,
        "on_behalf_of": event.on_behalf_of,
        "visibility": event.visibility,
        "data": event.data,
        "previous": event.previous,
        "hash": event.hash,
    }
