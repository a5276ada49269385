"""Messages out: found by kind and state, read word for word, and sent again where sending failed."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.estate.door import Role, page, problem
from guildhall.serve import messages, outbox
from guildhall.serve.clock import now
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import when
from guildhall.serve.messages import MessageValue

ROLES: tuple[Role, ...] = ("service-officer", "administrator")
KINDS = {"email": "Email", "sms": "Text message", "letter": "Letter"}
STATES = {"waiting": "Waiting", "sent": "Sent", "failed": "Failed"}
STRETCH = 50


@desk_page(*ROLES)
def listed(request: HttpRequest) -> HttpResponse:
    """Every message, newest first."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    kind, state = kind if kind in KINDS else "", state if state in STATES else ""
    found, after = messages.listed(kind=kind, state=state, after=request.GET.get("after"), limit=STRETCH)
    kept = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    at = now()
    return page(
        request=request,
        template="serve/outbox/listed.jinja",
        account=account(request),
        desk="outbox",
        title="Outbox",
        goes_out=messages.email_goes_out(),
        rows=[(each, when(each.rendered_at, at)) for each in found],
        kinds=KINDS,
        states=STATES,
        kind=kind,
        state=state,
        later=f"?{urlencode(kept | {'after': after})}" if after else "",
        first=f"?{urlencode(kept)}" if request.GET.get("after") else "",
    )


@desk_page(*ROLES)
def message(request: HttpRequest, message: int) -> HttpResponse:
    """One message as it was written. Posting sends an email again that could not be sent."""
    found = messages.find(message=message)
    if found is None:
        return problem(request=request, status=404)
    if request.method == "POST":
        with transaction.atomic():
            if messages.wait_again(message=message):
                outbox.message_written(message=message)
        return redirect(reverse("serve:outbox-message", kwargs={"message": message}))
    return _read(request, found)


def _read(request: HttpRequest, found: MessageValue) -> HttpResponse:
    at = now()
    return page(
        request=request,
        template="serve/outbox/message.jinja",
        account=account(request),
        desk="outbox",
        title=f"{KINDS[found.kind]}: {found.subject}",
        message=found,
        goes_out=messages.email_goes_out(),
        kind=KINDS[found.kind],
        state=STATES[found.state],
        written=when(found.rendered_at, at),
        sent=when(found.sent_at, at) if found.sent_at else "",
        failed=when(found.failed_at, at) if found.failed_at else "",
    )
