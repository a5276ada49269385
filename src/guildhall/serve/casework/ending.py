"""What somebody is owed before their case ends: the answer to a complaint or to a request about their data, or a decision.

Until they have it, a case ends only because they withdraw it themselves; and they are told so, in case they did not.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from guildhall.estate.door import words
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import ComplaintStage, Determination, Reopening, RightsRequest
from guildhall.serve.telling.notices import language_of

Owed = Literal["complaint", "application", "request"]

REQUESTS = "your-information"
"""The service by which people ask about their data."""

WITHDRAWN = "withdrawn"
"""How a case ends, as a code, that whoever opened it no longer wants."""

_AFRESH = ("disagreed", "new-facts")
"""Why a case was opened again, where what was decided before no longer stands for an answer."""


class AnswerOwed(ValueError):
    """The case cannot be closed so, because an answer is owed. ``what`` says which."""

    code = "answer-owed"

    def __init__(self, what: Owed) -> None:
        super().__init__(what)
        self.what = what


def owed(*, case: CaseValue) -> Owed | None:
    """Which answer is owed on a case before it may end; ``None`` where none is. At most two statements."""
    return owed_among(cases=[case]).get(case.id)


def owed_among(*, cases: Sequence[CaseValue]) -> Mapping[int, Owed]:
    """Which answer is owed on which of these cases, by their numbers. Five statements at most, however many they are.

    A complaint is answered at its last stage. A request is answered, or refused with reasons (UK GDPR, Article 12(4)). An
    application is decided, and anew where it was opened again because somebody disagreed or something new is known.
    """
    kinds = {each.id: kind for each in cases if (kind := _kind(each))}
    answered = {
        *_answered([each for each, kind in kinds.items() if kind == "complaint"]),
        *_given([each for each, kind in kinds.items() if kind == "request"]),
        *_decided([each for each, kind in kinds.items() if kind == "application"]),
    }
    return {each: kind for each, kind in kinds.items() if each not in answered}


def told_of(*, case: CaseValue, outcome: str, text: str) -> str:
    """What the customer is told of the end of their case. Where they withdrew what we owe an answer, that comes first."""
    return understood(case=case, text=text) if outcome == WITHDRAWN and owed(case=case) else text


def understood(*, case: CaseValue, text: str) -> str:
    """What the customer is told who withdrew what we owe an answer: that we have understood them so, and then the words."""
    return f"{words('serve').say('case-withdrawn', language_of(case))}\n\n{text}"


def _kind(case: CaseValue) -> Owed | None:
    ends = case.live.compiled.outcomes[case.outcome]
    if ends.complaint:
        return "complaint"
    if case.service == REQUESTS:
        return "request"
    return "application" if ends.decided else None


def _answered(complaints: Sequence[int]) -> set[int]:
    if not complaints:
        return set()
    stages = ComplaintStage.objects.filter(case__in=complaints).order_by("number")
    last = dict(stages.values_list("case_id", "answered_at"))
    return {each for each, at in last.items() if at}


def _given(requests: Sequence[int]) -> set[int]:
    if not requests:
        return set()
    given = RightsRequest.objects.filter(case__in=requests, answered_at__isnull=False)
    refused = Determination.objects.filter(case__in=requests, outcome="refused")
    return {*given.values_list("case_id", flat=True), *refused.values_list("case_id", flat=True)}


def _decided(applications: Sequence[int]) -> set[int]:
    if not applications:
        return set()
    decided = Determination.objects.filter(case__in=applications).order_by("at")
    again = Reopening.objects.filter(case__in=applications, reason__in=_AFRESH).order_by("at")
    since = dict(again.values_list("case_id", "at"))
    return {each for each, at in decided.values_list("case_id", "at") if each not in since or at >= since[each]}
