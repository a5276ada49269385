"""What GOV.UK Notify tells of a message: it was delivered, or it was not. Known by the bearer token that was agreed with it."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guildhall.kernel.canonical import read_json
from guildhall.serve.clock import now
from guildhall.serve.telling import sending

LONGEST = 20_000
"""Bytes. Notify's own receipts are under a thousand."""

FAILED = {
    "permanent-failure": "There is no such address or number.",
    "temporary-failure": "It could not be delivered for days: the mailbox is full, or the telephone is off.",
    "technical-failure": "Notify could not send it.",
    "validation-failed": "Notify refused the letter: its pages or its address did not pass.",
    "virus-scan-failed": "Notify refused the letter: it found a virus in it, or could not look.",
}
"""What a receipt says of a message that will not arrive any more, by its status."""

_REFERENCE = re.compile(r"message/(\d{1,18})")


@csrf_exempt
@require_POST
def hear(request: HttpRequest) -> HttpResponse:
    """Keep what a receipt tells. Told twice, or of a message we do not know, it changes nothing and says nothing."""
    if not _is_notify(request.headers.get("Authorization", "")):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    try:
        told = read_json(request.read(LONGEST + 1)[: LONGEST + 1])
    except (ValueError, RecursionError, UnreadablePostError):
        return HttpResponse("This is not JSON.\n", status=400, content_type="text/plain")
    if not isinstance(told, dict) or not str(told.get("id")).isprintable():
        return HttpResponse("This is no receipt.\n", status=400, content_type="text/plain")
    named = _REFERENCE.fullmatch(str(told.get("reference")))
    status = str(told.get("status"))
    if named and status == "delivered":
        sending.delivered(message=int(named[1]), by=str(told.get("id")), at=now())
    elif named and status in FAILED:
        sending.came_back(message=int(named[1]), by=str(told.get("id")), why=FAILED[status], at=now())
    return HttpResponse(status=204)


def _is_notify(heading: str) -> bool:
    """Whether the token is the one agreed; without one agreed, no token is."""
    token = str(settings.NOTIFY_RECEIPTS)
    return bool(token) and constant_time_compare(heading, f"Bearer {token}")
