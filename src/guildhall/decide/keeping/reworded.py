"""What is said of an item, a matter and an undertaking is put right, and as which of all an item was taken."""

from datetime import date

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import put_right
from guildhall.decide.keeping.letting_find import let_find
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.decide.references import folded


def correct_item(
    *, item: m.AgendaItem, title: str, title_cy: str, text: str, text_cy: str, taken: int | None, why: Correction
) -> None:
    """What an item is called and says is put right, and as which it was taken: those that were taken after it come after it.

    Its number is cited, so it stays. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        m.Meeting.objects.select_for_update().get(pk=item.meeting_id)
        row = m.AgendaItem.objects.select_for_update().get(pk=item.pk)
        row.title, row.title_cy = needed(title, "title"), title_cy.strip()
        row.text, row.text_cy = text.strip(), text_cy.strip()
        row.save(update_fields=["title", "title_cy", "text", "text_cy"])
        if taken != row.taken:
            _take(row, taken)
        put_right(row, why, meeting=row.meeting, item=row)
        if row.published_at is not None:
            let_find(row, why.at)


def _take(row: m.AgendaItem, taken: int | None) -> None:
    """Let an item be taken as this one of all, and count the others anew."""
    if taken is not None and row.withdrawn_at is not None:
        raise NotRecorded("withdrawn", "taken")
    order = list(
        m.AgendaItem.objects.filter(meeting=row.meeting_id, taken__isnull=False)
        .exclude(pk=row.pk)
        .order_by("taken", "id")
    )
    if taken is not None and not 1 <= taken <= len(order) + 1:
        raise NotRecorded("too-many", "taken")
    row.taken = taken
    row.save(update_fields=["taken"])
    if taken is not None:
        order.insert(taken - 1, row)
    for place, each in enumerate(order, start=1):
        if each.taken != place:
            each.taken = place
            each.save(update_fields=["taken"])


def correct_matter(
    *, matter: m.Matter, title: str, title_cy: str, summary: str, summary_cy: str, why: Correction
) -> None:
    """What a matter is called and is about is put right, and it is found by what it is called now. Raises ``NotRecorded``."""
    with transaction.atomic():
        row = m.Matter.objects.select_for_update().get(pk=matter.pk)
        row.title, row.title_cy = needed(title, "title"), title_cy.strip()
        row.title_key = folded(row.title)[:400]
        row.summary, row.summary_cy = summary.strip(), summary_cy.strip()
        row.save(update_fields=["title", "title_cy", "title_key", "summary", "summary_cy"])
        put_right(row, why)


def correct_undertaking(
    *,
    undertaking: m.Undertaking,
    by: m.Person | None,
    by_post: m.Post | None,
    to: str,
    text: str,
    due_on: date | None,
    kept_on: date | None,
    kept_how: str,
    why: Correction,
) -> None:
    """Who undertook what, to whom and by when, is put right; and where it was kept, on which day and how. Raises ``NotRecorded``."""
    with transaction.atomic():
        row = m.Undertaking.objects.select_for_update().get(pk=undertaking.pk)
        given = row.item.meeting.day
        row.by, row.by_post, row.to, row.due_on = by, by_post, to.strip(), due_on
        row.text = needed(text, "text")
        if row.kept_on is not None:
            if kept_on is None or (given and kept_on < given):
                raise NotRecorded("before-it-began" if kept_on else "missing", "kept_on")
            row.kept_on, row.kept_how = kept_on, needed(kept_how, "kept_how")
        row.save(update_fields=["by", "by_post", "to", "text", "due_on", "kept_on", "kept_how"])
        put_right(row, why, meeting=row.item.meeting, item=row.item)
