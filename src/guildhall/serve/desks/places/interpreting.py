"""Interpreters that are still sought: who needs one, where and when; and whether somebody was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import page
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.serve.clock import now
from guildhall.serve.desks.foreseen import address, shown_first
from guildhall.serve.desks.places import saying
from guildhall.serve.desks.places.counters import NEEDS
from guildhall.serve.desks.places.reach import ROLES
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.places.appointments import NoLongerStands
from guildhall.serve.places.expected import AppointmentValue, NoSuchAppointment
from guildhall.serve.places.interpreters import confirm, not_found, sought

STRETCH = 50


def _settling(request: HttpRequest) -> str:
    return "Somebody comes" if said(request, "act", 10) == "found" else "Nobody can"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ROLES)
@shown_first(_settling)
def interpreters(request: HttpRequest) -> HttpResponse:
    """Those asked for longest first. Who it is for is not told here: an interpreter's agency is told where, when and what."""
    acts = request.method == "POST" and "change" not in request.GET
    errors = _act(request) if acts else []
    if acts and not errors:
        return redirect("serve:interpreters")
    held, after = sought(at=now(), after=request.GET.get("after", "")[:80], limit=STRETCH)
    return page(
        request=request,
        template="serve/places/interpreters.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="places",
        title="Interpreters to find",
        errors=errors,
        seen_at=address(request, see="yes"),
        rows=[(each, _needed(each), _when(each)) for each in held],
        first=reverse("serve:interpreters") if "after" in request.GET else "",
        later=f"?{urlencode({'after': after})}" if after else "",
    )


def _act(request: HttpRequest) -> list[dict[str, str]]:
    settle = confirm if said(request, "act", 10) == "found" else not_found
    try:
        settle(reference=said(request, "reference", 20), actor=actor(request), at=now())
    except (NoSuchAppointment, NoLongerStands):
        return [{"text": "It was dealt with meanwhile", "href": "#sought"}]
    return []


def _needed(each: AppointmentValue) -> str:
    spoken = each.purpose.spoken
    return f"{saying.language(spoken, 'en')}" if spoken else NEEDS[each.purpose.need]


def _when(each: AppointmentValue) -> str:
    opens, closes = local(each.starts_at), local(each.ends_at)
    return f"{day_in_full(opens.date(), 'en')}, {opens:%-H:%M} to {closes:%-H:%M}"
