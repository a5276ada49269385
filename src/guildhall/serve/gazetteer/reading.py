"""The file that a council's gazetteer is read from: comma-separated, a line for each postcode or home. Pure.

The first line names the columns, in any order: ``postcode`` (whole, or its first half with the middle of that district),
``uprn``, ``latitude`` and ``longitude`` (degrees, WGS 84), ``ward`` (its code, as the council or the ONS has it), ``ward_name``
and ``ward_name_cy``. A line needs a postcode or a UPRN, and a position or a ward.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

COLUMNS = ("postcode", "uprn", "latitude", "longitude", "ward", "ward_name", "ward_name_cy")
LONGEST = {"ward": 40, "ward_name": 100, "ward_name_cy": 100}
"""Signs that are kept of a column, at most."""
WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
MICRO = 1_000_000
"""A position is kept in millionths of a degree: some ten centimetres."""
_BOUNDS: Mapping[str, tuple[int, int]] = {
    "latitude": (49_500_000, 61_500_000),
    "longitude": (-9_000_000, 2_500_000),
}
"""The United Kingdom, in millionths of a degree. It also finds columns that were confused."""


class NotAGazetteer(ValueError):
    """The file is not as it must be: at which line, and why."""

    code = "not-a-gazetteer"

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it was read. ``latitude`` and ``longitude`` are in millionths of a degree, both or neither."""

    line: int
    postcode: str
    uprn: int | None
    latitude: int | None
    longitude: int | None
    ward: str
    ward_name: str
    ward_name_cy: str


def tidy_postcode(typed: str) -> str:
    """A postcode, or the first half of one, as it is written; empty where it is neither."""
    upper = " ".join(typed.upper().split())
    whole = WHOLE.fullmatch(upper)
    if whole:
        return f"{whole[1]} {whole[2]}"
    return upper if DISTRICT.fullmatch(upper) else ""


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """Each line in turn; no more than one is held at a time. Raises ``NotAGazetteer`` at the first that is amiss."""
    table = csv.reader(lines, strict=True)
    try:
        columns = _columns(next(table, []))
        for cells in table:
            if any(map(str.strip, cells)):
                yield _row(table.line_num, columns, cells)
    except csv.Error as error:
        raise NotAGazetteer(table.line_num, str(error)) from None
    except UnicodeDecodeError:
        raise NotAGazetteer(table.line_num + 1, "it, or a line soon after it, is not text in UTF-8") from None


def _columns(cells: list[str]) -> list[str]:
    found = [each.strip().lower() for each in cells]
    strange = next((each for each in found if each not in COLUMNS), None)
    if strange is not None:
        named = f"'{strange[:40]}' is no column of a gazetteer" if strange else "a column has no name"
        raise NotAGazetteer(1, f"{named}: write {', '.join(COLUMNS)}")
    if len({*found}) != len(found):
        raise NotAGazetteer(1, "a column stands there twice")
    if not {"postcode", "uprn"} & {*found}:
        raise NotAGazetteer(1, "there is no column postcode and none named uprn")
    return found


def _row(line: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise NotAGazetteer(line, f"it has {len(cells)} cells, and there are {len(columns)} columns")
    held = dict.fromkeys(COLUMNS, "") | {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
    postcode = tidy_postcode(held["postcode"])
    if held["postcode"] and not postcode:
        raise NotAGazetteer(line, f"'{held['postcode'][:20]}' is no postcode")
    latitude, longitude = (_degrees(line, name, held[name]) for name in ("latitude", "longitude"))
    for name, most in LONGEST.items():
        if len(held[name]) > most:
            raise NotAGazetteer(line, f"{name} has more than {most} signs")
    row = Row(
        line=line,
        postcode=postcode,
        uprn=_uprn(line, held["uprn"]),
        latitude=latitude,
        longitude=longitude,
        ward=held["ward"],
        ward_name=held["ward_name"],
        ward_name_cy=held["ward_name_cy"],
    )
    return _whole(row)


def _whole(row: Row) -> Row:
    if not row.postcode and row.uprn is None:
        raise NotAGazetteer(row.line, "it has no postcode and no UPRN")
    if (row.latitude is None) != (row.longitude is None):
        raise NotAGazetteer(row.line, "a position needs both latitude and longitude")
    if row.latitude is None and not row.ward:
        raise NotAGazetteer(row.line, "it has no position and no ward")
    if not row.ward and (row.ward_name or row.ward_name_cy):
        raise NotAGazetteer(row.line, "its ward has a name but no code")
    return row


def _uprn(line: int, written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and len(written) <= 12):
        raise NotAGazetteer(line, f"'{written[:20]}' is no UPRN: write 1 to 12 digits")
    return int(written)


def _degrees(line: int, name: str, written: str) -> int | None:
    if not written:
        return None
    least, most = _BOUNDS[name]
    try:
        found = round(Decimal(written) * MICRO)
    except (InvalidOperation, ValueError, OverflowError):
        found = most + 1
    if not least <= found <= most:
        told = "write degrees (WGS 84), as 54.771900 and -1.570400"
        raise NotAGazetteer(line, f"'{written[:20]}' is no {name} in the United Kingdom: {told}")
    return found
