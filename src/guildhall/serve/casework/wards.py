"""Wards: in which one a place lies, by the council's own gazetteer.

The UPRN of a home goes before its postcode, because a postcode may lie in two wards.
"""

import re
from collections.abc import Mapping

from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.serve.casework.positions import known_of, places_in
from guildhall.serve.gazetteer import asking
from guildhall.serve.gazetteer.asking import Ward

_FLAT = re.compile(r"^(?:flat|apartment|unit|room|fflat)\s+\w+,?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^\d+\w?(?:\s*[-/]\s*\d+\w?)?,?\s+")


def ward_of(*, service: Compiled, answers: Mapping[str, Json]) -> str:
    """The code of the ward that a journey's answers are about; empty where they do not say. No statement."""
    found = (each.ward for place in places_in(service=service, answers=answers) for each in known_of(place))
    return next(filter(None, found), "")


def street_of(*, service: Compiled, answers: Mapping[str, Json]) -> str:
    """The street that a journey's answers are about, without the number of a house or flat; empty where they do not say."""
    for place in places_in(service=service, answers=answers):
        line = str(place.get("line1") or "").strip()
        street = _NUMBER.sub("", _FLAT.sub("", line))
        if street and not any(sign.isdigit() for sign in street):
            return street
    return ""


def ward(*, code: str) -> Ward | None:
    """The ward of a code; ``None`` where there is none."""
    return wards().get(code)


def wards() -> Mapping[str, Ward]:
    """Every ward, by its code, in the order of their names."""
    return asking.wards()
