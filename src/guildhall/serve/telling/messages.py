"""Messages: what a customer is told, word for word, by the way they chose.

A message is written first and sent afterwards, so that what was said stands even where it could not be delivered. How it is
worded is ``notices``' affair, how it goes ``sending``'s, and what became of it is read in ``correspondence``.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from guildhall.estate.door import council, words
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.model import words as in_language
from guildhall.kernel.notices import Way
from guildhall.people.door import met, name_of, register
from guildhall.serve.models import Case, Message
from guildhall.serve.publishing import editions
from guildhall.serve.telling import agreements, foreseeing, sending
from guildhall.serve.telling.moves import moved_home
from guildhall.serve.telling.notices import Drafted, Whom, drafted, keep, to_staff
from guildhall.serve.telling.reaching import CHOICE, LETTERS, given_ways, home, letters_to

MOMENT = timedelta(seconds=30)
"""Within this, the same words to the same place are one button pressed twice."""


def way_to_reach(service: Compiled, answers: dict[str, Json], language: str, on: date | None = None) -> Way | None:
    """How the customer asked to be told; where they were not asked, the first of email, text and letter that can be.

    What they gave, and not yet whether it is safe: see ``notices``. ``on`` is the day on which they are told.
    """
    ways = given_ways(service, answers, language, on)
    return ways[0] if ways and answers.get(CHOICE) != "none" else None


def write(
    *, case: Case, about: str, at: datetime, text: str = "", way: Way | None = None, urgent: bool = False
) -> Message | None:
    """Write what the customer is told: ``receipt``, ``pay``, ``asked``, ``notice``, ``moved``, ``councillor`` or ``closed``.

    ``way`` is one they chose just now; without it, the one they asked for. ``None`` when they do not wish to be told, when a
    button was pressed twice and the same words are on their way there, or when no way is left: then somebody has the task.
    """
    return _kept(drafted(whom=Whom(case), about=about, at=at, text=text, way=way, urgent=urgent), case, at)


def write_to(
    *,
    party: str,
    language: str,
    about: str,
    text: str,
    at: datetime,
    case: Case | None = None,
    way: Way | None = None,
) -> Message | None:
    """Write to somebody who need be no case's customer: ``answer`` or ``councillor``. ``party`` is empty for nobody known.

    ``language`` is used where neither theirs nor the case's is known. ``None`` as for ``write``.
    """
    return _kept(drafted(whom=Whom(case, party, language), about=about, at=at, text=text, way=way), case, at)


def draft_of(*, reference: str, about: str, text: str, at: datetime) -> Drafted:
    """What would go to a case's customer now, by which ways. Nothing is kept and nothing sent."""
    return drafted(whom=Whom(Case.objects.get(reference=reference)), about=about, text=text, at=at)


def page_duty_officer(*, case: Case, at: datetime) -> tuple[Message, ...]:
    """Write to the officer on duty that somebody must be rung now, by every way that the council's profile gives.

    Says nothing of the person: the case does. It stands in the outbox, and not among what the customer was told.
    """
    live = editions.of_hash(edition=case.edition_id)
    outcome = live.compiled.outcomes[case.outcome]
    language = "en"
    told = {
        "service": in_language(live.service.title, language),
        "what": in_language(outcome.title, language),
        "reference": case.reference,
        "channel": words("serve").say(f"message-came-{case.channel}", language),
        "when": f"{local(at):%-d %B %Y, %-H:%M}",
    }
    return to_staff(about="duty", holes=told, places=council().duty_officer, at=at)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a customer is told when a case is opened, and by which way it goes."""

    kind: str
    to: str
    body: str


def receipt_of(*, reference: str) -> Receipt | None:
    """The receipt as it is, or will be, sent. ``None`` where the customer does not wish to be told, or cannot be reached."""
    case = Case.objects.get(reference=reference)
    draft = drafted(whom=Whom(case), about="receipt", at=case.opened_at)
    first = next(iter(draft.messages), None)
    return Receipt(first.kind, first.to, first.body) if first else None


def receive(*, reference: str, at: datetime) -> Message | None:
    """Register the customer of a case just opened, and write the receipt. Doing it twice changes nothing.

    Where staff had chosen who began it, the case is theirs and nobody is registered anew. Where they spoke for another, it is
    that other's, who may be met here for the first time. To what they agreed is told with it. Whoever staff know by name and
    who tells of a move lives there from the day they say.
    """
    case = Case.objects.select_related("journey").get(reference=reference)
    if case.customer:
        return case.messages.filter(stopped_at=None).order_by("id").first()
    service = editions.of_hash(edition=case.edition_id).compiled
    answers = read_json(case.answers)
    told = {
        question.kind: question.shown(answers[name], case.language)
        for name, question in reversed(service.steps.items())
        if answers.get(name) is not None and question.kind in {"name", "email", "telephone"}
    }
    lives = home(service, answers, None if case.journey.on_behalf_of else local(at).date())
    post = letters_to(service, answers) if LETTERS in answers else home(service, answers)
    known: dict[str, Any] = {
        "name": told.get("name", ""),
        "email": told.get("email", ""),
        "phone": told.get("telephone", ""),
        "post": post.shown(answers[post.id], case.language)
        if post and not answers[post.id].get("noFixedAddress")
        else "",
        "language": case.language,
        "lives": answers[lives.id] if lives else {},
    }
    case.customer = case.journey.on_behalf_of or case.journey.customer or register(**known, at=at)
    if case.customer == case.journey.on_behalf_of:
        met(reference=case.customer, **known, at=at, spoken_for=case.journey.begun_at)
    elif not name_of(reference=case.customer):
        met(reference=case.customer, **known, at=at)
    else:
        moved_home(customer=case.customer, service=service, answers=answers, at=at)
    case.save(update_fields=["customer"])
    written = write(case=case, about="receipt", at=at)
    if written is not None:
        agreements.were_told(journey=case.journey_id, at=at)
    return written


def foresee_receipt(*, reference: str, at: datetime, as_given: bool = False) -> None:
    """Let the receipt of a case be heard as it will be written, whoever is registered with it; nothing of it is kept.

    ``as_given``: as it would be written to somebody of whom nothing is known but what stands in the form.
    """
    if as_given:
        foreseeing.hear(drafted(whom=Whom(Case.objects.get(reference=reference)), about="receipt", at=at))
        return
    with transaction.atomic():
        receive(reference=reference, at=at)
        transaction.set_rollback(True)


def deliver(*, message: int, at: datetime) -> None:
    """Send a message that waits, as ``sending`` does. Delivering twice sends once."""
    sending.deliver(message=message, at=at)


def _kept(draft: Drafted, case: Case | None, at: datetime) -> Message | None:
    if draft.messages and _just_written(draft.messages[0]):
        return None
    foreseeing.hear(draft)
    with transaction.atomic():
        return keep(draft, case=case, at=at)


def _just_written(message: Message) -> bool:
    """Whether these very words were written to the same place a moment ago."""
    same = {name: getattr(message, name) for name in ("case", "party", "kind", "to", "subject", "body")}
    return Message.objects.filter(**same, rendered_at__gt=message.rendered_at - MOMENT).exists()
