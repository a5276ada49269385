"""A place in words: its week, whether it is open now, what differs soon, and who helps there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from guildhall.estate.door import words
from guildhall.kernel.clocks import Opening, Shift, local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.distance import miles
from guildhall.kernel.saying import time_in_words
from guildhall.serve.places.known import HelpValue, PlaceValue
from guildhall.serve.places.nearest import Near

SOON = 28
"""Days ahead for which other hours than usual are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a list."""

    name: str
    slug: str
    kind: str
    away: str
    open: str
    is_open: bool
    address: str
    postcode: str
    helps: tuple[str, ...]


def row(near: Near, lang: str, at: datetime) -> Row:
    """A place as a list shows it."""
    say, place = words("serve"), near.place
    return Row(
        place.name[lang],
        place.slug,
        say.say(f"place-kind-{place.kind}", lang),
        say.say("place-away", lang, miles=miles(near.away)) if near.away is not None else "",
        open_now(near.now, near.next, lang, at),
        near.now is not None,
        ", ".join((*place.lines, place.town)),
        place.postcode,
        tuple(say.say(f"place-help-{each.code}", lang) for each in place.helps),
    )


def open_now(now: Opening | None, coming: Opening | None, lang: str, at: datetime) -> str:
    """Whether it is open, and until or from when."""
    say = words("serve")
    if now is not None:
        return say.say("place-open-until", lang, time=time_in_words(now[1]))
    if coming is None:
        return say.say("place-never-open", lang)
    return say.say("place-opens", lang, day=_when(local(coming[0]).date(), lang, at), time=time_in_words(coming[0]))


def week(place: PlaceValue, lang: str) -> list[tuple[str, str]]:
    """The days of the week with their hours, days alike that follow one another together."""
    names = [words("serve").say(f"place-day-{day}", lang) for day in range(7)]
    found = []
    for shifts, held in groupby(range(7), key=lambda day: place.hours[day]):
        days = list(held)
        name = names[days[0]]
        if len(days) > 1:
            name = words("serve").say("place-from-to", lang, first=names[days[0]], last=names[days[-1]])
        found.append((name, hours(shifts, lang)))
    return found


def hours(shifts: tuple[Shift, ...], lang: str) -> str:
    """The shifts of one day: 9am to 12:30pm, and 1:30pm to 5pm; closed."""
    day = date(2026, 1, 5)  # any day on which the clocks stand still
    spells = [
        words("serve").say(
            "place-spell",
            lang,
            opens=time_in_words(moment_of(day, opens)),
            closes=time_in_words(moment_of(day, closes)),
        )
        for opens, closes in (shift.spell for shift in shifts)
    ]
    return words("serve").say("place-and", lang).join(spells) or words("serve").say("place-closed", lang)


def differing(place: PlaceValue, lang: str, at: datetime) -> list[tuple[str, str, str]]:
    """The days of the next weeks on which it keeps other hours than usual: the day, the hours, and why."""
    found = []
    for day in (local(at).date() + timedelta(days=ahead) for ahead in range(SOON)):
        own = next((each for each in place.others if each.day == day), None)
        closures = [each for each in place.closures if each.day == day and place.hours[day.weekday()]]
        if own is None and not closures:
            continue
        why = own.reason if own is not None else closures[0].reason
        found.append((day_in_full(day, lang), _opened(place.times.on(day), lang), why.get(lang) or why.get("en", "")))
    return found


def helps(place: PlaceValue, lang: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every help with who gives it, in which languages and when."""
    return [(words("serve").say(f"place-help-{each.code}", lang), tuple(_about(each, lang))) for each in place.helps]


def who_helps(place: PlaceValue, day: date, lang: str) -> str:
    """What somebody helps with at a place on a day, and who, in one line."""
    say = words("serve")
    told = ((say.say(f"place-help-{each.code}", lang), each.by[lang]) for each in place.helps if each.on(day))
    return " · ".join(f"{what} ({by})" if by else what for what, by in told)


def codes(kind: str, held: tuple[str, ...], lang: str) -> list[str]:
    """Codes in words: of ``access`` or ``device``."""
    return [words("serve").say(f"place-{kind}-{code}", lang) for code in held]


def language(code: str, lang: str) -> str:
    """The name of a language; its code where we have no name for it."""
    key = f"language-{code}"
    return words("serve").say(key, lang) if key in set(words("serve")) else code


def _about(given: HelpValue, lang: str) -> Iterator[str]:
    say = words("serve")
    if given.by[lang]:
        yield given.by[lang]
    if given.languages:
        yield say.say("place-in-languages", lang, languages=", ".join(language(each, lang) for each in given.languages))
    if given.weekdays:
        days = ", ".join(say.say(f"place-day-{day}", lang) for day in given.weekdays)
        yield say.say("place-on-days", lang, days=days)


def _opened(spells: tuple[Opening, ...], lang: str) -> str:
    told = [
        words("serve").say("place-spell", lang, opens=time_in_words(opens), closes=time_in_words(closes))
        for opens, closes in spells
    ]
    return words("serve").say("place-and", lang).join(told) or words("serve").say("place-closed", lang)


def _when(day: date, lang: str, at: datetime) -> str:
    away = (day - local(at).date()).days
    if away < 2:
        return words("serve").say(("place-today", "place-tomorrow")[away], lang)
    return words("serve").say(f"place-day-{day.weekday()}", lang) if away < 7 else day_in_full(day, lang)
