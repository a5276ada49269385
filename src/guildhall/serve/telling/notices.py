"""Notices: one thing to tell, put into each person's own words, way, language and format. Nothing here is sent.

Every message that the house writes is written here, so that one set of rules holds for all of them.

What is written here is the very text that goes: it is shown before it is sent, and kept afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.conf import settings

from guildhall.estate.door import council
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.model import words as in_language
from guildhall.kernel.notices import KINDS, Kind, Stopped, Way
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case, Message, Task
from guildhall.serve.pages import addresses
from guildhall.serve.publishing import editions
from guildhall.serve.telling import agreements, reaching, wordings

HOUSE = Actor("system")
ALLOWED: dict[str, tuple[Kind, ...]] = {
    "pay": ("email", "sms", "letter"),
    "appointment": ("email", "sms", "letter"),
    "held-letter": ("sms", "email"),
    "call-moved": ("email", "sms", "call"),
    "call-moved-unsaid": ("email", "call"),
}
"""The ways for notices that nobody is rung for, unless they need it. By default every way."""
GOES_OR_NOT = frozenset({"receipt", "moved"})
"""Notices that nobody is set to tell otherwise where no way was ever given: what they say can be seen on the case. That somebody
acts for them is told all the same."""

SPOKEN_WITH = frozenset({"phone", "counter"})
"""The ways in on which somebody hears what a receipt says as their case is opened: nobody rings to say it again."""

Ours = Literal["email", "sms"]
"""The ways in which our own are written to."""

OTHERWISE = "otherwise"
"""The kind of what no message could carry, and one of ours must tell by another way. About a case it is a task instead."""

_CAN_WAIT = frozenset({"answer", "acting"})
"""Notices that keep quiet hours also by a way that was chosen for them."""
_WAITED_FOR = frozenset({"call-moved", "call-moved-unsaid"})
"""Notices that one of ours tells also whoever is not registered, at the number or address where they wait for us."""
_TOLD_TO_ANYBODY = _WAITED_FOR | {"answer", "appointment"}
"""Notices that one of ours tells also whoever is not registered, once they did not arrive."""
_NEEDING_A_VOICE = frozenset({"braille", "audio", "large-print", "easy-read"})
_WITHOUT_A_CASE: tuple[Kind, ...] = ("email", "sms", "letter")
"""A call is a task on a case."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A notice as it would go: the message to send first, those that stand by, those stopped. Nothing is kept yet.

    ``unreachable``: there is something to tell and no way left to tell it. ``otherwise`` is what one of ours must tell somebody
    then whom no case is about; ``agreed`` what they must be told of who acts for them, though they wish for no message.
    """

    messages: tuple[Message, ...]
    stopped: tuple[Message, ...]
    unreachable: bool
    protected: bool
    otherwise: Message | None = None
    agreed: Message | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is told: the customer of a case; a party, about a case or about none; or whoever wrote in and is not known."""

    case: Case | None = None
    party: str = ""
    language: str = "en"

    def known(self, on: date | None = None) -> reaching.Known:
        """What is known of them on a day. Their own language is theirs; where it is not known, the case's."""
        language = self.case.language if self.case else self.language
        if self.case is not None and not self.party:
            return reaching.known_of(self.case, on)
        return reaching.known_of_somebody(party=self.party, language=language)

    @classmethod
    def of(cls, message: Message) -> "Whom":
        """Whom a message was written to."""
        return cls(message.case, message.party, message.language)


def drafted(
    *, whom: Whom, about: str, at: datetime, text: str = "", way: Way | None = None, urgent: bool = False
) -> Drafted:
    """What would be sent to somebody, by which ways, in their order. ``way`` is one that they chose just now."""
    known = whom.known(local(at).date())
    if known.unwilling and way is None:
        said = _agreed(whom.case, about, known.language)
        agreed = (
            Message(case=whom.case, about=about, kind=OTHERWISE, language=known.language, body=said) if said else None
        )
        return Drafted((), (), unreachable=bool(said), protected=known.protected, agreed=agreed)
    choice = known.choice(allowed=_allowed(whom, about, known.needs), just_now=way)
    given = {each.kind: each.to for each in (*reversed(known.asked), way) if each}

    def written(chosen: Way) -> Message:
        message = _written(whom, about, text, chosen, known.language, at)
        message.wished = given.get(chosen.kind) == chosen.to
        message.urgent = urgent or (way is not None and about not in _CAN_WAIT)
        return message

    wanted = [each for each in choice.stopped if each.reason not in {"not-offered", "not-mobile"}]
    nobody_gave_any = not choice.ways and not wanted
    may_stay_unsaid = nobody_gave_any and about in GOES_OR_NOT and not _agreed(whom.case, about, known.language)
    unreachable = not choice.ways and not may_stay_unsaid
    return Drafted(
        messages=tuple(map(written, choice.ways)),
        stopped=tuple(
            _stopped(written(each.way), each, at) for each in wanted if given.get(each.way.kind) == each.way.to
        ),
        unreachable=unreachable,
        protected=known.protected,
        otherwise=_by_hand(whom, about, text, known.language, at, way.to if way and about in _WAITED_FOR else "")
        if unreachable
        else None,
    )


