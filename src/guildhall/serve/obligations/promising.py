"""What is promised where a journey ends: the term, by when, and in which words."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache

from guildhall.kernel.clocks import LONDON, Calendar, Due, Term, local, reckon
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
    due, first = _reckoned(term, _counted_since(term, received), working_calendar(received))
    return Promised(term, due, promise_in_words(outcome.promise, term, due), first)


def _counted_since(term: Term, received: datetime) -> datetime:
    """The moment from which a term runs. One in days runs alike for all that came on one local day: from its beginning."""
    if term.unit in {"hours", "working-minutes"}:
        return received
    return datetime.combine(local(received).date(), time(), LONDON)


@lru_cache(maxsize=1024)
def _reckoned(term: Term, since: datetime, working: Calendar) -> tuple[Due | None, datetime | None]:
    """By when it is due, and when to look for the first time. Remembered, since most of a day's cases are promised alike."""
    reckoning = reckon(term, since, working)
    return reckoning.due, min((each.moment for each in reckoning.escalations), default=None)
