"""The boundaries of wards, from GeoJSON (RFC 7946): each ward as rings of whole places on a canvas, small enough for a page."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, TypeGuard

ACROSS = 1000
"""How wide the canvas is, in its own units."""
Ring = tuple[tuple[int, int], ...]
"""Places on the canvas from its upper left corner, without the first again at the end."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The rings of each ward by its code, and how high the canvas is."""

    high: int
    wards: Mapping[str, tuple[Ring, ...]]


class NoOutlines(ValueError):
    """The file is no map of these wards. ``feature`` is the number of what is wrong, from 1, nought where it is all; ``code`` says why:
    ``no-geojson``, ``no-such-ward``, ``repeated`` or ``no-boundary``."""

    def __init__(self, code: str, feature: int = 0) -> None:
        self.code, self.feature = code, feature
        super().__init__(f"{code}: {feature}")


def read_outlines(text: str, wards: Collection[str]) -> Outlines:
    """Read the boundaries of wards, known by whichever property holds their codes. Raises ``NoOutlines``."""
    features = _features(text)
    key = _key(features, frozenset(wards))
    ground: dict[str, list[list[tuple[float, float]]]] = {}
    for number, each in enumerate(features, 1):
        ward = (each.get("properties") or {}).get(key)
        if not isinstance(ward, str) or ward not in wards:
            raise NoOutlines("no-such-ward", number)
        if ward in ground:
            raise NoOutlines("repeated", number)
        ground[ward] = list(_rings(each.get("geometry"), number))
    return _laid(ground)


def _features(text: str) -> Sequence[Mapping[str, Any]]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise NoOutlines("no-geojson") from None
    found = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else None
    if not isinstance(found, list) or not found:
        raise NoOutlines("no-geojson")
    for number, each in enumerate(found, 1):
        if not isinstance(each, dict) or not isinstance(each.get("properties") or {}, dict):
            raise NoOutlines("no-geojson", number)
    return found


def _key(features: Sequence[Mapping[str, Any]], wards: frozenset[str]) -> str:
    """The property that holds the codes of most of these wards. Raises ``NoOutlines`` where none holds any."""
    hits: dict[str, int] = {}
    for each in features:
        for name, value in (each.get("properties") or {}).items():
            if isinstance(value, str) and value in wards:
                hits[name] = hits.get(name, 0) + 1
    if not hits:
        raise NoOutlines("no-such-ward", 1)
    return max(sorted(hits), key=hits.__getitem__)


def _rings(geometry: object, number: int) -> Iterator[list[tuple[float, float]]]:
    """Every ring of a polygon or of several, in degrees."""
    kind, told = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    polygons = {"Polygon": [told], "MultiPolygon": told}.get(str(kind))
    if not isinstance(polygons, list) or not polygons:
        raise NoOutlines("no-boundary", number)
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise NoOutlines("no-boundary", number)
        for ring in polygon:
            if not isinstance(ring, list) or len(ring) < 4:
                raise NoOutlines("no-boundary", number)
            yield [_place(each, number) for each in ring]


def _place(told: object, number: int) -> tuple[float, float]:
    lon, lat = told[:2] if isinstance(told, list) and len(told) >= 2 else (None, None)
    if _degrees(lon, 180) and _degrees(lat, 89):
        return float(lon), float(lat)
    raise NoOutlines("no-boundary", number)


def _degrees(told: object, most: int) -> TypeGuard[float]:
    return isinstance(told, int | float) and not isinstance(told, bool) and -most <= told <= most


def _laid(ground: Mapping[str, Sequence[Sequence[tuple[float, float]]]]) -> Outlines:
    """Degrees on the canvas: a degree of longitude is as much shorter as it is in the middle of the map."""
    places = [each for rings in ground.values() for ring in rings for each in ring]
    west, east = min(lon for lon, _ in places), max(lon for lon, _ in places)
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    narrow = cos(radians((south + north) / 2))
    wide = max((east - west) * narrow, north - south) or 1.0
    scale = ACROSS / wide
    left = (ACROSS - (east - west) * narrow * scale) / 2

    def laid(ring: Sequence[tuple[float, float]]) -> Ring:
        return _thinned(
            [(round(left + (lon - west) * narrow * scale), round((north - lat) * scale)) for lon, lat in ring]
        )

    rings = {ward: tuple(filter(None, map(laid, told))) for ward, told in ground.items()}
    return Outlines(round((north - south) * scale), {ward: each for ward, each in rings.items() if each})


def _thinned(ring: Sequence[tuple[int, int]]) -> Ring:
    """A ring without what says nothing: the same place again, and what lies straight between two others. Empty where nothing is left."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        if kept and (x, y) == kept[-1]:
            continue
        if len(kept) > 1:
            (x1, y1), (x2, y2) = kept[-2:]
            if (x2 - x1) * (y - y1) == (y2 - y1) * (x - x1):
                kept.pop()
        kept.append((x, y))
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return tuple(kept) if len(kept) > 2 else ()
