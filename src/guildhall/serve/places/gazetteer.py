"""Where postcodes and areas lie, by the council's own gazetteer, which is read from memory. It knows no place beyond it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from guildhall.kernel.distance import Point

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})")
_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


class NotAPostcode(ValueError):
    """What was typed is no postcode, and not the first half of one."""

    code = "not-a-postcode"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the council's area that people know by its name."""

    code: str
    name: Mapping[str, str]
    point: Point


@dataclass(frozen=True, slots=True)
class Where:
    """A postcode as it is written, and where it lies. ``roughly``: only the middle of its district is known.

    Without a point nothing at all is known: it lies elsewhere, or is too new.
    """

    postcode: str
    point: Point | None
    roughly: bool = False


def where(*, postcode: str) -> Where:
    """Where a postcode lies, or the first half of one. Raises ``NotAPostcode``."""
    typed = " ".join(postcode.upper().split())
    whole = _POSTCODE.fullmatch(typed)
    if not whole and not _DISTRICT.fullmatch(typed):
        raise NotAPostcode(postcode)
    written = f"{whole[1]} {whole[2]}" if whole else typed
    known = _known()["postcodes"].get(written)
    if known:
        return Where(written, _point(known))
    middle = _known()["districts"].get(whole[1] if whole else typed)
    return Where(written, _point(middle), roughly=True) if middle else Where(written, None)


@cache
def areas() -> tuple[Area, ...]:
    """The areas by which somebody may look who does not give a postcode."""
    return tuple(Area(each["code"], each["name"], _point(each["at"])) for each in _known()["areas"])


def area(*, code: str) -> Area | None:
    """The area of a code; ``None`` where there is none."""
    return next((each for each in areas() if each.code == code), None)


def _point(written: list[str]) -> Point:
    return Point(Decimal(written[0]), Decimal(written[1]))


@cache
def _known() -> Mapping[str, Any]:
    read: Mapping[str, Any] = YAML(typ="safe").load(
        files("guildhall.serve.places").joinpath("gazetteer.yaml").read_text(encoding="utf-8")
    )
    return read
