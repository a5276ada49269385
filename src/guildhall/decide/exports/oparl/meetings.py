"""Meetings, their items and papers, as OParl has them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.called import Called
from guildhall.decide.exports.answering import whole
from guildhall.decide.exports.oparl.naming import BODY, Told, at, moment, named, put_right, shown, told
from guildhall.decide.sight import seen, withheld
from guildhall.kernel.clocks import local


def meetings() -> QuerySet[m.Meeting]:
    """Meetings that everybody sees, with their bodies."""
    return seen(m.Meeting).select_related("organization")


def items() -> QuerySet[m.AgendaItem]:
    """Items that everybody sees, with their meetings."""
    return seen(m.AgendaItem).select_related("meeting")


def reports() -> QuerySet[m.Report]:
    """Papers that everybody sees, with where they were put."""
    return seen(m.Report).select_related("item__meeting__organization")


def files() -> QuerySet[m.Report]:
    """Papers that can be read: their text or their document is here, or a page that was brought in says where they lie."""
    return reports().exclude(text="", file="", address="")


def meetings_told(rows: Sequence[m.Meeting]) -> list[Told]:
    """Meetings with their agendas."""
    on_agendas = list(items().filter(meeting__in=rows).order_by("place"))
    agendas: dict[int, list[Told]] = {}
    for item, said in zip(on_agendas, items_told(on_agendas), strict=True):
        agendas.setdefault(item.meeting_id, []).append(said)
    there: dict[int, list[str]] = {}
    present = seen(m.Attendance).filter(meeting__in=rows, status="present").select_related("person")
    for each in present.order_by("id"):
        there.setdefault(each.meeting_id, []).append(at("person", each.person.key))
    off = set(seen(m.MeetingChange).filter(meeting__in=rows, kind="cancelled").values_list("meeting_id", flat=True))
    right, called = put_right(rows), Called()
    return [
        named("meeting", each.key, "Meeting")
        | told(
            name=each.title or called.on(each.organization, each.day).name,
            cancelled=each.pk in off,
            start=moment(each.starts_at),
            end=moment(each.ends_at),
            location=locations_told([each])[0] if each.place else None,
            organization=[at("organization", each.organization.key)],
            participant=there.get(each.pk),
            agendaItem=agendas.get(each.pk),
        )
        | shown(each)
        | right.get(each.reference, {})
        for each in rows
    ]


def items_told(rows: Sequence[m.AgendaItem]) -> list[Told]:
    """Items with what was decided at them. One of which a part is withheld is not said to be public."""
    first: dict[int, m.Report] = {}
    for report in seen(m.Report).filter(item__in=rows).order_by("-place"):
        first[report.item_id] = report
    decided: dict[int | None, list[m.Decision]] = {}
    for each in seen(m.Decision).filter(item__in=rows).order_by("id").prefetch_related("resolutions"):
        decided.setdefault(each.item_id, []).append(each)
    closed = {
        reference
        for reference, parts in withheld([each.reference for each in rows]).items()
        if any(part.lifted_at is None for part in parts)
    }
    return [
        named("agenda-item", each.key, "AgendaItem")
        | told(
            meeting=at("meeting", each.meeting.key),
            number=each.number,
            order=each.place,
            name=each.title,
            public=each.reference not in closed,
            consultation=at("consultation", first[each.pk].key) if each.pk in first else None,
            result=", ".join(dict.fromkeys(one.outcome for one in decided.get(each.pk, []))),
            resolutionText=_resolved(decided.get(each.pk, [])),
        )
        | shown(each)
        for each in rows
    ]


def papers_told(rows: Sequence[m.Report]) -> list[Told]:
    """Reports as Papers, each put to one item."""
    by: dict[int, list[str]] = {}
    for each in seen(m.ReportAuthor).filter(report__in=rows, person__isnull=False).select_related("person"):
        if each.person and each.part in ("of", "author"):
            by.setdefault(each.report_id, []).append(at("person", each.person.key))
    right = put_right(rows)
    return [
        named("paper", each.key, "Paper")
        | told(
            body=at("body", BODY),
            name=each.title,
            reference=each.reference,
            date=local(each.published_at).date().isoformat() if each.published_at else None,
            paperType=each.kind,
            mainFile=files_told([each])[0] if each.text or each.file or each.address else None,
            originatorPerson=by.get(each.pk),
            consultation=consultations_told([each]),
        )
        | shown(each)
        | right.get(each.reference, {})
        for each in rows
    ]


def consultations_told(rows: Sequence[m.Report]) -> list[Told]:
    """That a report was put to an item of a meeting."""
    return [
        named("consultation", each.key, "Consultation")
        | {
            "paper": at("paper", each.key),
            "agendaItem": at("agenda-item", each.item.key),
            "meeting": at("meeting", each.item.meeting.key),
            "organization": [at("organization", each.item.meeting.organization.key)],
        }
        for each in rows
    ]


def files_told(rows: Sequence[m.Report]) -> list[Told]:
    """The open text of each report, and where it is read or saved."""
    made = []
    for each in rows:
        page = shown(each).get("web", "")
        read = told(text=each.text, mimeType="text/plain" if each.text else None, name=each.title)
        saved = whole(address("en", "paper", each.key)) if each.file else ""
        lies = told(accessUrl=saved or each.address or page or at("file", each.key), downloadUrl=saved)
        made.append(named("file", each.key, "File") | read | {"paper": [at("paper", each.key)]} | lies)
    return made


def locations_told(rows: Sequence[m.Meeting]) -> list[Told]:
    """Where each meeting is held, as it was called for."""
    return [
        named("location", each.key, "Location") | {"description": each.place, "meetings": [at("meeting", each.key)]}
        for each in rows
    ]


def _resolved(decided: Sequence[m.Decision]) -> str:
    """The paragraphs of what was decided, as they are numbered."""
    texts = [
        f"{each.number}. {each.text}"
        for one in decided
        for each in sorted(one.resolutions.all(), key=lambda paragraph: paragraph.place)
    ]
    return "\n".join(texts)
