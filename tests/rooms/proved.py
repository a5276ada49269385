"""Figures as they stand once events of two years were carried: months of the whole, quarters by its parts, and the newest year."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from guildhall.kernel.clocks import add_months
from guildhall.understand.models import Rolled, Rollup, Round

Counted = tuple[int, int]
"""How many were counted, and of how many it is so that a share asks for."""
CHANNELS = {"web": 50, "phone": 30, "counter": 17, "paper": 3}
WARDS = {"E05990001": 40, "E05990002": 35, "E05990003": 24, "": 1}
"""How many of a hundred are of each; of some it is not known."""


def worked_out(name: str, services: Mapping[str, Callable[[int], Counted]], *, at: datetime) -> None:
    """What a share comes to for pages: by service, what was counted in each of the 24 months before a moment, oldest first.

    By channel and ward the counts are shared out; of the few of a small part it is always so.
    """
    until = at.date().replace(day=1) - timedelta(days=1)
    rolled = Rolled(
        measure=name,
        until=until,
        definition="",
        made_at=at,
        round=Round.objects.create(began_at=at, ended_at=at, through=at),
    )
    rolled.save(force_insert=True)
    months = [add_months(until.replace(day=1), -place) for place in reversed(range(24))]
    counted = {service: [told(place) for place in range(24)] for service, told in services.items()}
    rows = []
    for place, month in enumerate(months):
        rows.append(_row(rolled, "month", month, _end(month), "", "", _sum(each[place] for each in counted.values())))
    over = -((until.month) % 3)  # months of a quarter that is not over yet
    quarters = [slice(24 + over - 3 * each, (24 + over - 3 * each + 3) or None) for each in range(1, 8)]
    for latest, some in [*((False, each) for each in reversed(quarters)), (True, slice(24 + over - 12, 24 + over))]:
        whole = _sum(sum_ for each in counted.values() for sum_ in each[some])
        first, last = months[some][0], _end(months[some][-1])
        parts = [("", "", whole)]
        parts += [("service", service, _sum(each[some])) for service, each in counted.items()]
        for by, shares in (("channel", CHANNELS), ("ward", WARDS)):
            parts += [(by, part, (whole[0] * share // 100, whole[1] * share // 100)) for part, share in shares.items()]
        rows += [_row(rolled, "quarter", first, last, by, part, each, latest=latest) for by, part, each in parts]
    Rollup.objects.bulk_create(rows)


def _row(
    rolled: Rolled, grain: str, first: date, last: date, by: str, part: str, counted: Counted, *, latest: bool = False
) -> Rollup:
    return Rollup(
        rolled=rolled, grain=grain, latest=latest, first_day=first, last_day=last, by=by, part=part, count=counted[0],
        hits=counted[1],
    )  # fmt: skip


def _sum(counted: Iterable[Counted]) -> Counted:
    told = tuple(counted)
    return sum(each[0] for each in told), sum(each[1] for each in told)


def _end(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)
