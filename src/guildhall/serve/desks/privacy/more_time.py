"""More time for a request that is complex, or one of many: at most two further months, told within the first month."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.serve.clock import now
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.privacy.deciding import request_page
from guildhall.serve.desks.privacy.reach import GOVERNS, back_to, requested
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.obligations.acting import NothingRuns
from guildhall.serve.privacy import requests
from guildhall.serve.privacy.requests import NoMoreTime, NotTold, RequestValue

MONTHS = {str(count): count for count in range(1, requests.MOST_MORE + 1)}


@require_POST
@desk_page(*GOVERNS)
@requested
@shown_first("Take more time")
def extensions(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """Take one or two further months, with a reason that whoever asks is told."""
    if "change" in request.GET:
        return request_page(request, asked)
    months, reason = MONTHS.get(said(request, "months", 1)), said(request, "reason", 1000)
    errors = []
    if months is None:
        errors.append({"text": "Choose one month or two", "href": "#months-1"})
    if not reason:
        errors.append({"text": "Write why more time is needed, in words for the person", "href": "#reason"})
    if months is None or errors:
        return request_page(request, asked, errors)
    try:
        requests.extend(request=asked, months=months, reason=reason, actor=actor(request), at=now())
    except NothingRuns:
        text = "The month is over, stands still, or it was answered: no more time can be taken"
    except NoMoreTime:
        text = "At most two further months can be taken in all"
    except NotTold:
        text = "They cannot be written to in a way that is safe, and more time counts only when they are told of it"
    else:
        return back_to(asked, "more-time")
    return request_page(request, asked, [{"text": text, "href": "#more-time"}])
