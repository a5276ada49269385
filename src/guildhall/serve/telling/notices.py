"""Notices: one thing to tell, put into each person's own words, way, language and format. Nothing here is sent.

What is written here is the very text that goes: it is shown before it is sent, and kept afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from guildhall.estate.door import council
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import words as in_language
from guildhall.kernel.notices import KINDS, Kind, Stopped, Way
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import Case, Message, Task
from guildhall.serve.pages import addresses
from guildhall.serve.publishing import editions
from guildhall.serve.telling import reaching, wordings

HOUSE = Actor("system")
ALLOWED: dict[str, tuple[Kind, ...]] = {"receipt": ("email", "sms", "letter"), "pay": ("email", "sms", "letter")}
"""The ways for notices that nobody is rung for, unless they need it. By default every way."""

_NEEDING_A_VOICE = frozenset({"braille", "audio", "large-print", "easy-read"})


@dataclass(frozen=True, slots=True)
class Drafted:
    """A notice as it would go: the message to send first, those that stand by, those stopped. Nothing is kept yet.

    ``unreachable``: there is something to tell and no way left to tell it.
    """

    messages: tuple[Message, ...]
    stopped: tuple[Message, ...]
    unreachable: bool
    protected: bool


def drafted(
    *, case: Case, about: str, at: datetime, text: str = "", way: Way | None = None, urgent: bool = False
) -> Drafted:
    """What would be sent about a case, by which ways, in their order. ``way`` is one that they chose just now."""
    known = reaching.known_of(case)
    if known.unwilling and way is None:
        return Drafted((), (), unreachable=False, protected=known.protected)
    choice = known.choice(allowed=_allowed(about, known.needs), just_now=way)
    given = {each.kind: each.to for each in (way, *known.asked) if each}

    def written(chosen: Way) -> Message:
        wished = given.get(chosen.kind) == chosen.to
        return _written(case, about, text, chosen, wished=wished, urgent=urgent or way is not None, at=at)

    wanted = [each for each in choice.stopped if each.reason not in {"not-offered", "not-mobile"}]
    nobody_gave_any = not choice.ways and not wanted
    return Drafted(
        messages=tuple(map(written, choice.ways)),
        stopped=tuple(
            _stopped(written(each.way), each, at) for each in wanted if given.get(each.way.kind) == each.way.to
        ),
        unreachable=not choice.ways and not (nobody_gave_any and about == "receipt"),
        protected=known.protected,
    )


def keep(draft: Drafted, *, case: Case, at: datetime) -> Message | None:
    """Keep what was stopped with its reason, and the first message that may go; or set somebody the task to tell them.

    Gives the message to send. To be called in a transaction.
    """
    for stopped in draft.stopped:
        stopped.save()
        tell(case, happened.MESSAGE_STOPPED.name, at, kind=stopped.kind, reason=stopped.stopped_reason)
    if not draft.messages:
        if draft.unreachable:
            set_task(case, "tell-otherwise", at)
        return None
    first = draft.messages[0]
    wordings.used(about=first.about, at=at)
    if draft.stopped:
        first.instead_of = draft.stopped[0]
    give_to_advisor(first, case, at)
    first.save()
    return first


def next_way(message: Message, *, at: datetime) -> Message | None:
    """The message that takes the place of one that failed or was stopped, kept; ``None`` where somebody is set the task.

    Ways that were tried for this notice already are not tried again.
    """
    case = message.case
    if case is None:
        return None
    known = reaching.known_of(case)
    tried = [Way(each.kind, each.to) for each in _before(message)]  # type: ignore[arg-type]  # written from a Way
    left = [
        way
        for way in known.choice(allowed=_allowed(message.about, known.needs)).ways
        if not any(way.kind == each.kind and way.to == each.to for each in tried)
    ]
    if not left:
        set_task(case, "tell-otherwise", at)
        return None
    again = _rewritten(message, left[0], wished=left[0] in known.asked, at=at)
    give_to_advisor(again, case, at)
    again.save()
    tell(case, happened.MESSAGE_FELL_BACK.name, at, kind=message.kind, to=again.kind)
    return again


def give_to_advisor(message: Message, case: Case, at: datetime) -> None:
    """Where the way is a call, set an advisor the task to read the words out."""
    if message.kind == "call":
        message.task = set_task(case, "call-customer", at)


def set_task(case: Case, kind: str, at: datetime) -> Task:
    """Something that somebody must do on a case. What is to be done already is not set twice, save for calls."""
    if kind != "call-customer":
        standing = Task.objects.filter(case=case, kind=kind, done_at=None).first()
        if standing is not None:
            return standing
    task = Task.objects.create(case=case, kind=kind, steps=canonical_json([]), set_at=at)
    tell(case, happened.TASK_SET.name, at, kind=kind)
    return task


def tell(case: Case, event: str, at: datetime, **data: str) -> None:
    """Tell it on the case, to staff."""
    record(subject=f"case/{case.reference}", type=event, actor=HOUSE, at=at, visibility="staff", data=data)


def address_of(path: str) -> str:
    """A page of ours as an address that can be followed from outside."""
    return f"{settings.ADDRESS}{path}"


def _allowed(about: str, needs: frozenset[str]) -> Sequence[Kind]:
    return ALLOWED.get(about, KINDS) if not needs & _NEEDING_A_VOICE else KINDS


def _written(case: Case, about: str, text: str, way: Way, *, wished: bool, urgent: bool, at: datetime) -> Message:
    said = wordings.worded(
        about=about, short=way.kind == "sms", language=case.language, holes=_holes(case, text, way.kind)
    )
    return Message(
        case=case,
        about=about,
        wording=said.wording,
        kind=way.kind,
        to=way.to,
        format=way.format,
        language=case.language,
        subject=said.subject,
        body=said.body,
        told=text,
        wished=wished,
        urgent=urgent,
        rendered_at=at,
    )


def _rewritten(message: Message, way: Way, *, wished: bool, at: datetime) -> Message:
    """The same notice by another way. What was written freely stays as it is."""
    assert message.case is not None
    if message.about:
        again = _written(message.case, message.about, message.told, way, wished=wished, urgent=message.urgent, at=at)
    else:
        again = Message(
            case=message.case,
            kind=way.kind,
            to=way.to,
            format=way.format,
            language=message.language,
            subject=message.subject,
            body=message.body,
            wished=wished,
            urgent=message.urgent,
            rendered_at=at,
        )
    again.instead_of = message
    return again


def _stopped(message: Message, stopped: Stopped, at: datetime) -> Message:
    message.stopped_at, message.stopped_reason = at, stopped.reason
    return message


def _before(message: Message) -> list[Message]:
    """A message and all those whose place it took."""
    found = [message]
    while (earlier := found[-1].instead_of) is not None:
        found.append(earlier)
    return found


def _holes(case: Case, text: str, kind: str) -> dict[str, str]:
    live = editions.of_hash(edition=case.edition_id)
    outcome = live.compiled.outcomes.get(case.outcome)
    promise = read_json(case.promise)
    language = case.language
    return {
        "service": in_language(live.service.title, language),
        "reference": case.reference,
        "ends": in_language(outcome.title, language) + "." if outcome else "",
        "promise": promise.get(language, "") if promise else "",
        "contact": in_language(outcome.contact, language) if outcome and outcome.contact else "",
        "next": in_language(outcome.next, language) if outcome and outcome.next else "",
        "text": text,
        "track": address_of(addresses.of_tracking(language))
        + ("" if kind == "sms" else f"?reference={case.reference}"),
        "telephone": council().telephone,
        "council": council().name[language],
    }
