"""How soon the record is published, and which deadlines were kept, as figures over a span of days.

What was brought in from elsewhere is left out: when that was published here says nothing. No number of days is set for the
notice of a decision ("as soon as reasonably practicable"), so it is measured by the lag, and what waits is counted apart. What was
late for a reason that is on record is told as that, neither as kept nor as missed. Nothing is left out for being one too many.
A response to scrutiny is due within two months (Local Government Act 2000, section 9FE), or by the day that was agreed instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from guildhall.decide import models as m
from guildhall.decide.authority.notified import in_private, told_before
from guildhall.decide.authority.opened import opened
from guildhall.decide.authority.scrutiny import BOUND
from guildhall.decide.authority.standing import act_of
from guildhall.decide.sight import KEEPERS, PUBLIC, seen
from guildhall.estate.door import Onlooker, calendar, council
from guildhall.kernel.authority.facts import FactKind
from guildhall.kernel.authority.publishing import Compliance, Kept, Lags, compliance, kept, lags
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.duties import Duties

PILE = 1000
"""So many decisions are looked at together, a pile after the other until none is left."""

A_DAY = timedelta(days=1)
_KEY, _EXCEPTION = "key-decision-notice", "general-exception"
_PRIVATE = ("private-meeting-notice", "private-meeting-further-notice")
_TOLD: Mapping[str, FactKind] = {
    _KEY: "key-notice-published",
    _EXCEPTION: "general-exception-published",
    _PRIVATE[0]: "private-notice-published",
    _PRIVATE[1]: "private-notice-repeated",
}
"""What tells that each of these duties was kept."""
_AGREED: Mapping[str, FactKind] = {
    "special-urgency": "special-urgency-agreed",
    "private-urgency": "private-urgency-agreed",
}
"""What tells that somebody agreed to each of these ways, which no number of days is set for."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The record lag in days, and for each duty (by its id) how often it was kept."""

    lags: Lags
    duties: Mapping[str, Compliance]


def figures(*, since: date, until: date, onlooker: Onlooker = PUBLIC) -> Figures:
    """The figures of what was decided and held from a day to another, both included, as far as an onlooker may see."""
    days, duties = calendar(year_from=since.year - 1, year_to=until.year + 1), council().duties
    meetings = opened(since=since, until=until, onlooker=onlooker, duties=duties, days=days)
    noticed = _noticed(since, until, onlooker, duties, days)
    found = {**meetings, **noticed, "scrutiny-response": list(_answered(since, until, onlooker))}
    return Figures(lags(_lags(since, until)), {name: compliance(each) for name, each in found.items()})


def _lags(since: date, until: date) -> Iterator[tuple[date, date | None]]:
    """Of every decision, for everybody: one that is never published would make the figures better. Only its day is told."""
    rows = seen(m.Decision, KEEPERS).filter(brought_in=False, taken_on__gte=since, taken_on__lte=until)
    for taken, at in rows.values_list("taken_on", "published_at"):
        if taken is not None:
            yield taken, local(at).date() if at else None


def _noticed(since: date, until: date, onlooker: Onlooker, duties: Duties, days: Calendar) -> Mapping[str, list[Kept]]:
    """Of what the executive and its officers decided, whether it was said beforehand that it is key, or would be in private.

    S.I. 2012/2089, regulations 5 and 9 to 11. A published plan that says so is that notice too. What is only recommended, put off or
    considered is not decided. Where urgency was to be agreed, that is in time by the day of the decision.
    """
    found: dict[str, list[Kept]] = {name: [] for name in (*_TOLD, *_AGREED)}
    for pile in _piles(since, until, onlooker):
        decisions = [each for each in pile if act_of(each) == "decided"]
        private = in_private(decisions, onlooker)
        asked = [each for each in decisions if each.is_key or each.pk in private]
        told = told_before(asked, private, onlooker)
        for each in asked:
            if each.taken_on is None:
                continue
            given = {fact.kind: fact.on for fact in sorted(told[each.pk], key=lambda fact: fact.on, reverse=True)}
            how = {name: kept(duties[name], given.get(kind), each.taken_on, days) for name, kind in _TOLD.items()}
            for name, kind in _AGREED.items():
                if kind in given:
                    how[name] = "kept" if given[kind] <= each.taken_on else "missed"
            for name, as_kept in (
                *(_of_key(how) if each.is_key else ()),
                *(_of_private(how) if each.pk in private else ()),
            ):
                found[name].append(as_kept)
    return found


def _piles(since: date, until: date, onlooker: Onlooker) -> Iterator[list[m.Decision]]:
    """The decisions of the executive and its officers that may be key, or may have been taken in private, a pile at a time."""
    rows = seen(m.Decision, onlooker).filter(brought_in=False, taken_on__gte=since, taken_on__lte=until)
    rows = rows.exclude(path="council").filter(Q(is_key=True) | Q(item__isnull=False) | Q(plan_entry__private=True))
    rows, last = rows.select_related("plan_entry", "item", "recommends_to").order_by("id"), 0
    while pile := list(rows.filter(pk__gt=last)[:PILE]):
        yield pile
        if len(pile) < PILE:
            return
        last = pile[-1].pk


def _of_key(how: Mapping[str, Kept]) -> Iterator[tuple[str, Kept]]:
    """The notice of a key decision. Without 28 days it is excused by another way that was kept, and that way is counted too."""
    ways: dict[str, Kept] = {}
    if how[_KEY] != "kept":
        urgent = how.get("special-urgency")
        ways |= {"special-urgency": urgent} if urgent else {}
        ways |= {_EXCEPTION: how[_EXCEPTION]} if urgent != "kept" and how[_EXCEPTION] != "not-on-record" else {}
    yield _KEY, "excused" if "kept" in ways.values() else how[_KEY]
    yield from ways.items()


def _of_private(how: Mapping[str, Kept]) -> Iterator[tuple[str, Kept]]:
    """The notices of a part in private. Where it was agreed that it is urgent (regulation 5(6)), what was not kept is excused."""
    urgent = how.get("private-urgency") if any(how[name] != "kept" for name in _PRIVATE) else None
    for name in _PRIVATE:
        yield name, "excused" if urgent == "kept" and how[name] != "kept" else how[name]
    if urgent:
        yield "private-urgency", urgent


def _answered(since: date, until: date, onlooker: Onlooker) -> Iterator[Kept]:
    """Of what scrutiny recommended to whom the law binds, whether it was answered by its last day, where that is over.

    What nobody answered is overdue, as its own page says.
    """
    first = seen(m.ScrutinyResponse, onlooker).filter(recommendation=OuterRef("pk")).order_by("given_on")
    rows = seen(m.ScrutinyRecommendation, onlooker).filter(
        to__kind__in=BOUND, response_due_on__gte=since - A_DAY, response_due_on__lt=until
    )
    rows = rows.annotate(given=Subquery(first.values("given_on")[:1]))
    for due, given in rows.values_list("response_due_on", "given"):
        yield "kept" if due is not None and given is not None and given <= due else "missed"
