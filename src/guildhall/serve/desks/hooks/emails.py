"""An email handed over by the web, by a mail service of the council's. Signed as the telephone system's notices are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guildhall.serve.clock import now
from guildhall.serve.contacts.signing import NotSigned, signed_at
from guildhall.serve.telling.inbound.arriving import arrive
from guildhall.serve.telling.inbound.command import WORDS
from guildhall.serve.telling.inbound.reading import LARGEST, Unreadable


@csrf_exempt
@require_POST
def hear(request: HttpRequest) -> HttpResponse:
    """Take in the email that is the whole body. Whose it is, or whether we know them, is not said."""
    try:
        raw: bytes = request.read(LARGEST + 1)
        signed_at(
            secret=str(settings.INBOUND_SECRET),
            timestamp=request.headers.get("Guildhall-Timestamp", ""),
            given=request.headers.get("Guildhall-Signature", ""),
            body=raw,
            now=now(),
        )
        arrive(raw=raw, at=now())
    except UnreadablePostError:
        return HttpResponse("It did not arrive whole.\n", status=400, content_type="text/plain")
    except NotSigned:
        return HttpResponse("This is not signed.\n", status=401, content_type="text/plain")
    except Unreadable as refused:
        status = 413 if refused.code == "too-big" else 400
        return HttpResponse(f"{WORDS[refused.code].capitalize()}.\n", status=status, content_type="text/plain")
    return HttpResponse(status=204)
