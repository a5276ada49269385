"""What is done with a callback: each act one post, refused in plain words, never half done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guildhall.kernel.clocks import local
from guildhall.serve.answering import journeys
from guildhall.serve.clock import now
from guildhall.serve.contacts import callbacks, moving
from guildhall.serve.contacts.callbacks import CallbackValue, NoLongerOpen, NotPromised, Stopped
from guildhall.serve.contacts.reachable import ways_left
from guildhall.serve.desks.callbacks import saying, windows
from guildhall.serve.desks.callbacks.reach import ROLES, back_to, person_of, seen
from guildhall.serve.desks.callbacks.views import sheet_page
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.staff import actor, desk_page, said


def _act(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One post of somebody who sees the callback."""
    acting: Callable[..., HttpResponse] = require_POST(desk_page(*ROLES)(seen(view)))
    return acting


@_act
def attempts(request: HttpRequest, callback: CallbackValue) -> HttpResponse:
    """How ringing them came out."""
    outcome = said(request, "outcome", 20)
    if outcome not in callbacks.OUTCOMES:
        return _refused(request, callback, "Choose how it came out", "outcome-spoke")
    person = person_of(request, callback.party)
    try:
        callbacks.attempt(callback=callback.id, person=person, outcome=outcome, actor=actor(request), at=now())
    except Stopped as stopped:
        text = f"{saying.STOPPED[stopped.code]}. Nothing was kept as an attempt. Choose another way."
        return _refused(request, callback, text, "ways")
    except NoLongerOpen:
        return _refused(request, callback, _OVER, "attempts")
    return redirect(reverse("serve:callbacks") + "?kept=yes") if outcome == "spoke" else back_to(callback)


@_act
def ways(request: HttpRequest, callback: CallbackValue) -> HttpResponse:
    """Keep it in another way, by the same time."""
    way, _, to = said(request, "reach", 310).partition(":")
    person = person_of(request, callback.party)
    if (way, to) not in ways_left(person):
        return _refused(request, callback, "Choose another way to reach them", "ways")
    try:
        callbacks.reroute(callback=callback.id, person=person, way=way, to=to, actor=actor(request), at=now())
    except NoLongerOpen:
        return _refused(request, callback, _OVER, "attempts")
    except (Stopped, NotPromised):
        return _refused(request, callback, "Choose another way to reach them", "ways")
    return back_to(callback)


@_act
@shown_first("Send it, and the promise is kept")
def messages(request: HttpRequest, callback: CallbackValue) -> HttpResponse:
    """Write to them: with it the promise is kept."""
    if "change" in request.GET:
        return sheet_page(request, callback)
    text = said(request, "text", 2000)
    if not text:
        return _refused(request, callback, "Write what you tell them", "text")
    person = person_of(request, callback.party)
    try:
        callbacks.write(callback=callback.id, person=person, text=text, actor=actor(request), at=now())
    except Stopped as stopped:
        return _refused(request, callback, f"{saying.STOPPED[stopped.code]}. Nothing was sent.", "ways")
    except NoLongerOpen:
        return _refused(request, callback, _OVER, "attempts")
    return redirect(reverse("serve:callbacks") + "?kept=yes")


@_act
@shown_first("Move it")
def window(request: HttpRequest, callback: CallbackValue) -> HttpResponse:
    """Move the promise to another window, and tell the customer."""
    if "change" in request.GET:
        return sheet_page(request, callback)
    opens, closes = (windows.moment(said(request, "day", 10), said(request, box, 10)) for box in ("since", "until"))
    if opens is None or closes is None:
        return _refused(request, callback, saying.AMISS["no-time"], "since" if opens is None else "until")
    at = now()
    try:
        moving.move(
            callback=callback.id,
            opens_at=opens,
            closes_at=closes,
            because=said(request, "why", 20),
            actor=actor(request),
            at=at,
        )
    except NotPromised as refused:
        open_then = windows.hours(journeys.working_calendar(at), local(opens).date())
        return _refused(request, callback, saying.AMISS[refused.code].format(open=open_then), refused.box)
    except NoLongerOpen:
        return _refused(request, callback, _OVER, "attempts")
    return back_to(callback)


@_act
def withdrawal(request: HttpRequest, callback: CallbackValue) -> HttpResponse:
    """Call it off, and say why."""
    because = said(request, "because", 500)
    if not because:
        return _refused(request, callback, "Write why it is called off", "because")
    try:
        callbacks.withdraw(callback=callback.id, because=because, actor=actor(request), at=now())
    except NoLongerOpen:
        return _refused(request, callback, _OVER, "attempts")
    return redirect(reverse("serve:callbacks"))


_OVER = "Meanwhile this promise was kept or called off. Nothing was changed."


def _refused(request: HttpRequest, callback: CallbackValue, text: str, place: str) -> HttpResponse:
    """The sheet as it stands now, with why nothing was done."""
    fresh = callbacks.find(callback=callback.id, onlooker=onlooker(request))
    return sheet_page(request, fresh, [{"text": text, "href": f"#{place}"}])
