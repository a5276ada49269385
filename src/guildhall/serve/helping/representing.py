"""What those who act for others see of cases and journeys: what was given to them, while it stands, and nothing else.

A matter has a few references: its case, the journey that led to it, its service. A representation covers it by any of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guildhall.estate.door import Onlooker
from guildhall.people.door import (
    WHY_NOT,
    Power,
    RepresentationValue,
    WhyNot,
    acts_as,
    may_act,
    names_of,
    representations_seen,
    same_as,
    why_not_act,
)
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case, Journey

STRETCH = 30


@dataclass(frozen=True, slots=True)
class Matter:
    """Something about which somebody is helped: a case, or a journey that has not led to one."""

    principal: str
    service: str
    journey: UUID
    case: str = ""
    opened_at: datetime | None = None
    assigned: bool = False
    closed: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """Every reference by which a scope may name it."""
        case = (f"case/{self.case}",) if self.case else ()
        return (*case, f"journey/{self.journey}", f"service/{self.service}")


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody for whom somebody acts, by one representation, and the matters within it."""

    representation: RepresentationValue
    name: str
    matters: tuple[Matter, ...]


def matter_of_case(case: CaseValue) -> Matter:
    """The matter of a case. One statement where its customer is not registered yet."""
    whose = case.customer or _spoken_for(case.journey)
    closed = case.closed_at is not None
    return Matter(
        whose,
        case.service,
        case.journey,
        case.reference,
        case.opened_at,
        assigned=bool(case.assigned_to),
        closed=closed,
    )


def matter_of_journey(journey: UUID) -> Matter | None:
    """The matter of a journey in which somebody speaks for another; ``None`` where there is none. One statement."""
    row = Journey.objects.filter(id=journey).values_list("on_behalf_of", "service", "case__reference").first()
    return Matter(row[0], row[1], journey, row[2] or "") if row and row[0] else None


def matter_of_form(journey: UUID) -> Matter:
    """The matter of a form that is under way, of whomever it is about, also where they speak for themselves. One statement."""
    row = Journey.objects.values_list("on_behalf_of", "customer", "service").get(id=journey)
    return Matter(row[0] or row[1], row[2], journey)


def standing(*, onlooker: Onlooker, matter: Matter, at: datetime, power: Power = "hear") -> RepresentationValue | None:
    """The representation by which an onlooker may hear of a matter, or speak in it, at this moment; ``None`` without one."""
    if not matter.principal:
        return None
    found = (
        may_act(agent=each, principal=matter.principal, power=power, about=matter.about, at=at)
        for each in acts_as(onlooker=onlooker)
    )
    return next((each for each in found if each), None)


def why_not(*, onlooker: Onlooker, matter: Matter, at: datetime) -> WhyNot:
    """Why an onlooker does not act in a matter now. Of what was never given to them, that it exists is no news of theirs."""
    found = [
        why_not_act(agent=each, principal=matter.principal, about=matter.about, at=at)
        for each in acts_as(onlooker=onlooker)
        if matter.principal
    ]
    return min(found, key=WHY_NOT.index, default="nothing-recorded")


def helped(
    *, onlooker: Onlooker, at: datetime, after: str = "", limit: int = STRETCH
) -> tuple[tuple[Helped, ...], str]:
    """A stretch of those for whom an onlooker acts now, the newest first, and where the next begins (``""`` at the end).

    The number of statements is the same however many there are.
    """
    given = representations_seen(onlooker=onlooker, at=at, after=after, limit=limit + 1)
    shown = given[:limit]
    last = shown[-1] if len(given) > limit else None
    same = same_as(references={each.principal for each in shown}) if shown else {}
    names = names_of(references={other for each in same.values() for other in each}) if shown else {}
    matters = _matters(shown, same)
    found = tuple(
        Helped(
            each,
            next((names[other] for other in same[each.principal] if names.get(other)), ""),
            tuple(one for one in matters if one.principal in same[each.principal] and each.covers(one.about)),
        )
        for each in shown
    )
    return found, f"{last.since.isoformat()}~{last.id}" if last else ""


def _matters(given: Sequence[RepresentationValue], same: dict[str, tuple[str, ...]]) -> list[Matter]:
    """Every matter of these people that a scope may name: their cases, and the journeys that are named. Two statements."""
    asked, begun = Q(pk__in=()), set[UUID]()
    whole = set[str]()
    for each in given:
        parties = same[each.principal]
        named = [one.partition("/")[::2] for one in each.scope]
        cases = [name for kind, name in named if kind == "case"]
        services = [name for kind, name in named if kind == "service"]
        journeys = [UUID(name) for kind, name in named if kind == "journey"]
        begun |= set(journeys)
        if not named:
            whole |= set(parties)
        if services:
            asked |= _theirs(parties) & Q(service__in=services)
        if cases:
            asked |= Q(reference__in=cases)
    asked |= _theirs(whole) | Q(journey_id__in=begun)
    columns = ("customer", "service", "journey_id", "reference", "opened_at", "assigned_to", "closed_at")
    rows = Case.objects.filter(asked).order_by("-opened_at", "-id").values_list(*columns, "journey__on_behalf_of")
    found = [
        Matter(row[0] or row[7], row[1], row[2], row[3], row[4], assigned=bool(row[5]), closed=row[6] is not None)
        for row in rows
    ]
    waiting = Journey.objects.filter(id__in=begun, case=None).exclude(on_behalf_of="").order_by("-begun_at")
    under_way = waiting.values_list("on_behalf_of", "service", "id", "begun_at")
    return [Matter(row[0], row[1], row[2], opened_at=row[3]) for row in under_way] + found


def _theirs(parties: Iterable[str]) -> Q:
    """Cases of these parties, also those whose customer the worker has not written down yet."""
    return Q(customer__in=list(parties)) | Q(customer="", journey__on_behalf_of__in=list(parties))


def _spoken_for(journey: UUID) -> str:
    return Journey.objects.values_list("on_behalf_of", flat=True).get(id=journey)
