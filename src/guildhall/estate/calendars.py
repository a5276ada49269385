"""The council's calendars: its hours and closed days with the bank holidays of its nation, and those by which the law counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from guildhall.estate.council import Council, council
from guildhall.estate.models import Closure
from guildhall.kernel import clocks
from guildhall.kernel.bank_holidays import NATIONS, bank_holidays
from guildhall.kernel.clocks import ALL_DAY, Calendar, Whose

FRESH_FOR = 300.0
"""Seconds after which a calendar is read again: another process may have saved a closure."""

_kept: dict[tuple[int, int, Whose], tuple[float, Calendar]] = {}
_kept_closed: dict[tuple[int, int], tuple[float, Mapping[str, tuple[clocks.Closure, ...]]]] = {}


@dataclass(frozen=True, slots=True)
class ClosureValue:
    """A closed day, or the part of it from ``since`` until ``until`` (local times), of the council or of one office.

    ``id`` is its number in the record, 0 where it is not recorded. One that was taken back says by whom, when and why.
    """

    day: date
    reason: str
    reason_cy: str = ""
    office: str = ""
    since: time | None = None
    until: time | None = None
    id: int = 0
    taken_back_by: str = ""
    taken_back_at: datetime | None = None
    taken_back_because: str = ""

    @property
    def closure(self) -> clocks.Closure:
        """The same as calendars have it. Raises `ValueError` when it would end before it begins."""
        reason = {"en": self.reason, "cy": self.reason_cy} if self.reason_cy else {"en": self.reason}
        return clocks.Closure(self.day, reason, since=self.since, until=self.until)

    def to_json(self) -> dict[str, str]:
        """The same as texts, for a task."""
        times = {name: value.isoformat() for name, value in (("since", self.since), ("until", self.until)) if value}
        texts = {"reason": self.reason, "reason_cy": self.reason_cy, "office": self.office}
        return {"day": self.day.isoformat()} | texts | times

    @classmethod
    def read(cls, told: Mapping[str, str]) -> "ClosureValue":
        """The way back from ``to_json``."""
        since, until = (time.fromisoformat(told[name]) if name in told else None for name in ("since", "until"))
        day = date.fromisoformat(told["day"])
        return cls(day, told["reason"], told["reason_cy"], told["office"], since, until)


def calendar(*, year_from: int, year_to: int, whose: Whose = "council", afresh: bool = False) -> Calendar:
    """The calendar for these years, both included; ``afresh`` as it stands in the database at this moment.

    The closures of a single office do not close the council, and those of the council do not put off what the law sets.
    """
    asked, changing = (year_from, year_to, whose), _is_changing()
    if not (afresh or changing) and asked in _kept and monotonic() - _kept[asked][0] < FRESH_FOR:
        return _kept[asked][1]
    found = calendar_by(profile=council(), year_from=year_from, year_to=year_to, whose=whose)
    if not changing:
        _kept[asked] = (monotonic(), found)
    return found


def calendar_by(*, profile: Council, year_from: int, year_to: int, whose: Whose) -> Calendar:
    """The calendar for these years by a profile, which may be one that the council had before, with the closures that stand."""
    nations = NATIONS if whose == "any-nation" else (profile.nation,)
    holidays = bank_holidays(range(year_from, year_to + 1), nations)
    if whose != "council":
        return Calendar(holidays, ALL_DAY)
    return Calendar(holidays + _own(profile, year_from, year_to), profile.hours)


def closed(*, year_from: int, year_to: int) -> Mapping[str, tuple[clocks.Closure, ...]]:
    """The closed days of these years by office: under ``""`` the council's own with the bank holidays, and each office's."""
    asked, changing = (year_from, year_to), _is_changing()
    if not changing and asked in _kept_closed and monotonic() - _kept_closed[asked][0] < FRESH_FOR:
        return _kept_closed[asked][1]
    found = {
        "": bank_holidays(range(year_from, year_to + 1), (council().nation,)) + _own(council(), year_from, year_to)
    }
    for row in _standing().filter(day__range=(date(year_from, 1, 1), date(year_to, 12, 31))).exclude(office=""):
        found[row.office] = (*found.get(row.office, ()), _closure(row))
    if not changing:
        _kept_closed[asked] = (monotonic(), found)
    return found


def close_on(
    *,
    day: date,
    reason: str,
    office: str = "",
    since: time | None = None,
    until: time | None = None,
    reason_cy: str = "",
) -> None:
    """Record a closed day, or a part of it; said again, what is newer stands. Raises `ValueError` for no time at all."""
    told = Closure(day=day, office=office, since=since, until=until, reason=reason, reason_cy=reason_cy)
    _closure(told)
    known = {name: getattr(told, name) for name in ("since", "until", "reason", "reason_cy")}
    Closure.objects.update_or_create(day=day, office=office, taken_back_at=None, defaults=known)


def take_back(*, closure: int, by: str, because: str, at: datetime) -> ClosureValue | None:
    """Say that a closure was recorded by mistake. Gives it as it stood; ``None`` where there is none, or it is taken back already."""
    row = _standing().select_for_update().filter(id=closure).first()
    if row is None:
        return None
    stood = _value(row)
    row.taken_back_by, row.taken_back_at, row.taken_back_because = by, at, because
    row.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_because"])
    return stood


def closure_on(*, day: date, office: str = "") -> ClosureValue | None:
    """What is recorded of a day; ``None`` where nothing is."""
    row = _standing().filter(day=day, office=office).first()
    return _value(row) if row else None


def closure_numbered(*, closure: int) -> ClosureValue | None:
    """A closure that stands, by its number; ``None`` where there is none."""
    row = _standing().filter(id=closure).first()
    return _value(row) if row else None


def closures(*, before: str, limit: int) -> tuple[tuple[ClosureValue, ...], str]:
    """A stretch of what is recorded, the latest day first, and where the next begins (empty at the end)."""
    rows = Closure.objects.order_by("-day", "-id")
    day, _, number = before.partition("~")
    try:
        rows = rows.filter(day__lte=date.fromisoformat(day)).exclude(day=day, id__gte=int(number)) if before else rows
    except ValueError:
        rows = Closure.objects.order_by("-day", "-id")
    found = [_value(row) for row in rows[: limit + 1]]
    last = found[limit - 1] if len(found) > limit else None
    return tuple(found[:limit]), f"{last.day.isoformat()}~{last.id}" if last else ""


def closures_ahead(*, since: date) -> tuple[ClosureValue, ...]:
    """What is recorded of a day and of those after it, and stands; the soonest first."""
    return tuple(map(_value, _standing().filter(day__gte=since).order_by("day", "id")))


def forget(**_: Any) -> None:
    """Drop the calendars in memory."""
    _kept.clear()
    _kept_closed.clear()


@receiver([post_save, post_delete], sender=Closure, dispatch_uid="estate.calendars")
def closure_changed(*, using: str, **_: Any) -> None:
    """A closure was saved or removed: the calendars in memory are dropped once that stands."""
    transaction.on_commit(forget, using=using)


def _is_changing() -> bool:
    """Whether a closure was changed in the transaction that is open here. It may yet be undone, and is seen by nobody else.

    What waits for the commit is kept with the transaction itself, so it is gone with whatever part of it is undone.
    """
    return any(waits[1] is forget for waits in transaction.get_connection().run_on_commit)


def _standing() -> QuerySet[Closure]:
    return Closure.objects.filter(taken_back_at=None)


def _own(profile: Council, year_from: int, year_to: int) -> tuple[clocks.Closure, ...]:
    """The council's own closures: those its profile tells beforehand, and those recorded since."""
    recorded = _standing().filter(office="", day__range=(date(year_from, 1, 1), date(year_to, 12, 31)))
    return (
        *(each.closure for each in profile.closures if year_from <= each.day.year <= year_to),
        *map(_closure, recorded),
    )


def _closure(row: Closure) -> clocks.Closure:
    return _value(row).closure


def _value(row: Closure) -> ClosureValue:
    return ClosureValue(
        row.day,
        row.reason,
        row.reason_cy,
        row.office,
        row.since,
        row.until,
        row.pk or 0,
        row.taken_back_by,
        row.taken_back_at,
        row.taken_back_because,
    )
