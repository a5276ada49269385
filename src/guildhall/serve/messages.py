"""Messages: what a customer is told, word for word, by the way they chose.

A message is written first and sent afterwards, so that what was said stands even where it could not be delivered. Email goes
by SMTP. Text messages and letters wait in the outbox, where staff see them, until a sender for them is set up; so does email
where no mail server is.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from guildhall.estate.door import Words, council, words
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.model import words as in_language
from guildhall.kernel.question import Question
from guildhall.people.door import register
from guildhall.serve import editions
from guildhall.serve.models import Case, Message

WAYS = {"email": "email", "telephone": "sms", "address": "letter"}
"""The kind of question whose answer tells where to send, and the kind of message that goes there."""

MOMENT = timedelta(seconds=30)
"""Within this, the same words to the same place are one button pressed twice."""

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
"""What stands in the settings where no mail server is named."""

_CHOICE = "contact-by"
"""The step in which a person chooses how to be told; its codes are the kinds of message, or ``none``."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a customer. ``to`` is an address as it was given."""

    kind: str
    to: str


@dataclass(frozen=True, slots=True)
class MessageValue:
    """A message as it was written, and what became of it. ``case`` is a reference, or empty."""

    id: int
    case: str
    kind: str
    to: str
    language: str
    subject: str
    body: str
    rendered_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    failure: str

    @property
    def state(self) -> str:
        """``waiting``, ``sent`` or ``failed``."""
        return "sent" if self.sent_at else "failed" if self.failed_at else "waiting"


def way_to_reach(service: Compiled, answers: dict[str, Json], language: str) -> Way | None:
    """How the customer asked to be told; where they were not asked, the first of email, text and letter that can be."""
    wanted = answers.get(_CHOICE)
    if wanted == "none":
        return None
    found: dict[str, str] = {}
    for name, question in service.steps.items():
        kind = WAYS.get(question.kind)
        if kind is not None and answers.get(name) is not None and kind not in found:
            found[kind] = question.shown(answers[name], language)
    kinds = [wanted] if wanted in found else [kind for kind in ("email", "sms", "letter") if kind in found]
    return Way(kinds[0], found[kinds[0]]) if kinds else None


def write(*, case: Case, about: str, at: datetime, text: str = "", way: Way | None = None) -> Message | None:
    """Write what the customer is told: ``receipt``, ``pay``, ``asked`` or ``closed``.

    ``way`` is one they chose just now; without it, the one they asked for. ``None`` when they do not wish to be told, or
    when a button was pressed twice and the same words are on their way there.
    """
    live = editions.of_hash(edition=case.edition_id)
    language = case.language
    way = way or way_to_reach(live.compiled, read_json(case.answers), language)
    if way is None:
        return None
    said = words("serve")
    title = in_language(live.service.title, language)
    message = Message(
        case=case,
        kind=way.kind,
        to=way.to,
        language=language,
        subject=said.say(f"message-{about}-subject", language, service=title, reference=case.reference),
        body=_body(said, case, about, text, language),
        rendered_at=at,
    )
    if _just_written(message):
        return None
    message.save()
    return message


