"""What the reporters of cases are told when these become one matter, and when they do not belong together after all."""

from datetime import datetime

from django.db.models import Q

from guildhall.estate.door import words
from guildhall.kernel.clocks.saying import due_in_full
from guildhall.serve.models import Case, CaseRelation, Message
from guildhall.serve.obligations.standing import told_due
from guildhall.serve.telling import messages


def tell_reporters(*, relation: int, parted: bool, at: datetime) -> tuple[Message, ...]:
    """Write to the reporters, each in their own language and by their own way. Gives what is to be sent.

    Of a join everybody is told whose case is in the matter that it makes; of a parting those of both cases.
    """
    row = CaseRelation.objects.select_related("one", "other").get(id=relation)
    found = []
    for case in (row.one, row.other) if parted else _matter((row.one, row.other)):
        if case.closed_at is None and not case.customer:
            messages.receive(reference=case.reference, at=at)
            case.refresh_from_db()
        written = messages.write(case=case, about="notice", at=at, text=said_of(case, parted=parted))
        found += [written] if written else []
    return tuple(found)


def said_of(case: Case, *, parted: bool) -> str:
    """What the reporter of a case is told, with the date that holds now."""
    language = "cy" if case.language == "cy" else "en"
    first = Case(due_on=case.earliest_on, due_at=case.earliest_at)
    due = told_due(case if parted else first)
    parts = [words("serve").say("parted-told" if parted else "joined-told", language)]
    if due is not None:
        key = "parted-told-due" if parted else "joined-told-due"
        parts.append(words("serve").say(key, language, date=due_in_full(due, language)))
    return " ".join(parts)


def foreseen(*, one: int, other: int) -> tuple[tuple[Case, str], ...]:
    """What the reporters would be told, were two cases joined: each case of the matter, with the text. Nothing is written."""
    ends = _matter(tuple(Case.objects.filter(id__in=(one, other))))
    dates = [told_due(Case(due_on=each.earliest_on, due_at=each.earliest_at)) for each in ends]
    first = min((due for due in dates if due), key=lambda due: due.ends, default=None)
    for each in ends:
        each.earliest_on, each.earliest_at = (first.day, first.moment) if first else (None, None)
    return tuple((each, said_of(each, parted=False)) for each in ends)


def _matter(ends: tuple[Case, ...]) -> list[Case]:
    """Two cases, with the open ones that either is joined with."""
    joined = Q(matter__in={each.matter for each in ends} - {""}, closed_at=None)
    return list(Case.objects.filter(Q(id__in=[each.pk for each in ends]) | joined).order_by("id"))
