"""Who looked: at a person, and at what stands in a case. Written down at every look, and read by those who answer for it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from typing import get_args

from guildhall.estate.door import Onlooker, Role, accounts_holding
from guildhall.kernel.clocks import local
from guildhall.people.door import LookValue, looks_listed, same_as
from guildhall.serve.models import Case, CaseLook
from guildhall.serve.sight import cases_seen

STRETCH = 50
MOST = 2_000
"""How many looks stand in a copy for the person, at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: an account, at which person or case, on which page, and when."""

    of: str
    by: str
    page: str
    at: datetime


def looked_at_cases(*, references: Iterable[str], by: str, page: str, at: datetime) -> None:
    """Write down that somebody of the staff looked at these cases. Two statements."""
    cases = Case.objects.filter(reference__in=list(references)).values_list("id", flat=True)
    CaseLook.objects.bulk_create([CaseLook(case_id=each, by=by, page=page, at=at) for each in cases])


def looks_at(*, of: str, onlooker: Onlooker, after: str = "", limit: int = STRETCH) -> tuple[tuple[Look, ...], str]:
    """A stretch of who looked at a person (and their cases) or at one case, the last first; and where the next begins.

    ``of`` is a reference. Of a person's cases only those that the onlooker sees are told, here as everywhere: which cases somebody
    has is not learnt from who looked at them. A few statements, whatever their number.
    """
    before, rank = _mark(after)
    parties = same_as(references=[of])[of] if of.startswith("party/") else ()
    cases = CaseLook.objects.select_related("case")
    if parties:
        cases = cases.filter(case__in=Case.objects.filter(cases_seen(onlooker), customer__in=parties))
    else:
        cases = cases.filter(case__reference=of.partition("/")[2])
    people: list[tuple[datetime, int, int, Look]] = []
    if parties:
        found = looks_listed(references=parties, before=_before(before, rank, 1), limit=limit + 1)
        people = [(each.at, 1, number, _of_person(of, each)) for number, each in found]
    within = _before(before, rank, 0)
    if within is not None:
        moment, last = within
        cases = cases.filter(at__lte=moment).exclude(at=moment, id__gte=last)
    rows = [
        (each.at, 0, each.pk, Look(f"case/{each.case.reference}", each.by, each.page, each.at))
        for each in cases.order_by("-at", "-id")[: limit + 1]
    ]
    merged = list(merge(people, rows, key=lambda each: each[:3], reverse=True))
    last_one = merged[limit - 1] if len(merged) > limit else None
    mark = f"{last_one[0].isoformat()}~{last_one[1]}~{last_one[2]}" if last_one else ""
    return tuple(each[3] for each in merged[:limit]), mark


def roles_that_looked(*, parties: Sequence[str]) -> list[tuple[date, str, str]]:
    """On which days people of which role looked, and at which page: for the person, who is told roles and not names."""
    roles = _roles()
    people = [each for _number, each in looks_listed(references=parties, limit=MOST)]
    rows = CaseLook.objects.filter(case__customer__in=parties).order_by("-at", "-id")[:MOST]
    cases = [LookValue(each.by, each.page, each.at) for each in rows]
    found = {(local(each.at).date(), roles.get(each.by, "staff"), each.page) for each in (*people, *cases)}
    return sorted(found, reverse=True)


def _roles() -> dict[str, str]:
    """Everybody's role, by their account's reference; of several, the first that there is."""
    names: Iterable[Role] = get_args(Role)
    return {each.reference: role for role in reversed(list(names)) for each in accounts_holding(role=role)}


def _of_person(of: str, each: LookValue) -> Look:
    return Look(of, each.by, each.page, each.at)


def _mark(after: str) -> tuple[tuple[datetime, int] | None, int]:
    moment, _, rest = after.partition("~")
    rank, _, number = rest.partition("~")
    with suppress(ValueError, OverflowError):
        last, at, kind = int(number), datetime.fromisoformat(moment), int(rank)
        if at.tzinfo is not None and abs(last) < 2**63:
            return (at, last), kind
    return None, 0


def _before(mark: tuple[datetime, int] | None, rank: int, kind: int) -> tuple[datetime, int] | None:
    """Where the rows of a kind go on: at one moment, people's looks (1) stand before those at cases (0)."""
    if mark is None or rank == kind:
        return mark
    return (mark[0], 0) if kind > rank else (mark[0], 2**63 - 1)
