"""Taking up a journey again by its spoken code, without first disclosing anything in it.

The code is said or typed; then two things that only the person knows are asked, chosen from what they have already answered.
Where they have answered too little for that, the two words shown with the code are asked instead. Only after both checks
are right is any answer shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from guildhall.estate.door import is_sound, may_try, tidy
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue, NoSuchJourney
from guildhall.serve.models import Journey

TRIES = 5
"""Tries in an hour at one code; from one place, four times as many."""
PER = timedelta(hours=1)
PHRASE = "phrase"

_ASKED: Mapping[str, Text] = {
    "name": {"en": "Full name", "cy": "Enw llawn"},
    "address": {"en": "Postcode", "cy": "Cod post"},
    "email": {"en": "Email address", "cy": "Cyfeiriad e-bost"},
    "telephone": {"en": "Telephone number", "cy": "Rhif ffôn"},
    "date": {"en": "Date", "cy": "Dyddiad"},
    PHRASE: {"en": "The two words shown with the code", "cy": "Y ddau air a ddangosir gyda'r cod"},
}


class TooManyTries(Exception):
    """Somebody has tried too often; they are asked to wait, or to speak to us."""

    code = "too-many-tries"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to ask. ``step`` is the step it was answered at, or ``phrase``."""

    step: str
    label: Text


class NotKnown(Exception):
    """The code or a check was not right. Which of them is not said. ``checks`` are those to ask again, where the code was."""

    code = "not-known"

    def __init__(self, written: str, checks: tuple[Check, ...] = ()) -> None:
        super().__init__(written)
        self.checks = checks


class NoSuchCode(NotKnown):
    """Nothing waits under the code, or no longer. Said before anything is asked, when no check has been tried yet."""

    code = "no-such-code"


class Mistyped(NotKnown):
    """The code is none that could have been given: its check character says so. It counts as no try."""

    code = "mistyped"


def checks_for(*, code: str, place: str, now: datetime) -> tuple[UUID, tuple[Check, ...]]:
    """What to ask before the journey with this code may be taken up. Nothing of it is disclosed.

    ``place`` is whence the try comes (an address, an account). Raises ``TooManyTries``, ``Mistyped`` and ``NoSuchCode``.
    """
    journey = _found(code, place, now)
    return journey.id, _checks(journey)


def resume(
    *, code: str, replies: Mapping[str, str], place: str, channel: str, actor: Actor, now: datetime
) -> JourneyValue:
    """Take up a journey once both checks are right. Raises ``TooManyTries`` and ``NotKnown``."""
    journey = _found(code, place, now)
    checks = _checks(journey)
    if not all(_is_right(journey, check, replies.get(check.step, "")) for check in checks):
        raise NotKnown(code, checks)
    record(
        subject=f"journey/{journey.id}",
        type=happened.JOURNEY_RESUMED.name,
        actor=actor,
        at=now,
        on_behalf_of=journey.on_behalf_of,
        data={"service": journey.live.id, "channel": channel},
    )
    return journeys.load(journey=journey.id, at=now, actor=actor, channel=channel)


def _found(code: str, place: str, now: datetime) -> JourneyValue:
    written = tidy(code)
    if not is_sound(written):
        raise Mistyped(written)
    limits = ((f"code {written}", TRIES), (f"place {place}", 4 * TRIES))
    within = [may_try(purpose="resume", who=who, limit=limit, per=PER, now=now) for who, limit in limits]
    if not all(within):
        raise TooManyTries
    kept = Journey.objects.filter(resume_code=written, resume_until__gt=now).values_list("id", flat=True)
    journey = kept.first()
    if journey is None:
        raise NoSuchCode(written)
    try:
        return journeys.load(journey=journey, at=now)
    except NoSuchJourney:
        raise NoSuchCode(written) from None


def _checks(journey: JourneyValue) -> tuple[Check, ...]:
    steps = journey.live.compiled.steps
    known = [
        Check(name, _ASKED[steps[name].kind] if steps[name].kind != "date" else steps[name].label)
        for name, value in journey.answers.items()
        if name in steps and steps[name].kind in _ASKED and _telling(steps[name].kind, value) is not None
    ]
    order = ("name", "address", "telephone", "email", "date")
    known.sort(key=lambda check: order.index(steps[check.step].kind))
    return tuple(known[:2]) if len(known) > 1 else (*known, Check(PHRASE, _ASKED[PHRASE]))


def _is_right(journey: JourneyValue, check: Check, reply: str) -> bool:
    if check.step == PHRASE:
        return bool(reply) and any(
            _plain(reply) == _plain(journeys.phrase_of(journey.id, each)) for each in ("en", "cy")
        )
    question = journey.live.compiled.steps[check.step]
    kept = _telling(question.kind, journey.answers[check.step])
    if question.kind == "date":
        try:
            reply = question.check(reply, Scope(Circumstances(journey.begun_at)))
        except Refused:
            return False
    said = _plain(reply)
    if question.kind == "telephone":
        return bool(said) and said[-9:] == _plain(str(kept))[-9:]
    return bool(said) and said == _plain(str(kept))


def _telling(kind: str, value: Json) -> Json:
    """The part of an answer that a check compares: of an address, its postcode."""
    return value.get("postcode") if kind == "address" and isinstance(value, dict) else value


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
