"""Publish an agenda in time, or be told before which duty would be missed and by how much, and what the law allows then.

S.I. 2012/2089: a meeting of the executive that is convened at shorter notice has its agenda open from then (regulations 6 and 7); a
key decision may be made under the general exception (10), once scrutiny was informed, or with special urgency (11), once it agreed;
so may a meeting be held in private (5(6)). A notice of meeting in private says why it is (5(3)); the further one also what people
said against that, and the answer (5(5)). Local Government Act 1972, section 100B(4)(b): elsewhere the chair must be of the opinion
that an item is urgent. Each needs reasons, which are published. Only regulations 5 and 6 are taken from the text itself.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.keeping.deadlines import plan_for, sort_of
from guildhall.decide.keeping.forward_plan import noticed
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.planned import entry_of
from guildhall.decide.keeping.publishing import Version, publish, publish_agenda
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.estate.door import calendar
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.clear_days import days_between
from guildhall.kernel.clocks.duties import Duty
from guildhall.kernel.clocks.planning import Business, Missed, Plan, missed
from guildhall.ledger.door import Actor

_AGREED = frozenset({"special-urgency", "private-urgency", "agenda"})
"""What stands in for a duty, or what is missed, where somebody has to agree that it is urgent."""
_PAPERS = frozenset({"executive-agenda", "agenda", "summons"})
_TIME_AND_PLACE = frozenset({"executive-meeting-notice", "meeting-notice"})
_OF_PRIVATE = {"private-meeting-notice": "private-meeting", "private-meeting-further-notice": "private-reasons"}


@dataclass(frozen=True, slots=True)
class Late:
    """A duty that would be missed by publishing now: its last day, the clear days that are left, and what may stand in for it.

    ``entry`` is the key decision that it is about, where it is about one.
    """

    missed: Missed
    left: int
    entry: m.PlanEntry | None = None

    @property
    def duty(self) -> Duty:
        """Which duty."""
        return self.missed.deadline.duty

    @property
    def by(self) -> str:
        """What the law offers in its place, by the kind of its notice; empty where the agenda itself is late."""
        return self.missed.instead.id if self.missed.instead else ""

    @property
    def is_of_the_agenda(self) -> bool:
        """Whether it is the agenda itself that is late, and not a notice of what stands on it."""
        return self.duty.id in _PAPERS | _TIME_AND_PLACE

    @property
    def is_agreed_by_somebody(self) -> bool:
        """Whether somebody has to agree first."""
        return self.by in _AGREED or self.duty.id in _AGREED


@dataclass(frozen=True, slots=True)
class Outlook:
    """What publishing a meeting's agenda now would mean: the plan, what is late by it, and the kinds of notice given before.

    ``private_because`` is what the forward plan says of why it is in private.
    """

    plan: Plan
    late: tuple[Late, ...]
    is_over: bool
    given: frozenset[str] = frozenset()
    private_because: str = ""

    @property
    def asks_agreement(self) -> bool:
        """Whether somebody has to agree that it is urgent."""
        return any(each.is_agreed_by_somebody for each in self.late)

    @property
    def asks_who_was_told(self) -> bool:
        """Whether scrutiny has to be informed first."""
        return any(each.by == "general-exception" for each in self.late)

    @property
    def of_private(self) -> str:
        """The kind of the notice of meeting in private that goes out with the agenda; empty where none does.

        The further notice has its own day, and says what people answered to the first. A committee of Council gives neither.
        """
        if "private-urgency" in self.given:
            return ""
        if any(each.by == "private-urgency" for each in self.late):
            return "private-urgency"
        private = _OF_PRIVATE.items() if self.plan.business.private else ()
        return next((kind for duty, kind in private if kind not in self.given and self.plan.of(duty)), "")

    @property
    def asks_why_in_private(self) -> bool:
        """Whether a notice goes out that says why it is in private."""
        return self.of_private in _OF_PRIVATE.values()

    @property
    def asks_what_people_said(self) -> bool:
        """Whether the further notice goes out, which says what people said against that."""
        return self.of_private == "private-reasons"


def outlook(*, meeting: m.Meeting, at: datetime) -> Outlook:
    """What would be missed by publishing the agenda at a moment. Raises ``NotRecorded`` where the meeting has no day."""
    if meeting.day is None:
        raise NotRecorded("no-day", "agenda")
    items = list(m.AgendaItem.objects.filter(meeting=meeting, withdrawn_at=None).select_related("meeting", "matter"))
    key = {each: entry for each in items if (entry := entry_of(each)) and entry.is_key}
    private = [entry_of(each) for each in _private(items)]
    plan = plan_for(meeting.day, Business(sort_of(meeting.organization), bool(key), bool(private)))
    given = _given_of_private(plan, meeting, private)
    because = dict.fromkeys(each.private_because for each in private if each and each.private and each.private_because)
    new = [each for each in items if each.published_at is None]
    found = [*_of_the_agenda(plan, meeting, new, at), *_of_private(plan, given, at)]
    for entry in dict.fromkeys(key.values()):
        found += _of_a_key_decision(plan, entry, at)
    return Outlook(plan, tuple(found), local(at).date() > meeting.day, given, "\n".join(because))


def publish_in_time(
    *,
    meeting: m.Meeting,
    actor: Actor,
    at: datetime,
    reason: str = "",
    reasons: str = "",
    agreed_by: m.Person | None = None,
    told: str = "",
    private_because: str = "",
    representations: str = "",
    answer: str = "",
) -> Version:
    """Publish an agenda with the notices that go with it. What is late needs ``reasons``, and agreement where the law asks for it.

    ``private_because`` is asked where a notice of meeting in private goes out; ``representations`` and the ``answer`` to them where
    the further one does, were it only "None". ``reason`` is why an agenda that was published already is published again. Raises
    ``NotRecorded``: ``too-late`` once it was held.
    """
    with transaction.atomic():
        meeting = m.Meeting.objects.select_for_update().get(pk=meeting.pk)
        seen = outlook(meeting=meeting, at=at)
        if seen.is_over:
            raise NotRecorded("too-late", "agenda")
        if seen.late:
            needed(reasons, "late_reasons")
        if seen.asks_agreement and agreed_by is None:
            raise NotRecorded("missing", "agreed_by")
        if seen.asks_who_was_told:
            needed(told, "told")
        private: dict[str, str] = {}
        if seen.asks_why_in_private:
            private["reasons"] = needed(private_because, "private_because")
        if seen.asks_what_people_said:
            private["representations"] = needed(representations, "representations")
            private["answer"] = needed(answer, "answer")
        first = meeting.published_at is None
        version = publish_agenda(meeting=meeting.reference, actor=actor, at=at, reason=reason)
        by: dict[str, Any] = {"actor": actor, "at": at}
        because: dict[str, Any] = {"reasons": reasons, "agreed_by": agreed_by, "told": told.strip()}
        missed_here = [each for each in seen.late if each.is_of_the_agenda]
        if first or missed_here:
            urgent = any(each.is_agreed_by_somebody for each in missed_here)
            own: dict[str, Any] = {}
            if missed_here:
                own = {"reasons": reasons, "agreed_by": agreed_by if urgent else None}
            _give("meeting", meeting=meeting, **own, **by)
        in_time: dict[str, dict[str, str]] = dict.fromkeys(_OF_PRIVATE.values(), private) | {"key-decision": {}}
        for kind, of in _notices(seen, meeting):
            _give(kind, **of, **in_time.get(kind, because), **by)
    return version


def _notices(seen: Outlook, meeting: m.Meeting) -> Iterator[tuple[str, dict[str, Any]]]:
    """The notices that are to be given with the agenda: of each key decision, and of a part in private."""
    late = {(each.duty.id, each.entry): each for each in seen.late}
    items = m.AgendaItem.objects.filter(meeting=meeting, withdrawn_at=None).select_related("meeting", "matter")
    for entry in dict.fromkeys(entry for each in items if (entry := entry_of(each)) and entry.is_key):
        if _noticed_on(entry) is None or ("key-decision-notice", entry) in late:
            found = late.get(("key-decision-notice", entry))
            yield (found.by if found else "key-decision"), {"plan_entry": entry}
    if seen.of_private:
        yield seen.of_private, {"meeting": meeting}


def _give(kind: str, *, actor: Actor, at: datetime, plan_entry: m.PlanEntry | None = None, **of: Any) -> None:
    """Enter a notice and publish it, with the line of the plan that it stands on."""
    if plan_entry is not None and plan_entry.published_at is None:
        publish(reference=plan_entry.reference, actor=actor, at=at)
        plan_entry.refresh_from_db()
    row = give_notice(kind=kind, plan_entry=plan_entry, actor=actor, at=at, **of)
    publish(reference=row.reference, actor=actor, at=at)


def _of_the_agenda(plan: Plan, meeting: m.Meeting, new: list[m.AgendaItem], at: datetime) -> Iterator[Late]:
    duties = (_PAPERS if new else frozenset()) | (_TIME_AND_PLACE if meeting.published_at is None else frozenset())
    yield from _late(plan, duties, at)


def _of_a_key_decision(plan: Plan, entry: m.PlanEntry, at: datetime) -> Iterator[Late]:
    """Late unless its notice, or that of the general exception, was published in time, or urgency was agreed."""
    deadline, exception = plan.of("key-decision-notice"), plan.of("general-exception")
    first, excepted = _noticed_on(entry), _noticed_on(entry, "general-exception")
    in_time = first and deadline and deadline.day and first <= deadline.day
    excused = excepted and exception and exception.day and excepted <= exception.day
    if not (in_time or excused or _noticed_on(entry, "special-urgency")):
        yield from _late(plan, {"key-decision-notice"}, at, entry)


def _of_private(plan: Plan, given: Collection[str], at: datetime) -> Iterator[Late]:
    """Late where a notice of meeting in private was not given and can be given no more."""
    if not plan.business.private or "private-urgency" in given:
        return
    yield from _late(plan, {duty for duty, kind in _OF_PRIVATE.items() if kind not in given}, at)


def _late(plan: Plan, duties: Iterable[str], at: datetime, entry: m.PlanEntry | None = None) -> Iterator[Late]:
    today, days = local(at).date(), calendar(year_from=plan.meeting.year - 1, year_to=plan.meeting.year + 1)
    for each in missed(plan, at, set(duties)):
        yield Late(each, days_between(today, plan.meeting, each.deadline.duty.reading, days), entry)


def _noticed_on(entry: m.PlanEntry, kind: str = "key-decision") -> date | None:
    """The first day on which notice was given of a planned decision. The forward plan is itself the notice of a key decision."""
    given = (
        m.Notice.objects.filter(plan_entry=entry, kind=kind).exclude(published_at=None).order_by("published_at").first()
    )
    days = [local(given.published_at).date()] if given and given.published_at else []
    if kind == "key-decision" and (planned := noticed([entry])[entry.pk].key):
        days.append(planned)
    return min(days, default=None)


def _private(items: Iterable[m.AgendaItem]) -> list[m.AgendaItem]:
    """The items that are to be taken in private: planned so, or with something withheld."""
    rows = {each.reference: each for each in items}
    papers = m.Report.objects.filter(item__reference__in=rows).select_related("item")
    subjects = {each.reference: each.item.reference for each in papers} | {each: each for each in rows}
    held = m.Restriction.objects.filter(subject__in=subjects, lifted_at=None).values_list("subject", flat=True)
    withheld = {subjects[each] for each in held}
    return [
        each
        for key, each in rows.items()
        if key in withheld or ((entry := entry_of(each)) is not None and entry.private)
    ]


def _given_of_private(plan: Plan, meeting: m.Meeting, entries: Collection[m.PlanEntry | None]) -> frozenset[str]:
    """The notices of meeting in private that were given. The plan is the first of them, where it said so of each item in time.

    ``entries`` are the lines of the plan of what is taken in private; ``None`` for an item that was not planned.
    """
    given = m.Notice.objects.filter(meeting=meeting).exclude(published_at=None).values_list("kind", flat=True)
    deadline = plan.of("private-meeting-notice")
    planned = noticed(each for each in entries if each is not None)
    days = [planned[each.pk].private if each is not None else None for each in entries]
    in_time = deadline is not None and all(day and deadline.day and day <= deadline.day for day in days)
    return frozenset(given) | ({"private-meeting"} if in_time else set())
