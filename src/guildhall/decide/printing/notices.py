"""The notices that the law asks for, on paper: what is to be decided, by whom and when, or that a part is in private, and why.

The forward plan is itself the notice of a key decision; each line of it is printed as one.
"""

from collections.abc import Mapping
from datetime import date, datetime

from guildhall.decide import models as m
from guildhall.decide.keeping.deadlines import sort_of
from guildhall.decide.printing.decisions import SHORT
from guildhall.decide.printing.published import Document, Reader, about, document_in
from guildhall.decide.printing.sheets import Said, Sheet
from guildhall.decide.sight import seen_of
from guildhall.estate.door import council
from guildhall.kernel.canonical import content_hash
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.duties import Body

_DUTIES: Mapping[str, str] = {
    "key-decision": "key-decision-notice",
    "general-exception": "general-exception",
    "special-urgency": "special-urgency",
    "private-meeting": "private-meeting-notice",
    "private-reasons": "private-meeting-further-notice",
    "private-urgency": "private-urgency",
    "decision": "decision-record",
}
"""The duty under which each kind of notice is given."""

_OF_A_MEETING: Mapping[Body, tuple[str, ...]] = {
    "executive": ("executive-meeting-notice",),
    "committee": ("meeting-notice",),
    "council": ("meeting-notice", "summons"),
}
"""The duties under which it is said that a meeting will be held. Full Council is also summoned by it."""


def notice(version: m.Publication, language: str) -> Sheet:
    """One notice, with what it stands on as that was published by then. The caller has seen that everybody may read it."""
    read, document = Reader(language), document_in(version)
    bound = [version, *_stood(document, version)]
    whole = (
        version.sha256
        if len(bound) == 1
        else content_hash([[each.subject, each.version, each.sha256] for each in bound])
    )
    of = {each.subject.partition("/")[0]: document_in(each) for each in bound[1:]}
    sheet = _begun(read, f"notice-{document['kind']}", _title(read, document, of), version, whole)
    sheet.told(read.tongue.say("field-number"), Said(str(document.get("number", "")), "en"))
    if "plan" in of:
        _planned(sheet, read, of["plan"])
    if "meeting" in of:
        _met(sheet, read, of["meeting"])
    for name in ("reasons", "representations", "answer"):
        if document.get(name):
            sheet.heading(2, read.say(f"field-{name}"))
            sheet.paragraph(read.say("none") if document[name] == "None" else read.own(document, name))
    for name in ("agreed_by", "agreed_by_post"):
        sheet.told(read.tongue.say("field-agreed_by"), read.named(document.get(name, "")))
    _day(sheet, read, "field-agreed_on", document.get("agreed_on"))
    sheet.told(read.tongue.say("field-told"), read.own(document, "told"))
    _rule(sheet, read, document["kind"])
    if document["kind"] == "meeting" and "meeting" in of:
        _rules_of_a_meeting(sheet, read, of["meeting"]["organization"])
    about(sheet, read, bound, whole)
    return sheet


def planned(version: m.Publication, language: str) -> Sheet:
    """One line of the forward plan, which is the notice of a key decision or of a part in private where it says so."""
    read, document = Reader(language), document_in(version)
    sheet = _begun(read, "print-planned", read.named(document["matter"]), version, version.sha256)
    planned_line(sheet, read, document)
    about(sheet, read, [version], version.sha256)
    return sheet


def planned_line(sheet: Sheet, read: Reader, document: Document) -> None:
    """What a line of the plan says, and under which rule it gives notice where it does."""
    _planned(sheet, read, document)
    for said, kind in (("is_key", "key-decision"), ("private", "private-meeting")):
        if document.get(said):
            _rule(sheet, read, kind)


def _stood(document: Document, version: m.Publication) -> list[m.Publication]:
    """The line of the plan and the meeting that a notice is of, as published when the notice was; else as published first."""
    found = []
    for subject in filter(None, (document.get("plan_entry"), document.get("meeting"))):
        rows = m.Publication.objects.filter(subject=subject)
        then = rows.filter(at__lte=version.at).order_by("-version").first() or rows.order_by("version").first()
        found.extend([then] if then else [])
    return found


