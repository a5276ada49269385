"""The caller log: every call, or one's own, or those that nobody answered; and, in the demo alone, a call made up."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from guildhall.estate.door import display_names, page, problem
from guildhall.serve.clock import now
from guildhall.serve.contacts import calls, interactions
from guildhall.serve.contacts.calls import CallValue, NotANumber, one_form, shown
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted.desk import ROLES
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.outbox.telling import hides
from guildhall.serve.desks.people.telling import DEMAND
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.desks.telling import lasted, when

STRETCH = 50
SHOWN = {"": "Everybody's", "mine": "Mine", "missed": "Missed"}


@desk_page(*ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """The log, newest first."""
    return _page(request, [])


@require_POST
@desk_page(*ROLES)
def simulation(request: HttpRequest) -> HttpResponse:
    """Let a call come in that nobody made: in the demo only. Pressed twice within a minute, it rings once."""
    if not settings.DEMO:
        return problem(request=request, status=404)
    try:
        number = one_form(said(request, "number", 60))
    except NotANumber:
        return _page(
            request, [{"text": "Write a telephone number, or leave it empty for a withheld one", "href": "#number"}]
        )
    at = now()
    calls.told(event="newCall", key=f"demo{number}-{at:%Y%m%d%H%M}", at=at, number=number)
    return redirect(reverse("serve:phone"))


def _page(request: HttpRequest, errors: list[dict[str, str]]) -> HttpResponse:
    by, at, chosen = account(request), now(), request.GET.get("show", "")
    found = calls.log(
        account=by.reference if chosen == "mine" else "",
        missed=chosen == "missed",
        after=request.GET.get("after", "")[:80],
        limit=STRETCH,
    )
    staff = display_names(references={each.answered_by for each in found.calls})
    who = interactions.who_was_in(contacts=[each.interaction_id for each in found.calls if each.interaction_id])
    names = looking.names(request, [party for party, *_ in who.values()])
    kept_back = hides(onlooker(request), "phone", [each.number for each in found.calls])
    here, kept = reverse("serve:calls"), {"show": chosen} if chosen else {}
    return page(
        request=request,
        template="serve/calls/log.jinja",
        status=409 if errors else 200,
        account=by,
        desk="phone",
        title="Calls",
        errors=errors,
        chosen=chosen,
        shown=SHOWN,
        demo=settings.DEMO,
        taken=request.GET.get("taken", "")[:200],
        typed=request.POST,
        rows=[
            {
                "when": when(each.rang_at, at),
                "outgoing": each.direction == "out",
                "party": party.removeprefix("party/"),
                "name": names.get(party) or called,
                "number": "" if party else shown("" if each.number in kept_back else each.number),
                "state": _state(each),
                "by": staff.get(each.answered_by, each.agent),
                "reason": interactions.REASONS.get(reason, ""),
                "demand": DEMAND[demand],
                "waited": _span(each.rang_at, each.answered_at or each.taken_at),
                "spoke": _span(each.answered_at or each.taken_at, each.hung_up_at),
            }
            for each in found.calls
            for party, called, reason, demand in [who.get(each.interaction_id or 0, ("", "", "", False))]
        ],
        first=f"{here}?{urlencode(kept)}" if "after" in request.GET else "",
        later=f"{here}?{urlencode(kept | {'after': found.after})}" if found.after else "",
    )


def _state(call: CallValue) -> tuple[str, str]:
    if call.missed:
        return "missed", "red"
    if call.hung_up_at is None and call.answered_at is None and call.taken_at is None:
        return "rang", "yellow"
    return ("answered", "green") if call.hung_up_at is None else ("ended", "grey")


def _span(begun: datetime | None, ended: datetime | None) -> str:
    """How long something took: 12 s, 3 min 5 s; nothing while it is not known."""
    if begun is None or ended is None:
        return ""
    return lasted(max(ended - begun, timedelta()))
