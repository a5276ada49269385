"""What somebody was told of their case: the very words, with when, and by which way they were sent besides.

One list, read alike on the page where they follow their case and at the desk.
"""

from dataclasses import dataclass
from datetime import datetime

from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Closure, ComplaintStage, Determination, Enquiry, Message, Note, Reopening
from guildhall.serve.telling.notices import language_of


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody was told. ``what`` is a code; ``sent`` are the kinds of message that carried it, with when.

    ``about`` is the notice by which a message was written, empty for what stands for them to read. ``language`` is that in
    which it was said, as the decision or the message keeps it; where none does, the one in which they are told things now.
    """

    at: datetime
    what: str
    words: str
    sent: tuple[tuple[str, datetime], ...] = ()
    about: str = ""
    language: str = ""


def told(*, case: CaseValue) -> tuple[Told, ...]:
    """Everything that the customer of a case was told, oldest first. Nine statements at most.

    What stands for them to read was told, whether or not a message carried it. A message that says something else, as a
    receipt does, was told once it was sent.
    """
    written, in_language = _written(case), language_of(case)
    sent: dict[str, list[tuple[str, datetime]]] = {}
    spoken: dict[str, str] = {}
    alone = []
    for kind, about, words, body, language, at in _messages(case):
        if words and words in {each for _at, _what, each, _language in written}:
            sent.setdefault(words, []).append((kind, at))
            spoken.setdefault(words, language)
        else:
            alone.append(Told(at, "message", body, ((kind, at),), about, language))
    found = [
        Told(at, what, words, tuple(sent.get(words, ())), language=language or spoken.get(words, in_language))
        for at, what, words, language in written
    ]
    return tuple(sorted([*found, *alone], key=lambda each: (each.at, each.what)))


def _written(case: CaseValue) -> list[tuple[datetime, str, str, str]]:
    """What was written for them to read, with its language where that is kept. What closed with a decision says it once."""
    here = {"case_id": case.id}
    stages = ComplaintStage.objects.filter(**here)
    found = [
        *((at, "note", text) for at, text in Note.objects.filter(**here, shown=True).values_list("at", "text")),
        *((at, "asked", text) for at, text in Enquiry.objects.filter(**here).values_list("at", "question")),
        *((at, "reopened", text) for at, text in Reopening.objects.filter(**here).values_list("at", "told")),
    ]
    for each in stages:
        if each.acknowledged_at:
            found.append((each.acknowledged_at, "acknowledged", each.acknowledgement))
        if each.answered_at:
            found.append((each.answered_at, "answered", each.answer))
    decided = [*Determination.objects.filter(**here).values_list("at", "told", "language")]
    said = {*((at, text) for at, _what, text in found), *((at, text) for at, text, _language in decided)}
    ended = Closure.objects.filter(**here).values_list("at", "told")
    return [
        *((at, what, text, "") for at, what, text in found),
        *((at, "decided", text, language) for at, text, language in decided),
        *((at, "closed", text, "") for at, text in ended if (at, text) not in said),
    ]


def _messages(case: CaseValue) -> list[tuple[str, str, str, str, str, datetime]]:
    """What was sent to the customer; what somebody else was sent about the case is not theirs to read."""
    theirs = Message.objects.filter(case_id=case.id, party__in=("", case.customer))
    rows = theirs.filter(sent_at__isnull=False, stopped_at=None, failed_at=None)
    found = rows.order_by("sent_at", "id").values_list("kind", "about", "told", "body", "language", "sent_at")
    return [(kind, about, words, body, spoken, at) for kind, about, words, body, spoken, at in found if at is not None]
