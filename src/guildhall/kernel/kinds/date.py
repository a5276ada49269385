"""A date, or a month and a year."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal

from guildhall.kernel.conditions import Operand
from guildhall.kernel.domain import Dates, Domain
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, Typed, is_blank, text_of
from guildhall.kernel.scope import Look, Scope, Truth, compare, value_of

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "cy": (
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
}
_BY_NAME = {name[:3].casefold(): n for names in (MONTHS["cy"], MONTHS["en"]) for n, name in enumerate(names, 1)}
_BY_NAME |= {name.casefold(): n for names in MONTHS.values() for n, name in enumerate(names, 1)}
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_PARTS = re.compile(r"[\s/.,-]+")
_WITHIN = {"day": range(1, 32), "month": range(1, 13), "year": range(1000, 10000)}


class Day(Question):
    """A calendar date, written in ISO 8601; with ``precision: month``, a year and a month."""

    kind: Literal["date"]
    precision: Literal["day", "month"] = "day"
    not_before: Operand | None = None
    not_after: Operand | None = None

    refusals: ClassVar[Mapping[str, Text]] = {
        "not-a-date": {"en": "Write a real date, like 27 3 2026", "cy": "Ysgrifennwch ddyddiad go iawn, fel 27 3 2026"},
        "too-early": {
            "en": "The date must be {limit} or later",
            "cy": "Rhaid i'r dyddiad fod yn {limit} neu'n hwyrach",
        },
        "too-late": {
            "en": "The date must be {limit} or earlier",
            "cy": "Rhaid i'r dyddiad fod yn {limit} neu'n gynharach",
        },
        "wrong-type": {"en": "Write a real date, like 27 3 2026", "cy": "Ysgrifennwch ddyddiad go iawn, fel 27 3 2026"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        if style == "line":
            return (
                Box(inputmode="numeric", width=12, hint={"en": "Day, month, year", "cy": "Diwrnod, mis, blwyddyn"}),
            )
        parts = (
            Box("day", "line", {"en": "Day", "cy": "Diwrnod"}, inputmode="numeric", width=2),
            Box("month", "line", {"en": "Month", "cy": "Mis"}, inputmode="numeric", width=2),
            Box("year", "line", {"en": "Year", "cy": "Blwyddyn"}, inputmode="numeric", width=4),
        )
        return parts if self.precision == "day" else parts[1:]

    def read(self, typed: Mapping[str, Typed]) -> Json:
        if "" in typed:
            return typed[""]
        parts = [str(typed.get(part) or "").strip() for part in self._parts_asked]
        return " ".join(part or "?" for part in parts) if any(parts) else None

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        written = text_of(value)
        if style == "line":
            return {"": written}
        parts, boxes = _parts(written), self._parts_asked
        if len(parts) != len(boxes):
            parts = [written, *[""] * (len(boxes) - 1)]
        return dict(zip(boxes, parts, strict=True))

    def check(self, value: Json, scope: Scope) -> Json:
        day = self._canonical(text_of(value))
        for code, is_beyond, bound in self._bounds:
            if is_beyond(day, scope) is True:
                limit = bound(scope)
                raise Refused(code, limit={language: in_words(limit, language) for language in MONTHS})
        return day

    def shown(self, value: Json, language: str) -> str:
        return in_words(value, language)

    def domain(self) -> Domain:
        return Dates(self.not_before, self.not_after, months=self.precision == "month")

    def example(self, nth: int = 0) -> Json:
        return "2026-04" if self.precision == "month" else "2026-04-01"

    def as_schema(self) -> dict[str, Json]:
        return (
            {"type": "string", "format": "date"}
            if self.precision == "day"
            else {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
        )

    @property
    def _parts_asked(self) -> tuple[str, ...]:
        return ("day", "month", "year") if self.precision == "day" else ("month", "year")

    @cached_property
    def _bounds(self) -> tuple[tuple[str, Callable[[Json, Scope], Truth], Look], ...]:
        """For each bound that there is: the code, whether a day lies beyond it, and the bound itself."""
        named = (("too-early", "before", self.not_before), ("too-late", "after", self.not_after))
        return tuple((code, compare(beyond, day), value_of(day)) for code, beyond, day in named if day is not None)

    def _canonical(self, written: str) -> str:
        parts, boxes = _parts(written), self._parts_asked
        if len(parts) != len(boxes):
            raise Refused("not-a-date")
        numbers = {box: _number(part) for box, part in zip(boxes, parts, strict=True)}
        wrong = [box for box, number in numbers.items() if number not in _WITHIN[box]]
        if wrong:
            raise Refused("not-a-date", box=wrong[0] if len(wrong) == 1 else "")
        try:
            day = date(**({"day": 1} | numbers)).isoformat()
        except ValueError:
            raise Refused("not-a-date", box="day") from None
        return day[:7] if self.precision == "month" else day


def in_words(day: Json, language: str) -> str:
    """Write a date as people say it: 27 March 2026, 27 Mawrth 2026. What is no date stays as it is."""
    if is_blank(day):
        return ""
    found = _ISO.fullmatch(str(day))
    if not found or not 1 <= int(found[2]) <= 12:
        return str(day)
    name = MONTHS.get(language, MONTHS["en"])[int(found[2]) - 1]
    return " ".join([*([str(int(found[3]))] if found[3] else []), name, found[1]])


def _parts(written: str) -> list[str]:
    """What was written for day, month and year, in that order; a date in ISO 8601 is turned round."""
    found = _ISO.fullmatch(written)
    return [part for part in (reversed(found.groups()) if found else _PARTS.split(written)) if part]


def _number(part: str) -> int:
    """The number that stands there, or that of the month by its name; 0 for neither."""
    if part.isdecimal():
        return int(part) if len(part) < 20 else 0
    bare = part.casefold()
    return _BY_NAME.get(bare) or _BY_NAME.get(bare[:3]) or 0 if bare.isalpha() else 0
