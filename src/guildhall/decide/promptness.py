"""How soon the record is published, and which deadlines were kept, as figures over a span of days.

What was brought in from elsewhere is left out: when that was published here says nothing. No number of days is set for the
notice of a decision ("as soon as reasonably practicable"), so it is measured by the lag, and what waits is counted apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef

from guildhall.decide import models as m
from guildhall.decide.authority.notified import in_private, told_before
from guildhall.decide.sight import KEEPERS, PUBLIC, seen
from guildhall.estate.door import Onlooker, calendar, council
from guildhall.kernel.authority.facts import FactKind
from guildhall.kernel.authority.publishing import Compliance, Kept, Lags, compliance, kept, lags
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.duties import Duties

MOST = 5000
"""Decisions, and meetings, that are looked at, the latest ones; no council has more in a year."""

_URGENT = frozenset[FactKind]({"private-urgency-agreed"})
_NOTICES: Mapping[str, tuple[FactKind, frozenset[FactKind]]] = {
    "key-decision-notice": (
        "key-notice-published",
        frozenset({"general-exception-published", "special-urgency-agreed"}),
    ),
    "private-meeting-notice": ("private-notice-published", _URGENT),
    "private-meeting-further-notice": ("private-notice-repeated", _URGENT),
}
"""What tells that each of these duties was kept, and the urgent ways by which it is not asked for."""


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
    return Figures(lags(_lags(since, until)), {name: compliance(each) for name, each in {**agendas, **noticed}.items()})


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

    S.I. 2012/2089, regulations 5 and 9. A published plan that says so is that notice too. Regulation 5 is of meetings alone. What was
    decided by an urgent way has another duty, and is not asked.
    """
    rows = seen(m.Decision, onlooker).filter(brought_in=False, taken_on__gte=since, taken_on__lte=until)
    rows = rows.exclude(path="council").select_related("plan_entry", "item").order_by("-listed_on", "-id")
    decisions = list(rows[:MOST])
    private = in_private(decisions, onlooker)
    asked = [each for each in decisions if each.is_key or each.pk in private]
    told = told_before(asked, private, onlooker)
    found: dict[str, list[Kept]] = {name: [] for name in _NOTICES}
    for each in asked:
        given = {fact.kind: fact.on for fact in sorted(told[each.pk], key=lambda fact: fact.on, reverse=True)}
        for name, (kind, urgent) in _NOTICES.items():
            holds = each.is_key if kind == "key-notice-published" else each.pk in private and each.item_id is not None
            if holds and each.taken_on and (kind in given or not urgent & given.keys()):
                found[name].append(kept(duties[name], given.get(kind), each.taken_on, days))
    return found
