"""Made-up events of more than a year, as services tell them: the same for the same seed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from guildhall.ledger.door import Actor, Entry, Value, record_all
from guildhall.ledger.values import ActorKind

T = TypeVar("T")
FIRST = datetime(2025, 1, 20, 8, tzinfo=UTC)
DAYS = 420
_CHANNELS = ("web", "web", "web", "phone", "counter", "paper")
_SERVICES = ("missed-bin", "pothole", "council-tax")
_WARDS = ("mill-lane", "harbour", "E05001234", None)
_ACTORS: tuple[ActorKind, ...] = ("resident", "staff", "helper", "partner", "system")


def tell(seed: int, subjects: int, *, first: datetime = FIRST, days: int = DAYS) -> None:
    """Record what happened to so many cases, and as much beside them."""
    chance = Random(seed)
    for number in range(subjects):
        at = first + timedelta(seconds=chance.randrange(days * 86_400))
        name = f"{seed}-{number}"
        _record(chance, f"case/{name}", _case(chance, name, at))
        if chance.random() < 0.7:
            _record(chance, f"contact/{name}", [(at + _later(chance, 40), "contact.made", _contact(chance, name))])
        if chance.random() < 0.6:
            _record(chance, f"journey/{name}x", _journey(chance, at))
        if chance.random() < 0.5:
            score: Value = chance.randint(1, 5)
            told = {"service": _of(chance, _SERVICES), "channel": _of(chance, _CHANNELS), "score": score}
            _record(chance, f"satisfaction/{name}", [(at, "satisfaction.given", told)])


_Happened = list[tuple[datetime, str, dict[str, Value]]]


def _case(chance: Random, name: str, at: datetime) -> _Happened:
    opened: dict[str, Value] = {"service": _of(chance, _SERVICES), "channel": _of(chance, _CHANNELS)}
    opened |= {"ward": ward} if (ward := _of(chance, _WARDS)) else {}
    opened |= {"journey": f"journey/{name}"} if chance.random() < 0.9 else {}
    opened |= _due(chance, at, "due", "due_at") if chance.random() < 0.9 else {}
    opened |= {"received": (at - timedelta(days=chance.randrange(4))).date()} if chance.random() < 0.2 else {}
    happened: _Happened = [(at, "case.opened", opened)]
    for _ in range(chance.choice((0, 1, 1, 2, 3, 4, 6, 9))):
        at += _later(chance, 15)
        happened.append((at, *_next(chance, at)))
    return happened


def _next(chance: Random, at: datetime) -> tuple[str, dict[str, Value]]:
    turn = chance.randrange(8)
    if turn == 0:
        owed = _of(chance, ("promise", "again-1", "inspection"))
        return "due.changed", {"owed": owed, "why": "paused"} | (
            _due(chance, at, "new", "new_at") if chance.random() < 0.8 else {}
        )
    if turn == 1:
        return "obligation.begun", {"owed": _of(chance, ("again-2", "reply"))} | _due(chance, at, "due", "")
    if turn == 2:
        return "case.reopened", {"reason": "not-done", "clock": "continues"}
    if turn == 3:
        return "case.noted", {"shown": "staff"}
    return "case.closed", {"outcome": _of(chance, ("done", "refused"))}


def _due(chance: Random, at: datetime, day: str, moment: str) -> dict[str, Value]:
    due = at + timedelta(days=chance.randrange(1, 20))
    told: dict[str, Value] = {day: due.date()}
    return told | ({moment: due} if moment and chance.random() < 0.3 else {})


def _contact(chance: Random, name: str) -> dict[str, Value]:
    told: dict[str, Value] = {
        "channel": _of(chance, _CHANNELS),
        "reason": _of(chance, ("progress", "advice", "handover", "opening-hours")),
    }
    told |= {"direction": _of(chance, ("in", "out"))} if chance.random() < 0.8 else {}
    told |= {"case": f"case/{name}"} if chance.random() < 0.6 else {"service": _of(chance, _SERVICES)}
    told |= {"journey": f"journey/{name}"} if chance.random() < 0.3 else {}
    told |= {"failure_demand": chance.random() < 0.5} if chance.random() < 0.8 else {}
    return told | ({"waited": chance.randrange(900), "handled": chance.randrange(900)} if chance.random() < 0.3 else {})


def _journey(chance: Random, at: datetime) -> _Happened:
    told: dict[str, Value] = {"service": _of(chance, _SERVICES), "channel": _of(chance, _CHANNELS)}
    happened: _Happened = [(at, "journey.begun", told)]
    over = at + _later(chance, 3)
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        happened.append((over, "journey.ended", told | {"outcome": "not-eligible"}))
        over += _later(chance, 1) * chance.randrange(2)
    if len(happened) == 1:
        happened.append(
            (at + timedelta(days=28), "journey.stopped", told | {"step": _of(chance, ("address", "bin", "A1"))})
        )
    return happened


def _record(chance: Random, subject: str, happened: _Happened) -> None:
    entries = []
    for at, kind, data in happened:
        actor = Actor(_of(chance, _ACTORS), "account/1")
        entries.append(Entry(kind, actor, at, "party/7" if chance.random() < 0.1 else "", "staff", data))
        if chance.random() < 0.03:  # a task that is done twice
            entries.append(entries[-1])
    record_all(subject=subject, entries=entries)


def _later(chance: Random, days: int) -> timedelta:
    return timedelta(seconds=chance.randrange(1, days * 86_400))


def _of(chance: Random, some: Sequence[T]) -> T:
    return chance.choice(some)


def last_day() -> date:
    """By when all of it has happened."""
    return (FIRST + timedelta(days=DAYS + 200)).date()
