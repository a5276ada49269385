"""What is known of areas from outside the council: a table of which every row is read, or named and kept aside.

A council takes such a table from where it is published (population and ages from the Office for National Statistics, deprivation from
the English or the Welsh index, connectivity from Ofcom's). One row is one small area; its ward is that in which people know it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

NEEDED = ("code", "ward", "ward_name", "people")
"""The columns of every table. Beside them may stand ``people_AGES`` (``people_75plus``), ``fifth``, ``connected``, ``lat``, ``lon``."""
_MOST, _DIGITS = 10_000_000, 12
_FIFTHS = 5
_BAND = "people_"


@dataclass(frozen=True, slots=True)
class Area:
    """A small area. ``by_age`` has its people by band, the rest under ``""``; ``fifth`` is 1 for the most deprived fifth of areas.

    ``connected`` is the share of homes that can be well connected, from 0 to 1. What is not known is ``None``: never nought.
    """

    code: str
    ward: str
    ward_name: str
    people: int
    by_age: Mapping[str, int] = field(default_factory=dict)
    fifth: int | None = None
    connected: Decimal | None = None
    lat: Decimal | None = None
    lon: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that was kept aside: its line, and a code for why, with the column where one is at fault."""

    line: int
    why: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The areas that were read, and every row that was not."""

    areas: tuple[Area, ...]
    aside: tuple[OddRow, ...]


class WrongShape(ValueError):
    """The table lacks columns that it needs, or is no table. ``missing`` names them."""

    code = "wrong-shape"

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


def read_areas(text: str) -> Gathered:
    """Read a table (CSV with a heading). Raises ``WrongShape``; a row that is wrong is kept aside and named, and the others count."""
    rows = csv.DictReader((f"{line}\n" for line in text.removeprefix("\ufeff").split("\n")), strict=True)
    try:
        columns = rows.fieldnames or ()
        if missing := tuple(each for each in NEEDED if each not in columns):
            raise WrongShape(missing)
        return _gathered(rows)
    except csv.Error as broken:
        raise WrongShape(NEEDED) from broken


def _gathered(rows: "csv.DictReader[str]") -> Gathered:
    areas: dict[str, Area] = {}
    aside: list[OddRow] = []
    for row in rows:
        try:
            area = _area(row)
        except _Odd as odd:
            aside.append(OddRow(rows.line_num, odd.why, odd.column))
            continue
        if area.code in areas:
            aside.append(OddRow(rows.line_num, "repeated", "code"))
        areas.setdefault(area.code, area)
    return Gathered(tuple(areas.values()), tuple(aside))


class _Odd(ValueError):
    def __init__(self, why: str, column: str = "") -> None:
        self.why, self.column = why, column
        super().__init__(why)


def _area(row: Mapping[str, str | None]) -> Area:
    if None in row or None in row.values():
        raise _Odd("cells")
    told = {name: (cell or "").strip() for name, cell in row.items()}
    for name in ("code", "ward", "ward_name"):
        if not told[name]:
            raise _Odd("missing", name)
    people = _count(told, "people")
    bands = {name.removeprefix(_BAND): _count(told, name) for name in told if name.startswith(_BAND)}
    if sum(bands.values()) > people:
        raise _Odd("more-than-all", _BAND)
    return Area(
        told["code"],
        told["ward"],
        told["ward_name"],
        people,
        bands | {"": people - sum(bands.values())},
        _fifth(told),
        _number(told, "connected", 0, 1),
        _number(told, "lat", -90, 90),
        _number(told, "lon", -180, 180),
    )


def _fifth(told: Mapping[str, str]) -> int | None:
    value = _number(told, "fifth", 1, _FIFTHS)
    if value is not None and value != int(value):
        raise _Odd("no-count", "fifth")
    return None if value is None else int(value)


def _count(told: Mapping[str, str], name: str) -> int:
    cell = told[name]
    if not (cell.isascii() and cell.isdecimal()) or len(cell) > _DIGITS or int(cell) > _MOST:
        raise _Odd("no-count", name)
    return int(cell)


def _number(told: Mapping[str, str], name: str, least: int, most: int) -> Decimal | None:
    cell = told.get(name, "")
    if not cell:
        return None
    try:
        value = Decimal(cell)
    except InvalidOperation:
        raise _Odd("no-number", name) from None
    if not value.is_finite() or not least <= value <= most:
        raise _Odd("out-of-range", name)
    return value
