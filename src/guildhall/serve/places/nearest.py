"""Which places fit what somebody needs, the nearest first. Pure: worked out from the values of all places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from guildhall.kernel.clocks import Opening, local
from guildhall.kernel.distance import Point, metres
from guildhall.serve.places.known import PlaceValue

When = Literal["any", "now", "day"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. ``start`` is where they set out from; ``day`` counts where ``when`` is that day.

    A help, an access and a device are codes; all of them must be there, the helps on the day that was asked for.
    """

    start: Point | None = None
    when: When = "any"
    day: date | None = None
    helps: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A place that fits: how far it is in metres, where that is known; whether it is open now, and when it opens next."""

    place: PlaceValue
    away: int | None
    now: Opening | None
    next: Opening | None


def nearest(places: Iterable[PlaceValue], wanted: Wanted, *, at: datetime) -> tuple[Near, ...]:
    """The places that fit, the nearest first; where no start is known, as they come. Those without a position come last."""
    found = [_near(each, wanted, at) for each in places if _fits(each, wanted, at)]
    if wanted.start is None:
        return tuple(found)
    return tuple(sorted(found, key=lambda each: (each.away is None, each.away or 0)))


def _near(place: PlaceValue, wanted: Wanted, at: datetime) -> Near:
    known = wanted.start is not None and place.point is not None
    away = metres(wanted.start, place.point) if known and wanted.start and place.point else None
    return Near(place, away, place.times.at(at), place.times.after(at))


def _fits(place: PlaceValue, wanted: Wanted, at: datetime) -> bool:
    if not set(wanted.access) <= set(place.access) or not set(wanted.devices) <= set(place.devices):
        return False
    day = local(at).date() if wanted.when == "now" else wanted.day if wanted.when == "day" else None
    if wanted.when == "now" and place.times.at(at) is None:
        return False
    if wanted.when == "day" and (day is None or not place.times.on(day)):
        return False
    return all((help_ := place.help(code)) is not None and (day is None or help_.on(day)) for code in wanted.helps)
