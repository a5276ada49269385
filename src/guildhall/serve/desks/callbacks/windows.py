"""A window as it is typed and shown: a day, and from when until when. Times are local."""

import re
from datetime import date, datetime, timedelta

from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.serve.contacts.callbacks import CallbackValue
from guildhall.serve.desks.telling import on

DAYS = 10
"""How many days of opening are offered."""

_TIME = re.compile(r"([01]?[0-9]|2[0-4])(?:[:.]?([0-5][0-9]))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


def time_of(typed: str) -> timedelta | None:
    """A time of day as people type it (14:00, 14.30, 1430, 2pm), since midnight; ``None`` where it is none."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    given = timedelta(hours=hour, minutes=minute)
    return given if given <= timedelta(days=1) else None


def moment(day: str, typed: str) -> datetime | None:
    """The moment that a day and a typed time name, in UTC; ``None`` where they name none."""
    given = time_of(typed)
    try:
        return moment_of(date.fromisoformat(day), given) if given is not None else None
    except (ValueError, OverflowError):
        return None


def days(calendar: Calendar, now: datetime) -> list[tuple[str, str]]:
    """The days on which we are open, from today on, each with its hours; today only while there is some of it left."""
    found, day = [], local(now).date()
    for each in (day + timedelta(days=ahead) for ahead in range(60)):
        spells = [spell for spell in calendar.open_on(each) if spell[1] > now]
        if spells:
            said = on(each, now)
            named = said if said in {"today", "tomorrow"} else f"{each:%A} {said}"
            found.append((each.isoformat(), f"{named[0].upper()}{named[1:]}, {hours(calendar, each)}"))
        if len(found) == DAYS:
            break
    return found


def hours(calendar: Calendar, day: date) -> str:
    """When we are open on a day: 8:30 to 17:00; closed."""
    spells = calendar.open_on(day)
    return " and ".join(f"{local(a):%-H:%M} to {local(b):%-H:%M}" for a, b in spells) or "closed"


def window(callback: CallbackValue, now: datetime) -> str:
    """A window as a desk says it: today, 14:00 to 16:00."""
    return spell(callback.opens_at, callback.closes_at, now)


def spell(opens_at: datetime, closes_at: datetime, now: datetime) -> str:
    """The same, of any two moments of one day."""
    opens, closes = local(opens_at), local(closes_at)
    return f"{on(opens.date(), now)}, {opens:%-H:%M} to {closes:%-H:%M}"


def open_all(calendar: Calendar, callback: CallbackValue) -> bool:
    """Whether we are open through the whole window, as far as is known by now."""
    spells = calendar.open_on(local(callback.opens_at).date())
    return any(opens <= callback.opens_at and callback.closes_at <= closes for opens, closes in spells)


def standing(callback: CallbackValue, now: datetime) -> tuple[str, str]:
    """How a promise stands, in a few words, and the colour of its mark."""
    if callback.kept_at:
        return "kept", "green"
    if callback.withdrawn_at:
        return "called off", "grey"
    if callback.closes_at <= now:
        return _long(now - callback.closes_at, "overdue"), "red"
    if callback.opens_at <= now:
        return "now", "yellow"
    return "", ""


def _long(span: timedelta, word: str) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min {word}"
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        return f"{days} day{'' if days == 1 else 's'} {word}"
    return f"{hours} hour{'' if hours == 1 else 's'} {word}"