def language_of(case: Case | CaseValue) -> str:
    """The language in which a case's customer is told of it, whatever it was opened in: theirs, else the case's.

    Whoever puts words of ours into what is told says them in this one. Two statements where the customer is registered.
    """
    return reaching.language_for(party=case.customer, language=case.language)


def keep(draft: Drafted, *, case: Case | None, at: datetime) -> Message | None:
    """Keep what was stopped with its reason, and the first message that may go; or set somebody the task to tell them.

    Gives the message to send. To be called in a transaction.
    """
    for stopped in draft.stopped:
        stopped.save()
        tell(case, happened.MESSAGE_STOPPED.name, at, kind=stopped.kind, reason=stopped.stopped_reason)
    if not draft.messages:
        if draft.agreed and case is not None:
            set_task(case, agreements.TELL, at, said=draft.agreed.body)
        elif draft.unreachable and case is not None:
            set_task(case, "tell-otherwise", at)
        elif draft.otherwise is not None:
            leave_to_us(draft.otherwise)
        return None
    first = draft.messages[0]
    wordings.used(about=first.about, at=at)
    if draft.stopped:
        first.instead_of = draft.stopped[0]
    give_to_advisor(first, case, at)
    first.save()
    return first


def to_staff(*, about: str, holes: Mapping[str, str], places: Mapping[Ours, str], at: datetime) -> tuple[Message, ...]:
    """Write to those of ours who must know now, in English, at every one of these places. It keeps no quiet hours.

    It is no customer's and no case's, so whoever words it puts nothing personal in it.
    """
    wordings.used(about=about, at=at)
    said = wordings.worded(about=about, short=False, language="en", holes=holes)
    return tuple(
        Message.objects.create(
            about=about,
            wording=said.wording,
            kind=kind,
            to=to,
            language="en",
            subject=said.subject,
            body=said.body,
            urgent=True,
            rendered_at=at,
        )
        for kind, to in places.items()
    )


def next_way(message: Message, *, at: datetime) -> Message | None:
    """The message that takes the place of one that failed or was stopped, kept; ``None`` where somebody is set the task.

    Ways that were tried for this notice already are not tried again. What somebody waits for who is not known, such as an answer
    or a time at a counter, goes nowhere else by itself: one of ours has it to tell.
    """
    case, whom = message.case, Whom.of(message)
    if case is None and not message.party:
        if message.about in _TOLD_TO_ANYBODY:
            ours = _for_us(whom, message.about, message.told, message.language, at, message.to)
            ours.instead_of = message
            leave_to_us(ours)
        return None
    known = whom.known(local(at).date())
    tried = [Way(each.kind, each.to) for each in _before(message)]  # type: ignore[arg-type]  # written from a Way
    left = [
        way
        for way in known.choice(allowed=_allowed(whom, message.about, known.needs)).ways
        if not any(way.kind == each.kind and way.to == each.to for each in tried)
    ]
    if not left or (message.about == "answer" and not message.party):
        if case is not None:
            set_task(case, "tell-otherwise", at)
        elif (otherwise := _by_hand(whom, message.about, message.told, known.language, at)) is not None:
            otherwise.instead_of = message
            leave_to_us(otherwise)
        return None
    again = _written(whom, message.about, message.told, left[0], known.language, at)
    again.wished, again.urgent, again.instead_of = left[0] in known.asked, message.urgent, message
    give_to_advisor(again, case, at)
    again.save()
    tell(case, happened.MESSAGE_FELL_BACK.name, at, kind=message.kind, to=again.kind)
    return again


def give_to_advisor(message: Message, case: Case | None, at: datetime) -> None:
    """Where the way is a call, set an advisor the task to read the words out."""
    if message.kind == "call" and case is not None:
        message.task = set_task(case, "call-customer", at)


