"""Who is not reached: the contacts of each ward held beside what was to be expected of it, worked out when events were carried.

A contact counts once, as what opened a case: whoever asks again where it is did reach us. It is held over whole months, a year of them
at most, so there is something to work out when a month has ended, when other areas are taken up, and when a service changed its ways in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from guildhall.estate.door import calendar
from guildhall.kernel.canonical import content_hash
from guildhall.kernel.clocks import add_months, local
from guildhall.kernel.reach import Area, Cell, Reached, expected, scan
from guildhall.kernel.reach.lacking import lacking
from guildhall.kernel.reach.scanning import LEAST_EXPECTED
from guildhall.kernel.reach.withholding import Key, withheld
from guildhall.serve.door import live
from guildhall.understand import laid
from guildhall.understand.engine import opened
from guildhall.understand.models import Extract, Look, LookedWard, Reach, Round, Shortfall
from guildhall.understand.surveying import Surveyed, surveyed

MONTHS = 12
ONLINE = ("web", "api")
BY_SOMEBODY = ("phone", "counter")
"""Ways in at which somebody answers, while the council is open."""
_SHARE, _DEGREE = Decimal("0.0001"), Decimal("0.000001")
_SPELLS = {"opens": "TIMESTAMP", "closes": "TIMESTAMP"}
_CAME = """
SELECT c.service, COALESCE(c.ward, ''), c.channel, COUNT(*), COUNT(*) FILTER (WHERE c.moment < s.closes)
FROM (SELECT * FROM contacts WHERE opened_case AND day BETWEEN ? AND ?) AS c
ASOF LEFT JOIN spells AS s ON c.moment >= s.opens
GROUP BY 1, 2, 3
"""


@dataclass(slots=True)
class Came:
    """What came: by service, ward and way in, and how many of it while the council was open."""

    all: defaultdict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    open: defaultdict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    contacts: int = 0
    unplaced: int = 0


def look(*, files: Sequence[Path], at: datetime) -> None:
    """Look anew where something may have changed since the last look, by the files of events that count."""
    newest_round, known = Round.objects.exclude(ended_at=None).order_by("id").last(), surveyed()
    if newest_round is None or known is None or not files:
        Look.objects.all().delete()
        return
    until = local(at).date().replace(day=1) - timedelta(days=1)
    ways = {each.id: tuple(each.service.channels.offered()) for each in live()}
    views = [each.model_dump(mode="json") for each in laid.views()]
    definition = content_hash([known.digest, until.isoformat(), sorted(ways.items()), views, _CAME])
    kept = Look.objects.order_by("id").last()
    if kept and kept.definition == definition and not _changed(kept, until):
        return
    first = add_months(until + timedelta(days=1), -MONTHS)
    came = _counted(files, known, ways, first, until)
    found = Look(
        first_day=first,
        last_day=until,
        definition=definition,
        source=known.source,
        high=known.outlines.high if known.outlines else 0,
        unplaced=round(100 * came.unplaced / came.contacts) if came.contacts else 0,
        round=newest_round,
        made_at=at,
    )
    keep(found, tuple(wards_of(known)), tuple(reached(known, ways, came)))


def _changed(kept: Look, until: date) -> bool:
    return Extract.objects.filter(round__gt=kept.round_id, first_day__lte=until).exists()


def _counted(
    files: Sequence[Path], known: Surveyed, ways: Mapping[str, Sequence[str]], first: date, until: date
) -> Came:
    came, wards = Came(), known.wards
    with opened() as engine:
        engine.lay(laid.views(), files, laid.unit_costs(), until)
        engine.take("spells", _SPELLS, _spells(first, until), files[0].parent)
        for service, ward, channel, count, while_open in engine.rows(_CAME, (first, until)):
            if service not in ways:
                continue
            came.contacts += count
            if ward not in wards:
                came.unplaced += count
                continue
            came.all[service, ward][channel] += count
            came.open[service, ward][channel] += while_open
    return came


def _spells(first: date, until: date) -> Iterator[tuple[object, ...]]:
    """When the council is open, from a day to a day (UTC), and a spell of none before."""
    yield datetime(1, 1, 1), datetime(1, 1, 1)  # noqa: DTZ001 (UTC, as the engine has it)
    working = calendar(year_from=first.year, year_to=until.year)
    for day in range((until - first).days + 1):
        for opens, closes in working.open_on(first + timedelta(days=day)):
            yield tuple(each.astimezone(UTC).replace(tzinfo=None) for each in (opens, closes))


def wards_of(known: Surveyed) -> Iterator[LookedWard]:
    """What is known of each ward, from its areas."""
    by_ward: defaultdict[str, list[Area]] = defaultdict(list)
    for each in known.areas:
        by_ward[each.ward].append(each)
    for ward, areas in by_ward.items():
        people = sum(each.people for each in areas)
        bands: Counter[str] = Counter()
        for each in areas:
            bands.update(each.by_age)
        latitude, longitude = _middle(areas)
        yield LookedWard(
            ward=ward,
            name=known.wards[ward],
            people=people,
            by_age={band: count for band, count in bands.items() if band},
            deprived=None
            if any(each.fifth is None for each in areas)
            else sum(each.people for each in areas if each.fifth == 1),
            connected=_connected(areas, people),
            latitude=latitude,
            longitude=longitude,
            rings=known.outlines.wards.get(ward, ()) if known.outlines else (),
        )


def _connected(areas: Sequence[Area], people: int) -> Decimal | None:
    """The share of a ward that can be well connected, each area by its people; nothing where it is not known of one."""
    told = [each.connected * each.people for each in areas if each.connected is not None]
    return (sum(told, Decimal()) / people).quantize(_SHARE) if people and len(told) == len(areas) else None


def _middle(areas: Sequence[Area]) -> tuple[Decimal | None, Decimal | None]:
    told = [(each.lat, each.lon) for each in areas if each.lat is not None and each.lon is not None]
    if not told:
        return None, None
    lat, lon = (sum((each[side] for each in told), Decimal()) / len(told) for side in (0, 1))
    return lat.quantize(_DEGREE), lon.quantize(_DEGREE)


def reached(known: Surveyed, ways: Mapping[str, Sequence[str]], came: Came) -> Iterator[Reach | Shortfall]:
    """Every ward and service about which anybody came, and all services together under an empty one."""
    wards, services = known.wards, sorted({service for service, _ in came.all})
    counts = {(service, ward): came.all[service, ward].total() for service in services for ward in wards}
    needed = {each: _expected(known, each, sum(counts[each, ward] for ward in wards)) for each in services}
    together = {ward: sum(each[ward] for each in needed.values()) for ward in wards}
    for ward in wards:
        counts["", ward] = sum(counts[each, ward] for each in services)
    told = scan(
        Cell(ward, service, "", counts[service, ward], of_service[ward])
        for service, of_service in (("", together), *needed.items())
        for ward in wards
    )
    hidden = withheld({key: count for key, count in counts.items() if key[0]}) if services else frozenset()
    flagged: defaultdict[str, set[str]] = defaultdict(set)
    for each in told:
        if each.flagged:
            flagged[each.cell.service].add(each.cell.area)
        yield _cell(each, (each.cell.service, each.cell.area) in hidden, ways, came, services)
    people = Counter[str]()
    for area in known.areas:
        people[area.ward] += area.people
    for service, some in flagged.items():
        of_service = needed.get(service, together)
        by_ward = {ward: _by_way(came.all, services, service, ward) for ward in wards}
        need = {ward: of_service[ward] / people[ward] if people[ward] else 0.0 for ward in wards}
        for ward in some:
            for lack in lacking(ward, came=by_ward, expected=of_service, need=need, flagged=some):
                yield Shortfall(service=service, ward=ward, channel=lack.channel, fewer=lack.fewer, usual=lack.usual)


def _expected(known: Surveyed, service: str, total: int) -> Mapping[str, float]:
    """What each ward is expected to bring: what its areas are."""
    found: defaultdict[str, float] = defaultdict(float)
    by_area = expected(known.areas, total, known.needs.of(service))
    for each in known.areas:
        found[each.ward] += by_area[each.code]
    return found


def _cell(each: Reached, hidden: bool, ways: Mapping[str, Sequence[str]], came: Came, services: Sequence[str]) -> Reach:
    """``services`` are those that count where the cell is of any."""
    cell, dark = each.cell, hidden or each.seen.withheld
    enough = cell.expected >= LEAST_EXPECTED
    told = enough and not dark
    offered = choosing = online = 0
    for service in [cell.service] if cell.service else services:
        if not set(ONLINE) & set(ways[service]):
            continue
        offered += came.all[service, cell.area].total()
        if set(BY_SOMEBODY) & set(ways[service]):
            choosing += came.open[service, cell.area].total()
            online += sum(came.open[service, cell.area][way] for way in ONLINE)
    return Reach(
        service=cell.service,
        ward=cell.area,
        observed=cell.observed,
        expected=cell.expected,
        ratio=each.ratio if told else None,
        low=each.low if told else None,
        high=each.high if told else None,
        enough=enough,
        withheld=dark,
        flagged=each.flagged,
        offered=offered,
        choosing=choosing,
        online=online,
    )


def _by_way(came: Mapping[Key, Counter[str]], services: Sequence[str], service: str, ward: str) -> Counter[str]:
    return sum((came[each, ward] for each in ([service] if service else services)), Counter())


@transaction.atomic
def keep(found: Look, wards: Sequence[LookedWard], cells: Sequence[Reach | Shortfall]) -> None:
    """Put it in the place of the last look, unless all is carried anew meanwhile. Two who do so take turns."""
    if Round.objects.select_for_update().filter(id=found.round_id).first() is None:
        return
    Look.objects.all().delete()
    found.save(force_insert=True)
    for each in (*wards, *cells):
        each.look = found
    LookedWard.objects.bulk_create(wards, batch_size=200)
    Reach.objects.bulk_create([each for each in cells if isinstance(each, Reach)], batch_size=500)
    Shortfall.objects.bulk_create([each for each in cells if isinstance(each, Shortfall)], batch_size=500)
