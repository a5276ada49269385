"""How soon the record is published, and which deadlines were kept, as figures over a span of days.

What was brought in from elsewhere is left out: when that was published here says nothing. No number of days is set for the
notice of a decision ("as soon as reasonably practicable"), so it is measured by the lag, and what waits is counted apart.
A response to scrutiny is due within two months (Local Government Act 2000, section 9FE), or by the day that was agreed instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Min, OuterRef, Subquery

from guildhall.decide import models as m
from guildhall.decide.authority.notified import in_private, told_before
from guildhall.decide.authority.scrutiny import BOUND
from guildhall.decide.authority.standing import act_of
from guildhall.decide.sight import KEEPERS, PUBLIC, seen
from guildhall.estate.door import Onlooker, calendar, council
from guildhall.kernel.authority.facts import FactKind
from guildhall.kernel.authority.publishing import Compliance, Kept, Lags, compliance, kept, lags
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.duties import Duties

MOST = 5000
"""Decisions, and meetings, that are looked at, the latest ones; no council has more in a year."""

A_DAY = timedelta(days=1)
_AGREED = frozenset[FactKind]({"special-urgency-agreed", "private-urgency-agreed"})
"""What is agreed before it is decided, or is no urgent way."""

_KEY, _EXCEPTION = "key-decision-notice", "general-exception"
_PRIVATE = ("private-meeting-notice", "private-meeting-further-notice")
_TOLD: Mapping[str, FactKind] = {
    _KEY: "key-notice-published",
    _EXCEPTION: "general-exception-published",
    _PRIVATE[0]: "private-notice-published",
    _PRIVATE[1]: "private-notice-repeated",
}
"""What tells that each of these duties was kept."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The record lag in days, and for each duty (by its id) how often it was kept."""

    lags: Lags
    duties: Mapping[str, Compliance]


def figures(*, since: date, until: date, onlooker: Onlooker = PUBLIC) -> Figures:
    """The figures of what was decided and held from a day to another, both included, as far as an onlooker may see."""
    days, duties = calendar(year_from=since.year - 1, year_to=until.year + 1), council().duties
    agendas = _agendas(since, until, onlooker, duties, days)
    noticed = _noticed(since, until, onlooker, duties, days)
    found = {**agendas, **noticed, "scrutiny-response": list(_answered(since, until, onlooker))}
    return Figures(lags(_lags(since, until)), {name: compliance(each) for name, each in found.items()})


def _lags(since: date, until: date) -> Iterator[tuple[date, date | None]]:
    """Of every decision, for everybody: one that is never published would make the figures better. Only its day is told."""
    rows = seen(m.Decision, KEEPERS).filter(brought_in=False, taken_on__gte=since, taken_on__lte=until)
    for taken, at in rows.order_by("-listed_on", "-id").values_list("taken_on", "published_at")[:MOST]:
        if taken is not None:
            yield taken, local(at).date() if at else None


def _agendas(since: date, until: date, onlooker: Onlooker, duties: Duties, days: Calendar) -> Mapping[str, list[Kept]]:
    """Of meetings that were held, whether their agendas came out in time: the first of their items says when."""
    found: dict[str, list[Kept]] = {"agenda": [], "executive-agenda": []}
    read = m.SourceText.objects.filter(subject=OuterRef("meeting__reference"))
    held = seen(m.AgendaItem, onlooker).filter(~Exists(read), meeting__day__gte=since, meeting__day__lte=until)
    held = held.exclude(meeting__in=m.MeetingChange.objects.filter(kind="cancelled").values("meeting"))
    own, above = "meeting__organization__kind", "meeting__organization__parent__kind"
    rows = held.values("meeting_id", "meeting__day", own, above).annotate(out=Min("published_at"))
    for row in rows.order_by("-meeting__day", "-meeting_id")[:MOST]:
        kind = row[above] if row[own] == "sub-committee" else row[own]
        duty = "executive-agenda" if kind == "executive" else "agenda"
        out = local(row["out"]).date() if row["out"] else None
        found[duty].append(kept(duties[duty], out, row["meeting__day"], days))
    return found


def _noticed(since: date, until: date, onlooker: Onlooker, duties: Duties, days: Calendar) -> Mapping[str, list[Kept]]:
    """Of what the executive and its officers decided, whether it was said beforehand that it is key, or would be in private.

    S.I. 2012/2089, regulations 5 and 9 to 11. A published plan that says so is that notice too. What is only recommended, put off or
    considered is not decided.
    """
    rows = seen(m.Decision, onlooker).filter(brought_in=False, taken_on__gte=since, taken_on__lte=until)
    rows = rows.exclude(path="council").select_related("plan_entry", "item", "recommends_to")
    decisions = [each for each in rows.order_by("-listed_on", "-id")[:MOST] if act_of(each) == "decided"]
    private = in_private(decisions, onlooker)
    asked = [each for each in decisions if each.is_key or each.pk in private]
    told = told_before(asked, private, onlooker)
    found: dict[str, list[Kept]] = {name: [] for name in _TOLD}
    for each in asked:
        if each.taken_on is None:
            continue
        known = [fact for fact in told[each.pk] if fact.kind not in _AGREED or fact.on <= each.taken_on]
        given = {fact.kind: fact.on for fact in sorted(known, key=lambda fact: fact.on, reverse=True)}
        how = {name: kept(duties[name], given.get(kind), each.taken_on, days) for name, kind in _TOLD.items()}
        names = [
            *(_of_key(how, given) if each.is_key else ()),
            *(_of_private(how, given) if each.pk in private else ()),
        ]
        for name in names:
            found[name].append(how[name])
    return found


def _of_key(how: Mapping[str, Kept], given: Mapping[FactKind, date]) -> tuple[str, ...]:
    """The duty by which a key decision was to be noticed: where 28 days were not kept, that of the way that was gone instead.

    The chair of scrutiny who agreed to special urgency leaves none to be counted (regulation 11).
    """
    if how[_KEY] == "kept" or not {_TOLD[_EXCEPTION], "special-urgency-agreed"} & given.keys():
        return (_KEY,)
    return () if "special-urgency-agreed" in given else (_EXCEPTION,)


def _of_private(how: Mapping[str, Kept], given: Mapping[FactKind, date]) -> tuple[str, ...]:
    """The duties of a meeting in private: where it was agreed that it is urgent (regulation 5(6)), those that were kept."""
    return tuple(name for name in _PRIVATE if how[name] == "kept" or "private-urgency-agreed" not in given)


def _answered(since: date, until: date, onlooker: Onlooker) -> Iterator[Kept]:
    """Of what scrutiny recommended to whom the law binds, whether it was answered by its last day, where that is over.

    What nobody answered is overdue, as its own page says.
    """
    first = seen(m.ScrutinyResponse, onlooker).filter(recommendation=OuterRef("pk")).order_by("given_on")
    rows = seen(m.ScrutinyRecommendation, onlooker).filter(
        to__kind__in=BOUND, response_due_on__gte=since - A_DAY, response_due_on__lt=until
    )
    rows = rows.annotate(given=Subquery(first.values("given_on")[:1])).order_by("-response_due_on", "-id")
    for due, given in rows.values_list("response_due_on", "given")[:MOST]:
        yield "kept" if due is not None and given is not None and given <= due else "missed"
