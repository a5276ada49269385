"""By what the council's profile says dates are counted, kept as it changes: what was told before can then be explained.

A profile is read once in the life of a process. One that has seen its own noted knows that any other is newer, and leaves it.
"""

from datetime import datetime
from importlib.metadata import version

from guildhall.estate.calendars import calendar_by
from guildhall.estate.council import Council, council
from guildhall.estate.models import CountedBy
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import Calendar, Whose

_BY = frozenset({"nation", "opening_hours", "closures"})
_HOLIDAYS = "holidays"
"""The library that knows the bank holidays: with another version of it they may be others."""
_seen: set[str] = set()


def note(*, at: datetime) -> int:
    """Keep by what dates are counted from now on. Gives the number of what was kept before, where that is otherwise; else 0."""
    ours, last = told(), CountedBy.objects.order_by("-id").first()
    if last is not None and last.told == ours:
        _seen.add(ours)
        return 0
    if ours in _seen:
        return 0
    CountedBy.objects.create(told=ours, since=at)
    return last.pk if last else 0


def told() -> str:
    """What the profile says of it in this process, as JSON."""
    profile = council().model_dump(mode="json", include=set(_BY))
    return canonical_json(profile | {_HOLIDAYS: version(_HOLIDAYS)})


def is_ours() -> bool:
    """Whether this process counts by what was noted last. One that began before the profile changed does not."""
    return CountedBy.objects.order_by("-id").values_list("told", flat=True).first() == told()


def calendar_then(*, number: int, year_from: int, year_to: int, whose: Whose) -> Calendar:
    """The calendar as it was by what was kept under a number, with the bank holidays as they are known now."""
    kept = read_json(CountedBy.objects.values_list("told", flat=True).get(id=number))
    before = Council.model_validate(council().model_dump() | {name: kept[name] for name in _BY})
    return calendar_by(profile=before, year_from=year_from, year_to=year_to, whose=whose)


def forget() -> None:
    """Forget what this process has seen noted, as one that begins."""
    _seen.clear()
