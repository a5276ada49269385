"""The demo council's consultation on its strategy: residents had their say on every way in, and an officer read each answer."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files

from guildhall import catalogue
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.plan import door as plan
from guildhall.plan.door import Asking
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts, cases, opening, voices
from guildhall.serve.casework.cases import CONSULTS, CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

_SAID: tuple[tuple[str, str, Mapping[str, int]], ...] = (
    ("counter", "Do not close the counter, and let me ring you.", {"web": 5, "phone": 5, "paper": 6}),
    ("begun-again", "I rang half way through a form and had to begin again.", {"web": 6, "phone": 2}),
    ("who-is-missed", "You only hear from people like me.", {"web": 3, "paper": 1}),
    ("free-classes", "Pay for my broadband.", {"web": 2}),
)
"""What was found in the answers, in whose words, and on how many of them by each way in."""
_TOLD = "Thank you. What people said, and what changed because of it, stands on the page of the strategy."
_DAYS = {"2026-11-02": "opens", "2027-01-31": "closes", "2027-02-24": "decides"}
"""The days that the shipped definition names, and what each is of a consultation."""


def have_their_say(*, until: datetime, officer: Actor) -> None:
    """Let residents answer each consultation that is over and has no answers, in an edition of the service with its days."""
    for asked in plan.consultations(service=CONSULTS):
        if asked.closes_on < until.date() and not Case.objects.filter(
            service=CONSULTS, received_on__lte=asked.closes_on
        ):
            _answered(asked, officer, until)


def _answered(asked: Asking, officer: Actor, until: datetime) -> None:
    live = editions.publish(text=_with_days(asked), by="system", at=_at(asked.opens_on, 0))
    read = min(_at(asked.closes_on, 7), until)
    days = (asked.closes_on - asked.opens_on).days
    for number, (finding, words, channel) in enumerate(_each()):
        case = _submitted(live, words, channel, officer, _at(asked.opens_on, number % days))
        voices.read(case=case, findings=[finding], actor=officer, at=read)
        acts.close(case=case, outcome="done", told=_TOLD, actor=officer, at=read)


def _each() -> Iterator[tuple[str, str, str]]:
    for finding, words, people in _SAID:
        for channel, many in people.items():
            yield from ((finding, words, channel) for _ in range(many))


def _submitted(live: Live, words: str, channel: str, officer: Actor, at: datetime) -> CaseValue:
    actor = Actor("resident") if channel == "web" else officer
    answers: dict[str, Json] = {
        "answering-as": "other-person",
        "themes": {"any-way-in": "agree", "nobody-left-out": "partly", "tell-us-once": "no-view"},
        "matters-most": None,
        "in-your-words": words,
        "about-you": None,
        "contact-by": "none",
    }
    journey = journeys.begin(live=live, language="en", channel=channel, actor=actor, answers=answers, at=at)
    if channel == "paper":
        case = opening.submit_keyed(
            journey=journey, form={}, illegible=[], missing=[], handed_in_on=at.date(), actor=actor, at=at
        )
    else:
        case = opening.submit(journey=journey.id, actor=actor, channel=channel, at=at)
    interactions.led_to_case(reference=case.reference)
    return cases.find(reference=case.reference)


def _with_days(asked: Asking) -> str:
    """The shipped definition with the days of this consultation in place of its own."""
    text = (files(catalogue) / catalogue.SERVICES / f"{CONSULTS}.yaml").read_text(encoding="utf-8")
    days = {"opens": asked.opens_on, "closes": asked.closes_on, "decides": asked.closes_on + timedelta(weeks=4)}
    for shipped, name in _DAYS.items():
        day = days[name].isoformat()
        text = text.replace(f'"{shipped}"', f'"{day}"')
        for language in ("en", "cy"):
            text = text.replace(in_words(shipped, language), in_words(day, language))
    return text


def _at(day: date, after: int) -> datetime:
    return moment_of(day + timedelta(days=after), timedelta(hours=11))
