"""How soon the record is published, and which deadlines were kept, as figures over a span of days.

What was brought in from elsewhere is left out: when that was published here says nothing. No number of days is set for the
notice of a decision ("as soon as reasonably practicable"), so it is measured by the lag, and what waits is counted apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef

from guildhall.decide import models as m
from guildhall.decide.sight import KEEPERS, PUBLIC, seen
from guildhall.estate.door import Onlooker, calendar, council
from guildhall.kernel.authority.publishing import Compliance, Kept, Lags, compliance, kept, lags
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.duties import Duties

MOST = 5000
"""Decisions, and meetings, that are looked at, the latest ones; no council has more in a year."""
_URGENT = ("general-exception", "special-urgency")


@dataclass(frozen=True, slots=True)
class Figures:
    """The record lag in days, and for each duty (by its id) how often it was kept."""

    lags: Lags
    duties: Mapping[str, Compliance]


def figures(*, since: date, until: date, onlooker: Onlooker = PUBLIC) -> Figures:
    """The figures of what was decided and held from a day to another, both included, as far as an onlooker may see."""
    days, duties = calendar(year_from=since.year - 1, year_to=until.year + 1), council().duties
    agendas = _agendas(since, until, onlooker, duties, days)
    key = compliance(_key_decisions(since, until, onlooker, duties, days))
    found = {name: compliance(each) for name, each in agendas.items()} | {"key-decision-notice": key}
    return Figures(lags(_lags(since, until)), found)


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


def _key_decisions(since: date, until: date, onlooker: Onlooker, duties: Duties, days: Calendar) -> Iterator[Kept]:
    """Of key decisions, whether 28 days' notice was given. Those by an urgent way have another duty, and are not asked."""
    notices = seen(m.Notice, onlooker).filter(withdrawn_at=None, plan_entry__isnull=False)
    notices = notices.filter(plan_entry__decisions__taken_on__gte=since)
    given = dict(notices.filter(kind="key-decision").values_list("plan_entry").annotate(out=Min("published_at")))
    urgent = set(notices.filter(kind__in=_URGENT).values_list("plan_entry", flat=True)) - given.keys()
    rows = seen(m.Decision, onlooker).filter(is_key=True, brought_in=False, taken_on__gte=since, taken_on__lte=until)
    rows = rows.exclude(path="council").order_by("-listed_on", "-id")
    for entry, taken in rows.values_list("plan_entry", "taken_on")[:MOST]:
        out = given.get(entry)
        if entry not in urgent and taken is not None:
            yield kept(duties["key-decision-notice"], local(out).date() if out else None, taken, days)
