"""Which events were carried to where they are counted, and which wait.

The mark is kept for each chain and not for the whole ledger: events of many writers have no one order, and one that is committed
late must not be passed over.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, F, IntegerField, TextField, When
from django.db.models.functions import Cast

from guildhall.ledger.models import Event, Head

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A subject of which the events after number ``carried``, up to ``sequence``, were not carried yet."""

    subject: str
    carried: int
    sequence: int


class Told(NamedTuple):
    """An event as it is counted: what, when (UTC) and by which sort of actor; whoever it was is left out.

    It is as the database has it, because there are millions: ``at`` and ``data`` are text, the one in ISO form, the other in JSON.
    """

    subject: str
    sequence: int
    type: str
    at: str
    actor_kind: str
    for_another: int
    data: str


def waiting(limit: int) -> tuple[Waiting, ...]:
    """The first subjects with something to carry."""
    rows = Head.objects.filter(carried__lt=F("sequence")).order_by("subject")
    return tuple(Waiting(*each) for each in rows.values_list("subject", "carried", "sequence")[:limit])


def stories(subjects: Iterable[str], only: str) -> Iterator[Told]:
    """The events of each subject, oldest first."""
    wanted = sorted(set(subjects))
    columns = (
        "subject",
        "sequence",
        "type",
        Cast("at", TextField()),
        "actor_kind",
        Case(When(on_behalf_of="", then=0), default=1, output_field=IntegerField()),
        Cast("data", TextField()),
    )
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Event.objects.filter(subject__in=wanted[start:][:_AT_ONCE])
        rows = rows.filter(type=only) if only else rows
        yield from map(Told._make, rows.order_by("subject", "sequence").values_list(*columns).iterator())


def set_carried(carried: Iterable[Waiting]) -> None:
    """Move the marks: one statement for all the chains that were carried to the same number, or a few."""
    to: defaultdict[int, list[str]] = defaultdict(list)
    for each in carried:
        to[each.sequence].append(each.subject)
    for sequence, subjects in sorted(to.items()):
        for start in range(0, len(subjects), _AT_ONCE):
            Head.objects.filter(subject__in=subjects[start:][:_AT_ONCE]).update(carried=sequence)


def carry_anew() -> None:
    """Take all the marks away."""
    Head.objects.filter(carried__gt=0).update(carried=0)
