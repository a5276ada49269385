"""Where what is planned stands: by the same path as a decision, from the plan, its notices and the agendas it came to.

Until it is decided, its path is that of a decision without a day; then it goes on as the decision's own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Case, When

from guildhall.decide import models as m
from guildhall.decide.authority.considered import considered
from guildhall.decide.authority.standing import paths
from guildhall.decide.keeping.deadlines import sort_of
from guildhall.decide.sight import PUBLIC, seen
from guildhall.estate.door import Onlooker
from guildhall.kernel.authority.facts import Fact
from guildhall.kernel.authority.values import Path


def paths_of_plan(entries: Collection[m.PlanEntry], *, on: date, onlooker: Onlooker = PUBLIC) -> dict[int, Path]:
    """The path of each line of the forward plan as it stood at the end of a day, by its key, as far as an onlooker sees it.

    Asks the database as often, however many lines there are. They come with their ``organization`` (its parent) and ``post``.
    """
    rows = {each.pk: each for each in entries}
    found: dict[int, m.Decision] = dict(_made(rows, onlooker))
    waiting = [each for each in rows.values() if each.pk not in found]
    agendas, came_to = _agendas(waiting, onlooker), dict[int, list[Fact]]()
    for each in waiting:
        items = agendas.get(each.pk, [])
        came_to[-each.pk] = [_considered(item) for item in items if item.was_considered]
        found[each.pk] = m.Decision(
            pk=-each.pk, plan_entry=each, item=items[-1] if items else None, path=_path_of(each), outcome="resolved",
            is_key=each.is_key, listed_on=on,
        )  # fmt: skip
    stands = paths(list(found.values()), on=on, onlooker=onlooker, also=came_to)
    return {key: stands[each.pk] for key, each in found.items()}


def _made(entries: Collection[int], onlooker: Onlooker) -> Iterator[tuple[int, m.Decision]]:
    """What was decided by each line, the latest last."""
    rows = seen(m.Decision, onlooker).filter(plan_entry__in=entries, taken_on__isnull=False)
    for each in rows.select_related("item__meeting__organization", "plan_entry", "recommends_to").order_by(
        "taken_on", "id"
    ):
        if each.plan_entry_id is not None:
            yield each.plan_entry_id, each


def _agendas(entries: Collection[m.PlanEntry], onlooker: Onlooker) -> dict[int, list[Any]]:
    """The items at which each line is to be decided, where it stands on agendas of that body within its days, the latest last.

    Each with ``was_considered``: the meeting came to it (see ``considered``).
    """
    if not entries:
        return {}
    rows = seen(m.AgendaItem, onlooker).filter(
        matter__in={each.matter_id for each in entries},
        withdrawn_at=None,
        meeting__day__gte=min(each.due_from for each in entries),
        meeting__day__lte=max(each.due_until for each in entries),
    )
    rows = rows.annotate(was_considered=Case(When(considered(onlooker), then=True), default=False))
    found: dict[int, list[Any]] = defaultdict(list)
    for item in rows.select_related("meeting__organization").order_by("meeting__day", "id"):
        met = item.meeting
        for each in entries:
            theirs = (each.matter_id, each.organization_id) == (item.matter_id, met.organization_id)
            if theirs and met.day is not None and each.due_from <= met.day <= each.due_until:
                found[each.pk].append(item)
    return found


def _considered(item: m.AgendaItem) -> Fact:
    """That a meeting came to it, on its day: what it did not decide there, it considered."""
    return Fact("considered", item.meeting.day, item.reference)  # type: ignore[arg-type]  # found by it


def _path_of(entry: m.PlanEntry) -> str:
    """By which path it is to be decided. An officer's post decides as officers do, another post as one member does."""
    if entry.organization is not None:
        return "executive" if sort_of(entry.organization) == "executive" else "council"
    return "officer" if entry.post is not None and entry.post.held_by == "officer" else "individual"
