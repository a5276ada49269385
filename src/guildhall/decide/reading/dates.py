"""Dates and times as councils write them, day before month. A day that does not exist is no date."""

import re
from datetime import date

from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.record import Found

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(f"{each}|{each[:3]}" for each in _MONTHS) + "|sept"
_WEEKDAY = "|".join(f"{each}|{each[:3]}" for each in _WEEKDAYS) + "|tues|thur|thurs"
DATE = (
    r"(?:(?<![\d/.])\d{1,2}/\d{1,2}/\d{4}(?![\d/])"
    rf"|(?:\b(?:{_WEEKDAY})\.?,? (?:the )?)?(?<!\d)\d{{1,2}} ?(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,? \d{{4}}(?!\d)"
    r"|(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])|(?<![\d/])\d{4}/\d{2}/\d{2}(?![\d/]))"
)
"""A pattern for a date, to be put into others; without regard to case."""
TIME = r"(?:(?<![\d/.])\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\b\.?)?|(?<![\d/.])\d{1,2} ?[ap]\.?m\b\.?|\b12 noon\b)"
"""A pattern for a time of day."""
_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_WORDS = re.compile(
    rf"(?:({_WEEKDAY})\.?,? )?(?:the )?(\d{{1,2}}) ?(?:st|nd|rd|th)?(?: of)? ({_MONTH})\.?,? (\d{{4}})", re.I
)
_MONTH_ONLY = re.compile(rf"^({_MONTH})\.? (\d{{4}})$", re.I)
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))? ?(?:([ap])\.?m)?", re.I)
ANY_DATE = re.compile(DATE, re.I)


def day(words: str) -> date | None:
    """The day that words name, or none where they name none that exists."""
    if iso := _ISO.search(words):
        year, month, number = (int(each) for each in iso.groups())
    elif numbers := _NUMBERS.search(words):
        number, month, year = (int(each) for each in numbers.groups())
    elif written := _WORDS.search(words):
        number, month, year = int(written[2]), _month(written[3]), int(written[4])
    else:
        return None
    if not 1800 <= year <= 2200:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def no_day(words: str) -> bool:
    """Whether words are written as a day and month of a year, and there is no such day or it can be no year of a council's."""
    return day(words) is None and bool(_NUMBERS.search(words) or _WORDS.search(words))


def wrong_weekday(words: str) -> str:
    """What to say of a date whose day of the week is another than it says; empty where all is well."""
    written, found = _WORDS.search(words), day(words)
    if written is None or found is None or not written[1]:
        return ""
    right = _WEEKDAYS[found.weekday()]
    if written[1].lower()[:3] == right[:3]:
        return ""
    return f"{' '.join(written[0].split())} is a {right.capitalize()}, not the day of the week the page says"


def dated(page: Page, start: int, end: int) -> Found | None:
    """The one date between two places, in ISO 8601; none where there is none, or more than one."""
    found = list(ANY_DATE.finditer(page.plain, start, end))
    if len(found) != 1:
        return None
    named = day(found[0][0])
    return Found(named.isoformat(), found[0].start(), found[0].end()) if named else None


def month(page: Page, line: Line) -> Found | None:
    """A month without a day, as ``2022-03``."""
    match = _MONTH_ONLY.match(line.text)
    return Found(f"{match[2]}-{_month(match[1]):02}", line.start, line.end) if match else None


def clock(words: str) -> str | None:
    """A time of day as ``19:00``, or none where it is no time."""
    if "noon" in words.lower():
        return "12:00"
    match = _TIME.search(words)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _month(name: str) -> int:
    return next(number for number, each in enumerate(_MONTHS, 1) if each.startswith(name.lower()[:3]))
