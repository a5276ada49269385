"""A meeting on paper: its summons with the agenda, and the pack: the agenda, what its papers say, what was decided, the minutes."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.printing.decisions import SHORT, decided
from guildhall.decide.printing.published import Document, Reader, about, day_of, document_in, latest_of
from guildhall.decide.printing.sheets import Said, Sheet
from guildhall.decide.sight import seen
from guildhall.kernel.canonical import content_hash


def agenda(version: m.Publication, language: str) -> Sheet:
    """The summons to a meeting, with its agenda, as one version was published. The caller has seen that everybody may read it."""
    document = document_in(version)
    read = Reader(language, day_of(document["meeting"], "day"))
    sheet = _begun(read, document, "print-summons", version, version.sha256)
    sheet.paragraph(read.say("print-summoned"))
    _items(sheet, read, document)
    about(sheet, read, [version], version.sha256)
    return sheet


def pack(version: m.Publication, language: str) -> Sheet:
    """All that is published of a meeting, bound to the versions that it is made of: their fingerprints together are the pack's.

    With an earlier version of the agenda stands what was published of the meeting before the next one took its place.
    """
    document = document_in(version)
    read = Reader(language, day_of(document["meeting"], "day"))
    meeting = document["meeting"]["reference"]
    here = seen(m.Decision).filter(item__meeting__reference=meeting).order_by("item__place", "id")
    minuted = seen(m.Minutes).filter(meeting__reference=meeting)
    subjects = [*here.values_list("reference", flat=True), *minuted.values_list("reference", flat=True)]
    later = m.Publication.objects.filter(subject=version.subject, version=version.version + 1).first()
    found = latest_of(subjects, before=later.at if later else None)
    bound = [version, *(found[each] for each in subjects if each in found)]
    whole = content_hash([[each.subject, each.version, each.sha256] for each in bound])
    sheet = _begun(read, document, "print-pack", version, whole)
    _items(sheet, read, document)
    _papers(sheet, read, document)
    for each in bound[1:]:
        if each.subject.startswith("decision/"):
            said = document_in(each)
            sheet.heading(2, read.say("kind-decision"), Said(": ", language), read.own(said, "title"))
            decided(sheet, read, said, level=3)
        else:
            _minutes(sheet, read, document_in(each))
    about(sheet, read, bound, whole)
    return sheet


def _begun(read: Reader, document: Document, kind: str, version: m.Publication, fingerprint: str) -> Sheet:
    tongue, meeting = read.tongue, document["meeting"]
    body, day = read.named(meeting["organization"]), day_of(meeting, "day")
    undated = read.say("meeting-of", day=tongue.inside(day)) if day else read.say("meeting-undated")
    called = read.own(meeting, "title") if meeting.get("title") else undated
    foot = f"{version.subject} · {tongue.say('version', number=version.version)} · {fingerprint[:SHORT]}"
    sheet = Sheet(
        (Said(f"{tongue.say(kind)}: ", read.language), body, Said(". ", read.language), called), read.language, foot
    )
    when = tongue.day(day)
    if meeting.get("starts_at"):
        when = ", ".join(filter(None, (when, tongue.time(datetime.fromisoformat(meeting["starts_at"])))))
    sheet.told(tongue.say("when"), Said(when, read.language))
    sheet.told(tongue.say("where"), read.own(meeting, "place"))
    if meeting.get("remote"):
        link = meeting.get("remote_link", "")
        sheet.told(tongue.say("from-elsewhere"), Said(link, "en") if link else read.say("can-be-watched"))
    for change in meeting.get("changes", ()):
        if change["kind"] in ("cancelled", "moved", "postponed"):
            sheet.told(tongue.say(f"change-{change['kind']}"), read.own(change, "why"))
    _kept_back(sheet, read, meeting)
    return sheet


def _items(sheet: Sheet, read: Reader, document: Document) -> None:
    sheet.heading(2, read.say("agenda"))
    for item in document["items"]:
        sheet.heading(3, *_numbered(read, item))
        if item.get("withdrawn_why"):
            sheet.told(read.tongue.say("item-withdrawn"), Said(item["withdrawn_why"], "en"))
        sheet.paragraph(read.own(item, "text"))
        _kept_back(sheet, read, item)
        for report in item.get("reports", ()):
            sheet.told(read.tongue.say("kind-report"), read.own(report, "title"))


def _papers(sheet: Sheet, read: Reader, document: Document) -> None:
    """What the papers say, or where they lie. What is withheld of one is said there, and nothing of it."""
    for item in document["items"]:
        for report in item.get("reports", ()):
            number = Said(f"{item['number']} " if item.get("number") else "", read.language)
            sheet.heading(2, number, read.own(report, "title"))
            if report.get("late_because"):
                sheet.told(read.tongue.say("late"), Said(report["late_because"], "en"))
            sheet.paragraph(read.own(report, "text"))
            for where in _lies(read, report):
                sheet.told(read.tongue.say("print-apart"), Said(where, "en"))
            _kept_back(sheet, read, report)


def _lies(read: Reader, report: Document) -> Iterable[str]:
    """Where a paper lies that is a document of its own."""
    if report.get("file"):
        yield settings.ADDRESS + address(read.language, "paper", report["reference"].partition("/")[2])
    if report.get("address"):
        yield report["address"]


def _minutes(sheet: Sheet, read: Reader, document: Document) -> None:
    sheet.heading(2, read.say("minutes"))
    if not document.get("approved_on"):
        sheet.paragraph(read.say("minutes-draft"))
    for each in document.get("passages", ()):
        if each.get("item"):
            number = each.get("number") or ""
            sheet.heading(3, Said(f"{number} " if number else "", read.language), read.named(each["item"]))
        sheet.paragraph(Said(each["text"], "en"))


def _kept_back(sheet: Sheet, read: Reader, document: Document) -> None:
    for kept in read.withheld(document):
        sheet.paragraph(*kept)


def _numbered(read: Reader, item: Document) -> tuple[Said, ...]:
    number = f"{item['number']}. " if item.get("number") else ""
    return Said(number, read.language), read.own(item, "title")
