"""The front page of the record: what is coming, what was decided last, and where everything else stands."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.desks.public.decisions import LEFT_OUT, WITH
from guildhall.decide.desks.public.lines import met, taken
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local

_SHOWN = 4
_ELSEWHERE = (
    "matters", "plan", "bodies", "people", "delegations", "interests", "declarations", "urgent", "promptness",
)  # fmt: skip


@require_safe
def record(request: HttpRequest, lang: str) -> HttpResponse:
    """Decisions and meetings: where a resident begins."""
    today = local(clock.now()).date()
    cancelled = seen(m.MeetingChange).filter(meeting=OuterRef("pk"), kind="cancelled")
    coming = seen(m.Meeting).filter(~Exists(cancelled), day__gte=today).select_related("organization")
    found = seen(m.Decision).select_related(*WITH).defer(*LEFT_OUT).order_by("-listed_on", "-id")[:_SHOWN]
    return shown(
        request,
        lang,
        "record",
        Tongue(lang).say("record"),
        coming=met(coming.order_by("day", "id")[:_SHOWN], lang),
        elsewhere=_ELSEWHERE,
        sentence="",
        decided=taken(found, lang),
    )
