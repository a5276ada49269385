"""The journeys that definitions give as tests, answered anew: by somebody else, on another day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.service import JourneyTest

Other = Callable[[Question, Json], Json]
"""What somebody else answers to a question that a test answers so."""


def leading_to_a_case(service: Compiled) -> Sequence[JourneyTest]:
    """The tests of a definition that end in a case."""
    kinds = {each.id: each.kind for each in service.service.outcomes}
    return [test for test in service.service.tests if kinds.get(test.expect.outcome) == "submit"]


def answered_anew(service: Compiled, test: JourneyTest, *, at: datetime, other: Other) -> dict[str, Json]:
    """The answers of a test as another person would give them another day.

    What the test knows as a fact stands as the answer to the question that is asked where the fact is not known.
    """
    then = datetime.fromisoformat(test.now).date() if test.now else local(at).date()
    later = local(at).date() - then
    asked = {service.fallbacks[fact]: value for fact, value in test.facts.items() if fact in service.fallbacks}
    answers = {name: _moved_on(value, later) for name, value in (asked | test.answers).items()}
    return {
        name: other(service.steps[name], value) if name in service.steps else value for name, value in answers.items()
    }


def _moved_on(value: Json, later: timedelta) -> Json:
    """The same answer so many days later; what is no date stays as it is."""
    if isinstance(value, str) and len(value) == 10:
        try:
            return (date.fromisoformat(value) + later).isoformat()
        except ValueError:
            return value
    if isinstance(value, list):
        return [_moved_on(each, later) for each in value]
    return {name: _moved_on(each, later) for name, each in value.items()} if isinstance(value, dict) else value
