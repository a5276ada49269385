"""A place on a map, or described in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Thing
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, Typed, is_blank, text_of
from guildhall.kernel.scope import Scope

LONGEST = 1000
_SIXTH = Decimal("0.000001")
_WITHIN = {"lat": (Decimal("49.5"), Decimal("61.5")), "lon": (Decimal("-9.0"), Decimal("2.5"))}
"""Degrees (WGS 84) between which the United Kingdom lies."""


class Place(Question):
    """Somewhere that may have no address. A description is as good an answer as a point on the map.

    The value is an object: ``description``, and ``lat`` and ``lon`` in degrees (WGS 84), to the sixth place (a tenth of a metre).
    """

    kind: Literal["place"]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Describe the place, or give its position", "cy": "Disgrifiwch y lle, neu rhowch ei safle"},
        "not-a-position": {
            "en": "Write the position as latitude and longitude, like 54.77 and -1.57",
            "cy": "Ysgrifennwch y safle fel lledred a hydred, fel 54.77 a -1.57",
        },
        "too-long": {"en": "Write {most} characters or fewer", "cy": "Ysgrifennwch {most} nod neu lai"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (
            Box(
                "description",
                "lines",
                {"en": "Describe where it is", "cy": "Disgrifiwch ble mae"},
                {
                    "en": "For example, outside 12 High Street, near the bus stop",
                    "cy": "Er enghraifft, y tu allan i 12 Stryd Fawr, ger y safle bws",
                },
            ),
            Box(
                "lat",
                "line",
                {"en": "Latitude, if you know it (optional)", "cy": "Lledred, os ydych yn ei wybod (dewisol)"},
                inputmode="decimal",
                width=10,
            ),
            Box(
                "lon",
                "line",
                {"en": "Longitude, if you know it (optional)", "cy": "Hydred, os ydych yn ei wybod (dewisol)"},
                inputmode="decimal",
                width=10,
            ),
        )

    def read(self, typed: Mapping[str, Typed]) -> Json:
        if "" in typed:
            return typed[""]
        return {key: text for key, held in typed.items() if (text := str(held).strip())} or None

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        return {key: text_of(each) for key, each in _named(value).items() if not is_blank(each)}

    def check(self, value: Json, scope: Scope) -> Json:
        given = {key: each for key, each in _named(value).items() if not is_blank(each)}
        place: dict[str, Json] = {}
        if "description" in given:
            place["description"] = text_of(given["description"])
            if len(place["description"]) > LONGEST:
                raise Refused("too-long", box="description", most=LONGEST)
        if "lat" in given or "lon" in given:
            place |= {axis: _degrees(given.get(axis), axis) for axis in ("lat", "lon")}
        return place

    def shown(self, value: Json, language: str) -> str:
        position = f"{value['lat']}, {value['lon']}" if "lat" in value else ""
        return " · ".join(part for part in (value.get("description"), position) if part)

    def domain(self) -> Domain:
        return Thing()

    def example(self, nth: int = 0) -> Json:
        return {"description": f"By lamp post {nth + 1}"}

    def as_schema(self) -> dict[str, Json]:
        named: dict[str, Json] = {
            "description": {"type": "string", "maxLength": LONGEST},
            "lat": {"type": "number"},
            "lon": {"type": "number"},
        }
        return {"type": "object", "properties": named, "additionalProperties": False}


def _named(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        return {"description": text_of(value)}
    if value.keys() - {"description", "lat", "lon"}:
        raise Refused("wrong-type")
    return value


def _degrees(written: Json, axis: str) -> Decimal:
    least, most = _WITHIN[axis]
    try:
        degrees = Decimal(text_of("" if written is None else written)).quantize(_SIXTH)
        if least <= degrees <= most:
            return degrees
    except ArithmeticError:  # no number, or none that can be compared
        pass
    raise Refused("not-a-position", box=axis)
