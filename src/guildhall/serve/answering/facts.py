"""Facts: what the council can look up instead of asking. Each look-up is one function, named as definitions name it.

A look-up costs no question to the database, and gives ``None`` for what it does not know;
the definition's fallback question then asks. The register read here is the demo council's own, invented.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.serve.places import gazetteer

LookUp = Callable[[list[Json], date], Json]
"""From the answers a fact needs, in the order the definition names them, and today's local date, to the fact.

Nobody has judged these answers yet: a machine may have sent anything in the place of each.
"""


def look_up(*, service: Compiled, answers: Mapping[str, Json], today: date) -> dict[str, Json]:
    """Look up every fact whose needed answers are there. What is not known is left out."""
    found = {}
    for fact in service.service.facts:
        given = [answers.get(need) for need in fact.needs]
        finder = LOOK_UPS.get(fact.source)
        if finder is not None and all(each is not None for each in given):
            value = finder(given, today)
            if value is not None:
                found[fact.id] = value
    return found


def _last_collection(given: list[Json], today: date) -> Json:
    household, bin_ = _household(given[0]), given[1]
    day = household.get("collected", {}).get(bin_) if household and isinstance(bin_, str) else None
    if day is None:
        return None
    back = (today.weekday() - _WEEKDAYS.index(day)) % 7
    return (today - timedelta(days=back)).isoformat()


def _of_household(key: str) -> LookUp:
    def find(given: list[Json], _today: date) -> Json:
        household = _household(given[0])
        return household.get(key) if household else None

    return find


def _lives_in_area(given: list[Json], _today: date) -> Json:
    """Whether an address lies in the council's own area. Of somebody without a fixed one it is not known: they are asked.

    So are those whose postcode is not known in a district that is: it may be too new, or lie beyond the boundary.
    """
    postcode = given[0].get("postcode") if isinstance(given[0], dict) else None
    try:
        found = gazetteer.where(postcode=str(postcode)) if postcode else None
    except gazetteer.NotAPostcode:
        return None
    return None if found is None or found.roughly else found.point is not None


LOOK_UPS: Mapping[str, LookUp] = {
    "lives-in-area": _lives_in_area,
    "last-collection": _last_collection,
    "permit-zone": _of_household("permit-zone"),
    "permits-held": _of_household("permits-held"),
    "council-tenant": _of_household("council-tenant"),
    "garden-round": _of_household("garden-round"),
}
"""Every look-up by its source's name in a definition."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _household(address: Json) -> Mapping[str, Any] | None:
    """What the register knows of an address: by its UPRN, else by its first line and postcode."""
    if not isinstance(address, dict):
        return None
    by_uprn, by_words = _register()
    key = (str(address.get("line1", "")).casefold().strip(), str(address.get("postcode", "")).replace(" ", "").upper())
    return by_uprn.get(str(address.get("uprn"))) or by_words.get(key)


@cache
def _register() -> tuple[Mapping[str, Any], Mapping[tuple[str, str], Any]]:
    listed = YAML(typ="safe").load(
        files("guildhall.serve.answering").joinpath("register.yaml").read_text(encoding="utf-8")
    )
    homes = listed["households"]
    by_words = {(each["line1"].casefold(), each["postcode"].replace(" ", "")): each for each in homes}
    return {str(each["uprn"]): each for each in homes}, by_words