def leave_to_us(message: Message) -> None:
    """Keep what one of ours must tell by another way, in the outbox and among the tasks. What waits there already is kept once:
    for the same person, or where nobody is known, in the place of the same message.
    """
    whose = "party" if message.party else "instead_of"
    same = {name: getattr(message, name) for name in ("kind", whose, "to", "about", "told")}
    if not Message.objects.filter(**same, sent_at=None, stopped_at=None).exists():
        wordings.used(about=message.about, at=message.rendered_at)
        message.save()


def set_task(case: Case, kind: str, at: datetime, said: str = "") -> Task:
    """Something that somebody must do on a case, and what is to be ``said``. What is to be done already is not set twice, save for
    calls.
    """
    if kind != "call-customer":
        standing = Task.objects.filter(case=case, kind=kind, done_at=None, withdrawn_at=None).first()
        if standing is not None:
            return standing
    task = Task.objects.create(case=case, kind=kind, words=said, steps=canonical_json([]), set_at=at)
    tell(case, happened.TASK_SET.name, at, kind=kind)
    return task


def tell(case: Case | None, event: str, at: datetime, **data: str) -> None:
    """Tell it on the case, where it is about one, to staff."""
    if case is None:
        return
    record(subject=f"case/{case.reference}", type=event, actor=HOUSE, at=at, visibility="staff", data=data)


def address_of(path: str) -> str:
    """A page of ours as an address that can be followed from outside."""
    return f"{settings.ADDRESS}{path}"


def _allowed(whom: Whom, about: str, needs: frozenset[str]) -> Sequence[Kind]:
    allowed = ALLOWED.get(about, KINDS) if not needs & _NEEDING_A_VOICE else KINDS
    if whom.case is None:
        return [each for each in allowed if each in _WITHOUT_A_CASE]
    heard = about == "receipt" and whom.case.channel in SPOKEN_WITH and not needs & _NEEDING_A_VOICE
    return [each for each in allowed if each != "call"] if heard else allowed


def _written(whom: Whom, about: str, text: str, way: Way, language: str, at: datetime) -> Message:  # noqa: PLR0917
    holes = _holes(whom.case, text, way.kind, language) | {"agreed": _agreed(whom.case, about, language)}
    said = wordings.worded(about=about, short=way.kind == "sms", language=language, holes=holes)
    return Message(
        case=whom.case,
        party=whom.party,
        about=about,
        wording=said.wording,
        kind=way.kind,
        to=way.to,
        format=way.format,
        language=language,
        subject=said.subject,
        body=said.body,
        told=text,
        rendered_at=at,
    )


def _agreed(case: Case | None, about: str, language: str) -> str:
    """What a receipt tells besides: who acts for them in this, by which words, and how to end it."""
    return agreements.said(journey=case.journey_id, language=language) if case and about == "receipt" else ""


def _by_hand(  # noqa: PLR0917  # as it is written
    whom: Whom, about: str, text: str, language: str, at: datetime, to: str = ""
) -> Message | None:
    """What one of ours must tell somebody whom no case is about: whoever is registered, or left a number where they wait for us."""
    return None if whom.case is not None or not (whom.party or to) else _for_us(whom, about, text, language, at, to)


def _for_us(  # noqa: PLR0917  # as it is written
    whom: Whom, about: str, text: str, language: str, at: datetime, to: str = ""
) -> Message:
    """What one of ours must tell somebody by another way. ``to`` is where they wait for us, where they are not registered."""
    message = _written(whom, about, text, Way("letter", "" if whom.party else to), language, at)
    message.kind = OTHERWISE
    return message


def _stopped(message: Message, stopped: Stopped, at: datetime) -> Message:
    message.stopped_at, message.stopped_reason = at, stopped.reason
    return message


def _before(message: Message) -> list[Message]:
    """A message and all those whose place it took."""
    found = [message]
    while (earlier := found[-1].instead_of) is not None:
        found.append(earlier)
    return found


def _holes(case: Case | None, text: str, kind: str, language: str) -> dict[str, str]:
    ours = {"text": text, "telephone": council().telephone, "council": council().name[language]}
    if case is None:
        return ours
    live = editions.of_hash(edition=case.edition_id)
    outcome = live.compiled.outcomes.get(case.outcome)
    promise = read_json(case.promise)
    return ours | {
        "service": in_language(live.service.title, language),
        "reference": case.reference,
        "ends": in_language(outcome.title, language) + "." if outcome else "",
        "promise": promise.get(language, "") if promise else "",
        "contact": in_language(outcome.contact, language) if outcome and outcome.contact else "",
        "next": in_language(outcome.next, language) if outcome and outcome.next else "",
        "track": address_of(addresses.of_tracking(language))
        + ("" if kind == "sms" else f"?reference={case.reference}"),
    }
