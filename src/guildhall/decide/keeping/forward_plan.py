"""The forward plan as it is kept: an entry is put right or taken off, the plan is published, and what that gives notice of.

S.I. 2012/2089: 28 clear days lie between the day on which it is published that a key decision will be made (regulation 9), or that a
part will be decided in private (regulation 5(2)), and the day of the decision. A plan that says so is that notice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.deadlines import sort_of
from guildhall.decide.keeping.matters import withdraw_plan
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.estate.door import calendar, council
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.clear_days import effective_from, latest_notice
from guildhall.ledger.door import Actor

KEY, PRIVATE = "key-decision-notice", "private-meeting-notice"
"""The duties that a published entry of the plan keeps."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Since which days the published plan has said that a decision is key, and that it will be made in private."""

    key: date | None = None
    private: date | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """What 28 clear days come to for an entry: noticed ``since`` a day (or if it were today), decided ``earliest`` on another.

    ``by`` is the last day on which notice allows a decision on the first day that is planned. ``days`` is how many it takes.
    """

    days: int
    since: date
    is_given: bool
    earliest: date
    by: date
    planned: date

    @property
    def is_late(self) -> bool:
        """Whether it cannot be decided on the first day that is planned."""
        return self.earliest > self.planned


def put_entry_right(*, entry: m.PlanEntry, actor: Actor, at: datetime, reason: str = "", **columns: object) -> None:
    """Change what an entry says, by its columns' names. A published one needs a ``reason`` and gets a new version.

    Raises ``NotRecorded``.
    """
    with transaction.atomic():
        row = m.PlanEntry.objects.select_for_update().get(pk=entry.pk)
        if row.withdrawn_at is not None:
            raise NotRecorded("withdrawn", "entry")
        for name, value in columns.items():
            setattr(row, name, value)
        if row.due_until < row.due_from:
            raise NotRecorded("before-it-began", "due_until")
        row.save(update_fields=list(columns))
        tell(row, happened.PLAN_CHANGED, actor, at, due_from=row.due_from, due_until=row.due_until, key=row.is_key)
        if row.published_at is not None:
            publish(reference=row.reference, actor=actor, at=at, reason=reason)


def take_off_plan(*, entry: m.PlanEntry, why: str, actor: Actor, at: datetime) -> None:
    """It is not to be decided after all. Where the plan was published, it goes on to say so, and why. Raises ``NotRecorded``."""
    with transaction.atomic():
        row = m.PlanEntry.objects.select_for_update().get(pk=entry.pk)
        if row.withdrawn_at is not None:
            raise NotRecorded("withdrawn", "entry")
        withdraw_plan(entry=row, why=needed(why, "why"), actor=actor, at=at)
        if row.published_at is not None:
            publish(reference=row.reference, actor=actor, at=at, reason=why)


def drafted(on: date) -> QuerySet[m.PlanEntry]:
    """What is on the plan and not published, and may still be decided on a day, the soonest first."""
    rows = m.PlanEntry.objects.filter(published_at=None, withdrawn_at=None, due_until__gte=on)
    return rows.order_by("due_from", "id")


def publish_plan(*, actor: Actor, at: datetime) -> int:
    """Publish whatever on the plan is not published yet, with its matters. Gives how many entries. Done again, it changes nothing."""
    with transaction.atomic():
        waiting = list(drafted(local(at).date()).select_for_update())
        for each in waiting:
            publish(reference=each.reference, actor=actor, at=at)
    return len(waiting)


def noticed(entries: Iterable[m.PlanEntry]) -> dict[int, Noticed]:
    """Since when the published plan has said of each entry that it is key and that it is private, by its key. One statement.

    None where there is no entry. The plan that a council printed earlier counts by its own day, where the first version here says
    the same, or there is none.
    """
    rows = {each.reference: each for each in entries}
    if not rows:
        return {}
    told: dict[str, dict[str, date]] = {each: {} for each in rows}
    printed_only = {key for key, row in rows.items() if row.first_published_on}
    for version in m.Publication.objects.filter(subject__in=rows).order_by("version"):
        row, said = rows[version.subject], read_json(version.document)
        printed_only.discard(version.subject)
        printed = row.first_published_on if version.version == 1 else None
        day = printed or local(version.at).date()
        for name in ("is_key", "private"):
            if isinstance(said, dict) and said.get(name) is True:
                told[version.subject].setdefault(name, day)
    for key in printed_only:
        told[key] = {name: rows[key].first_published_on for name in ("is_key", "private") if getattr(rows[key], name)}  # type: ignore[misc]  # it has a day
    return {rows[key].pk: Noticed(days.get("is_key"), days.get("private")) for key, days in told.items()}


def allowed(entries: Iterable[m.PlanEntry], on: date) -> Mapping[int, Allowed]:
    """For each entry that asks for 28 clear days' notice, from which day it may be decided, if what is not noticed were today."""
    asked = {each: names for each in entries if (names := _asked_of(each))}
    given, duties = noticed(asked), council().duties
    found: dict[int, Allowed] = {}
    for each, names in asked.items():
        since = {KEY: given[each.pk].key, PRIVATE: given[each.pk].private}
        days = calendar(year_from=min(on, each.due_from).year - 1, year_to=max(on, each.due_from).year + 2)
        told: list[tuple[date, date, date, int]] = []
        for name in names:
            first, rule = since[name] or on, duties[name]
            count = rule.count or 0
            from_day = effective_from(first, count, rule.reading, days)
            told.append((from_day, first, latest_notice(each.due_from, count, rule.reading, days), count))
        earliest, first, by, count = max(told)
        found[each.pk] = Allowed(count, first, all(since[name] for name in names), earliest, by, each.due_from)
    return found


def _asked_of(entry: m.PlanEntry) -> tuple[str, ...]:
    """The duties to give notice of it: of the executive and of officers, where it is key; of a body, where it meets in private.

    Council gives none, nor does what is not to be decided any more.
    """
    executive = entry.organization is None or sort_of(entry.organization) == "executive"
    if not executive or entry.withdrawn_at is not None:
        return ()
    holds = {KEY: entry.is_key, PRIVATE: entry.private and entry.organization is not None}
    return tuple(name for name, asked in holds.items() if asked)
