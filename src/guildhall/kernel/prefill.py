"""Prefill: what a question is offered with when it is asked, because it was told before.

An offer is no answer. The question is asked all the same, its boxes hold the value, and only what the person sends back
counts, as theirs. So nothing here is ever looked at by ``step``: a journey goes the same way with offers and without.
"""

from collections.abc import Mapping

from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.kinds.group import Group
from guildhall.kernel.model import Json
from guildhall.kernel.question import AllRefused, Question, Refused
from guildhall.kernel.scope import Circumstances, Scope


def offers(service: Compiled, position: Position, given: Mapping[str, Json], around: Circumstances) -> dict[str, Json]:
    """The values to offer for the questions asked so far, by step. ``given`` are the answers given in this journey.

    A question that has been answered, or left blank, is offered nothing. An offer settles as an answer to its question would.
    """
    asked = may_be_offered(service, position, given)
    if not asked:
        return {}
    scope = Scope(around, dict(position.answers), set(position.answers), service)
    found = {name: _offered(service.steps[name], scope, given) for name in asked}
    return {name: value for name, value in found.items() if value is not None}


def may_be_offered(service: Compiled, position: Position, given: Mapping[str, Json]) -> list[str]:
    """The questions asked so far for which the definition says what to offer: most journeys have none."""
    return [
        name
        for name in position.asked
        if name not in given and (service.steps[name].prefill is not None or isinstance(service.steps[name], Group))
    ]


def _offered(question: Question, scope: Scope, given: Mapping[str, Json]) -> Json:
    """What one question is offered; of a group, what the questions inside it are.

    A document is never offered: it was handed over to prove one thing.
    """
    if isinstance(question, Group):
        inside = {each.id: _offered(each, scope, given) for each in question.steps}
        return {name: value for name, value in inside.items() if value is not None} or None
    known = None if isinstance(question, Evidence) else _known(question, scope, given)
    try:
        return None if known is None else question.settle(known, scope)
    except (Refused, AllRefused):
        return None


def _known(question: Question, scope: Scope, given: Mapping[str, Json]) -> Json:
    """What is told already. Of a person, only what was said in this journey: who they are, nobody has made sure of.

    A value is about a person where the question that it would answer says so.
    """
    told = question.prefill
    if told is None or (question.sensitivity != "none" and told.answer not in given):
        return None
    return scope.answer(told.answer) if told.answer is not None else scope.fact(str(told.fact))
