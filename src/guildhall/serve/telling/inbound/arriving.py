"""What an email that came in becomes: an answer to what was asked, a note with a task, or one of the inbox. Never a reply.

Nothing is sent back, whatever comes: so no two machines can write to one another, and nobody learns whom we know.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from guildhall.estate.door import Refused, is_sound, store_files, tidy
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.notices import same_place
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.casework import acts, cases, enquiries
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Arrival, Case, Enquiry, Message
from guildhall.serve.telling import notices, reaching, sending, threads
from guildhall.serve.telling.inbound.reading import Letter, read

RESIDENT = Actor("resident")
_REFERENCE = re.compile(r"[A-Za-z0-9]{4}-?[A-Za-z0-9]{4}")


def arrive(*, raw: bytes, at: datetime) -> str:
    """Put an email where it belongs, and say what it became: ``reply``, ``note``, ``unknown``, ``automatic`` or ``bounce``.

    The same email handed over twice is kept once. Raises ``Unreadable``, with nothing kept.
    """
    letter = read(raw)
    kept = Arrival.objects.filter(key=letter.key).first()
    if kept is not None:
        return kept.became
    try:
        return _arrived(letter, at)
    except IntegrityError:  # it was handed over twice at once
        return Arrival.objects.get(key=letter.key).became


def _arrived(letter: Letter, at: datetime) -> str:
    with transaction.atomic():
        answers = _answered(letter)
        case = answers.case if answers else None
        if letter.automatic:
            return _automatic(letter, answers, case, at)
        case = case or _named(letter)
        known = case is not None and _is_theirs(letter.sender, case, answers)
        if case is None or not known:
            files, refused = _stored(letter)
            text = "\n\n".join([*filter(None, [letter.text]), *_refusals(refused)])
            wrote = interactions.beside(channel="email", reason=interactions.WROTE, actor=RESIDENT, at=at, news=None)
            return _kept(replace(letter, text=text), "unknown", None, None, at, files, wrote)
        return _taken(letter, case, answers, at)


def _automatic(letter: Letter, answers: Message | None, case: Case | None, at: datetime) -> str:
    bounce = letter.bounce
    if bounce is None:
        return _kept(letter, "automatic", case, answers, at)
    if bounce.final and answers is not None:
        sending.failed(message=answers.pk, why=f"It came back: {bounce.status}", at=at)
    return _kept(letter, "bounce", case, answers, at)


def _taken(letter: Letter, case: Case, answers: Message | None, at: datetime) -> str:
    """An email of the customer's about their case: what they were asked last is answered by it; else it is a note to read."""
    value = cases.find(reference=case.reference)
    files, refused = _stored(letter)
    lines = [letter.text or "(no words)"]
    lines += [f"Files: {len(files)}, in the inbox of the outbox."] if files else []
    lines += _refusals(refused)
    text = "\n\n".join(lines)
    asked, wrote = Enquiry.objects.filter(case=case, replied_at=None).order_by("-at", "-id").first(), None
    if asked is not None and value.closed_at is None and letter.text:
        enquiries.reply(case=value, enquiry=asked.pk, text=text, channel="email", actor=RESIDENT, at=at)
        became = "reply"
    else:
        acts.note(case=value, text=f"By email: {text}", shown=False, actor=RESIDENT, at=at)
        notices.set_task(case, "read-email", at)
        wrote = interactions.beside(
            channel="email",
            reason=interactions.WROTE,
            party=value.customer,
            case=value.reference,
            service=value.service,
            actor=RESIDENT,
            at=at,
            news=bool(files),
        )
        became = "note"
    _kept(letter, became, case, answers, at, files, wrote)
    record(
        subject=value.subject,
        type=happened.EMAIL_ARRIVED.name,
        actor=RESIDENT,
        at=at,
        visibility="staff",
        data={"became": became},
    )
    return became


def _kept(  # noqa: PLR0917  # what came, what it became, and when
    letter: Letter,
    became: str,
    case: Case | None,
    answers: Message | None,
    at: datetime,
    files: Iterable[str] = (),
    wrote: int | None = None,
) -> str:
    Arrival.objects.create(
        key=letter.key,
        became=became,
        case=case,
        answers=answers,
        sender=letter.sender,
        subject=letter.subject,
        text=letter.text,
        files=canonical_json(list(files)),
        interaction_id=wrote,
        at=at,
    )
    return became


def _stored(letter: Letter) -> tuple[list[str], list[Refused]]:
    """The files of an email, through the same checks as any upload; and those that were refused."""
    sent = [(content, name) for name, content in letter.files]
    stored = store_files(sent=sent, by="", channel="email") if sent else ()
    return [each for each in stored if isinstance(each, str)], [each for each in stored if isinstance(each, Refused)]


def _refusals(refused: Iterable[Refused]) -> list[str]:
    return [f"A file was refused: {each.words['en']}" for each in refused]


def _answered(letter: Letter) -> Message | None:
    """The message of ours that an email answers, or that came back."""
    number = threads.ours_in(letter.bounce.threads if letter.bounce else letter.threads)
    return Message.objects.select_related("case").filter(id=number).first() if number else None


def _named(letter: Letter) -> Case | None:
    """The case whose reference stands in the subject."""
    sound = [tidy(each) for each in _REFERENCE.findall(letter.subject) if is_sound(each)]
    return Case.objects.filter(reference__in=sound[:5]).first() if sound else None


def _is_theirs(sender: str, case: Case, answers: Message | None) -> bool:
    """Whether an address is one at which the customer was written to, or is known."""
    known = reaching.known_of(case)
    theirs = [each.value for each in known.points if each.kind == "email"]
    theirs += [each.to for each in known.asked if each.kind == "email"]
    theirs += [answers.to] if answers is not None and answers.kind == "email" else []
    return any(same_place("email", sender, "email", each) for each in theirs)
