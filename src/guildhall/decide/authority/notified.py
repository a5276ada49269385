"""What was said before decisions, as dated facts: by the published plan, by notices, and by the agenda that came late and why.

S.I. 2012/2089: the plan that says it gives notice of a key decision (regulation 9) and of a part in private (5(2)). A notice of a
meeting in private is about each decision there of which something is withheld. An agenda that came late may be relied on where
somebody agreed that it is urgent (Local Government Act 1972, section 100B(4)(b)), or where the executive was itself convened at
shorter notice (regulations 6(2) and 7); its notice says why.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from guildhall.decide import models as m
from guildhall.decide.keeping.deadlines import plan_for, sort_of
from guildhall.decide.keeping.forward_plan import Noticed, noticed
from guildhall.decide.sight import prepared, seen
from guildhall.estate.door import Onlooker
from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.planning import Business

_NOTICES: Mapping[str, FactKind] = {
    "key-decision": "key-notice-published",
    "general-exception": "general-exception-published",
    "special-urgency": "special-urgency-agreed",
    "private-meeting": "private-notice-published",
    "private-reasons": "private-notice-repeated",
    "private-urgency": "private-urgency-agreed",
    "decision": "notice-published",
}
_AGREED = frozenset({"special-urgency-agreed", "private-urgency-agreed", "agenda-urgency-agreed"})


class _Given(NamedTuple):
    """A notice: of what, about what, since when, and who agreed to what it says, where somebody had to."""

    kind: str
    reference: str
    decision: int | None
    plan_entry: int | None
    meeting: int | None
    published_at: datetime | None
    reasons: str
    agreed_by: int | None
    agreed_by_post: int | None
    agreed_on: date | None


class _Withheld(NamedTuple):
    """That something of an item was withheld, or of a paper of ``item``, and from when until when."""

    item: int | None
    subject: str
    made_at: datetime
    lifted_at: datetime | None


def told_before(
    decisions: Collection[m.Decision], private: Collection[int], onlooker: Onlooker
) -> dict[int, list[Fact]]:
    """The facts that notices and the plan tell of each decision, by its key. ``private``: those of which a part was in private."""
    facts: dict[int, list[Fact]] = defaultdict(list)
    planned: dict[int, list[m.Decision]] = defaultdict(list)
    met: dict[int, list[m.Decision]] = defaultdict(list)
    for each in decisions:
        if each.plan_entry_id:
            planned[each.plan_entry_id].append(each)
        if each.item and not each.brought_in:
            met[each.item.meeting_id].append(each)
    keys = [each.pk for each in decisions]
    notices = [_Given(*each) for each in _notices(onlooker, keys, planned, met)]
    because = [each for each in notices if each.kind == "meeting" and each.reasons]
    hurried = _at_shorter_notice({each.meeting for each in because if each.meeting is not None})
    for notice in notices:
        if notice.decision:
            facts[notice.decision].extend(_of_notice(notice, _NOTICES.get(notice.kind)))
        for each in planned.get(notice.plan_entry or 0, ()):
            facts[each.pk].extend(_of_notice(notice, _NOTICES.get(notice.kind)))
        for each in met.get(notice.meeting or 0, ()):
            facts[each.pk].extend(_of_notice(notice, _of_meeting(notice, each, each.pk in private, hurried)))
    asked_of = [each for each in decisions if each.is_key or each.pk in private]
    entries = {each.plan_entry_id: each.plan_entry for each in asked_of if each.plan_entry}
    since = noticed(each for each in entries.values() if each.published_at is not None)
    for each in decisions:
        facts[each.pk].extend(_of_plan(each, since.get(each.plan_entry_id or 0, Noticed()), each.pk in private))
    return facts


def in_private(decisions: Collection[m.Decision], onlooker: Onlooker) -> frozenset[int]:
    """The decisions that were planned for private, or of whose item or papers something was withheld on the day, by their keys.

    Of meetings of the executive alone, whose privacy asks for notice: nobody meets to decide alone, and Council gives no such notice.
    """
    decisions = [each for each in decisions if each.path == "executive"]
    found = {each.pk for each in decisions if each.plan_entry and each.plan_entry.private}
    items = {each.item.reference: each.item.pk for each in decisions if each.item and not each.brought_in}
    made: dict[int | None, list[_Withheld]] = defaultdict(list)
    for row in map(_Withheld._make, _withheld(onlooker, items.values()) if items else ()):
        made[row.item or items[row.subject]].append(row)
    for each in decisions:
        if each.taken_on and any(_held(row, each.taken_on) for row in made.get(each.item_id, ())):
            found.add(each.pk)
    return frozenset(found)


@prepared
def _notices(
    onlooker: Onlooker, decisions: Sequence[int], entries: Sequence[int], meetings: Sequence[int]
) -> QuerySet[m.Notice, Any]:
    """The notices that stand of these decisions, lines of the plan and meetings."""
    about = Q(decision__in=decisions) | Q(plan_entry__in=entries) | Q(meeting__in=meetings)
    return seen(m.Notice, onlooker).filter(about, withdrawn_at=None).values_list(*_Given._fields)


@prepared
def _withheld(onlooker: Onlooker, items: Sequence[int]) -> QuerySet[m.Restriction, Any]:
    """What of these items and their papers is or was withheld."""
    papers = seen(m.Report, onlooker).filter(item__in=items)
    subjects = m.AgendaItem.objects.filter(pk__in=items).values("reference").union(papers.values("reference"))
    of_paper = Subquery(papers.filter(reference=OuterRef("subject")).values("item")[:1])
    held = m.Restriction.objects.filter(subject__in=subjects).annotate(item=of_paper)
    return held.values_list(*_Withheld._fields)


def _held(row: _Withheld, on: date) -> bool:
    """Whether something was withheld on a day."""
    return local(row.made_at).date() <= on and (row.lifted_at is None or local(row.lifted_at).date() > on)


def _of_meeting(notice: _Given, decision: m.Decision, private: bool, hurried: Collection[int]) -> FactKind | None:
    """What the notice of a meeting says of a decision there. ``hurried``: the meetings that were called at shorter notice."""
    if notice.kind != "meeting":
        return _NOTICES.get(notice.kind) if private else None
    item = decision.item
    if item is None or not notice.reasons or item.published_at != notice.published_at:
        return None
    agreed = notice.agreed_by or notice.agreed_by_post
    return "agenda-urgency-agreed" if agreed or item.meeting_id in hurried else None


def _at_shorter_notice(meetings: Collection[int]) -> frozenset[int]:
    """Those of these meetings of the executive that were called, or moved, when their agenda could be out in time no more.

    Two statements, and none where there is no meeting.
    """
    if not meetings:
        return frozenset()
    settled = Prefetch(
        "changes", m.MeetingChange.objects.filter(kind__in=("called", "moved")).order_by("at"), "settled"
    )
    rows = m.Meeting.objects.filter(pk__in=meetings).select_related("organization__parent").prefetch_related(settled)
    return frozenset(each.pk for each in rows if is_hurried(each, each.settled))


def is_hurried(meeting: m.Meeting, settled: Sequence[m.MeetingChange]) -> bool:
    """Whether the last time that it was ``settled`` when to meet was after the last day for its agenda."""
    if meeting.day is None or not settled or sort_of(meeting.organization) != "executive":
        return False
    deadline = plan_for(meeting.day, Business("executive")).of("executive-agenda")
    return bool(deadline and deadline.day and local(settled[-1].at).date() > deadline.day)


def _of_notice(notice: _Given, kind: FactKind | None) -> Iterator[Fact]:
    agreed = notice.agreed_on if kind in _AGREED else None
    day = agreed or (local(notice.published_at).date() if notice.published_at else None)
    if kind is not None and day is not None:
        yield Fact(kind, day, notice.reference)


def _of_plan(decision: m.Decision, since: Noticed, private: bool) -> Iterator[Fact]:
    entry = decision.plan_entry.reference if decision.plan_entry else ""
    if decision.is_key and since.key:
        yield Fact("key-notice-published", since.key, entry)
    if private and since.private:
        yield Fact("private-notice-published", since.private, entry)
