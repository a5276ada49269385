"""Matters: what is followed over meetings, the newest first, and one with its whole path drawn."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.desks.public.drawing import draw
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local


@require_safe
def matters(request: HttpRequest, lang: str) -> HttpResponse:
    """Every matter, the newest first."""
    found, after = stretch(seen(m.Matter), by="listed_on", after=request.GET.get("after", ""), newest=True)
    return shown(request, lang, "matters", Tongue(lang).say("matters"), rows=found, after=after)


@require_safe
def matter(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One matter. Raises ``Http404`` where it is not published."""
    row = seen(m.Matter).filter(reference=f"matter/{key}").first()
    if row is None:
        raise Http404
    drawn = draw(row, today=local(clock.now()).date(), until=_day(request.GET.get("until", "")), lang=lang)
    return shown(
        request,
        lang,
        "matter",
        Tongue(lang).plain(row, "title"),
        key=key,
        matter=row,
        drawn=drawn,
        wards=seen(m.MatterWard).filter(matter=row).order_by("ward"),
        related=seen(m.MatterRelation).filter(matter=row).select_related("other").order_by("id"),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
