"""What is known of the council's areas from outside, taken up from files: whole, or not at all.

A council takes them from where they are published. Until it does nothing is known, and pages say so; the demo council has its own,
invented.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from django.conf import settings

from guildhall.kernel.canonical import content_hash
from guildhall.kernel.reach import Area, OddRow, read_areas
from guildhall.kernel.reach.areas import WrongShape
from guildhall.kernel.reach.needs import Needs, read_needs
from guildhall.kernel.reach.outlines import NoOutlines, Outlines, read_outlines
from guildhall.understand.models import Survey

_DEMO_SOURCE = "Invented for the demo council"
_WHY = {
    "missing": "nothing stands in {column}",
    "no-count": "{column} is no whole number from nought up",
    "no-number": "{column} is no number that can be used",
    "out-of-range": "{column} is out of range",
    "more-than-all": "its age groups have more people than live there",
    "repeated": "the same {column} stands in a line above",
    "cells": "it has more or fewer cells than the first line",
    "no-such-group": "{column} is no fifth from fifth-1 to fifth-5 and no age group of the areas",
    "no-day": "{column} is no date: write one like 2026-04-01",
}
_OUTLINE = {
    "no-geojson": "it is no GeoJSON FeatureCollection",
    "no-such-ward": "it has no code of a ward of the areas",
    "repeated": "the same ward stands above",
    "no-boundary": "its boundary is no polygon in degrees (WGS 84)",
}


class NotTakenUp(ValueError):
    """The files cannot be used, and nothing was changed. ``lines`` say what is amiss where, each plainly."""

    code = "areas-not-taken-up"

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What is known of areas: where it is from, each area, what weighs on need, the boundaries of wards where they were given.

    ``digest`` is another whenever any of it is.
    """

    source: str
    areas: tuple[Area, ...]
    needs: Needs
    outlines: Outlines | None
    digest: str

    @property
    def wards(self) -> Mapping[str, str]:
        """The wards by their codes, with the names that people know."""
        return {each.ward: each.ward_name for each in self.areas}


def take_up(*, areas: str, source: str, at: datetime, needs: str = "", boundaries: str = "") -> Surveyed:
    """Take up a table of areas, and what goes with it, in the place of what was known before. Raises ``NotTakenUp``."""
    if not source.strip() or len(source) > 300:
        raise NotTakenUp(["say where the figures are from, in at most 300 letters"])
    found = _read(areas, needs, boundaries, source)
    Survey.objects.create(source=source, areas=areas, needs=needs, boundaries=boundaries, taken_up_at=at)
    return found


def surveyed() -> Surveyed | None:
    """What is known of areas; nothing where no table was taken up. The demo council has its own."""
    newest = Survey.objects.order_by("id").last()
    if newest is not None:
        return _read(newest.areas, newest.needs, newest.boundaries, newest.source)
    if settings.COUNCIL:
        return None
    demo = files("guildhall.understand.demo")
    areas, needs, boundaries = (
        demo.joinpath(name).read_text(encoding="utf-8") for name in ("areas.csv", "needs.csv", "wards.geojson")
    )
    return _read(areas, needs, boundaries, _DEMO_SOURCE)


def _read(areas: str, needs: str, boundaries: str, source: str) -> Surveyed:
    lines: list[str] = []
    try:
        gathered = read_areas(areas)
    except WrongShape as wrong:
        raise NotTakenUp([f"areas: it lacks the columns {', '.join(wrong.missing)}"]) from None
    lines += _said("areas", gathered.aside)
    lines += [
        f"areas, area {each.code[:40]}: its ward has a code of more than 40 letters, or a name of more than 200"
        for each in gathered.areas
        if len(each.ward) > 40 or len(each.ward_name) > 200
    ]
    if not gathered.areas and not lines:
        lines.append("areas: there is no area in it")
    bands = {band for each in gathered.areas for band in each.by_age if band}
    weighed, outlines = Needs({}, ()), None
    if needs:
        try:
            weighed = read_needs(needs, bands)
            lines += _said("needs", weighed.aside)
        except WrongShape as wrong:
            lines.append(f"needs: it lacks the columns {', '.join(wrong.missing)}")
    if boundaries:
        try:
            outlines = read_outlines(boundaries, {each.ward for each in gathered.areas})
        except NoOutlines as wrong:
            where = f"boundaries, feature {wrong.feature}" if wrong.feature else "boundaries"
            lines.append(f"{where}: {_OUTLINE[wrong.code]}")
    if lines:
        raise NotTakenUp(lines)
    return Surveyed(source, gathered.areas, weighed, outlines, content_hash([source, areas, needs, boundaries]))


def _said(table: str, aside: Iterable[OddRow]) -> Iterator[str]:
    for each in aside:
        yield f"{table}, line {each.line}: {_WHY[each.why].format(column=each.column)}"
