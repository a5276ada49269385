"""Wards: in which one a place lies, by the council's own gazetteer, which is read from memory.

The UPRN of a home goes before its postcode, because a postcode may lie in two wards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.serve.casework.positions import places_in

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")
_FLAT = re.compile(r"^(?:flat|apartment|unit|room|fflat)\s+\w+,?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^\d+\w?(?:\s*[-/]\s*\d+\w?)?,?\s+")


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward: its code, which cases keep, and its name."""

    code: str
    name: str


def ward_of(*, service: Compiled, answers: Mapping[str, Json]) -> str:
    """The code of the ward that a journey's answers are about; empty where they do not say. No statement."""
    by_uprn, by_postcode = _gazetteer()
    for place in places_in(service=service, answers=answers):
        found = by_uprn.get(str(place.get("uprn") or "")) or by_postcode.get(_postcode_in(place))
        if found:
            return found
    return ""


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


@cache
def wards() -> Mapping[str, Ward]:
    """Every ward, by its code."""
    return {each["code"]: Ward(each["code"], each["name"]) for each in _listed()["wards"]}


def _postcode_in(place: Mapping[str, Json]) -> str:
    """The postcode of a place, or the one that its description names."""
    written = _POSTCODE.search(str(place.get("postcode") or place.get("description") or "").upper())
    return "".join(written.groups()) if written else ""


@cache
def _gazetteer() -> tuple[Mapping[str, str], Mapping[str, str]]:
    listed = _listed()
    by_postcode = {
        postcode.replace(" ", ""): each["code"] for each in listed["wards"] for postcode in each["postcodes"]
    }
    return {str(uprn): code for uprn, code in listed["uprns"].items()}, by_postcode


@cache
def _listed() -> Mapping[str, Any]:
    found: Mapping[str, Any] = YAML(typ="safe").load(
        files("guildhall.serve.casework").joinpath("wards.yaml").read_text(encoding="utf-8")
    )
    return found
