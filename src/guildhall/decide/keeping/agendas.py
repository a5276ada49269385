"""Agendas: items put, papers attached, what is exempt withheld; and the order in which they were really taken."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.published import publish_anew, refuse_behind_minutes
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.decide.models.record import Cited
from guildhall.decide.models.reports import PARAGRAPHS
from guildhall.ledger.door import Actor

By = tuple[str, m.Post | None, m.Person | None]
"""Whose a report is: in which part (`of`, `author`, `introduced`, `presented`, `contact`), which post, which person."""


def put_item(
    *,
    meeting: m.Meeting,
    title: str,
    actor: Actor,
    at: datetime,
    number: str | None = None,
    matter: m.Matter | None = None,
    title_cy: str = "",
    text: str = "",
    text_cy: str = "",
) -> m.AgendaItem:
    """Put an item at the end of a meeting's agenda. Without a ``number`` it gets its place as one; ``""`` is no number."""
    title = needed(title, "title")
    with transaction.atomic():
        m.Meeting.objects.select_for_update().get(pk=meeting.pk)
        place = _last(m.AgendaItem.objects.filter(meeting=meeting)) + 1
        number = str(place) if number is None else number.strip()
        key = references.number_in(number) or f"x{place}"
        row = m.AgendaItem.objects.create(
            reference=references.named(m.AgendaItem, meeting.key, key), meeting=meeting, matter=matter, number=number,
            place=place, title=title, title_cy=title_cy, text=text, text_cy=text_cy,
        )  # fmt: skip
        told = {"meeting": meeting.reference, "matter": reference_of(matter)}
        tell(row, happened.ITEM_PUT, actor, at, first=True, **told)
    return row


def arrange_agenda(*, meeting: m.Meeting, items: Sequence[m.AgendaItem], actor: Actor, at: datetime) -> None:
    """Put the items into this order and number them anew. Not once they are published: then a number is somebody's citation."""
    with transaction.atomic():
        rows = {each.pk: each for each in m.AgendaItem.objects.select_for_update().filter(meeting=meeting)}
        if set(rows) != {each.pk for each in items}:
            raise NotRecorded("other-items", "items")
        if any(each.published_at for each in rows.values()):
            raise NotRecorded("published", "items")
        free = max((each.place for each in rows.values()), default=0) + 1
        for before in (free, 1):  # two rounds, because no two may have one place even for a moment
            for place, item in enumerate(items, start=before):
                rows[item.pk].place, rows[item.pk].number = place, str(place)
                rows[item.pk].save(update_fields=["place", "number"])
        tell(meeting, happened.MEETING_CHANGED, actor, at, what="arranged")


def take_item(*, item: m.AgendaItem, actor: Actor, at: datetime) -> int:
    """The meeting has come to an item. Gives its place in the order as taken; taken twice, it keeps the first.

    The order is published with the minutes. Raises ``NotRecorded``, and where those are published already.
    """
    refuse_behind_minutes(item.meeting)
    with transaction.atomic():
        m.Meeting.objects.select_for_update().get(pk=item.meeting_id)
        item.refresh_from_db()
        if item.withdrawn_at is not None:
            raise NotRecorded("withdrawn", "item")
        if item.taken is None:
            item.taken = (
                m.AgendaItem.objects.filter(meeting=item.meeting_id).aggregate(last=Max("taken"))["last"] or 0
            ) + 1
            item.save(update_fields=["taken"])
            tell(item, happened.ITEM_TAKEN, actor, at, order=item.taken)
    return item.taken


def withdraw_item(*, item: m.AgendaItem, why: str, actor: Actor, at: datetime) -> None:
    """An item is not taken at this meeting, and why. It keeps its number."""
    with transaction.atomic():
        item.withdrawn_at, item.withdrawn_why = at, needed(why, "why")
        item.save(update_fields=["withdrawn_at", "withdrawn_why"])
        tell(item, happened.ITEM_WITHDRAWN, actor, at)
        publish_anew(item, actor=actor, at=at, reason=f"Item {item.number or item.title} was withdrawn")


def put_report(
    *,
    item: m.AgendaItem,
    title: str,
    actor: Actor,
    at: datetime,
    kind: str = "report",
    text: str = "",
    text_cy: str = "",
    title_cy: str = "",
    file: str = "",
    address: str = "",
    by: Sequence[By] = (),
    late_because: str = "",
) -> m.Report:
    """Attach a paper to an item. Where the item is published already, the paper is late and says why.

    Give open text only: what is exempt goes to `restrict`.
    """
    title = needed(title, "title")
    if item.published_at is not None and not late_because.strip():
        raise NotRecorded("missing", "late_because")
    with transaction.atomic():
        m.AgendaItem.objects.select_for_update().get(pk=item.pk)
        row = m.Report.objects.create(
            reference=references.numbered(m.Report, item), item=item, kind=kind, title=title, title_cy=title_cy, text=text,
            text_cy=text_cy, file=file, address=address, late_because=late_because.strip(),
            place=_last(m.Report.objects.filter(item=item)) + 1,
        )  # fmt: skip
        m.ReportAuthor.objects.bulk_create(
            [
                m.ReportAuthor(report=row, part=part, post=post, person=person)
                for part, post, person in dict.fromkeys(by)
            ]
        )
        tell(row, happened.REPORT_PUT, actor, at, first=True, item=item.reference, kind=kind, late=bool(late_because))
    return row


def restrict(
    *,
    record: Cited,
    paragraph: str,
    public_interest: str,
    actor: Actor,
    at: datetime,
    part: str = "",
    text: str = "",
    file: str = "",
    review_on: date | None = None,
) -> m.Restriction:
    """Withhold a part of a record: which paragraph of Schedule 12A, why that is in the public interest, when it is looked at again.

    ``text`` and ``file`` are the exempt matter. They are kept here and nowhere else.
    """
    if paragraph not in PARAGRAPHS:
        raise NotRecorded("no-such-paragraph", "paragraph")
    with transaction.atomic():
        row = m.Restriction.objects.create(
            subject=record.reference, part=part, paragraph=paragraph, public_interest=needed(public_interest, "public_interest"),
            text=text, file=file, made_at=at, made_by=actor.reference, review_on=review_on,
        )  # fmt: skip
        tell(record, happened.RESTRICTED, actor, at, paragraph=paragraph, review=review_on)
        publish_anew(record, actor=actor, at=at, reason="Something is withheld")
    return row


def lift_restriction(*, restriction: m.Restriction, why: str, actor: Actor, at: datetime) -> None:
    """What was withheld is open from now on, and why. The document of a paper that was withheld whole becomes the paper's own.

    Raises ``NotRecorded`` where it is open already.
    """
    with transaction.atomic():
        restriction = m.Restriction.objects.select_for_update().get(pk=restriction.pk)
        if restriction.lifted_at is not None:
            raise NotRecorded("lifted", "why")
        restriction.lifted_at, restriction.lifted_by, restriction.lifted_why = at, actor.reference, needed(why, "why")
        restriction.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
        row = references.record_of(restriction.subject)
        if isinstance(row, m.Report) and restriction.file and not row.file:
            row.file = restriction.file
            row.save(update_fields=["file"])
        tell(row, happened.RESTRICTION_LIFTED, actor, at, paragraph=restriction.paragraph)
        publish_anew(row, actor=actor, at=at, reason=f"What was withheld is open: {why.strip()}")


def _last(rows: QuerySet[Any]) -> int:
    last: int | None = rows.aggregate(last=Max("place"))["last"]
    return last or 0
