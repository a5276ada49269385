"""Laying a gazetteer out: from a file of the council's into an indexed one, in which a place is found without reading it through.

It is laid out beside the one in use and put in its place at the end, whole: whoever looks meanwhile sees the old one.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from guildhall.serve.gazetteer.reading import NotAGazetteer, Row, rows

TABLES = """
CREATE TABLE home (uprn INTEGER PRIMARY KEY, postcode TEXT, latitude INTEGER, longitude INTEGER, ward TEXT) WITHOUT ROWID;
CREATE TABLE postcode (postcode TEXT PRIMARY KEY, latitude INTEGER, longitude INTEGER, ward TEXT) WITHOUT ROWID;
CREATE TABLE ward (code TEXT PRIMARY KEY, name TEXT, name_cy TEXT, latitude INTEGER, longitude INTEGER) WITHOUT ROWID;
"""
"""Positions are in millionths of a degree. A postcode is a whole one, or the first half of one with the middle of that district."""
_HOME = "INSERT INTO home VALUES (?, ?, ?, ?, ?)"
_POSTCODE = "INSERT INTO postcode VALUES (?, ?, ?, ?)"
_FROM_HOMES = """
INSERT INTO postcode
SELECT postcode, round(avg(latitude)), round(avg(longitude)), CASE WHEN count(DISTINCT ward) = 1 THEN max(ward) ELSE '' END
FROM home WHERE postcode <> '' GROUP BY postcode
ON CONFLICT (postcode) DO UPDATE SET
 longitude = CASE WHEN latitude IS NULL THEN excluded.longitude ELSE longitude END,
 latitude = coalesce(latitude, excluded.latitude),
 ward = CASE WHEN ward = '' THEN excluded.ward ELSE ward END
"""
"""A postcode without a line of its own lies in the middle of its homes; in their ward, where all lie in one."""
_DISTRICTS = """
INSERT INTO postcode
SELECT substr(postcode, 1, instr(postcode, ' ') - 1), round(avg(latitude)), round(avg(longitude)), ''
FROM postcode WHERE instr(postcode, ' ') AND latitude IS NOT NULL GROUP BY 1
ON CONFLICT (postcode) DO NOTHING
"""
_MIDDLES = """
UPDATE ward SET (latitude, longitude) = (
 SELECT round(avg(latitude)), round(avg(longitude)) FROM postcode WHERE postcode.ward = ward.code
)
"""


@dataclass(frozen=True, slots=True)
class Laid:
    """What a gazetteer now holds."""

    postcodes: int
    homes: int
    wards: int


def lay_out(*, lines: Iterable[str], to: Path) -> Laid:
    """Lay a gazetteer out in the file ``to``. Raises ``NotAGazetteer``, and then nothing is changed."""
    to.parent.mkdir(parents=True, exist_ok=True)
    draft = to.with_name(f"{to.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as made:
            made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
            made.executescript(TABLES)
            laid = fill(made, lines)
        draft.replace(to)
    finally:
        draft.unlink(missing_ok=True)
    return laid


def fill(made: sqlite3.Connection, lines: Iterable[str]) -> Laid:
    """Fill the tables of an open file. Raises ``NotAGazetteer``."""
    wards = _Wards()
    for row in wards.heard(rows(lines)):
        _add(made, row)
    for statement in (_FROM_HOMES, _DISTRICTS):
        made.execute(statement)
    made.executemany("INSERT INTO ward VALUES (?, ?, ?, NULL, NULL)", wards.listed())
    made.execute(_MIDDLES)
    made.commit()
    (postcodes,) = made.execute("SELECT count(*) FROM postcode WHERE instr(postcode, ' ')").fetchone()
    (homes,) = made.execute("SELECT count(*) FROM home").fetchone()
    if not postcodes and not homes:
        raise NotAGazetteer(2, "there is no postcode and no home in the file")
    return Laid(postcodes, homes, len(wards.names))


def _add(made: sqlite3.Connection, row: Row) -> None:
    """A line with a UPRN is a home; one without is a postcode. Raises ``NotAGazetteer`` where it was there before."""
    place = (row.latitude, row.longitude, row.ward)
    try:
        if row.uprn is None:
            made.execute(_POSTCODE, (row.postcode, *place))
        else:
            made.execute(_HOME, (row.uprn, row.postcode if " " in row.postcode else "", *place))
    except sqlite3.IntegrityError:
        known = f"UPRN {row.uprn}" if row.uprn is not None else row.postcode
        raise NotAGazetteer(row.line, f"{known} stands on a line before it too") from None


class _Wards:
    """The wards that the lines name, each by one name."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, str]] = {}

    def heard(self, lines: Iterable[Row]) -> Iterator[Row]:
        """The lines, as their wards are noted. Raises ``NotAGazetteer`` where a ward is called otherwise than before."""
        for row in lines:
            if row.ward:
                english, welsh = self.names.get(row.ward, ("", ""))
                if (english and row.ward_name not in {"", english}) or (welsh and row.ward_name_cy not in {"", welsh}):
                    raise NotAGazetteer(row.line, f"the ward {row.ward} has another name on a line before it")
                self.names[row.ward] = english or row.ward_name, welsh or row.ward_name_cy
            yield row

    def listed(self) -> Iterator[tuple[str, str, str]]:
        """Each ward as it is kept; without a name it is called by its code, without a Welsh one by the English."""
        for code, (english, welsh) in self.names.items():
            yield code, english or code, welsh or english or code
