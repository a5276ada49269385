"""Ways to challenge a decision: each with how long there is, by law or by our own rule, and the last day worked out."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from guildhall.estate.door import council, words
from guildhall.kernel.clocks import Term, due, statutory
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.serve.obligations.standing import calendar_of

Ombudsman = Literal["local-government", "housing"]

OUR_REVIEW = Term(28, "days", source="the council's own rule")
TO_THE_COMMISSIONER = Term(3, "months", source="as the Information Commissioner asks")
WAYS: Mapping[str, Term] = {
    "review": OUR_REVIEW,
    "review-homelessness": statutory.REVIEW_HOMELESSNESS,
    "review-benefit": statutory.REVIEW_BENEFIT,
    "appeal-valuation": statutory.APPEAL_VALUATION,
    "appeal-licensing": statutory.APPEAL_LICENSING,
    "appeal-planning": statutory.APPEAL_PLANNING_HOUSEHOLDER,
    "complaint": statutory.COMPLAINT_TAKEN_UP,
    "ombudsman-local-government": statutory.TO_THE_OMBUDSMAN,
    "ombudsman-housing": statutory.TO_THE_OMBUDSMAN,
    "information-commissioner": TO_THE_COMMISSIONER,
}
"""Each way by its code: how long there is from the day on which somebody is told. Its words are ``challenge-<code>``."""


_BEGINNING_WITH_THE_DAY = frozenset(
    {"review-homelessness", "appeal-licensing", "ombudsman-local-government", "ombudsman-housing"}
)
"""Where the day of being told is the first of the term, so that it ends a day sooner. An Ombudsman's is over after twelve months."""


def last_day(*, way: str, told: datetime) -> date:
    """The last local day on which a decision that was told at this moment can be challenged in this way."""
    term = WAYS[way]
    day = due(term, told, calendar_of(term, told, told)).day
    return day - timedelta(days=1) if way in _BEGINNING_WITH_THE_DAY else day


def in_words(*, way: str, by: date, language: str) -> str:
    """How to challenge it in this way, by when, and where."""
    return words("serve").say(
        f"challenge-{way}", language, by=day_in_full(by, language), telephone=council().telephone, **ombudsmen(language)
    )


def ombudsmen(language: str) -> dict[str, str]:
    """Each Ombudsman's name and how to reach them, for the holes of a sentence.

    Source: what several councils' and landlords' pages say alike of both (Welwyn Hatfield, Staffordshire, Manchester, Peabody); the
    Ombudsmen's own contact pages were not read.
    """
    said = words("serve")
    return {
        "local": said.say("ombudsman-local-government", language),
        "housing": said.say("ombudsman-housing", language),
    }
