"""What somebody typed into a form of the record, read box by box. Whatever is amiss is said at its box, and nothing is lost."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from guildhall.decide.clock import now
from guildhall.decide.desks.refused import in_words
from guildhall.decide.desks.staff import is_first
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.estate.door import problem
from guildhall.kernel.authority.refusing import Refused as Reason
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

Row = TypeVar("Row")
Act = Callable[[HttpRequest, Row, "Boxes"], bool]
"""What a button of a form does to a record: whether it was done. What is amiss stands at its boxes."""


@dataclass
class Boxes:
    """A form as it was sent. ``errors`` are what is amiss so far, each with the box where it is."""

    request: HttpRequest
    typed: QueryDict
    errors: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def posted(cls, request: HttpRequest) -> "Boxes":
        """What was sent to be kept."""
        return cls(request, request.POST)

    @classmethod
    def asked(cls, request: HttpRequest) -> "Boxes":
        """What stands in the address."""
        return cls(request, request.GET)

    def wrong(self, name: str, text: str) -> None:
        """Say that something is amiss at a box. Once is enough for each."""
        if all(each["href"] != f"#{name}" for each in self.errors):
            self.errors.append({"text": text, "href": f"#{name}"})

    def refused(self, reasons: Iterable[Reason], box: Callable[[Reason], str]) -> None:
        """Say every reason of a rule at its box; those that share one stand there together."""
        said: dict[str, list[str]] = {}
        for each in reasons:
            said.setdefault(box(each), []).append(each.said("clerk"))
        for name, texts in said.items():
            self.wrong(name, " ".join(texts))

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

    def act(self, acts: Mapping[str, Act[Row]], row: Row, *, then: str) -> HttpResponse | None:
        """Do to a record what the pressed button asks, and lead on to ``then``. ``None`` where nothing was sent, or it was refused."""
        if self.request.method != "POST":
            return None
        act = acts.get(self.raw("act"))
        if act is None:
            return problem(request=self.request, status=400)
        return redirect(then) if act(self.request, row, self) else None

    def do(self, act: Callable[[], object], at: Mapping[str, str] | None = None) -> bool:
        """Do what was asked, all of it or nothing, where nothing is amiss. What is refused is said at its box.

        ``at`` names boxes that are called otherwise here. An act may say it itself, at several. A form sent twice is done once.
        """
        if self.errors:
            return False
        if not is_first(self.request):
            return True
        try:
            with transaction.atomic():
                act()
        except NotRecorded as refused:
            if not self.errors:
                self.wrong((at or {}).get(refused.box, refused.box), in_words(refused))
            return False
        return True
