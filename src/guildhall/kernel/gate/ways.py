"""The ways through a definition: its pages and the routes between them, with every circle unrolled.

A page is never answered twice on one way, so pages can be laid out in an order in which no way leads back: a page that lies
on a circle stands there once for each set of that circle's pages behind it. What would come back to such a page is a loop.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from guildhall.kernel.conditions import Condition
from guildhall.kernel.journey import Compiled

MOST = 3_000
"""Places in a layout. A form with more ways round its circles than that is not unrolled, and so not proved."""

Sort = Literal["page", "outcome", "end", "loop", "missing"]


class TooManyWays(Exception):
    """A definition whose circles can be gone round in more ways than are laid out."""

    code = "too-many-ways"


@dataclass(frozen=True, slots=True)
class Place:
    """A page on a way, with those pages of its own circle that lie behind."""

    page: str
    behind: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Road:
    """One way on from a place. ``route`` is its number among the page's routes; ``None`` where the page simply goes on."""

    sort: Sort
    to: Place | None
    name: str
    route: int | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class Layout:
    """Every place that can lie on a way, each before those it leads to, and the places that lie before each."""

    start: Place | None
    roads: Mapping[Place, tuple[Road, ...]] = field(default_factory=dict)
    before: Mapping[Place, frozenset[Place]] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self.roads)


def laid_out(service: Compiled) -> Layout:
    """Lay out the ways from the first page on. Raises ``TooManyWays``."""
    start = service.start
    if start is None or start not in service.pages:
        return Layout(None)
    circles = _circles(service)
    first = Place(start)
    roads: dict[Place, tuple[Road, ...]] = {}
    left = [first]
    while left:
        place = left.pop()
        if place in roads:
            continue
        if len(roads) >= MOST:
            raise TooManyWays(service.service.id)
        roads[place] = tuple(_roads(service, place, circles))
        left += [road.to for road in roads[place] if road.to is not None]
    order = _in_order(first, roads)
    before: dict[Place, frozenset[Place]] = {place: frozenset() for place in order}
    for place in order:
        behind = before[place] | {place}
        for road in roads[place]:
            if road.to is not None:
                before[road.to] |= behind
    return Layout(first, {place: roads[place] for place in order}, before)


def _roads(service: Compiled, place: Place, circles: Mapping[str, int]) -> Iterator[Road]:
    routes = service.pages[place.page].page.next
    if routes is None:
        after = service.page_after[place.page]
        yield _road(service, place, circles, after) if after is not None else Road("end", None, "")
        return
    for number, route in enumerate(routes):
        road = _road(service, place, circles, route.to)
        yield Road(road.sort, road.to, road.name, number, route.when)


def _road(service: Compiled, place: Place, circles: Mapping[str, int], to: str) -> Road:
    if to not in service.pages:
        return Road("outcome" if to in service.outcomes else "missing", None, to)
    if to == place.page or to in place.behind:
        return Road("loop", None, to)
    same = circles[to] == circles[place.page]
    return Road("page", Place(to, place.behind | {place.page} if same else frozenset()), to)


def _circles(service: Compiled) -> Mapping[str, int]:
    """The number of the circle on which each page lies; a page on none has a number of its own."""
    networkx = _networkx()
    graph = networkx.DiGraph()
    graph.add_nodes_from(service.pages)
    for page in service.pages.values():
        after = service.page_after[page.id]
        leads = [after] if page.page.next is None else [route.to for route in page.page.next]
        graph.add_edges_from((page.id, to) for to in leads if to in service.pages)
    return {
        page: number
        for number, circle in enumerate(networkx.strongly_connected_components(graph))
        for page in sorted(circle)
    }


def _in_order(first: Place, roads: Mapping[Place, tuple[Road, ...]]) -> list[Place]:
    """Every place before those that it leads to."""
    order: list[Place] = []
    seen: set[Place] = set()
    left: list[tuple[Place, bool]] = [(first, False)]
    while left:
        place, done = left.pop()
        if done:
            order.append(place)
        elif place not in seen:
            seen.add(place)
            left.append((place, True))
            left += [(road.to, False) for road in reversed(roads[place]) if road.to is not None]
    return order[::-1]


def _networkx() -> Any:
    import networkx as nx  # noqa: PLC0415 (heavy: loaded only when a definition is examined)

    return nx
