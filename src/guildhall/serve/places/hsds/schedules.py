"""Schedules of HSDS as the hours of a week and single days. What repeats otherwise than every week is told as lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from guildhall.catalogue.importing.losses import Report
from guildhall.serve.places.hsds.terms import DAYS
from guildhall.serve.places.known import WEEK

_NAMES = dict(zip(DAYS, WEEK, strict=True))
Spell = tuple[time, time]


@dataclass(slots=True)
class Week:
    """The shifts of each weekday, and the days with hours of their own, as they are written in a record."""

    hours: dict[str, list[str]] = field(default_factory=dict)
    days: list[dict[str, Any]] = field(default_factory=list)


def hours_of(report: Report, name: str, schedules: Iterable[Mapping[str, Any]]) -> Week:
    """The week from all schedules of a place. Shifts that overlap become one."""
    spells: dict[str, list[Spell]] = {}
    single: dict[str, tuple[list[Spell], str]] = {}
    for each in schedules:
        spell = _spell(report, name, each)
        day = _single_day(each)
        if day:
            there = single.setdefault(day, ([], str(each.get("description") or "")))
            if spell:
                there[0].append(spell)
            continue
        why = _why_not(each, spell)
        if why:
            report.lost("schedule", _told(each), why, name)
            continue
        assert spell is not None
        for code in str(each["byday"]).split(","):
            spells.setdefault(_NAMES[code.strip().upper()], []).append(spell)
    return Week(
        {day: _written(held) for day, held in spells.items()},
        [{"day": day, "shifts": _written(held), "reason": {"en": why}} for day, (held, why) in single.items()],
    )


def _why_not(schedule: Mapping[str, Any], spell: Spell | None) -> str:
    """Why a schedule cannot be kept as hours of the week; empty where it can."""
    if str(schedule.get("freq") or "WEEKLY").upper() != "WEEKLY":
        return "it does not repeat every week"
    if str(schedule.get("interval") or 1) != "1":
        return "it repeats only every few weeks"
    if schedule.get("valid_from") or schedule.get("valid_to") or schedule.get("until"):
        return "it holds only for some time"
    named = [part.strip().upper() for part in str(schedule.get("byday") or "").split(",")]
    if not all(part in _NAMES for part in named):
        return "it names no day of the week"
    return "" if spell else "it does not say from when until when, or closes before it opens"


def _spell(report: Report, name: str, schedule: Mapping[str, Any]) -> Spell | None:
    ends = []
    for each in ("opens_at", "closes_at"):
        try:
            read = time.fromisoformat(str(schedule.get(each) or ""))
        except ValueError:
            return None
        if read.tzinfo is not None:
            report.lost(
                "schedule", _told(schedule), "its offset from UTC: times are taken by the clock on the wall", name
            )
        ends.append(read.replace(tzinfo=None, second=0, microsecond=0))
    return (ends[0], ends[1]) if ends[0] < ends[1] or ends[1] == time() else None


def _single_day(schedule: Mapping[str, Any]) -> str:
    since, until = schedule.get("valid_from"), schedule.get("valid_to")
    if not since or since != until or schedule.get("byday"):
        return ""
    try:
        return date.fromisoformat(str(since)).isoformat()
    except ValueError:
        return ""


def _written(spells: list[Spell]) -> list[str]:
    """Shifts in order, those that touch or overlap put together. Closing at 00:00 is midnight."""
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted((_minutes(opens), _minutes(closes) or 1440) for opens, closes in spells):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return [f"{_clock(opens)}-{_clock(closes)}" for opens, closes in joined]


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _told(schedule: Mapping[str, Any]) -> str:
    parts = (schedule.get(each) for each in ("description", "freq", "byday", "opens_at", "closes_at", "id"))
    return " ".join(str(part) for part in parts if part)[:100]
