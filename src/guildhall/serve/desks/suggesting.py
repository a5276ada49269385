"""What somebody who reports is shown of reports that may be of the same thing: what, how far away, since when, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import words
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Json
from guildhall.serve.joining import likeness
from guildhall.serve.joining.likeness import Alike
from guildhall.serve.publishing.editions import Live


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One report that may be the same, in somebody's language. ``code`` is what their choice of it is called."""

    code: str
    what: str
    since: str
    alike: Alike


def suggested(
    *, live: Live, answers: Mapping[str, Json], language: str, at: datetime, besides: int = 0
) -> tuple[Suggestion, ...]:
    """The reports that may be the same as one with these answers, the likeliest first; ``besides`` is the case they opened.

    One statement, none without a place.
    """
    found = likeness.alike(live=live, answers=answers, at=at, besides=besides)
    return tuple(_told(each, language) for each in found)


def _told(each: Alike, language: str) -> Suggestion:
    said = words("serve")
    where = "alike-about" if each.roughly else "alike-away" if each.metres else "alike-here"
    away = said.say(where, language, metres=each.metres) if where == "alike-away" else said.say(where, language)
    stands = said.say("web-status-working" if each.working else "web-status-received", language)
    day = in_words(each.reported_on.isoformat(), language)
    since = said.say("alike-since", language, day=day, stands=stands)
    return Suggestion(each.code, f"{each.said(language)}, {away}", since, each)
