"""Calendars (RFC 5545) of a body, a matter or a ward: its meetings, and the days that follow from the record.

Those days are worked out as the pages work them out: until when a decision can be called in and from when it has effect, from when
what was noticed may be decided, and by when scrutiny is to be answered. Each is a day of its own, told under the same name always.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from icalendar import Calendar, Event

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.authority.standing import paths
from guildhall.decide.called import Called
from guildhall.decide.exports.answering import open_to_all, whole
from guildhall.decide.exports.following import Followed, Title, asked_for, title_of
from guildhall.decide.keeping.forward_plan import allowed
from guildhall.decide.sight import seen
from guildhall.estate.door import words
from guildhall.kernel.authority.values import Path
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import DAY, moment_of
from guildhall.kernel.kinds.date import in_words

PAST = timedelta(days=365)
"""How long ago a day may be that still stands in a calendar. It says so itself; whatever is to come stands there, however much."""

_PILE = 500
"""Decisions whose paths are worked out together."""

_REVISED = ("moved", "postponed", "cancelled")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that follows from a record: which of its days it is (in words: ``calendar-…``), and the record's reference and title."""

    kind: str
    on: date
    reference: str
    title: Title


@dataclass(frozen=True, slots=True)
class Revised:
    """How often what a day follows from was published, and when it was last."""

    times: int
    at: datetime


@open_to_all
def calendar(_request: HttpRequest, lang: str, kind: str, key: str) -> HttpResponse:
    """The meetings and the days of what is followed: all that are to come, and those of the last year. It names the day it begins."""
    followed = asked_for(lang, kind, key)
    since = local(clock.now() - PAST).date()
    said = words("decide").say("calendar-said", lang, day=in_words(since.isoformat(), lang))
    name = words("decide").say("feed-title", lang, name=followed.name.said(lang))
    made = Calendar()
    made.add("prodid", "-//Guildhall//Decisions and meetings//EN")
    made.add("version", "2.0")
    for property_, text in (("name", name), ("x-wr-calname", name), ("description", said), ("x-wr-caldesc", said)):
        made.add(property_, text)
    for each in (*_meetings(followed, since, lang), *_days(followed, since, lang)):
        made.add_component(each)
    headers = {"Content-Disposition": f'inline; filename="{key}.ics"'}
    return HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)


def _meetings(followed: Followed, since: date, lang: str) -> Iterator[Event]:
    found = list(followed.meetings.filter(day__gte=since).select_related("organization").order_by("day", "id"))
    changes: dict[int, list[m.MeetingChange]] = defaultdict(list)
    of = followed.meetings.filter(day__gte=since).values("pk")
    for each in seen(m.MeetingChange).filter(meeting__in=of, kind__in=_REVISED).order_by("at", "id"):
        changes[each.meeting_id].append(each)
    called = Called()
    for row in found:
        yield _meeting(row, lang, changes[row.pk], called)


def _meeting(row: m.Meeting, lang: str, changes: list[m.MeetingChange], called: Called) -> Event:
    """A meeting as a calendar has it. Each time that it was moved or cancelled it is a later revision, so that calendars take it up."""
    body = called.on(row.organization, row.day)
    title = Title(row.title or body.name, row.title_cy or (body.name_cy if not row.title else ""))
    at = changes[-1].at if changes else row.published_at or clock.now()
    event = _event(row.reference, row.reference, title.said(lang), Revised(len(changes) + 1, at), lang)
    event.add("dtstart", row.starts_at or row.day)
    if row.ends_at:
        event.add("dtend", row.ends_at)
    if row.place:
        event.add("location", (row.place_cy if lang == "cy" else "") or row.place)
    event.add("status", "CANCELLED" if any(each.kind == "cancelled" for each in changes) else "CONFIRMED")
    return event


def _days(followed: Followed, since: date, lang: str) -> Iterator[Event]:
    """Each day as one that takes up no time. What it follows from was published anew: it is a later revision of the same."""
    days = [
        *_of_decisions(followed.of(m.Decision), since),
        *_of_the_plan(followed.of(m.PlanEntry), since),
        *_of_scrutiny(followed.of(m.ScrutinyRecommendation), since),
    ]
    revised = _revisions(days)
    for each in sorted(days, key=lambda day: (day.on, day.reference, day.kind)):
        summary = words("decide").say(f"calendar-{each.kind}", lang, title=each.title.said(lang))
        event = _event(f"{each.reference}/{each.kind}", each.reference, summary, revised[each.reference], lang)
        event.add("dtstart", each.on)
        event.add("transp", "TRANSPARENT")
        yield event


