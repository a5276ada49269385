"""The places of help as the other desks name them: every place that is known; where none is, those of the council's profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import council
from guildhall.serve.desks.places.saying import week
from guildhall.serve.places.known import PlaceValue, Text, places

LANGUAGES = ("en", "cy")


@dataclass(frozen=True, slots=True)
class Told:
    """A place by its name, its address in one line, and when it is usually open, in each language."""

    name: Text
    address: str
    hours: Mapping[str, str]


def told_places(*, at: datetime) -> tuple[Told, ...]:
    """Every place to read out to somebody who asks where they may go. Three statements."""
    found = tuple(map(_told, places(at=at)))
    return found or tuple(Told(each.name, ", ".join(each.address), each.hours) for each in council().places)


def offices(*, at: datetime) -> tuple[str, ...]:
    """The English names of what may be closed by itself: a closure is known by them. Three statements."""
    return tuple(each.name["en"] for each in told_places(at=at))


def _told(place: PlaceValue) -> Told:
    hours = {
        language: "; ".join(f"{days}, {spells}" for days, spells in week(place, language)) for language in LANGUAGES
    }
    return Told(place.name, ", ".join(filter(None, place.address)), hours)