def page_duty_officer(*, case: Case, at: datetime) -> tuple[Message, ...]:
    """Write to the officer on duty that somebody must be rung now, by every way that the council's profile gives.

    Says nothing of the person: the case does. It stands in the outbox, and not among what the customer was told.
    """
    live = editions.of_hash(edition=case.edition_id)
    outcome = live.compiled.outcomes[case.outcome]
    said, language = words("serve"), "en"
    told = {
        "service": in_language(live.service.title, language),
        "what": in_language(outcome.title, language),
        "reference": case.reference,
        "channel": said.say(f"message-came-{case.channel}", language),
        "when": f"{local(at):%-d %B %Y, %-H:%M}",
    }
    subject = said.say("message-duty-subject", language, **told)
    body = said.say("message-duty", language, **told)
    return tuple(
        Message.objects.create(kind=kind, to=to, language=language, subject=subject, body=body, rendered_at=at)
        for kind, to in council().duty_officer.items()
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a customer is told when a case is opened, and by which way it goes."""

    kind: str
    to: str
    body: str


def receipt_of(*, reference: str) -> Receipt | None:
    """The receipt as it is, or will be, sent. ``None`` where the customer does not wish to be told, or cannot be reached."""
    case = Case.objects.get(reference=reference)
    live = editions.of_hash(edition=case.edition_id)
    way = way_to_reach(live.compiled, read_json(case.answers), case.language)
    return Receipt(way.kind, way.to, _body(words("serve"), case, "receipt", "", case.language)) if way else None


def receive(*, reference: str, at: datetime) -> Message | None:
    """Register the customer of a case just opened, and write the receipt. Doing it twice changes nothing.

    Where staff had chosen who began it, the case is theirs and nobody is registered anew; unless they spoke for another.
    """
    case = Case.objects.select_related("journey").get(reference=reference)
    if case.customer:
        return case.messages.order_by("id").first()
    service = editions.of_hash(edition=case.edition_id).compiled
    answers = read_json(case.answers)
    told = {
        question.kind: question.shown(answers[name], case.language)
        for name, question in reversed(service.steps.items())
        if answers.get(name) is not None and question.kind in {"name", "email", "telephone"}
    }
    home = _home(service, answers)
    lives = answers[home.id] if home else {}
    chosen = "" if case.journey.on_behalf_of else case.journey.customer
    case.customer = chosen or register(
        name=told.get("name", ""),
        email=told.get("email", ""),
        phone=told.get("telephone", ""),
        post=home.shown(lives, case.language) if home and not lives.get("noFixedAddress") else "",
        language=case.language,
        lives=lives,
        at=at,
    )
    case.save(update_fields=["customer"])
    return write(case=case, about="receipt", at=at)


def _home(service: Compiled, answers: Mapping[str, Json]) -> Question | None:
    """The question whose answer tells where the customer lives, as far as we are told.

    That is the last address which everybody is asked for (whoever moved gives the new one last), else the first of the others.
    """
    given = [each for each in service.steps.values() if each.kind == "address" and answers.get(each.id)]
    of_all = [each for each in given if each.show_when is None]
    return of_all[-1] if of_all else given[0] if given else None


def of_case(*, case: int) -> tuple[MessageValue, ...]:
    """Every message about a case, oldest first."""
    return tuple(map(_value, Message.objects.select_related("case").filter(case_id=case).order_by("rendered_at", "id")))


def listed(
    *, kind: str = "", state: str = "", after: str | None = None, limit: int = 50
) -> tuple[tuple[MessageValue, ...], str | None]:
    """A stretch of the outbox, newest first, and where the next begins. One statement.

    ``kind`` is ``email``, ``sms`` or ``letter``; ``state`` is ``waiting``, ``sent`` or ``failed``.
    """
    rows = Message.objects.select_related("case")
    if kind:
        rows = rows.filter(kind=kind)
    if state == "sent":
        rows = rows.filter(sent_at__isnull=False)
    elif state:
        rows = rows.filter(sent_at=None, failed_at__isnull=state != "failed")
    moment, _, number = (after or "").partition("~")
    with suppress(ValueError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None:
            rows = rows.filter(rendered_at__lte=before).exclude(rendered_at=before, id__gte=last)
    found = [_value(each) for each in rows.order_by("-rendered_at", "-id")[: limit + 1]]
    more = found[limit - 1] if len(found) > limit else None
    return tuple(found[:limit]), f"{more.rendered_at.isoformat()}~{more.id}" if more else None


def find(*, message: int) -> MessageValue | None:
    """A message by its number; ``None`` when there is none."""
    row = Message.objects.select_related("case").filter(id=message).first()
    return _value(row) if row else None


def wait_again(*, message: int) -> bool:
    """Let an email that failed, or was left waiting, be sent once more; whether there was one, and a server to send it."""
    unsent = Message.objects.filter(id=message, kind="email", sent_at=None)
    return email_goes_out() and bool(unsent.update(failed_at=None, failure=""))


def email_goes_out() -> bool:
    """Whether there is a mail server: without one, email stays in the outbox, and nobody is told that it was sent."""
    return str(settings.EMAIL_BACKEND) != NOWHERE


def deliver(*, message: int, at: datetime) -> None:
    """Send an email that waits; leave a text or a letter in the outbox. Sending twice sends once.

    Raises what the mail server's refusal raises, after writing it down.
    """
    waiting = Message.objects.filter(id=message, sent_at=None, kind="email").first()
    if waiting is None or not email_goes_out():
        return
    try:
        EmailMessage(waiting.subject, waiting.body, to=[waiting.to]).send()
    except OSError as refused:
        Message.objects.filter(id=message).update(failed_at=at, failure=str(refused)[:500])
        raise
    Message.objects.filter(id=message).update(sent_at=at, failed_at=None, failure="")


def _just_written(message: Message) -> bool:
    """Whether these very words were written to the same place a moment ago."""
    same = {name: getattr(message, name) for name in ("case", "kind", "to", "subject", "body")}
    return Message.objects.filter(**same, rendered_at__gt=message.rendered_at - MOMENT).exists()


def _value(row: Message) -> MessageValue:
    return MessageValue(
        row.pk,
        row.case.reference if row.case else "",
        row.kind,
        row.to,
        row.language,
        row.subject,
        row.body,
        row.rendered_at,
        row.sent_at,
        row.failed_at,
        row.failure,
    )


def _body(said: Words, case: Case, about: str, text: str, language: str) -> str:
    live = editions.of_hash(edition=case.edition_id)
    outcome = live.compiled.outcomes.get(case.outcome)
    promise = read_json(case.promise)
    parts = [
        said.say(f"message-{about}", language, service=in_language(live.service.title, language)),
        said.say("message-reference", language, reference=case.reference),
        in_language(outcome.title, language) + "." if about == "receipt" and outcome else "",
        promise.get(language, "") if about == "receipt" and promise else "",
        in_language(outcome.contact, language) if about == "receipt" and outcome and outcome.contact else "",
        in_language(outcome.next, language) if about == "receipt" and outcome and outcome.next else "",
        text,
        said.say("message-help", language, telephone=council().telephone),
        council().name[language],
    ]
    return "\n\n".join(part for part in parts if part)
