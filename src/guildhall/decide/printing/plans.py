"""The whole forward plan on paper: everything that was planned and published by the end of a day, as one document.

S.I. 2012/2089, regulation 9: what is to be decided is published, and may be had at the council's offices; so the plan of any day can be
printed again as it was.
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from guildhall.decide import models as m
from guildhall.decide.printing.decisions import SHORT
from guildhall.decide.printing.notices import planned_line
from guildhall.decide.printing.published import Document, Reader, about, document_in, latest_of
from guildhall.decide.printing.sheets import Said, Sheet
from guildhall.decide.sight import seen
from guildhall.kernel.canonical import content_hash
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.kinds.date import in_words


def plan(day: date, language: str) -> Sheet:
    """Each line that was on the plan at the end of a day, the soonest first under its month. What was taken off says why.

    It is bound to the versions that it is made of: their fingerprints together are the plan's.
    """
    read, lines = Reader(language), _lines(day)
    bound = [version for version, _ in lines]
    whole = content_hash([[each.subject, each.version, each.sha256] for each in bound])
    read.gather(said for _, document in lines for said in _cited(document))
    title = read.say("print-plan", day=read.tongue.short(day))
    sheet = Sheet((title,), language, f"{title.text} · {whole[:SHORT]}")
    sheet.paragraph(read.say("print-plan-said" if lines else "plan-none", day=read.tongue.short(day)))
    month = ""
    for _, document in lines:
        if (begins := document["due_from"][:7]) != month:
            month = begins
            sheet.heading(2, Said(in_words(month, language), language))
        sheet.heading(3, read.named(document["matter"]))
        planned_line(sheet, read, document)
    about(sheet, read, bound, whole)
    return sheet


def _lines(day: date) -> list[tuple[m.Publication, Document]]:
    """The lines whose days were not over, each as its last version was at the end of that day. Two statements.

    A line that was put right may have been planned for other days before, so each that has a second version is looked at.
    """
    again = m.Publication.objects.filter(subject=OuterRef("reference"), version=2)
    rows = seen(m.PlanEntry).filter(Q(due_until__gte=day) | Q(Exists(again)))
    found = latest_of(rows.values_list("reference", flat=True), before=moment_of(day + timedelta(days=1)))
    lines = [(version, document_in(version)) for version in found.values()]
    kept = [each for each in lines if each[1]["due_until"] >= day.isoformat()]
    return sorted(kept, key=lambda each: (each[1]["due_from"], each[0].subject))


def _cited(document: Document) -> list[str]:
    """The records that a line names."""
    names = ("matter", "organization", "post", "lead_officer", "lead_post")
    return [document[name] for name in names if document.get(name)]