def _begun(read: Reader, kind: str, title: Said, version: m.Publication, fingerprint: str) -> Sheet:
    foot = f"{version.subject} · {read.tongue.say('version', number=version.version)} · {fingerprint[:SHORT]}"
    return Sheet((read.say(kind), Said(": ", read.language), title), read.language, foot)


def _title(read: Reader, document: Document, of: Mapping[str, Document]) -> Said:
    """Of what it is a notice: the matter that was planned, the decision, or the body that meets."""
    if "plan" in of:
        return read.named(of["plan"]["matter"])
    if document.get("decision"):
        return read.named(document["decision"])
    return read.named(of["meeting"]["organization"]) if "meeting" in of else Said("", "en")


def _planned(sheet: Sheet, read: Reader, document: Document) -> None:
    """What a line of the plan says: what is to be decided, by whom, between which days, who is asked and told."""
    tongue = read.tongue
    sheet.paragraph(read.own(document, "what"))
    if document.get("withdrawn_why"):
        sheet.told(tongue.say("plan-withdrawn"), Said(document["withdrawn_why"], "en"))
    for name in ("organization", "post"):
        sheet.told(tongue.say("decided-by"), read.named(document.get(name, "")))
    days = [tongue.day(date.fromisoformat(each)) for each in (document["due_from"], document["due_until"])]
    sheet.told(tongue.say("when"), Said(" – ".join(dict.fromkeys(days)), read.language))
    if "is_key" in document:
        sheet.told(tongue.say("key-decision"), read.say("yes" if document["is_key"] else "no"))
    if document.get("amount") is not None:
        sheet.told(tongue.say("amount"), Said(tongue.money(document["amount"]), read.language))
    is_none = document.get("is_key") is False
    sheet.told(tongue.say("not-key-because" if is_none else "key-because"), read.own(document, "key_because"))
    if document.get("private"):
        sheet.told(tongue.say("in-private"), read.say("yes"))
    sheet.told(tongue.say("private-because"), read.own(document, "private_because"))
    sheet.told(tongue.say("consulted"), read.own(document, "consulted"))
    if document.get("consulted_until"):
        heard = tongue.day(date.fromisoformat(document["consulted_until"]))
        sheet.told(tongue.say("consulted-until"), Said(heard, read.language))
    sheet.told(tongue.say("papers"), read.own(document, "documents"))
    for name in ("lead_officer", "lead_post"):
        sheet.told(tongue.say("ask"), read.named(document.get(name, "")))
    for kept in read.withheld(document):
        sheet.paragraph(*kept)


def _met(sheet: Sheet, read: Reader, meeting: Document) -> None:
    """When and where the meeting was to be that a notice is of, as it was published then. It may have been moved since."""
    sheet.told(read.tongue.say("field-meeting"), read.named(meeting["organization"]))
    begins = meeting.get("starts_at")
    _day(sheet, read, "when", meeting.get("day"), local(datetime.fromisoformat(begins)) if begins else None)
    sheet.told(read.tongue.say("where"), read.own(meeting, "place"))


def _day(sheet: Sheet, read: Reader, label: str, day: str | None, at: datetime | None = None) -> None:
    if day:
        parts = [read.tongue.day(date.fromisoformat(day)), read.tongue.time(at) if at else ""]
        sheet.told(read.tongue.say(label), Said(", ".join(filter(None, parts)), read.language))


def _rule(sheet: Sheet, read: Reader, kind: str) -> None:
    """The rule under which it is given, as the council's profile has its duties."""
    if kind in _DUTIES:
        sheet.told(read.tongue.say("print-under"), Said(council().duties[_DUTIES[kind]].source, "en"))


def _rules_of_a_meeting(sheet: Sheet, read: Reader, body: str) -> None:
    """The rules by which it is said beforehand that this body meets."""
    row = seen_of(m.Organization, body)
    asked = _OF_A_MEETING[sort_of(row)] if row else ()
    sources = "; ".join(council().duties[each].source for each in asked)
    sheet.told(read.tongue.say("print-under"), Said(sources, "en"))
