"""Journeys: begun, answered, left, and taken up again on any channel.

A saved step costs three statements: the journey, its answers, and the answers written. Only answers that stand are kept, each
with who gave it, for whom, by which channel and when; saving the same value again leaves that provenance as it was.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac
from ruamel.yaml import YAML

from guildhall.estate.door import add_rows, calendar, new_reference
from guildhall.kernel import prefill
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.ledger.door import Actor
from guildhall.serve import outbox
from guildhall.serve.answering import facts, rows
from guildhall.serve.answering.provenance import Provenance, Source
from guildhall.serve.models import Journey
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

KEPT_FOR = timedelta(days=28)
"""How long a journey can be taken up again by its spoken code."""


@dataclass(frozen=True, slots=True)
class JourneyValue:
    """A journey as it stands: ``begun_on`` one channel, now on ``channel`` with ``actor``.

    ``answers`` are those kept; ``position`` says which of them count and what comes next.
    """

    id: UUID
    live: Live
    language: str
    begun_on: str
    channel: str
    actor: Actor
    on_behalf_of: str
    begun_at: datetime
    resume_code: str
    resume_until: datetime
    answers: Mapping[str, Json] = field(default_factory=dict)
    given: Provenance = field(default_factory=Provenance)
    facts: Mapping[str, Json] = field(default_factory=dict)
    position: Position = field(default_factory=Position)
    case: str | None = None
    """The reference of the case it opened, once it has."""

    @property
    def phrase(self) -> str:
        """The words shown with the resume code, for somebody who has given too little to be known by."""
        return phrase_of(self.id, self.language)


class NoSuchJourney(LookupError):
    """There is no such journey, or it can no longer be taken up."""

    code = "no-such-journey"


def begin(
    *,
    live: Live,
    language: str,
    channel: str,
    actor: Actor,
    at: datetime,
    on_behalf_of: str = "",
    customer: str = "",
    called: str = "",
    answers: Mapping[str, Json] | None = None,
) -> JourneyValue:
    """Begin a journey with its first answers. A page that is only looked at begins none.

    ``customer`` is who began it with staff, where they are registered and were chosen; ``called`` what somebody who is not
    calls themselves.
    """
    value = JourneyValue(
        uuid4(),
        live,
        language,
        channel,
        channel,
        actor,
        on_behalf_of,
        at,
        new_reference(random.SystemRandom()),
        at + KEPT_FOR,
    )
    with transaction.atomic():
        row = {
            "id": value.id,
            "edition_id": live.hash,
            "service": live.id,
            "language": language,
            "channel": channel,
            "actor_kind": actor.kind,
            "actor": actor.reference,
            "on_behalf_of": on_behalf_of,
            "customer": customer,
            "called": called,
            "begun_at": at,
            "resume_code": value.resume_code,
            "resume_until": value.resume_until,
        }
        add_rows(model=Journey, rows=[row])
        begun, new = _settled(value, answers or {}, channel, actor, at)
        if new:
            _write(value, new, channel, actor, at)
        outbox.journey_begun(
            journey=str(value.id),
            service=live.id,
            channel=channel,
            edition=live.hash,
            actor=actor,
            at=at,
            until=value.resume_until,
            ended=_ended(value, begun),
            on_behalf_of=on_behalf_of,
        )
        return begun


def load(
    *,
    journey: UUID,
    at: datetime,
    actor: Actor | None = None,
    channel: str = "",
    code: str | None = None,
    held: bool = False,
) -> JourneyValue:
    """A journey as it stands at ``at``, for whoever goes on with it. One statement. Raises ``NoSuchJourney``.

    ``code`` is the one by which it was taken up: where it has another by now, what was opened with that one is over. A journey
    that is ``held`` stays as it is until the transaction ends.
    """
    found = rows.of_journey(journey, held=held)
    if not found:
        raise NoSuchJourney(str(journey))
    edition, language, begun_on, kind, reference, for_whom, begun_at, its_code, until, case = found[0][:10]
    if code not in (None, its_code):
        raise NoSuchJourney(str(journey))
    kept = [row[10:] for row in found if row[10] is not None]
    live, answers = editions.of_hash(edition=edition), {step: read_json(held) for step, held, *_ in kept}
    channel, actor = channel or begun_on, actor or Actor(kind, reference)
    known, position = _where(live, answers, channel, actor, at)
    return JourneyValue(
        journey,
        live,
        language,
        begun_on,
        channel,
        actor,
        for_whom,
        rows.moment(begun_at),
        its_code,
        rows.moment(until),
        answers,
        Provenance({row[0]: row[2:] for row in kept}),
        known,
        position,
        case,
    )


def save(
    *, journey: JourneyValue, answers: Mapping[str, Json], channel: str, actor: Actor, at: datetime
) -> JourneyValue:
    """Keep the answers that stand, and say where the journey is now. What was refused is in ``position.refusals``.

    Where they lead to an end without a case, the ledger is told, in one statement more.
    """
    saved, new = _settled(journey, answers, channel, actor, at)
    ended = _ended(journey, saved) if new else ""
    if ended:
        with transaction.atomic():
            _write(journey, new, channel, actor, at)
            outbox.journey_ended(
                journey=str(journey.id),
                service=journey.live.id,
                channel=channel,
                outcome=ended,
                actor=actor,
                at=at,
                on_behalf_of=journey.on_behalf_of,
            )
    elif new:
        _write(journey, new, channel, actor, at)
    return saved


def stand(journey: JourneyValue, answers: Mapping[str, Json], at: datetime) -> JourneyValue:
    """Work out where a journey stands with these answers, looking up what need not be asked. No statement."""
    known, position = _where(journey.live, answers, journey.channel, journey.actor, at)
    return replace(journey, facts=known, position=position)


def _settled(
    journey: JourneyValue, answers: Mapping[str, Json], channel: str, actor: Actor, at: datetime
) -> tuple[JourneyValue, dict[str, Json]]:
    """The journey with those of the answers that stand, and which of them are new."""
    known, position = _where(journey.live, {**journey.answers, **answers}, channel, actor, at)
    refused = {each.step.partition(".")[0] for each in position.refusals}
    asked = set(position.asked)
    settled = {name: position.answers.get(name) for name in answers if name in asked and name not in refused}
    new = {
        name: value for name, value in settled.items() if name not in journey.given or journey.answers[name] != value
    }
    source: Source = (channel, actor.kind, actor.reference, journey.on_behalf_of, at)
    saved = replace(
        journey,
        actor=actor,
        channel=channel,
        answers={**journey.answers, **settled},
        given=journey.given.joined(new, source),
        facts=known,
        position=position,
    )
    return saved, new


def _ended(before: JourneyValue, now: JourneyValue) -> str:
    """The advice or hand-over at which a journey has just ended, or nothing. A paper form opens a case however it ends."""
    outcome = now.position.outcome
    if outcome is None or outcome.kind == "submit" or outcome is before.position.outcome or now.channel == "paper":
        return ""
    return outcome.id


def offers(journey: JourneyValue, at: datetime) -> dict[str, Json]:
    """What the questions asked so far are offered with, where they have not been answered. No statement."""
    if not prefill.may_be_offered(journey.live.compiled, journey.position, journey.answers):
        return {}
    around = Circumstances(at, journey.channel, journey.actor.kind, journey.facts, working_calendar(at))
    return prefill.offers(journey.live.compiled, journey.position, journey.answers, around)


def working_calendar(at: datetime) -> Calendar:
    """The council's working days, from last year to the year after next."""
    year = local(at).year
    return calendar(year_from=year - 1, year_to=year + 2)


