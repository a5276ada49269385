"""Who is not reached, as officers see it: what came of each ward beside what was to be expected, what was offered, and what would serve.

Everything is read as it was worked out when events were carried; the page asks no file and judges nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from markupsafe import Markup

from guildhall.estate.door import Role, account_of, page, require
from guildhall.kernel.distance import Point, metres, miles
from guildhall.kernel.measures import Figure
from guildhall.kernel.reach import chosen
from guildhall.kernel.reach.choosing import Offered
from guildhall.kernel.reach.mapping import Mapped, State, Words, mapped
from guildhall.serve.door import PlaceValue, places
from guildhall.understand.clock import now
from guildhall.understand.models import Look, LookedWard, Reach, Shortfall
from guildhall.understand.tongue import Tongue

ROLES: tuple[Role, ...] = ("strategy-officer", "service-officer", "service-designer")
"""Whoever can change how people are reached."""
NEAR = 3
_FEW = "too few to show"
_NO_DATA = "no data"
_BAND = re.compile(r"(under)?(\d+)(?:(plus)|to(\d+))?")
_SAYS: Mapping[State, str] = {
    "fewer": "Fewer than chance explains",
    "expected": "No more than chance",
    "untold": "Nothing can be told",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A ward in the table: its number on the map, what came, what was to be expected, what came of a hundred expected, what that says."""

    number: int
    name: str
    came: str
    expected: str
    of_100: str
    between: str
    says: str
    state: State


@dataclass(frozen=True, slots=True)
class Served:
    """A flagged ward: by which ways in others with as much need come, and the places of help near it with their miles."""

    name: str
    ways: tuple[tuple[str, int, int], ...]
    near: tuple[tuple[str, str], ...]


@require_safe
@never_cache
@require(*ROLES)
def reach(request: HttpRequest) -> HttpResponse:
    """The newest look, of one service or of all. Raises ``Http404`` for a service about which nobody came."""
    account, tongue, asked = account_of(request=request), Tongue("en"), request.GET.get("service", "")
    look = Look.objects.order_by("id").last()
    wards = (
        sorted(LookedWard.objects.filter(look=look), key=lambda each: (each.name.casefold(), each.ward)) if look else []
    )
    services = (
        sorted(set(Reach.objects.filter(look=look).exclude(service="").values_list("service", flat=True)))
        if look
        else []
    )
    if asked and asked not in services:
        raise Http404
    cells = {each.ward: each for each in Reach.objects.filter(look=look, service=asked)} if look else {}
    rows = [_row(number, each, cells[each.ward]) for number, each in enumerate(wards, 1) if each.ward in cells]
    of = f"“{tongue.service(asked)}”" if asked else "any service"
    return page(
        request=request,
        template="understand/reach.jinja",
        account=account,
        desk="reach",
        title="Who is not reached",
        t=tongue,
        look=look,
        of=of,
        asked=asked,
        services=sorted(((each, tongue.service(each)) for each in services), key=lambda each: each[1]),
        rows=rows,
        flagged=[each.name for each in rows if each.state == "fewer"],
        withheld=any(each.withheld for each in cells.values()),
        map=_drawn(look, of, wards, rows) if look and rows else "",
        bands=[band(each) for each in _bands(wards)],
        people=[_people(each, _bands(wards)) for each in wards],
        choices=_choices(wards, cells),
        served=list(_served(asked, wards, cells, tongue)) if look else [],
    )


def _row(number: int, ward: LookedWard, cell: Reach) -> Row:
    told = cell.ratio is not None and cell.low is not None and cell.high is not None
    state: State = "fewer" if cell.flagged else "expected" if told else "untold"
    return Row(
        number,
        ward.name,
        _FEW if cell.withheld else f"{cell.observed:,}",
        f"{cell.expected:,.0f}",
        f"{100 * (cell.ratio or 0):.0f}" if told else "",
        f"{100 * (cell.low or 0):.0f} to {100 * (cell.high or 0):.0f}" if told else "",
        _SAYS[state],
        state,
    )


