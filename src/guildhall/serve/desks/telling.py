"""Times, days and money as desks write them."""

from datetime import date, datetime, timedelta

from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.serve.answering.journeys import working_calendar

_NEAR = timedelta(hours=48)
"""Within this of a promised moment, hours are counted."""


def when(moment: datetime, now: datetime) -> str:
    """A moment as it is said at a desk: today at 10:02, yesterday at 9:30, 3 March at 16:00."""
    here = local(moment)
    return f"{on(here.date(), now)} at {here:%-H:%M}"


def on(day: date, now: datetime) -> str:
    """A day as it is said at a desk: today, yesterday, tomorrow, 3 March; the year only where it is another."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    written = in_words(day.isoformat(), "en")
    this_year = f" {local(now).year}"
    return near.get((day - local(now).date()).days) or written.removesuffix(this_year)


def pounds(pence: int | None) -> str:
    """Pence as pounds: £20, £7.50."""
    if pence is None:
        return ""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def working_days_left(due: date, now: datetime) -> int:
    """Working days from today until a day, that day counted; below nothing when it has passed."""
    calendar, today = working_calendar(now), local(now).date()
    return calendar.working_days(today, due) - calendar.working_days(due, today)


def due_in_words(due: date | None, moment: datetime | None, now: datetime) -> str:
    """By when, as it is said at a desk: tomorrow, 3 March, today at 14:30; nothing where nothing was promised."""
    if moment is not None:
        return when(moment, now)
    return on(due, now) if due else ""


def day_and_time(due: date | None, moment: datetime | None) -> str:
    """By when, in full: 3 March 2026, 3 March 2026 at 14:30; nothing where nothing was promised."""
    at = f" at {local(moment):%-H:%M}" if moment is not None else ""
    return in_words(due.isoformat(), "en") + at if due else ""


def is_late(due: date | None, moment: datetime | None, now: datetime) -> bool:
    """Whether a promise is broken: its moment has passed, or its day is over."""
    return moment < now if moment is not None else due is not None and due < local(now).date()


def left_in_words(due: date | None, now: datetime, moment: datetime | None = None) -> str:
    """How long there is: due today, 2 working days left, 1 working day late; to a moment, 5 hours left, 2 hours late."""
    if due is None:
        return ""
    if moment is not None and abs(moment - now) < _NEAR:
        hours = int(abs(moment - now).total_seconds() // 3600)
        spoken = f"{hours} hour{'' if hours == 1 else 's'}" if hours else "under an hour"
        return f"{spoken} left" if moment > now else f"{spoken} late"
    left = working_days_left(due, now)
    if due == local(now).date() or left == 0:
        return "due today" if due >= local(now).date() else f"late since {due:%A}"
    days = f"{abs(left)} working day{'' if abs(left) == 1 else 's'}"
    return f"{days} left" if left > 0 else f"{days} late"


def lasted(span: timedelta) -> str:
    """How long something took, as people say it: 12 s, 3 min 5 s."""
    minutes, rest = divmod(int(span.total_seconds()), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
