"""The notice of a decision on paper: who decided what, when and why, as one version of it was published."""

from datetime import date

from guildhall.decide import models as m
from guildhall.decide.printing.published import Document, Reader, about, day_of, document_in
from guildhall.decide.printing.sheets import Said, Sheet
from guildhall.decide.sight import seen

SHORT = 16
"""Signs of a fingerprint at the foot of a page; the whole of it stands at the end."""


def notice(version: m.Publication, language: str) -> Sheet:
    """The notice of the decision of which this is a version. The caller has seen that everybody may read it."""
    document = document_in(version)
    read = Reader(language, day_of(document, "taken_on"))
    foot = f"{version.subject} · {read.tongue.say('version', number=version.version)} · {version.sha256[:SHORT]}"
    sheet = Sheet((read.say("print-notice"), Said(": ", language), read.own(document, "title")), language, foot)
    decided(sheet, read, document)
    about(sheet, read, [version], version.sha256)
    return sheet


def decided(sheet: Sheet, read: Reader, document: Document, *, level: int = 2) -> None:
    """What a version of a decision says. ``level`` is that of its headings."""
    tongue = read.tongue
    by = next((document[each] for each in ("organization", "post", "person") if document.get(each)), "")
    if by:
        sheet.told(tongue.say("print-decided-by"), read.named(by))
    if document.get("taken_on"):
        sheet.told(
            tongue.say("print-decided-on"), Said(tongue.day(date.fromisoformat(document["taken_on"])), read.language)
        )
    sheet.told(tongue.say("field-number"), Said(str(document.get("number", "")), "en"))
    if item := seen(m.AgendaItem).filter(reference=document.get("item", "")).select_related("meeting").first():
        number = tongue.say("item-number", number=item.number) if item.number else ""
        day = tongue.inside(item.meeting.day) if item.meeting.day else ""
        sheet.told(tongue.say("field-item"), Said(", ".join(filter(None, (number, day))), read.language))
    if document.get("matter"):
        sheet.told(tongue.say("matter"), read.named(document["matter"]))
    if "is_key" in document and document.get("path") != "council":
        sheet.told(tongue.say("key-decision"), read.say("yes" if document["is_key"] else "no"))
    outcome = [read.say(f"outcome-{document['outcome']}")]
    if document.get("recommends_to"):
        outcome += [Said(": ", read.language), read.named(document["recommends_to"])]
    sheet.heading(level, *outcome)
    for each in document.get("resolutions", ()):
        sheet.part(each["number"], read.own(each, "text"))
    for kept in read.withheld(document):
        sheet.paragraph(*kept)
    for name in ("reasons", "options_rejected", "conflicts"):
        if text := document.get(name):
            sheet.heading(level, read.say(f"field-{name}"))
            sheet.paragraph(read.say("none") if text == "None" else Said(text, "en"))
    if because := document.get("call_in_exempt_because"):
        sheet.told(tongue.say("exempt-because"), Said(because, "en"))