def phrase_of(journey: UUID, language: str) -> str:
    """Two everyday words that belong to a journey and to no other; not kept anywhere, but worked out from its id."""
    digest = salted_hmac("guildhall.serve.phrase", str(journey), algorithm="sha256").digest()
    listed = _everyday_words()[language if language in _everyday_words() else "en"]
    return f"{listed[digest[0] % len(listed)]} {listed[digest[1] % len(listed)]}"


def _where(
    live: Live, answers: Mapping[str, Json], channel: str, actor: Actor, at: datetime
) -> tuple[Mapping[str, Json], Position]:
    """The facts, and where they and the answers lead."""
    return _stands(
        service=live.compiled,
        said=_Said(repr(answers), answers),
        channel=channel,
        actor=actor.kind,
        minute=at.replace(second=0, microsecond=0),
        working=working_calendar(at),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Answers, compared by how they are written: the same again lead to the same place."""

    written: str
    answers: Mapping[str, Json] = field(compare=False)


@lru_cache(maxsize=256)
def _stands(
    *, service: Compiled, said: _Said, channel: str, actor: str, minute: datetime, working: Calendar
) -> tuple[Mapping[str, Json], Position]:
    """Worked out. No definition can tell two moments of one minute apart.

    Remembered for a while, because a page asks where its journey stands before it shows itself, and again when it is sent.
    """
    known = facts.look_up(service=service, answers=said.answers, today=local(minute).date())
    return known, step(service, said.answers, Circumstances(minute, channel, actor, known, working))


def _write(journey: JourneyValue, new: Mapping[str, Json], channel: str, actor: Actor, at: datetime) -> None:
    for_whom = journey.on_behalf_of
    rows.write_answers(
        journey.id,
        [
            (step, canonical_json(value), channel, actor.kind, actor.reference, for_whom, at)
            for step, value in new.items()
        ],
    )


@cache
def _everyday_words() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = YAML(typ="safe").load(
        files("guildhall.serve.answering").joinpath("phrases.yaml").read_text("utf-8")
    )
    return found