def _drawn(look: Look, of: str, wards: Sequence[LookedWard], rows: Sequence[Row]) -> Markup:
    known = {each.name: each for each in wards}
    areas = [
        Mapped(
            each.number,
            each.state,
            tuple(tuple((x, y) for x, y in ring) for ring in known[each.name].rings),
            known[each.name].latitude,
            known[each.name].longitude,
        )
        for each in rows
    ]
    flagged = ", ".join(each.name for each in rows if each.state == "fewer")
    about = f"Fewer contacts than chance explains: {flagged or 'no ward'}. The table below the map has every ward."
    title = f"Contacts about {of} beside those expected, by ward"
    return Markup(mapped("reach", Words(title, about, dict(_SAYS)), areas, look.high))  # noqa: S704 (our own: it escapes its words)


def _bands(wards: Sequence[LookedWard]) -> list[str]:
    return list(dict.fromkeys(band for each in wards for band in each.by_age))


def _people(ward: LookedWard, bands: Sequence[str]) -> tuple[str, list[str]]:
    """Who lives in a ward, as cells of the table: people, each age group, the most deprived fifth, connectivity."""
    ages = [_share(ward.by_age.get(band), ward.people) for band in bands]
    connected = _NO_DATA if ward.connected is None else f"{100 * ward.connected:.0f}%"
    return ward.name, [f"{ward.people:,}", *ages, _share(ward.deprived, ward.people), connected]


def _share(count: int | None, people: int) -> str:
    return _NO_DATA if count is None or not people else f"{100 * count / people:.0f}%"


def band(code: str) -> str:
    """An age group in words: under 18, 65 to 74, 75 and over; as it stands where it is written otherwise."""
    told = _BAND.fullmatch(code)
    if told is None:
        return code
    under, first, plus, last = told.groups()
    return f"Under {first}" if under else f"{first} and over" if plus else f"{first} to {last}" if last else first


def _choices(wards: Sequence[LookedWard], cells: Mapping[str, Reach]) -> list[tuple[str, str, str]]:
    """Of each ward, then of the council: to how many contacts an online way stood open, and who of those with a choice took it."""
    known = [(each, cells[each.ward]) for each in wards if each.ward in cells]
    whole, parts = chosen(
        [Offered(one.ward, cell.observed, cell.offered, cell.choosing, cell.online) for one, cell in known]
    )
    told = [
        (one.name, _FEW, _FEW)
        if cell.withheld
        else (one.name, _offered(cell.offered, cell.observed), _took(part.chosen))
        for (one, cell), part in zip(known, parts, strict=True)
    ]
    offered, came = sum(cell.offered for _, cell in known), sum(cell.observed for _, cell in known)
    return [*told, ("The whole council", _offered(offered, came), _took(whole.chosen))] if told else []


def _offered(offered: int, came: int) -> str:
    """What was offered is the council's doing and tells of nobody."""
    return "none" if not offered else "all" if offered == came else f"{100 * offered / came:.0f}%"


def _took(figure: Figure) -> str:
    if figure.withheld:
        return _FEW
    return "nobody had a choice" if figure.value is None else f"{100 * figure.value:.0f}%"


def _served(asked: str, wards: Sequence[LookedWard], cells: Mapping[str, Reach], tongue: Tongue) -> Iterator[Served]:
    flagged = [each for each in wards if each.ward in cells and cells[each.ward].flagged]
    if not flagged:
        return
    lacks = list(Shortfall.objects.filter(look=flagged[0].look_id, service=asked).order_by("-fewer", "channel"))
    known = places(at=now())
    for ward in flagged:
        ways = tuple((tongue.channel(each.channel), each.fewer, each.usual) for each in lacks if each.ward == ward.ward)
        yield Served(ward.name, ways, tuple(_near(ward.latitude, ward.longitude, known)))


def _near(
    latitude: Decimal | None, longitude: Decimal | None, known: Sequence[PlaceValue]
) -> Iterator[tuple[str, str]]:
    """The nearest places of help with how far they are; none where it is not known where the ward lies."""
    if latitude is None or longitude is None:
        return
    middle = Point(latitude, longitude)
    placed = sorted((metres(middle, each.point), each.name["en"]) for each in known if each.point)
    for away, name in placed[:NEAR]:
        yield name, f"{miles(away)} miles"
