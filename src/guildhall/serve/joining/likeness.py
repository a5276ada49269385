"""Cases that may be about the same thing as one that is being reported: near, recent and open, whatever they were reported as.

Only services whose definition says that their reports are shared are looked through, so that nobody is ever shown another's
private matter; and only what the definition lets anybody see of a report is told. Whose it is, and what they wrote, is not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain, product
from math import cos, radians

from django.db.models import FloatField, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, Coalesce, NullIf, RowNumber
from django.utils.crypto import salted_hmac

from guildhall.kernel.canonical import read_json
from guildhall.kernel.distance import DEGREE, Point, metres
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.service import Service
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.positions import Position, position_of
from guildhall.serve.models import Case, CaseRelation
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

NEAR = 50
"""Metres within which two reports may be of one thing."""
LATELY = timedelta(weeks=12)
MOST = 5
MANY = 300
"""Cases near one place whose answers are read at once."""
_DEGREE = Decimal(111_000)
"""Metres in a degree of latitude: a little fewer than in the United Kingdom, so that the square is not too small."""
_COMPARED = (
    *("reference", "service", "edition_id", "answers", "latitude", "longitude"),
    *("received_on", "assigned_to", "team", "matter"),
)
"""What is read of a case to compare it."""
_BANDS = (10, 25, NEAR)
_SLACK = 0.01
"""Metres by which a distance on the flat may differ."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_FREE = frozenset({"place", "long-text", "text"})
"""The kinds of question that are answered in somebody's own words. They move a suggestion up, and are shown to nobody."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be the same: what of it anybody may see, and for whom works on it by what it is known.

    ``code`` names it to the person who reports and to nobody else, and opens nothing. ``shows`` are labels of answers. ``roughly``:
    one of the two is known by its postcode alone, so that ``metres`` are from the middle of it.
    """

    id: int
    reference: str
    code: str
    service: str
    title: Text
    shows: tuple[Text, ...]
    metres: int
    roughly: bool
    reported_on: date
    working: bool
    team: str
    same_service: bool
    words: tuple[str, ...]

    def said(self, language: str) -> str:
        """What it is, in words: the answers that anybody may see, else the service."""
        return ", ".join(words(each, language) for each in self.shows) or words(self.title, language)


def alike(*, live: Live, answers: Mapping[str, Json], at: datetime, besides: int = 0) -> tuple[Alike, ...]:
    """The open cases that a report with these answers may be the same as, the likeliest first, five at most.

    Where the answers give no position, or the service is not shared, there are none, and nothing is asked. ``besides`` is left
    out: the case that these answers opened. One statement; seven at most, where very many are near.
    """
    here = _position(live, answers)
    if here is None:
        return ()
    rows = _near(here.point, at).exclude(pk=besides)
    return tuple(_ranked(_compared(rows, live.service, answers, here)))


def alike_to(*, case: CaseValue, at: datetime) -> tuple[Alike, ...]:
    """The same for a case that is open already: not those it is joined with, nor those that somebody found to be different.

    Two statements, eight at most; none where it is closed or has no position.
    """
    here = _position(case.live, case.answers)
    if here is None or case.closed_at is not None:
        return ()
    looked_at = CaseRelation.objects.filter(Q(one=case.id) | Q(other=case.id), kind="different", retracted_at=None)
    left_out = {case.id, *chain.from_iterable(looked_at.values_list("one_id", "other_id"))}
    rows = _near(here.point, at).exclude(pk__in=left_out)
    if case.matter:
        rows = rows.exclude(matter=case.matter)
    return tuple(_ranked(_compared(rows, case.live.service, case.answers, here)))


def _position(live: Live, answers: Mapping[str, Json]) -> Position | None:
    return position_of(service=live.compiled, answers=answers) if live.service.shared else None


def _near(here: Point, at: datetime) -> QuerySet[Case]:
    """Every open case in the square round a place, newest first: found by the index of open places."""
    up = NEAR / _DEGREE
    across = up / Decimal(str(round(cos(radians(here.latitude)), 6)))
    shared = [each.id for each in editions.live() if each.service.shared]
    return Case.objects.filter(
        closed_at=None,
        latitude__range=(here.latitude - up, here.latitude + up),
        longitude__range=(here.longitude - across, here.longitude + across),
        opened_at__gte=at - LATELY,
        service__in=shared,
    ).order_by("-opened_at", "-id")


