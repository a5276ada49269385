"""Where a case is: the places that its answers tell of, and where they lie, by themselves or by the council's gazetteer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildhall.kernel.distance import Point
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.serve.gazetteer import asking
from guildhall.serve.gazetteer.asking import Known

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")
_PLACES = ("place", "address")
"""The kinds of question that say where something is. Where something happened goes before where somebody lives."""


def places_in(*, service: Compiled, answers: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """The places and addresses among a journey's answers, places first."""
    for kind in _PLACES:
        for step, question in service.steps.items():
            value = answers.get(step)
            if question.kind == kind and isinstance(value, dict):
                yield value


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case is. ``roughly``: only the postcode is known, so it may be some doors away."""

    point: Point
    roughly: bool = False


def known_of(place: Mapping[str, Json]) -> Iterator[Known]:
    """What the gazetteer knows of a place: as a home by its UPRN first, then by its postcode, which its description may name."""
    uprn = str(place.get("uprn") or "")
    written = _POSTCODE.search(str(place.get("postcode") or place.get("description") or "").upper())
    for found in (
        asking.home(uprn=uprn) if uprn else None,
        asking.postcode(written=f"{written[1]} {written[2]}") if written else None,
    ):
        if found:
            yield found


def position_of(*, service: Compiled, answers: Mapping[str, Json]) -> Position | None:
    """The position that a journey's answers give; ``None`` where they give none. No statement.

    Where its reports are shared, the place which the definition names goes first; and where somebody described it or gave an
    address instead of a position, what the gazetteer knows of that.
    """
    shared = service.service.shared
    named = answers.get(shared.place) if shared else None
    if isinstance(named, dict) and (found := _given(named) or _looked_up(named)):
        return found
    given = (_given(place) for place in places_in(service=service, answers=answers))
    return next(filter(None, given), None)


def _given(place: Mapping[str, Json]) -> Position | None:
    if "lat" not in place or "lon" not in place:
        return None
    return Position(Point(Decimal(str(place["lat"])), Decimal(str(place["lon"]))))


def _looked_up(place: Mapping[str, Json]) -> Position | None:
    home = asking.home(uprn=str(place.get("uprn") or ""))
    if home and home.point:
        return Position(home.point)
    found = next((each.point for each in known_of(place) if each.point), None)
    return Position(found, roughly=True) if found else None
