"""The cases of a ward, for those elected there: by service and street, with no name, no reference and no number of a house.

A councillor is served by how much of what is open, and by where it lies. Neither may lead to somebody: a count below ``FEW`` is not
told, and so the cases that it would count are not listed either, else they could be counted there, or be known by their street and
day. Left out are all of such a service, the finished ones too: what is listed is of services whose count is told. Rows that
only lost their service or street would not do: where one service alone is few, those rows are its count.

What is nobody's private matter, by its definition, such as a pothole, is counted and listed however few there are: anybody who
reports there is shown as much of it, and where it lies says nothing of who lives there.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import read_json
from guildhall.people.door import guarded_among
from guildhall.serve.casework.wards import street_of
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions

FEW = 5
"""Counts below this are not told of private matters: whoever lives there could be known by them."""
STRETCH = 50


@dataclass(frozen=True, slots=True)
class Tally:
    """How many open cases of a service there are in a ward; ``None`` where they are private matters, and fewer than ``FEW``."""

    service: str
    open: int | None


@dataclass(frozen=True, slots=True)
class Anonymous:
    """A case with nothing in it that leads to anybody. ``street`` is empty where it is not known, or must not be told."""

    service: str
    street: str
    opened_at: datetime
    closed: bool


def cases_in(onlooker: Onlooker, ward: str) -> Q:
    """The condition under which an onlooker sees that there is a case in a ward: only in those that elected them."""
    return Q(ward=ward) if ward and ward in onlooker.wards else Q(pk__in=())


def tallies(*, onlooker: Onlooker, ward: str) -> tuple[Tally, ...]:
    """The open cases of a ward, counted by service. One statement."""
    shared = _shared()
    rows = Case.objects.filter(cases_in(onlooker, ward), closed_at=None).values("service").annotate(open=Count("id"))
    return tuple(
        Tally(each["service"], each["open"] if each["open"] >= FEW or each["service"] in shared else None)
        for each in rows.order_by("service")
    )


def listed(
    *,
    onlooker: Onlooker,
    ward: str,
    counted: Iterable[Tally],
    service: str = "",
    after: str = "",
    limit: int = STRETCH,
) -> tuple[tuple[Anonymous, ...], str]:
    """A stretch of the cases of a ward, the newest first, and where the next begins (``""`` at the end). Two statements.

    Those of a service whose count is not told are left out, as it was ``counted`` for whoever looks. The street of somebody
    protected is not told.
    """
    told = {each.service for each in counted if each.open is not None}
    rows = Case.objects.filter(cases_in(onlooker, ward), service__in=told | _shared())
    if service:
        rows = rows.filter(service=service)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(opened_at__lte=before).exclude(opened_at=before, id__gte=last)
    found = list(rows.order_by("-opened_at", "-id")[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return _anonymous(found[:limit]), f"{more.opened_at.isoformat()}~{more.pk}" if more else ""


def _shared() -> frozenset[str]:
    """The services for what is nobody's private matter."""
    return frozenset(live.id for live in editions.live() if live.service.shared)


def _anonymous(rows: Iterable[Case]) -> tuple[Anonymous, ...]:
    shown = list(rows)
    guarded = guarded_among(references={each.customer for each in shown}) if shown else frozenset()
    return tuple(
        Anonymous(
            each.service,
            "" if each.customer in guarded or not each.customer else _street(each),
            each.opened_at,
            each.closed_at is not None,
        )
        for each in shown
    )


def _street(row: Case) -> str:
    live = editions.of_hash(edition=row.edition_id)
    return street_of(service=live.compiled, answers=read_json(row.answers))
