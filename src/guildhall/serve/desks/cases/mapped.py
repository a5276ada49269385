"""The cases of a worklist on a map, beside the table that says the same: drawn here, with nothing fetched from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.estate.door import page, problem
from guildhall.serve.casework import filters as saved
from guildhall.serve.casework import spots
from guildhall.serve.casework.filters import FilterValue, NoSuchFilter
from guildhall.serve.casework.wanted import Wanted, as_said, chosen_from
from guildhall.serve.casework.whereabouts import Whereabouts, whereabouts
from guildhall.serve.casework.worklists import worklist
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import in_words, options
from guildhall.serve.desks.cases.lists import Row, rows
from guildhall.serve.desks.cases.reach import READERS, onlooker
from guildhall.serve.desks.cases.worklist import of_their_teams
from guildhall.serve.desks.staff import account, desk_page

STRETCH = 200
"""So many cases at most are on one map: more would be one blot, and the table beside it no help."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in the table beside the map."""

    row: Row
    where: Whereabouts


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot on the map with its number and the cases that it stands for."""

    number: int
    spot: spots.Spot
    cases: tuple[Placed, ...]

    @property
    def late(self) -> bool:
        """Whether any of them is late."""
        return any(each.row.late for each in self.cases)

    @property
    def named(self) -> str:
        """The streets of its cases, or their wards, as far as these are known."""
        streets = dict.fromkeys(each.where.street for each in self.cases if each.where.street)
        wards = dict.fromkeys(each.where.ward for each in self.cases if each.where.ward)
        return ", ".join([*streets][:3] or [*wards][:3])


@desk_page(*READERS)
def map_page(request: HttpRequest) -> HttpResponse:
    """The chosen cases on a map."""
    return _mapped(request, chosen_from(request.GET.dict()))


@desk_page(*READERS)
def of_filter(request: HttpRequest, number: int) -> HttpResponse:
    """The cases of a saved filter on a map."""
    try:
        found = saved.find(number=number, onlooker=onlooker(request))
    except NoSuchFilter:
        return problem(request=request, status=404)
    return _mapped(request, found.wanted, found)


def _mapped(request: HttpRequest, wanted: Wanted, chosen: FilterValue | None = None) -> HttpResponse:
    within, by, at = onlooker(request), account(request), now()
    wanted = of_their_teams(wanted, within)
    listed = worklist(onlooker=within, wanted=wanted, at=at, after=request.GET.get("after"), limit=STRETCH)
    where = whereabouts(cases=listed.cases)
    placed = [
        Placed(row, where[row.reference])
        for row in rows(listed.cases, at)
        if not (wanted.ward and where[row.reference].withheld)  # the sheet is of that ward, and may lie about
    ]
    on_map = [each for each in placed if each.where.point]
    drawn = spots.plan([each.where.point for each in on_map if each.where.point])
    kept = as_said(wanted)
    query: dict[str, str] = {} if chosen else kept
    return page(
        request=request,
        template="serve/cases/map.jinja",
        account=by,
        desk="cases",
        title=f"{chosen.name}: the map" if chosen else "Cases on a map",
        wanted=wanted,
        options=options(within),
        shows=in_words(wanted),
        drawn=drawn,
        size=(spots.WIDTH, spots.HEIGHT),
        marks=_marks(drawn, on_map),
        nowhere=_nowhere(placed),
        closed=wanted.state == "closed",
        list_address=f"{reverse('serve:cases-filter', kwargs={'number': chosen.number})}"
        if chosen
        else f"{reverse('serve:cases')}?{urlencode(kept)}",
        later=f"?{urlencode(query | {'after': listed.after})}" if listed.after else "",
        first=f"?{urlencode(query)}" if request.GET.get("after") else "",
    )


def _marks(drawn: spots.Plan | None, on_map: Sequence[Placed]) -> tuple[Mark, ...]:
    found = drawn.spots if drawn else ()
    return tuple(
        Mark(number, spot, tuple(on_map[each] for each in spot.points)) for number, spot in enumerate(found, 1)
    )


def _nowhere(placed: Sequence[Placed]) -> list[tuple[str, list[Placed]]]:
    """The cases without a place on the map, by ward; last those of whom no place is shown."""
    groups: dict[str, list[Placed]] = {}
    for each in placed:
        if each.where.point is None:
            name = "Place withheld" if each.where.withheld else each.where.ward or "Ward not known"
            groups.setdefault(name, []).append(each)
    last = ("Ward not known", "Place withheld")
    return sorted(groups.items(), key=lambda each: (last.index(each[0]) + 1 if each[0] in last else 0, each[0]))
