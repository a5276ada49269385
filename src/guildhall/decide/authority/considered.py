"""What meetings came to: everybody knows so by their minutes, and whoever keeps the record before. Scrutiny comes to it beforehand."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.decide import models as m
from guildhall.decide.sight import prepared, seen
from guildhall.estate.door import Onlooker
from guildhall.kernel.authority.facts import Fact
from guildhall.kernel.clocks import local

_OF_SCRUTINY = Q(meeting__organization__kind="scrutiny") | Q(
    meeting__organization__kind="sub-committee", meeting__organization__parent__kind="scrutiny"
)


class _Item(NamedTuple):
    """An item of scrutiny's about a matter, on its day."""

    matter: int
    organization: int
    day: date
    reference: str


def considered(onlooker: Onlooker) -> Q:
    """Of an item of an agenda: that the meeting came to it."""
    written = seen(m.Minutes, onlooker)
    known = Q() if onlooker.records else Exists(written.filter(meeting=OuterRef("meeting")))
    minuted = Exists(m.Minute.objects.filter(minutes__in=written.values("pk"), item=OuterRef("pk")))
    return Q(taken__isnull=False) & known | Q(minuted)


def beforehand(decisions: Collection[m.Decision], onlooker: Onlooker) -> Iterator[tuple[int, Fact]]:
    """That scrutiny considered what was planned, by the keys of the decisions: since it was on the plan, until the day it was decided.

    They come with their ``plan_entry``. One statement, and none where nothing was planned.
    """
    planned = [(each, entry) for each in decisions if (entry := each.plan_entry) is not None and entry.published_at]
    items: dict[int, list[_Item]] = defaultdict(list)
    for row in map(_Item._make, _by_scrutiny(onlooker, {entry.matter_id for _, entry in planned}) if planned else ()):
        items[row.matter].append(row)
    for each, entry in planned:
        since = entry.first_published_on or local(entry.published_at).date()  # type: ignore[arg-type]  # it is published
        for item in items[entry.matter_id]:
            theirs = item.organization == (each.organization_id or entry.organization_id)
            if not theirs and since <= item.day and (each.taken_on is None or item.day <= each.taken_on):
                yield each.pk, Fact("considered", item.day, item.reference)


@prepared
def _by_scrutiny(onlooker: Onlooker, matters: Sequence[int]) -> QuerySet[m.AgendaItem, Any]:
    """The items about these matters to which meetings of scrutiny came."""
    rows = seen(m.AgendaItem, onlooker).filter(_OF_SCRUTINY, considered(onlooker), matter__in=matters)
    rows = rows.filter(withdrawn_at=None, meeting__day__isnull=False)
    return rows.values_list("matter_id", "meeting__organization_id", "meeting__day", "reference")
