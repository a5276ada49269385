"""How soon the record is published: days from decision to publication, and which deadlines were kept, over the last year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.desks.public.saying import Tongue, shown
from guildhall.decide.sight import seen
from guildhall.estate.door import calendar
from guildhall.kernel.authority.publishing import Compliance, Kept, compliance, kept, lags
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.clocks.duties import duties
from guildhall.kernel.model import words

YEAR = timedelta(days=365)
MOST = 5000
"""Decisions and meetings of a year that are looked at; no council has more."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to publish in time, how often it was kept, and the rule it comes from."""

    name: str
    source: str
    found: Compliance


@require_safe
def promptness(request: HttpRequest, lang: str) -> HttpResponse:
    """The figures. What was brought in from elsewhere is left out: when that was published here says nothing."""
    today = local(clock.now()).date()
    since, days = today - YEAR, calendar(year_from=today.year - 2, year_to=today.year + 1)
    rows = seen(m.Decision).filter(brought_in=False, taken_on__gte=since, taken_on__lte=today)
    told = [
        (taken, local(at).date() if at else None)
        for taken, at in rows.order_by("-listed_on", "-id").values_list("taken_on", "published_at")[:MOST]
    ]
    by_duty = {"agenda": [], "executive-agenda": [], "key-decision-notice": []} | _agendas(since, today, days)
    by_duty["key-decision-notice"] = list(_key_decisions(since, today, days))
    asked = duties()
    return shown(
        request,
        lang,
        "promptness",
        Tongue(lang).say("promptness"),
        lags=lags(told),
        since=since,
        duties=[Duty(words(asked[each].name, lang), asked[each].source, compliance(by_duty[each])) for each in by_duty],
    )


def _agendas(since: date, today: date, days: Calendar) -> dict[str, list[Kept]]:
    """Of meetings that were held, whether their agendas came out in time."""
    found: dict[str, list[Kept]] = {"agenda": [], "executive-agenda": []}
    held = seen(m.AgendaItem).filter(meeting__day__gte=since, meeting__day__lt=today)
    rows = held.values("meeting_id", "meeting__day", "meeting__organization__kind").annotate(out=Min("published_at"))
    for row in rows.order_by("-meeting__day", "-meeting_id")[:MOST]:
        duty = "executive-agenda" if row["meeting__organization__kind"] == "executive" else "agenda"
        found[duty].append(kept(duties()[duty], local(row["out"]).date(), row["meeting__day"], days))
    return found


def _key_decisions(since: date, today: date, days: Calendar) -> Iterator[Kept]:
    """Of key decisions, whether notice was given in time. Those by an urgent way have notices of their own sort."""
    notices = seen(m.Notice).filter(kind="key-decision", withdrawn_at=None, plan_entry__isnull=False)
    given = dict(
        notices.filter(plan_entry__decisions__taken_on__gte=since)
        .values_list("plan_entry")
        .annotate(out=Min("published_at"))
    )
    rows = (
        seen(m.Decision)
        .filter(is_key=True, brought_in=False, taken_on__gte=since, taken_on__lte=today)
        .exclude(path="council")
    )
    for entry, taken in rows.order_by("-listed_on", "-id").values_list("plan_entry", "taken_on")[:MOST]:
        out = given.get(entry)
        yield kept(duties()["key-decision-notice"], local(out).date() if out else None, taken, days)