def _compared(
    rows: QuerySet[Case], service: Service, answers: Mapping[str, Json], here: Position
) -> list[tuple[str, Alike]]:
    """These cases as they compare with what is reported, each with the matter it is of, newest first.

    Where there are more than ``MANY``, as on a spot that everybody names, they are read by how likely they can be, the likeliest
    first, until enough matters are found. Of more than ``MANY`` in one band and of one service, the newest of each matter are
    compared. So what is read has an end, however many there are.
    """
    said = _said(service, answers)

    def alike_among(some: Iterable[Case]) -> list[tuple[str, Alike]]:
        return [(_matter(row), each) for row in some if (each := _alike(row, service, said, here)) is not None]

    first = list(rows.only(*_COMPARED)[: MANY + 1])
    if len(first) <= MANY:
        return alike_among(first)
    found: list[tuple[str, Alike]] = []
    for likeliness, some in _by_likeliness(rows, service, here):
        found += alike_among(some.only(*_COMPARED))
        if len({matter for matter, each in found if _order(each)[:2] <= likeliness}) >= MOST:
            break
    return found


def _by_likeliness(
    rows: QuerySet[Case], service: Service, here: Position
) -> Iterator[tuple[tuple[int, bool], QuerySet[Case]]]:
    """``MANY`` of these cases at most for each likeliness that they can have at best: the newest of each matter, then the next.

    The database measures on the flat, which on so few metres differs by less than the ``_SLACK`` that it is given.
    """
    across = DEGREE * cos(radians(here.point.latitude))
    north = (Cast("latitude", FloatField()) - Value(float(here.point.latitude))) * Value(DEGREE)
    east = (Cast("longitude", FloatField()) - Value(float(here.point.longitude))) * Value(across)
    matter = Coalesce(NullIf("matter", Value("")), "reference")
    newest = Window(RowNumber(), partition_by=matter, order_by=("-opened_at", "-id"))
    measured = rows.alias(squared=north * north + east * east)
    bands = {len(_BANDS): (-1, NEAR)} if here.roughly else dict(enumerate(zip((-1, *_BANDS), _BANDS, strict=False)))
    for (band, (nearer, most)), other in product(bands.items(), (False, True)):
        ring = measured.filter(squared__lte=_squared(most))
        if nearer >= 0:
            ring = ring.filter(squared__gt=_squared(nearer))
        ring = ring.exclude(service=service.id) if other else ring.filter(service=service.id)
        yield (band, other), rows.filter(pk__in=ring.order_by(newest, "-opened_at", "-id").values("pk")[:MANY])


def _squared(most: int) -> float:
    """The square of the farthest that is still so many whole metres."""
    return (most + 0.5 + _SLACK) ** 2


def _ranked(found: list[tuple[str, Alike]]) -> list[Alike]:
    """Nearer before farther, the same service before others, the same words before others, newer before older; one of a matter."""
    first: dict[str, Alike] = {}
    for matter, each in sorted(found, key=lambda one: _order(one[1])):
        first.setdefault(matter, each)
    return list(first.values())[:MOST]


def _matter(row: Case) -> str:
    return row.matter or row.reference


def _order(each: Alike) -> tuple[int, bool, int, int, int]:
    band = _band(each.metres, roughly=each.roughly)
    return band, not each.same_service, -len(each.words), -each.reported_on.toordinal(), each.metres


def _band(away: int, *, roughly: bool) -> int:
    return len(_BANDS) if roughly else next(place for place, most in enumerate(_BANDS) if away <= most)


def _alike(row: Case, service: Service, said: frozenset[str], here: Position) -> Alike | None:
    theirs = editions.of_hash(edition=row.edition_id)
    shared = theirs.service.shared
    if shared is None or row.latitude is None or row.longitude is None:
        return None
    away = metres(here.point, Point(row.latitude, row.longitude))
    if away > NEAR:
        return None
    answers = read_json(row.answers)
    there = position_of(service=theirs.compiled, answers=answers)
    return Alike(
        id=row.pk,
        reference=row.reference,
        code=code_of(row.reference),
        service=row.service,
        title=theirs.service.title,
        shows=tuple(_shown(theirs, shared.shows, answers)),
        metres=away,
        roughly=here.roughly or (there is not None and there.roughly),
        reported_on=row.received_on,
        working=bool(row.assigned_to),
        team=row.team,
        same_service=row.service == service.id,
        words=tuple(sorted(said & _said(theirs.service, answers))),
    )


def code_of(reference: str) -> str:
    """What a case is called where its reference is not told: worked out from it, and of no other use."""
    return salted_hmac("guildhall.serve.alike", reference, algorithm="sha256").hexdigest()[:16]


def _shown(live: Live, steps: tuple[str, ...], answers: Mapping[str, Json]) -> Iterator[Text]:
    for step in steps:
        question, value = live.compiled.steps.get(step), answers.get(step)
        if question is not None and value is not None:
            yield {language: question.shown(value, language) for language in live.service.languages}


def _said(service: Service, answers: Mapping[str, Json]) -> frozenset[str]:
    """The words of four letters and more that somebody wrote themselves."""
    found: set[str] = set()
    for question in service.steps:
        value = answers.get(question.id) if question.kind in _FREE and question.sensitivity == "none" else None
        text = value.get("description", "") if isinstance(value, dict) else value
        found |= set(_WORD.findall(str(text or "").casefold()))
    return frozenset(found)