def _event(name: str, reference: str, summary: str, revised: Revised, lang: str) -> Event:
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.ADDRESS).hostname or 'guildhall'}")
    event.add("dtstamp", revised.at)
    event.add("sequence", revised.times - 1)
    event.add("summary", summary)
    if page := whole(address_of(lang, reference)):
        event.add("url", page)
    return event


def _of_decisions(rows: QuerySet[m.Decision], since: date) -> Iterator[Day]:
    """Until when each can be or could be called in, and from when it has effect."""
    found = list(_lately(rows, since).select_related("item", "plan_entry", "recommends_to"))
    today = local(clock.now()).date()
    for first in range(0, len(found), _PILE):
        pile = found[first : first + _PILE]
        stood = paths(pile, on=today)
        for each in pile:
            for kind, on in _of_path(stood[each.pk]):
                if on >= since:
                    yield Day(kind, on, each.reference, title_of(each))


def _lately(rows: QuerySet[m.Decision], since: date) -> QuerySet[m.Decision]:
    """The decisions that may have a day since then: taken or published since, called in since, or resolved since."""
    own, begins = OuterRef("pk"), moment_of(since)
    return rows.filter(
        Q(listed_on__gte=since)
        | Q(brought_in=False, published_at__gte=begins)
        | Exists(m.Decision.objects.filter(resolves=own, taken_on__gte=since))
        | Exists(m.CallIn.objects.filter(decision=own, requested_at__gte=begins))
        | Exists(m.CallIn.objects.filter(decision=own, outcome_on__gte=since))
    )


def _of_path(path: Path) -> Iterator[tuple[str, date]]:
    """Its last day to be called in is the day before it has effect, where nothing but that time is waited for."""
    effect = path.effective or path.due
    if effect is None or (path.ended is not None and path.effective is None):
        return
    yield "effective", effect
    waited = path.status is not None and path.due is not None and path.status.name == "call-in-open"
    if waited or any(each.name == "effective" and each.why == "call-in-ended" for each in path.steps):
        yield "call-in", effect - DAY


def _of_the_plan(rows: QuerySet[m.PlanEntry], since: date) -> Iterator[Day]:
    """From when what was noticed may be decided (S.I. 2012/2089, regulations 5(2) and 9): the day after its clear days.

    And until when people may say what they think of what is planned.
    """
    found = list(rows.filter(due_until__gte=since).select_related("matter", "organization__parent", "post"))
    notice = allowed(found, local(clock.now()).date())
    for each in found:
        told = notice.get(each.pk)
        if told is not None and told.is_given and told.earliest >= since:
            yield Day("noticed", told.earliest, each.reference, title_of(each))
    for each in rows.filter(consulted_until__gte=since, withdrawn_at=None).select_related("matter"):
        if each.consulted_until is not None:
            yield Day("consultation", each.consulted_until, each.reference, title_of(each))


def _of_scrutiny(rows: QuerySet[m.ScrutinyRecommendation], since: date) -> Iterator[Day]:
    for each in rows.filter(response_due_on__gte=since):
        if each.response_due_on is not None:
            yield Day("answer", each.response_due_on, each.reference, title_of(each))


def _revisions(days: Iterable[Day]) -> dict[str, Revised]:
    """Of each record that a day follows from: how often it, or what moves its days, was published. It never becomes fewer."""
    references = {each.reference for each in days}
    moves = {(each, each) for each in references}
    for rows, of in _moving(references):
        moves.update(rows.values_list("reference", of))
    subjects = m.Publication.objects.filter(subject__in={subject for subject, _ in moves}).values("subject")
    told = {each["subject"]: each for each in subjects.annotate(times=Count("id"), last=Max("at"))}
    found: dict[str, Revised] = {}
    for subject, reference in sorted(moves):
        if version := told.get(subject):
            before = found.get(reference, Revised(0, version["last"]))
            found[reference] = Revised(before.times + version["times"], max(before.at, version["last"]))
    return found


def _moving(references: set[str]) -> Iterator[tuple[QuerySet[Any], str]]:
    """What moves the days of decisions: call-ins, notices, and the decision that resolves a recommendation."""
    yield seen(m.CallIn).filter(decision__reference__in=references), "decision__reference"
    yield seen(m.Notice).filter(decision__reference__in=references), "decision__reference"
    yield seen(m.Notice).filter(plan_entry__reference__in=references), "plan_entry__reference"
    yield seen(m.Decision).filter(resolves__reference__in=references), "resolves__reference"
