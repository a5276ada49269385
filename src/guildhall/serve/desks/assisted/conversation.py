"""A conversation: a journey as the desk goes through it, page by page, until it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from guildhall.estate.door import display_names
from guildhall.kernel.model import Json, words
from guildhall.kernel.question import Question
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.desks.assisted.alphabet import spelling
from guildhall.serve.desks.assisted.desk import Desk
from guildhall.serve.desks.assisted.prompts import Sheet
from guildhall.serve.desks.telling import when
from guildhall.serve.publishing.editions import Live

CHANNELS = {
    "web": "on the web",
    "phone": "by telephone",
    "counter": "at the counter",
    "paper": "on paper",
    "api": "by another system",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer so far: the question, the answer in words, whence it came, and how to spell it aloud."""

    step: str
    page: str
    question: str
    answer: str
    given: str
    elsewhere: bool
    """Whether it was given on another channel, before this conversation."""
    spelled: tuple[str, ...]


def before_the_first_answer(*, live: Live, language: str, desk: Desk, actor: Actor, at: datetime) -> JourneyValue:
    """A journey as it stands before anything is kept of it. Whoever speaks for another has begun it with their consent."""
    made = JourneyValue(uuid4(), live, language, desk.channel, desk.channel, actor, "", at, "", at)
    return journeys.stand(made, {}, at)


def sheet_for(desk: Desk, journey: JourneyValue, page: str) -> Sheet:
    """The questions of a page that are to be asked now."""
    position = journey.position
    asked = set(position.relevant if page == position.page and not position.stuck else position.asked)
    steps = [each for each in journey.live.compiled.pages[page].steps if each.id in asked]
    script = desk.ask(steps, journey.language, proxy=bool(journey.on_behalf_of))
    return Sheet(journey.live.compiled, script)


def told_so_far(journey: JourneyValue, desk: Desk, now: datetime) -> tuple[Told, ...]:
    """What has been answered and counts, in order, with its provenance. One statement, for the names of staff."""
    given = journey.given
    names = display_names(references={each.actor.reference for each in given.values() if each.actor.reference})
    found = []
    for name in journey.position.asked:
        value = journey.position.answers.get(name)
        question = journey.live.compiled.steps.get(name)
        if value is None or question is None or name not in given:
            continue
        source = given[name]
        who = names.get(source.actor.reference, "")
        found.append(
            Told(
                name,
                question.page or question.id,
                words(question.label, "en"),
                shown(question, value, "en"),
                ", ".join(part for part in (CHANNELS[source.channel], when(source.at, now), who) if part),
                source.channel != desk.channel,
                spelled(question, value, journey.language),
            )
        )
    return tuple(found)


def page_before(journey: JourneyValue, desk: Desk, page: str = "") -> str:
    """Where "Back" leads from a page, or from the end: to the page asked before it; from the first, to the desk's start."""
    visited, asked = list(journey.position.visited), set(journey.position.asked)
    before = visited[: visited.index(page)] if page in visited else visited
    spoken = [
        each for each in before if asked.intersection(step.id for step in journey.live.compiled.pages[each].steps)
    ]
    return desk.url("page", journey=journey.id, page_id=spoken[-1]) if spoken and journey.resume_code else desk.url()


def shown(question: Question, value: Json, language: str) -> str:
    """An answer in words. Files are counted, not named."""
    if question.kind == "evidence" and value.get("files"):
        count = len(value["files"])
        return f"{count} document{'' if count == 1 else 's'}"
    return question.shown(value, language)


def spelled(question: Question, value: Json, language: str) -> tuple[str, ...]:
    """How to spell an answer aloud, where its question says that it is to be spelled."""
    if not (question.confirm and question.confirm.spell) or not isinstance(value, str):
        return ()
    return spelling(value, language)


def taken_up(journey: UUID, desk: Desk, actor: Actor, at: datetime) -> JourneyValue:
    """A journey as staff go on with it on this desk's channel. Raises ``NoSuchJourney``."""
    return journeys.load(journey=journey, at=at, actor=actor, channel=desk.channel)


def kept(journey: JourneyValue, answers: Mapping[str, Json], at: datetime) -> JourneyValue:
    """Keep what stands of these answers, given at this desk."""
    saved = journeys.save(journey=journey, answers=answers, channel=journey.channel, actor=journey.actor, at=at)
    return replace(saved, channel=journey.channel)
