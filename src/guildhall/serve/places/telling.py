"""What somebody is told of their appointment, or of a letter that waits: in their own language, by their own way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.notices import Way
from guildhall.kernel.saying import time_in_words
from guildhall.serve.models import Case, Message
from guildhall.serve.places.codes import APPOINTMENT, LETTER
from guildhall.serve.places.known import PlaceValue
from guildhall.serve.telling import foreseeing, notices, sending


class Expected(Protocol):
    """An appointment, in whatever shape."""

    @property
    def reference(self) -> str: ...
    @property
    def place(self) -> PlaceValue: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def interpreter(self) -> str: ...
    @property
    def whom(self) -> "Reached": ...
    @property
    def purpose(self) -> "Needed": ...


class Reached(Protocol):
    """For whom an appointment is."""

    @property
    def party(self) -> str: ...
    @property
    def way(self) -> str: ...
    @property
    def reach(self) -> str: ...
    @property
    def language(self) -> str: ...


class Needed(Protocol):
    """What they need there."""

    @property
    def case(self) -> str: ...
    @property
    def need(self) -> str: ...


def booked(expected: Expected, *, at: datetime) -> None:
    """Tell them where and when they are expected."""
    _tell(expected, "booked", at)


def cancelled(expected: Expected, *, at: datetime) -> None:
    """Tell them that we cannot keep it."""
    _tell(expected, "cancelled", at)


def reminded(expected: Expected, *, at: datetime) -> str:
    """Remind them the day before; gives by which way, empty where there is none."""
    return _tell(expected, "reminder", at)


def interpreter_found(expected: Expected, *, at: datetime) -> None:
    """Tell them that somebody who signs or interprets will be there."""
    _tell(expected, "interpreter", at)


def no_interpreter(expected: Expected, *, at: datetime) -> None:
    """Tell them that nobody was found, and how to choose another time."""
    _tell(expected, "no-interpreter", at)


def letter_waits(*, party: str, language: str, place: PlaceValue, code: str, at: datetime) -> Message | None:
    """Tell somebody that a letter waits for them, and by which code they are given it.

    Never by letter; and nothing of what it says, nor from whom it is.
    """
    told = {lang: _letter(place, code, lang) for lang in ("en", "cy")}
    whom = notices.Whom(party=party, language=language)
    return _write(whom, LETTER, told, None, at)


def _letter(place: PlaceValue, code: str, lang: str) -> str:
    address = ", ".join(place.address)
    return words("serve").say("place-told-letter", lang, place=place.name[lang], address=address, code=code)


def _tell(expected: Expected, what: str, at: datetime) -> str:
    whom = expected.whom
    told = {lang: _said(expected, what, lang) for lang in ("en", "cy")}
    case = Case.objects.filter(reference=expected.purpose.case).first() if expected.purpose.case else None
    way = Way(whom.way, whom.reach) if whom.way and whom.reach else None  # type: ignore[arg-type]  # written from a Whom
    if way is None and not whom.party and case is None:
        return ""
    message = _write(notices.Whom(case, whom.party, whom.language), APPOINTMENT, told, way, at)
    return message.kind if message else ""


def _write(whom: notices.Whom, about: str, told: Mapping[str, str], way: Way | None, at: datetime) -> Message | None:
    """Write the notice in the language of whom it is for, and let the worker send it. It keeps the quiet hours."""
    language = whom.known().language
    draft = notices.drafted(whom=whom, about=about, text=told.get(language, told["en"]), way=way, at=at)
    for each in draft.messages:
        each.urgent = False
    foreseeing.hear(draft)
    message = notices.keep(draft, case=whom.case, at=at)
    if message is not None and message.kind != "call":
        sending.hand_over(message=message.pk)
    return message


def _said(expected: Expected, what: str, lang: str) -> str:
    say = words("serve")
    place = expected.place
    sentences = [
        say.say(
            f"place-told-{what}",
            lang,
            place=place.name[lang],
            address=", ".join(place.address),
            day=day_in_full(local(expected.starts_at).date(), lang),
            time=time_in_words(expected.starts_at),
            reference=expected.reference,
        )
    ]
    if what in {"booked", "reminder"} and expected.purpose.need:
        sentences.append(say.say(f"place-told-{expected.purpose.need}-{expected.interpreter}", lang))
    return " ".join(sentences)
