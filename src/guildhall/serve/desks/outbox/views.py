"""Messages out: found by kind and state, read word for word, and sent again where sending failed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from guildhall.estate.door import Onlooker, Role, Unprintable, onlooker_of, page, problem
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.outbox.telling import (
    FORMATS,
    KINDS,
    STATES,
    hidden,
    hidden_among,
    reason_in_words,
    sends,
    tells_where,
    way_in_words,
)
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import when
from guildhall.serve.telling import correspondence, letters, sending, wordings
from guildhall.serve.telling.correspondence import MessageValue
from guildhall.serve.telling.notices import OTHERWISE

ROLES: tuple[Role, ...] = ("service-officer", "administrator")
STRETCH = 50


@desk_page(*ROLES)
def listed(request: HttpRequest) -> HttpResponse:
    """Every message about the cases one sees, newest first.

    Of whoever is protected the way does not stand here, and no kind that is looked for finds them.
    """
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    kind, state = kind if kind in KINDS else "", state if state in STATES else ""
    found, after = correspondence.listed(
        onlooker=_onlooker(request), kind=kind, state=state, after=request.GET.get("after"), limit=STRETCH
    )
    kept_back = hidden_among([each.customer for each in found], _onlooker(request))
    kept = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    at = now()
    return page(
        request=request,
        template="serve/outbox/listed.jinja",
        account=account(request),
        desk="outbox",
        title="Outbox",
        sends=sends(),
        rows=[
            (each, when(each.rendered_at, at), each.customer in kept_back)
            for each in found
            if kind in {"", OTHERWISE} or each.customer not in kept_back
        ],
        kinds=KINDS,
        way=way_in_words,
        states=STATES,
        kind=kind,
        state=state,
        later=f"?{urlencode(kept | {'after': after})}" if after else "",
        first=f"?{urlencode(kept)}" if request.GET.get("after") else "",
    )


@desk_page(*ROLES)
def message(request: HttpRequest, message: int) -> HttpResponse:
    """One message as it was written. Posting sends one again that could not be sent, or says that it was sent by hand."""
    found = _found(request, message)
    if found is None:
        return problem(request=request, status=404)
    if request.method == "POST":
        if "by-hand" in request.POST:
            sending.done_by_hand(message=message, at=now())
        else:
            sending.again(message=message, at=now())
        return redirect(reverse("serve:outbox-message", kwargs={"message": message}))
    return _read(request, found)


@require_safe
@desk_page(*ROLES)
def letter(request: HttpRequest, message: int) -> HttpResponse:
    """A letter as it is printed, its address in the window."""
    found = _found(request, message)
    if found is None or found.kind != "letter":
        return problem(request=request, status=404)
    if hidden(found.customer, _onlooker(request)):
        return problem(request=request, status=403)
    if found.state == "stopped":
        return redirect(reverse("serve:outbox-message", kwargs={"message": message}))
    try:
        made = letters.of_message(found, customer=found.customer)
    except Unprintable:
        return problem(request=request, status=404)
    headers = {"Content-Disposition": f'inline; filename="letter-{found.id}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_safe
@desk_page(*ROLES)
def versions(request: HttpRequest) -> HttpResponse:
    """The words of our notices, in every version that was ever used."""
    at, in_force = now(), {each.hash for each in wordings.in_force().values()}
    return page(
        request=request,
        template="serve/outbox/wordings.jinja",
        account=account(request),
        desk="outbox",
        title="The words of our notices",
        versions=[
            (each, each.hash in in_force, when(each.since, at) if each.since else "") for each in wordings.versions()
        ],
    )


def _onlooker(request: HttpRequest) -> Onlooker:
    return onlooker_of(account=account(request))


def _found(request: HttpRequest, message: int) -> MessageValue | None:
    """A message as far as whoever is here sees, laid open: who was written to, and the case it is about.

    One that waits for somebody to send it by hand, and would no longer be safe, is stopped before it is shown.
    """
    found = correspondence.find(message=message, onlooker=_onlooker(request))
    if found is not None and found.state == "waiting" and not sending.may_still_go(message=found.id, at=now()):
        found = correspondence.find(message=message, onlooker=_onlooker(request))
    if found is not None:
        looking.lay_open(request, parties=[found.customer], cases=[found.case])
    return found


def _read(request: HttpRequest, found: MessageValue) -> HttpResponse:
    at = now()
    moments = {
        "Written": found.rendered_at,
        "Held until": found.held_until,
        "Sent": found.sent_at,
        "Delivered": found.delivered_at,
        "Stopped": found.stopped_at,
        "Failed": found.failed_at,
    }
    sender = sends().get(found.kind, False) and found.format in {"standard", "large-print"}
    kept = hidden(found.customer, _onlooker(request))
    kind = way_in_words(found.kind, kept=kept)
    may_wait = found.state in {"waiting", "failed", "held", "begun"} and not found.sent_at and not found.fell_back_to
    return page(
        request=request,
        template="serve/outbox/message.jinja",
        account=account(request),
        desk="outbox",
        title=f"{kind}: {found.subject}",
        message=found,
        kind=kind,
        way=way_in_words,
        state=STATES[found.state],
        shape=FORMATS[found.format],
        reason=reason_in_words(found.stopped_reason, kept=kept),
        hidden=kept,
        tells_where=tells_where(found.about),
        moments=[(label, when(moment, at)) for label, moment in moments.items() if moment],
        again=may_wait and sender,
        by_hand=may_wait
        and (found.kind == OTHERWISE or (found.kind == "letter" and not kept))
        and found.state == "waiting"
        and not sender,
    )
