"""What somebody typed into a form of a desk, read box by box. Whatever is amiss is said at its box, and nothing is lost."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Self

from django.http import HttpRequest, QueryDict

from guildhall.estate.clock import now
from guildhall.estate.rate import may_try
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.question import Refused
from guildhall.kernel.scope import Circumstances, Scope

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
"""The days that the calendars of this house know."""

_DAY = Day(id="day", kind="date", label={"en": "Which day?"})
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_MOST = 9999
_POUNDS = re.compile(r"£?\s?([0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,11})(?:\.([0-9]{2}))?")

_A_DAY = timedelta(days=1)


@dataclass
class Typed:
    """A form as it was sent. ``errors`` are what is amiss so far, each with the box where it is."""

    request: HttpRequest
    typed: QueryDict
    errors: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def posted(cls, request: HttpRequest) -> Self:
        """What was sent to be kept."""
        return cls(request, request.POST)

    @classmethod
    def asked(cls, request: HttpRequest) -> Self:
        """What stands in the address."""
        return cls(request, request.GET)

    def wrong(self, name: str, text: str) -> None:
        """Say that something is amiss at a box. Once is enough for each."""
        if all(each["href"] != f"#{name}" for each in self.errors):
            self.errors.append({"text": text, "href": f"#{name}"})

    def keep(self, name: str, value: str) -> None:
        """Let something stand in the form as though it had been typed."""
        self.typed = self.typed.copy()
        self.typed[name] = value

    def raw(self, name: str) -> str:
        """What was written, without space around it; an end of a line is one sign."""
        return str(self.typed.get(name, "")).replace("\x00", "").replace("\r\n", "\n").strip()

    def text(self, name: str, missing: str = "", *, longest: int = 20_000) -> str:
        """A text; where ``missing`` says what to do, it may not be blank."""
        written = self.raw(name)
        if missing and not written:
            self.wrong(name, missing)
        if len(written) > longest:
            over = len(written) - longest
            self.wrong(name, f"Write {longest:,} characters or fewer. You have {over:,} too many")
        return written

    def chosen(self, name: str, among: Collection[str], missing: str = "") -> str:
        """One of these codes, or nothing."""
        written = self.raw(name)
        if written in among:
            return written
        if written or missing:
            self.wrong(name, missing or "Choose one of these")
        return ""

    def link(self, name: str) -> str:
        """A whole address of the web, or nothing."""
        written = self.text(name, longest=500)
        if written and not written.startswith(("https://", "http://")):
            self.wrong(name, "Write a whole address, such as https://example.org/meeting")
        return written

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.raw(name))

    def number(self, name: str) -> int | None:
        """A whole number, none below nothing; ``None`` where nothing was written."""
        written = self.raw(name)
        if not written:
            return None
        if not (written.isascii() and written.isdecimal() and len(written) < 10) or int(written) > _MOST:
            self.wrong(name, f"Write a whole number from 0 to {_MOST:,}")
            return None
        return int(written)

    def pence(self, name: str) -> int | None:
        """An amount that is typed in pounds, in whole pence; ``None`` where nothing was written."""
        written = self.raw(name)
        found = _POUNDS.fullmatch(written)
        if written and found is None:
            self.wrong(name, "Write an amount in pounds, such as 250,000 or 12.50")
        return int(found[1].replace(",", "")) * 100 + int(found[2] or 0) if found else None

    def day(self, name: str, missing: str = "") -> date | None:
        """A day as people write it: 24 12 2026, 24 December 2026."""
        written = self.raw(name)
        if not written:
            if missing:
                self.wrong(name, missing)
            return None
        try:
            found = date.fromisoformat(_DAY.settle(written, Scope(Circumstances(now()))))
        except (Refused, ValueError):
            self.wrong(name, "Write a day, such as 24 12 2026")
            return None
        if not FIRST <= found < LAST:
            self.wrong(name, "Write a day of this century")
            return None
        return found

    def moment(self, name: str, day: date | None) -> datetime | None:
        """A time of a day as people type it: 18:30, 6.30pm, 1830. ``None`` where nothing was written."""
        written = self.raw(name)
        found = _TIME.fullmatch(written)
        if not written:
            return None
        if found is None or (found[3] and not 1 <= int(found[1]) <= 12):
            self.wrong(name, "Write a time, such as 18:30")
            return None
        hour, half = int(found[1]), (found[3] or "").lower()
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        return moment_of(day, timedelta(hours=hour, minutes=int(found[2] or 0))) if day else None

    def is_first(self, purpose: str) -> bool:
        """Whether a form was not sent before, by its mark `once`: a button that is pressed twice does its work once."""
        mark = str(self.request.POST.get("once", ""))[:40]
        return not mark or may_try(purpose=purpose, who=mark, limit=1, per=_A_DAY, now=now())
