"""Where a recommendation of scrutiny has got to: asked, answered, and what was promised done. Worked out from its days, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Stage = Literal["awaits-response", "response-overdue", "answered", "action-awaited", "action-overdue", "done"]
"""``answered`` is where nothing was to be done; ``done`` where all that was to be done has been."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, given on a day. ``action`` says that something is to be done; by which day, and on which it was."""

    given_on: date
    action: bool = False
    due_on: date | None = None
    done_on: date | None = None


def stage(due: date | None, answers: Iterable[Answer], on: date) -> Stage:
    """Where it has got to at the end of a day. ``due`` is the last day on which a response is in time, where there is one."""
    known = [each for each in answers if each.given_on <= on]
    if not known:
        return "response-overdue" if due is not None and on > due else "awaits-response"
    actions = [each for each in known if each.action]
    to_do = [each for each in actions if each.done_on is None or each.done_on > on]
    if any(each.due_on is not None and on > each.due_on for each in to_do):
        return "action-overdue"
    if to_do:
        return "action-awaited"
    return "done" if actions else "answered"
