"""What was public before meetings, and since when: notice of time and place, the summons to Council, each item with its papers.

S.I. 2012/2089, regulations 6 and 7, and Local Government Act 1972, sections 100A(6) and 100B(3) and (4): each in five clear days, or
from when a meeting was called, where that was later. Full Council has no shorter notice (schedule 12, paragraph 4(1A) and (2)). An item
that came late may be considered where somebody agreed that it is urgent (section 100B(4)(b)), which the executive does not have. A
paper that came after its item says why. Whether a reason was good is not judged here: what was late for one is counted apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.decide import models as m
from guildhall.decide.authority.notified import is_hurried
from guildhall.decide.keeping.deadlines import sort_of
from guildhall.decide.sight import seen
from guildhall.estate.door import Onlooker
from guildhall.kernel.authority.publishing import Kept, kept
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.duties import Body, Duties, Duty

DUTIES = ("executive-meeting-notice", "executive-agenda", "meeting-notice", "summons", "agenda")
"""The duties that are counted here, by their ids."""

_WORST_FIRST: tuple[Kept, ...] = ("missed", "not-on-record", "excused")


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting, the last time that it was settled when to meet, and when a reason was published for what came late by then."""

    meeting: m.Meeting
    day: date
    settled: Sequence[m.MeetingChange]
    excused_at: Collection[datetime]
    sort: Body


def opened(*, since: date, until: date, onlooker: Onlooker, duties: Duties, days: Calendar) -> dict[str, list[Kept]]:
    """How each duty was kept for the meetings from a day to another that were not cancelled, nor brought in from elsewhere.

    A meeting counts once, but for its agenda: there each item counts with its papers, and a meeting without any as one that is not on
    record. Asks the database five times, however many meetings there are.
    """
    found: dict[str, list[Kept]] = {name: [] for name in DUTIES}
    meetings = _meetings(since, until, onlooker)
    items, papers = _items(meetings, onlooker), _papers(meetings, onlooker)
    for held in _held(meetings, onlooker):
        executive = held.sort == "executive"
        told = duties["executive-meeting-notice" if executive else "meeting-notice"]
        found[told.id].append(_noticed(told, held, days))
        agenda, its = duties["executive-agenda" if executive else "agenda"], items.get(held.meeting.pk, {})
        if held.sort == "council":
            first = min(filter(None, its.values()), default=None)
            found["summons"].append(kept(duties["summons"], _day(first), held.day, days))
        for item, at in its.items():
            found[agenda.id].append(_worst(_of_item(agenda, held, at, papers.get(item, ()), days)))
        if not its:
            found[agenda.id].append("not-on-record")
    return found


def _noticed(duty: Duty, held: _Held, days: Calendar) -> Kept:
    """Notice of the time and place is the meeting as it is published, and published again where it was moved.

    Called or moved at shorter notice, it is noticed in time on that very day; but for Full Council.
    """
    row = held.meeting
    if row.published_at is None or row.starts_at is None or not (row.place or row.remote):
        return "not-on-record"
    moved = [each.at for each in held.settled if each.kind == "moved"]
    out = local(max([row.published_at, *moved])).date()
    settled = _day(held.settled[-1].at) if held.settled else None
    how = kept(duty, out, held.day, days)
    return "excused" if how == "missed" and held.sort != "council" and out == settled and out <= held.day else how


def _of_item(
    duty: Duty, held: _Held, at: datetime | None, papers: Collection[tuple[datetime, str]], days: Calendar
) -> Iterator[Kept]:
    """How an item was kept that came out at a moment, and each of its papers, with the moment and why it came late."""
    yield _judged(duty, held, at, at in held.excused_at, days)
    for out, because in papers:
        excused = bool(because) if out != at else at in held.excused_at
        yield _judged(duty, held, out, excused, days)


def _judged(duty: Duty, held: _Held, at: datetime | None, excused: bool, days: Calendar) -> Kept:
    """Whether it was in time; where it was not, but by the day of the meeting, it may be excused."""
    out = _day(at)
    how = kept(duty, out, held.day, days)
    return "excused" if how == "missed" and excused and out is not None and out <= held.day else how


def _worst(found: Iterator[Kept]) -> Kept:
    told = set(found)
    return next((each for each in _WORST_FIRST if each in told), "kept")


def _meetings(since: date, until: date, onlooker: Onlooker) -> QuerySet[m.Meeting]:
    read = m.SourceText.objects.filter(subject=OuterRef("reference"))
    off = m.MeetingChange.objects.filter(kind="cancelled").values("meeting")
    rows = seen(m.Meeting, onlooker).filter(~Exists(read), day__gte=since, day__lte=until).exclude(pk__in=off)
    return rows.select_related("organization__parent").order_by("day", "id")


def _held(meetings: QuerySet[m.Meeting], onlooker: Onlooker) -> Iterator[_Held]:
    keys = meetings.order_by().values("pk")
    settled: dict[int, list[m.MeetingChange]] = defaultdict(list)
    changes = seen(m.MeetingChange, onlooker).filter(meeting__in=keys, kind__in=("called", "moved"))
    for each in changes.order_by("at", "id"):
        settled[each.meeting_id].append(each)
    given: dict[int | None, list[m.Notice]] = defaultdict(list)
    notices = seen(m.Notice, onlooker).filter(meeting__in=keys, kind="meeting", withdrawn_at=None).exclude(reasons="")
    for notice in notices:
        given[notice.meeting_id].append(notice)
    for row in meetings:
        if row.day is None:
            continue
        hurried = bool(given[row.pk]) and is_hurried(row, settled[row.pk])
        excused = [
            each.published_at
            for each in given[row.pk]
            if each.published_at and (hurried or each.agreed_by_id or each.agreed_by_post_id)
        ]
        yield _Held(row, row.day, settled[row.pk], excused, sort_of(row.organization))


def _items(meetings: QuerySet[m.Meeting], onlooker: Onlooker) -> Mapping[int, Mapping[int, datetime | None]]:
    """When each item of these meetings came out, by its meeting and its key. One that was withdrawn was for nobody to consider."""
    found: dict[int, dict[int, datetime | None]] = defaultdict(dict)
    rows = seen(m.AgendaItem, onlooker).filter(meeting__in=meetings.order_by().values("pk"), withdrawn_at=None)
    for meeting, item, at in rows.values_list("meeting_id", "id", "published_at"):
        found[meeting][item] = at
    return found


def _papers(meetings: QuerySet[m.Meeting], onlooker: Onlooker) -> Mapping[int, Sequence[tuple[datetime, str]]]:
    """When the papers of each item came out, and why any came late, by the item's key. A draft is no paper before the meeting."""
    found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    rows = seen(m.Report, onlooker).filter(item__meeting__in=meetings.order_by().values("pk"))
    rows = rows.exclude(published_at=None)
    for item, at, because in rows.values_list("item_id", "published_at", "late_because"):
        if at is not None:
            found[item].append((at, because))
    return found


def _day(at: datetime | None) -> date | None:
    return local(at).date() if at else None
