"""When the council's profile counts dates otherwise than before, every open promise to come is worked out again.

The profile is a file, which nobody saves here: the background worker looks whether it says the same of the nation, the hours and
the closures as was noted last.
"""

from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django_tasks import task

from guildhall.estate.door import calendar_then, counts_by_the_latest, do_again, note_profile, words
from guildhall.kernel.clocks import Calendar, local
from guildhall.serve.clock import now
from guildhall.serve.obligations.recomputing import AGAIN, Change, go_through
from guildhall.serve.obligations.standing import Owed, years_of

EVERY = timedelta(hours=1)


@task()
def follow_the_profile() -> None:
    """Look whether it has changed, and again in an hour."""
    at = now()
    do_again(task=follow_the_profile, at=at + EVERY)
    look(at=at)


def look(*, at: datetime) -> bool:
    """Take note of how the profile counts dates, and have promises worked out again where that has changed. Gives whether it has."""
    with transaction.atomic():
        before = note_profile(at=at)
        if before:
            day = local(at).date().isoformat()
            recompute.enqueue(before=before, day=day)
            recompute.using(run_after=at + EVERY).enqueue(before=before, day=day)  # what others promised by the old one
        return bool(before)


@task()
def recompute(*, before: int, day: str, after: int = 0) -> None:
    """Do what ``look`` asks for: one stretch, and then the next. A process that has not read the new profile leaves it to others."""
    at = now()
    if not counts_by_the_latest():
        recompute.using(run_after=at + AGAIN).enqueue(before=before, day=day, after=after)
    elif last := work_out_again(before=before, day=date.fromisoformat(day), after=after, at=at):
        recompute.enqueue(before=before, day=day, after=last)


def work_out_again(*, before: int, day: date, after: int = 0, at: datetime) -> int:
    """Work out again what is due on a day or later, of the next stretch of cases. Gives the last id, or 0 at the end.

    ``before`` is the number under which the profile was kept by which it was promised.
    """
    change = Change(partial(_before, before, at), partial(words("serve").say, "clock-told-hours"))
    return go_through(day=day, change=lambda: change, after=after, at=at)


def _before(number: int, at: datetime, owed: Owed, _working: Calendar) -> Calendar:
    first, last = years_of(owed.row.received_at, at)
    return calendar_then(number=number, year_from=first, year_to=last, whose=owed.term.whose)
