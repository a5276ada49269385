"""What somebody was told of their case: the very words, with when, and by which way they were sent besides.

One list, read alike on the page where they follow their case and at the desk.
"""

from dataclasses import dataclass
from datetime import datetime

from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Closure, ComplaintStage, Determination, Enquiry, Message, Note, Reopening


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody was told. ``what`` is a code; ``sent`` are the kinds of message that carried it, with when.

    ``about`` is the notice by which a message was written, empty for what stands for them to read.
    """

    at: datetime
    what: str
    words: str
    sent: tuple[tuple[str, datetime], ...] = ()
    about: str = ""


def told(*, case: CaseValue) -> tuple[Told, ...]:
    """Everything that the customer of a case was told, oldest first. Seven statements.

    What stands for them to read was told, whether or not a message carried it. A message that says something else, as a
    receipt does, was told once it was sent.
    """
    written = _written(case)
    sent: dict[str, list[tuple[str, datetime]]] = {}
    alone = []
    for kind, about, words, body, at in _messages(case):
        if words and words in {each for _at, _what, each in written}:
            sent.setdefault(words, []).append((kind, at))
        else:
            alone.append(Told(at, "message", body, ((kind, at),), about))
    found = [Told(at, what, words, tuple(sent.get(words, ()))) for at, what, words in written]
    return tuple(sorted([*found, *alone], key=lambda each: (each.at, each.what)))


def _written(case: CaseValue) -> list[tuple[datetime, str, str]]:
    """What was written for them to read. A case that was closed with a decision or an answer says it once."""
    here = {"case_id": case.id}
    stages = ComplaintStage.objects.filter(**here)
    found = [
        *((at, "note", text) for at, text in Note.objects.filter(**here, shown=True).values_list("at", "text")),
        *((at, "asked", text) for at, text in Enquiry.objects.filter(**here).values_list("at", "question")),
        *((at, "decided", text) for at, text in Determination.objects.filter(**here).values_list("at", "told")),
        *((at, "reopened", text) for at, text in Reopening.objects.filter(**here).values_list("at", "told")),
    ]
    for each in stages:
        if each.acknowledged_at:
            found.append((each.acknowledged_at, "acknowledged", each.acknowledgement))
        if each.answered_at:
            found.append((each.answered_at, "answered", each.answer))
    said = {(at, text) for at, _what, text in found}
    ended = Closure.objects.filter(**here).values_list("at", "told")
    return [*found, *((at, "closed", text) for at, text in ended if (at, text) not in said)]


def _messages(case: CaseValue) -> list[tuple[str, str, str, str, datetime]]:
    """What was sent to the customer; what somebody else was sent about the case is not theirs to read."""
    theirs = Message.objects.filter(case_id=case.id, party__in=("", case.customer))
    rows = theirs.filter(sent_at__isnull=False, stopped_at=None, failed_at=None)
    found = rows.order_by("sent_at", "id").values_list("kind", "about", "told", "body", "sent_at")
    return [(kind, about, words, body, at) for kind, about, words, body, at in found if at is not None]
