"""The calendar of meetings, and one meeting: its agenda, who was there, what was decided and its minutes."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.desks.public.lines import met
from guildhall.decide.desks.public.showing import grouped_by_month, shown
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import seen, withheld
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local

MOST = 100
"""Bodies that one list to choose from holds; a link leads to the rest."""
_THERE = ("chair", "member", "substitute")


@require_safe
def meetings(request: HttpRequest, lang: str) -> HttpResponse:
    """Meetings that are coming, the next one first; or those that are over, the last one first."""
    today = local(clock.now()).date()
    past = request.GET.get("when") == "past"
    rows = seen(m.Meeting).select_related("organization").prefetch_related(_moved())
    rows = rows.filter(day__lt=today) if past else rows.filter(day__gte=today)
    code = request.GET.get("body", "").replace("\x00", "")
    all_bodies = seen(m.Organization).exclude(kind__in=("group", "directorate"))
    bodies, more_bodies = stretch(all_bodies, by="name_key", after=request.GET.get("bodies", ""), most=MOST)
    body = all_bodies.filter(code=code).first() if code else None
    if body is not None and body not in bodies:
        bodies.insert(0, body)
    if body is not None:
        rows = rows.filter(organization=body)
    found, after = stretch(rows, by="day", after=request.GET.get("after", ""), newest=past)
    months = grouped_by_month(met(found, lang), lang)
    title = Tongue(lang).say("meetings-past" if past else "meetings")
    return shown(
        request,
        lang,
        "meetings",
        title,
        months=months,
        past=past,
        after=after,
        bodies=bodies,
        more_bodies=more_bodies,
        body=body,
        today=today,
    )


@require_safe
def meeting(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One meeting. Raises ``Http404`` where it is not published."""
    row = seen(m.Meeting).select_related("organization").filter(reference=f"meeting/{key}").first()
    if row is None:
        raise Http404
    items = list(
        seen(m.AgendaItem)
        .filter(meeting=row)
        .order_by("place")
        .prefetch_related(
            Prefetch("decisions", seen(m.Decision).order_by("id"), to_attr="decided"),
            Prefetch("reports", seen(m.Report).order_by("place"), to_attr="papers"),
        )
    )
    there = list(seen(m.Attendance).filter(meeting=row).select_related("person", "substitute_for").order_by("id"))
    approved = Prefetch("approved_at_meeting", seen(m.Meeting))
    drafted = seen(m.Minutes).filter(meeting=row).prefetch_related(approved).first()
    passages = list(seen(m.Minute).filter(minutes=drafted).order_by("place").select_related("item")) if drafted else []
    tongue = Tongue(lang, row.day)
    return shown(
        request,
        lang,
        "meeting",
        f"{_called(row, tongue)} – {tongue.plain(row.organization, 'name')}",
        key=key,
        then=row.day,
        meeting=row,
        called=_called(row, tongue),
        items=items,
        printable=m.Publication.objects.filter(subject=f"agenda/{row.key}").exists(),
        another_order=drafted is not None
        and any(each.taken and each.taken != place for place, each in enumerate(items, start=1)),
        changes=seen(m.MeetingChange).filter(meeting=row).order_by("at", "id"),
        present=[each for each in there if each.status == "present" and each.capacity in _THERE],
        others=[each for each in there if each.status == "present" and each.capacity not in _THERE],
        apologies=[each for each in there if each.status == "apologies"],
        absent=[each for each in there if each.status == "absent"],
        minutes=drafted,
        passages=passages,
        notices=seen(m.Notice).filter(meeting=row, withdrawn_at=None).order_by("id"),
        withheld=withheld([row.reference, *(each.reference for each in items)]),
        is_over=bool(row.day and row.day < local(clock.now()).date()),
    )


def _called(row: m.Meeting, tongue: Tongue) -> str:
    """What a meeting is called: its own title, else its day."""
    if row.title:
        return tongue.plain(row, "title")
    return tongue.say("meeting-of", day=tongue.inside(row.day)) if row.day else tongue.say("meeting-undated")


def _moved() -> Prefetch[str]:
    """What a calendar says of a meeting besides its day: that it is cancelled or was moved."""
    changes = seen(m.MeetingChange).filter(kind__in=("cancelled", "moved", "postponed")).order_by("at", "id")
    return Prefetch("changes", changes, to_attr="changed")
