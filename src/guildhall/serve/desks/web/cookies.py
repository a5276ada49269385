"""What the browser keeps: for each service the journey under way, and the references it has shown that it may see.

Signed, so that nobody can write one; read by no script; sent to this site only. There is no session and no account.
"""

from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

LASTS = timedelta(hours=12)
"""How long a browser is known. Afterwards the spoken code and its checks lead back."""
RENEWED = timedelta(hours=1)
"""How old a journey's cookie grows before it is written anew."""
PROVED = "cases"
MOST_PROVED = 10


class NotOurs(ValueError):
    """The cookie is too old, or somebody changed it."""

    code = "not-ours"


def journey_of(request: HttpRequest, service: str) -> UUID | None:
    """The journey that this browser is on in a service; ``None`` when there is none. Raises ``NotOurs``."""
    held = request.COOKIES.get(_name(service))
    if not held:
        return None
    try:
        return UUID(_signer(service).unsign(held, max_age=LASTS))
    except (signing.BadSignature, ValueError):
        raise NotOurs(service) from None


def know_journey(response: HttpResponse, service: str, journey: UUID) -> None:
    """Let the browser remember its journey through a service."""
    _set(response, _name(service), _signer(service).sign(journey.hex))


def go_on_knowing(request: HttpRequest, response: HttpResponse, service: str, journey: UUID) -> None:
    """Let the browser remember the journey that it is on for as long again, give or take an hour."""
    try:
        fresh = _signer(service).unsign(request.COOKIES.get(_name(service), ""), max_age=RENEWED) == journey.hex
    except signing.BadSignature:
        fresh = False
    if not fresh:
        know_journey(response, service, journey)


def forget_journey(response: HttpResponse, service: str) -> None:
    """Let the browser forget its journey through a service. The journey itself stays."""
    response.delete_cookie(_name(service))


def proved(request: HttpRequest) -> tuple[str, ...]:
    """The references of the cases that this browser has shown it may see."""
    try:
        found = signing.loads(request.COOKIES.get(PROVED, ""), salt=PROVED, max_age=LASTS)
    except signing.BadSignature:
        return ()
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def know_proved(request: HttpRequest, response: HttpResponse, reference: str) -> None:
    """Let the browser remember that it may see a case."""
    others = [each for each in proved(request) if each != reference]
    _set(response, PROVED, signing.dumps([reference, *others][:MOST_PROVED], salt=PROVED))


@lru_cache(maxsize=64)
def _signer(service: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=_name(service))


def _name(service: str) -> str:
    return f"journey-{service}"


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
