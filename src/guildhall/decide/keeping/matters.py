"""Matters, how they stand to one another, and the forward plan."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.references import folded
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


def raise_matter(
    *,
    title: str,
    actor: Actor,
    at: datetime,
    kind: str = "other",
    title_cy: str = "",
    summary: str = "",
    summary_cy: str = "",
    wards: Sequence[str] = (),
    on: date | None = None,
) -> m.Matter:
    """Begin to follow a matter. ``on`` is the day on which it was first heard of, today where it is not given."""
    title = needed(title, "title")
    day = on or local(at).date()
    with transaction.atomic():
        row = m.Matter.objects.create(
            reference=references.drawn(m.Matter), kind=kind, title=title, title_cy=title_cy, title_key=folded(title)[:400],
            summary=summary, summary_cy=summary_cy, listed_on=day,
        )  # fmt: skip
        m.MatterWard.objects.bulk_create([m.MatterWard(matter=row, ward=ward) for ward in dict.fromkeys(wards)])
        tell(row, happened.MATTER_RAISED, actor, at, first=True, kind=kind)
    return row


def touch_wards(*, matter: m.Matter, wards: Collection[str], actor: Actor, at: datetime, reason: str = "") -> None:
    """A matter touches these wards and no others. Of a published one a ``reason`` is given. Said again, it changes nothing.

    Raises ``NotRecorded``.
    """
    with transaction.atomic():
        row = m.Matter.objects.select_for_update().get(pk=matter.pk)
        stand = set(m.MatterWard.objects.filter(matter=row).values_list("ward", flat=True))
        if stand == set(wards):
            return
        reason = needed(reason, "reason") if row.published_at is not None else reason
        m.MatterWard.objects.filter(matter=row, ward__in=stand - set(wards)).delete()
        m.MatterWard.objects.bulk_create(
            [m.MatterWard(matter=row, ward=each) for each in dict.fromkeys(wards) if each not in stand]
        )
        tell(row, happened.MATTER_TOUCHES, actor, at, wards=len(set(wards)))
        publish_anew(row, actor=actor, at=at, reason=reason)


def relate_matters(*, matter: m.Matter, other: m.Matter, kind: str, actor: Actor, at: datetime) -> None:
    """One matter `replaces` another, `aligns` with it or is `related`. Saying it twice is harmless."""
    if matter.pk == other.pk:
        raise NotRecorded("itself", "other")
    with transaction.atomic():
        _, new = m.MatterRelation.objects.get_or_create(matter=matter, other=other, defaults={"kind": kind})
        if new:
            tell(matter, happened.MATTERS_RELATED, actor, at, other=other.reference, kind=kind)
            publish_anew(matter, actor=actor, at=at, reason="It was related to another matter")


def tie_item(*, item: m.AgendaItem, matter: m.Matter, actor: Actor, at: datetime) -> None:
    """An item of an agenda is about a matter, and so is what was decided at it. One that is tied already stays so.

    Where the item is published, so is the matter. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        row = m.AgendaItem.objects.select_for_update().get(pk=item.pk)
        if row.matter_id == matter.pk:
            return
        if row.matter_id is not None:
            raise NotRecorded("tied", "item")
        row.matter = matter
        row.save(update_fields=["matter"])
        row.decisions.filter(matter=None).update(matter=matter)
        tell(row, happened.ITEM_TIED, actor, at, matter=matter.reference)
        if row.published_at is not None:
            publish(reference=matter.reference, actor=actor, at=at)
            for told in (row, *row.decisions.filter(matter=matter)):
                publish_anew(told, actor=actor, at=at, reason="It was tied to a matter")


def plan_decision(
    *,
    matter: m.Matter,
    due_from: date,
    due_until: date,
    actor: Actor,
    at: datetime,
    body: m.Organization | None = None,
    post: m.Post | None = None,
    is_key: bool | None = None,
    **more: object,
) -> m.PlanEntry:
    """Put a decision on the forward plan. ``more``: the other columns of an entry, by their names."""
    if due_until < due_from:
        raise NotRecorded("before-it-began", "due_until")
    with transaction.atomic():
        row = m.PlanEntry.objects.create(
            reference=references.named(m.PlanEntry, due_from.strftime("%Y-%m"), "1"), matter=matter, organization=body,
            post=post, due_from=due_from, due_until=due_until, is_key=is_key, **more,
        )  # fmt: skip
        told: dict[str, Any] = {"matter": matter.reference, "due_from": due_from, "due_until": due_until, "key": is_key}
        tell(row, happened.DECISION_PLANNED, actor, at, first=True, **told)
    return row


def withdraw_plan(*, entry: m.PlanEntry, why: str, actor: Actor, at: datetime) -> None:
    """What was planned is not to be decided after all, and why."""
    with transaction.atomic():
        entry.withdrawn_at, entry.withdrawn_why = at, needed(why, "why")
        entry.save(update_fields=["withdrawn_at", "withdrawn_why"])
        tell(entry, happened.PLAN_WITHDRAWN, actor, at)
        publish_anew(entry, actor=actor, at=at, reason=why.strip())
