"""Emails that came in: what each became, and those from somebody unknown, until one of us has dealt with them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from guildhall.estate.door import Altered, onlooker_of, open_file, page, problem
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.outbox import putting, whose
from guildhall.serve.desks.outbox.telling import hidden, hides
from guildhall.serve.desks.outbox.views import ROLES, STRETCH
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.telling.inbound import inbox
from guildhall.serve.telling.inbound.inbox import ArrivalValue

BECAME = {
    "reply": "Answered what was asked",
    "note": "Put on the case, to be read",
    "unknown": "From somebody we do not know",
    "by-hand": "Put on its case by one of us",
    "person": "Put with whoever wrote it by one of us",
    "automatic": "Written by a machine",
    "bounce": "A message came back",
}
"""What became of an email, by code."""


@require_safe
@desk_page(*ROLES)
def listed(request: HttpRequest) -> HttpResponse:
    """Emails that wait for somebody, or all of them; newest first."""
    every, at = request.GET.get("which") == "all", now()
    found, after = inbox.listed(
        onlooker=onlooker_of(account=account(request)),
        waiting=not every,
        after=request.GET.get("after", ""),
        limit=STRETCH,
    )
    kept = {"which": "all"} if every else {}
    return page(
        request=request,
        template="serve/outbox/inbox.jinja",
        account=account(request),
        desk="outbox",
        title="Inbox",
        every=every,
        became=BECAME,
        rows=[(each, when(each.at, at)) for each in found],
        later=f"?{urlencode(kept | {'after': after})}" if after else "",
        first=f"?{urlencode(kept)}" if request.GET.get("after") else "",
    )


@desk_page(*ROLES)
def arrival(request: HttpRequest, arrival: int) -> HttpResponse:
    """One email. Posted: the case it belongs on or who wrote it is looked for, it is put there or taken off, or was dealt with."""
    found = _found(request, arrival)
    if found is None:
        return problem(request=request, status=404)
    if request.method != "POST":
        return _arrival_page(request, found)
    act = said(request, "act", 10)
    if act in {"off", "back"}:
        return putting.take_off(request, arrival) if act == "off" else whose.take_back(request, arrival)
    if act in {"find", "put"}:
        return _put(request, found, only_looked_at=act == "find")
    if act in {"who", "give"}:
        return _give(request, found, only_looked_for=act == "who")
    inbox.dealt_with(arrival=arrival, by=account(request).reference, at=now())
    return redirect(reverse("serve:outbox-inbox"))


def _put(request: HttpRequest, found: ArrivalValue, *, only_looked_at: bool) -> HttpResponse:
    """The case that a reference leads to; and the email on it, where it was seen before."""
    case = putting.look_up(request)
    if isinstance(case, putting.Refused):
        return _arrival_page(request, found, refused=case)
    done = None if only_looked_at else putting.put(request, found.id, case)
    if isinstance(done, HttpResponse):
        return done
    return _arrival_page(request, _found(request, found.id) or found, case=case, refused=done)


def _give(request: HttpRequest, found: ArrivalValue, *, only_looked_for: bool) -> HttpResponse:
    """Those who may have written the email; and the email with the one of them who was chosen."""
    if only_looked_for:
        likely = whose.look_for(request)
        if isinstance(likely, putting.Refused):
            return _arrival_page(request, found, refused=likely)
        return _arrival_page(request, found, likely=likely)
    done = whose.give(request, found.id)
    if isinstance(done, HttpResponse):
        return done
    return _arrival_page(request, _found(request, found.id) or found, refused=done)


def _arrival_page(
    request: HttpRequest,
    found: ArrivalValue,
    *,
    case: CaseValue | None = None,
    likely: whose.Likely | None = None,
    refused: putting.Refused | None = None,
) -> HttpResponse:
    within = onlooker_of(account=account(request))
    writer = found.customer if found.became == "person" else ""
    boxes = {"reference": putting.LONGEST, "typed": whose.LONGEST}
    return page(
        request=request,
        template="serve/outbox/arrival.jinja",
        status=409 if refused else 200,
        account=account(request),
        errors=[{"text": refused.text, "href": f"#{refused.box}"}] if refused else [],
        typed={name: said(request, name, longest) for name, longest in boxes.items()},
        likely=likely,
        writer=(writer.removeprefix("party/"), looking.names(request, [writer]).get(writer, "")) if writer else None,
        onto=putting.foreseen(case) if case and not refused else None,
        put="put" in request.GET and found.became in {"by-hand", "person"},
        off="off" in request.GET and found.became == "unknown",
        desk="outbox",
        title=found.subject or "An email without a subject",
        arrival=found,
        became=BECAME[found.became],
        hidden=hidden(found.customer, within) or bool(hides(within, "email", [found.sender])),
        came=when(found.at, now()),
        dealt=when(found.dealt_with_at, now()) if found.dealt_with_at else "",
        files=[each.removeprefix("file/") for each in found.files],
    )


@require_safe
@desk_page(*ROLES)
def file(request: HttpRequest, arrival: int, key: str) -> HttpResponse:
    """A file that came with an email, cleaned as every upload is."""
    found = _found(request, arrival)
    if found is None or f"file/{key}" not in found.files:
        return problem(request=request, status=404)
    try:
        opened = open_file(reference=f"file/{key}")
    except Altered:
        return problem(request=request, status=404, words_key="serve.desk-document-altered")
    if opened is None:
        return problem(request=request, status=404)
    ending = opened.media_type.rpartition("/")[2]
    named = f'attachment; filename="email-{arrival}-{key[:6]}.{ending}"'
    headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(opened.content, content_type=opened.media_type, headers=headers)


def _found(request: HttpRequest, arrival: int) -> ArrivalValue | None:
    """An email as far as whoever is here sees, laid open: the case it is about."""
    found = inbox.find(arrival=arrival, onlooker=onlooker_of(account=account(request)))
    if found is not None:
        looking.lay_open(request, parties=[found.customer], cases=[found.case])
    return found
