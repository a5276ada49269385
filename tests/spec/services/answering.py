"""What people may answer to the questions of a real service: every option, blank where it may be, days near and far."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from guildhall.kernel.kinds.choice import Choice
from guildhall.kernel.kinds.choices import Choices
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.kinds.group import Group
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Service

AUTUMN = datetime(2026, 11, 18, 11)  # noqa: DTZ001  # a time without a zone is Europe/London
MOMENTS = (AUTUMN, datetime(2026, 4, 3, 23, 30), datetime(2026, 9, 1, 0, 0), datetime(2027, 2, 1, 9, 0))  # noqa: DTZ001
DAYS = (-400, -40, -1, 0, 1, 3, 7, 20, 70, 200)
FACTS: dict[str, tuple[Json, ...]] = {
    "last-collection": ("2026-11-18", "2026-11-17", "2026-11-01"),
    "permit-zone": ("A", "B", "C", "none"),
    "permits-held": (0, 1, 2, 3, 5),
    "council-tenant": (True, False),
    "garden-round": ("monday", "friday", "none"),
}
PLAIN: dict[str, tuple[Json, ...]] = {
    "text": ("12345678", "Ŵyn & Sons"),
    "long-text": ("Some words", "Two\nlines"),
    "whole-number": (0, 1, 2, 3, 4, 21),
    "decimal": ("0.5", "2", "4.25"),
    "money": (500, 1, 12_000_000),
    "yes-no": (True, False),
    "name": ("Siân Ó Dálaigh", "X"),
    "address": (
        {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
        {"line1": "Top Farm"},
        {"noFixedAddress": True, "near": "the canal"},
    ),
    "email": ("name@example.org",),
    "telephone": ("07700 900 982", "01632 960 001"),
    "vehicle-registration": ("AB12 CDE",),
    "national-insurance": ("AB123456C",),
    "place": ({"description": "By the bridge"}, {"lat": "54.77", "lon": "-1.57"}),
    "evidence": ({"later": True}, {"files": ["one.pdf"]}),
    "declaration": (True,),
}


def answers_to(question: Question, now: datetime) -> st.SearchStrategy[Json]:
    """What may be answered to a question; what belongs to no kind known here is left blank."""
    return _given(question, now) if question.required else st.none() | _given(question, now)


@st.composite
def journeys(draw: st.DrawFn, service: Service) -> tuple[dict[str, Json], Circumstances]:
    """Answers to every question of a service, what can be looked up, who answers and when."""
    now = draw(st.sampled_from(MOMENTS))
    answers = {step.id: draw(answers_to(step, now)) for step in service.steps}
    facts = {fact.id: draw(st.none() | st.sampled_from(FACTS[fact.id])) for fact in service.facts}
    known = {name: value for name, value in facts.items() if value is not None}
    actor = draw(st.sampled_from(["resident", "helper", "staff"]))
    return answers, Circumstances(now, actor=actor, facts=known)


def _given(question: Question, now: datetime) -> st.SearchStrategy[Json]:
    if isinstance(question, Choice):
        return st.sampled_from([option.code for option in question.options])
    if isinstance(question, Choices):
        return st.lists(st.sampled_from([option.code for option in question.options]), min_size=1, max_size=3)
    if isinstance(question, Day):
        length = 7 if question.precision == "month" else 10
        return st.sampled_from([(now.date() + timedelta(days=days)).isoformat()[:length] for days in DAYS])
    if isinstance(question, Group):
        return _item(question.steps, now)
    if isinstance(question, Repeat):
        return st.lists(_item(question.steps, now), min_size=1, max_size=question.at_most)
    return st.sampled_from(PLAIN[question.kind])


def _item(steps: tuple[Any, ...], now: datetime) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({step.id: answers_to(step, now) for step in steps})
