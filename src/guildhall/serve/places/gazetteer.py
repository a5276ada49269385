"""Where somebody looks from: a postcode as they typed it, or an area that people know by its name."""

from collections.abc import Mapping
from dataclasses import dataclass

from guildhall.estate.door import council
from guildhall.kernel.distance import Point
from guildhall.serve.gazetteer import asking
from guildhall.serve.gazetteer.reading import tidy_postcode


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
    """Where a postcode lies, or the first half of one. No statement. Raises ``NotAPostcode``."""
    written = tidy_postcode(postcode)
    if not written:
        raise NotAPostcode(postcode)
    known = asking.postcode(written=written)
    if known and known.point:
        return Where(written, known.point, roughly=" " not in written)
    middle = asking.postcode(written=written.partition(" ")[0])
    return Where(written, middle.point, roughly=True) if middle and middle.point else Where(written, None)


def areas() -> tuple[Area, ...]:
    """The areas by which somebody may look who does not give a postcode: those of the profile, else the wards."""
    told = tuple(Area(each.code, each.name, each.point) for each in council().areas)
    return told or tuple(
        Area(each.code, {"en": each.name, "cy": each.name_cy}, each.point)
        for each in asking.wards().values()
        if each.point
    )


def area(*, code: str) -> Area | None:
    """The area of a code; ``None`` where there is none."""
    return next((each for each in areas() if each.code == code), None)
