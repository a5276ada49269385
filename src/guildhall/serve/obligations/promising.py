"""What is promised where a journey ends: the term, by when, and in which words."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.kernel.clocks import Due, Term, reckon
from guildhall.kernel.journey import Position
from guildhall.kernel.model import Text
from guildhall.kernel.saying import promise_in_words
from guildhall.kernel.service import Outcome
from guildhall.serve.answering.journeys import working_calendar


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as it is given. ``look_at`` is when to look for the first time whether it will be kept."""

    term: Term | None = None
    due: Due | None = None
    words: Text | None = None
    look_at: datetime | None = None


def promised_by(outcome: Outcome, position: Position, received: datetime) -> Promised:
    """What is promised. An imperfect form, which has not got to its end, is promised what its likely end gives."""
    if outcome.promise is None:
        return Promised()
    span = outcome.promise.span
    term = position.promised or (span.term if span else None)
    if term is None:
        return Promised(words=promise_in_words(outcome.promise, None, None))
    reckoning = reckon(term, received, working_calendar(received))
    first = min((each.moment for each in reckoning.escalations), default=None)
    return Promised(term, reckoning.due, promise_in_words(outcome.promise, term, reckoning.due), first)
