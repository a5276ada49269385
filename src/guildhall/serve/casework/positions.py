"""Where a case is: the places that its answers tell of, and the position on the map where one of them has it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from guildhall.kernel.distance import Point
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json

_PLACES = ("place", "address")
"""The kinds of question that say where something is. Where something happened goes before where somebody lives."""


def places_in(*, service: Compiled, answers: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """The places and addresses among a journey's answers, places first."""
    for kind in _PLACES:
        for step, question in service.steps.items():
            value = answers.get(step)
            if question.kind == kind and isinstance(value, dict):
                yield value


def position_of(*, service: Compiled, answers: Mapping[str, Json]) -> Point | None:
    """The position that a journey's answers give; ``None`` where they give none. No statement.

    Where its reports are shared, that is the place which the definition names.
    """
    shared = service.service.shared
    named = answers.get(shared.place) if shared else None
    for place in (named, *places_in(service=service, answers=answers)):
        if isinstance(place, dict) and "lat" in place and "lon" in place:
            return Point(Decimal(str(place["lat"])), Decimal(str(place["lon"])))
    return None
