"""Asking the gazetteer. It is a file with indexes beside the database, opened to be read: no page asks the database for it,
nothing is read at the start, and hardly anything is held in memory, however long it is.

Without one the demo council has its own, invented; any other council knows no place, and says so.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from guildhall.kernel.distance import Point
from guildhall.serve.gazetteer.laying import TABLES, fill
from guildhall.serve.gazetteer.reading import MICRO, tidy_postcode


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a postcode or a home: where it lies, and the code of its ward; either may not be known."""

    point: Point | None
    ward: str


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward: its code, which cases keep, its name, and its middle, where that is known."""

    code: str
    name: str
    name_cy: str
    point: Point | None


def postcode(*, written: str) -> Known | None:
    """What is known of a postcode, or of the first half of one; ``None`` where nothing is."""
    return _one("SELECT latitude, longitude, ward FROM postcode WHERE postcode = ?", tidy_postcode(written))


def home(*, uprn: str) -> Known | None:
    """What is known of the home with this UPRN; ``None`` where nothing is."""
    if not (uprn.isascii() and uprn.isdecimal() and len(uprn) <= 12):
        return None
    return _one("SELECT latitude, longitude, ward FROM home WHERE uprn = ?", int(uprn))


def wards() -> Mapping[str, Ward]:
    """Every ward by its code, in the order of their names."""
    return _wards(*_which())


def _one(question: str, key: str | int) -> Known | None:
    found = _opened(*_which()).execute(question, (key,)).fetchone() if key else None
    return Known(_point(found[0], found[1]), found[2] or "") if found else None


def _point(latitude: int | None, longitude: int | None) -> Point | None:
    if latitude is None or longitude is None:
        return None
    return Point(_degrees(latitude), _degrees(longitude))


def _degrees(written: int) -> Decimal:
    return (Decimal(int(written)) / MICRO).quantize(Decimal("0.000001"))


def _which() -> tuple[str, int]:
    """The file in use, and which writing of it: when another is laid out, every process looks into that one."""
    path = Path(settings.GAZETTEER)
    with suppress(FileNotFoundError):
        seen = path.stat()
        return str(path), seen.st_mtime_ns ^ seen.st_ino
    return "", 0


@lru_cache(maxsize=2)
def _opened(path: str, _writing: int) -> sqlite3.Connection:
    if path:
        place = Path(path).as_uri()
        return sqlite3.connect(f"{place}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    made = sqlite3.connect(":memory:", check_same_thread=False)
    made.executescript(TABLES)
    if not settings.COUNCIL:
        fill(made, files("guildhall.serve.gazetteer").joinpath("demo.csv").read_text(encoding="utf-8").splitlines())
    return made


@lru_cache(maxsize=2)
def _wards(path: str, writing: int) -> Mapping[str, Ward]:
    asked = _opened(path, writing).execute("SELECT code, name, name_cy, latitude, longitude FROM ward")
    found = [Ward(code, name, welsh, _point(*at)) for code, name, welsh, *at in asked]
    return {each.code: each for each in sorted(found, key=lambda each: (each.name.casefold(), each.code))}


def forget() -> None:
    """Forget what this process has open, as a new process would not have it."""
    _opened.cache_clear()
    _wards.cache_clear()
