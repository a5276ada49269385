"""What the browser keeps: for each service the journey under way, and the references it has shown that it may see.

Signed, so that nobody can write one; read by no script; sent to this site only. There is no session and no account.
A journey is known with the code by which it is taken up: once that is another, no browser that had the one before is on it.
What was shown about a case holds until consent of whose it is was withdrawn, or their protection began; then it is shown anew.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from time import time
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from guildhall.people.door import shut_since
from guildhall.serve import clock
from guildhall.serve.answering.journeys import JourneyValue

LASTS = timedelta(hours=12)
"""How long a browser is known. Afterwards the spoken code and its checks lead back."""
RENEWED = timedelta(hours=1)
"""How old a journey's cookie grows before it is written anew."""
PROVED = "cases"
MOST_PROVED = 10
_FIRST, _SINCE = datetime(1970, 1, 1, tzinfo=UTC), "~"
"""From when the moments are counted that stand behind a reference, in microseconds."""
_BETWEEN = "."
"""Stands between the references of cases, or a journey and its code, in which it never is."""


class NotOurs(ValueError):
    """The cookie is too old, or somebody changed it."""

    code = "not-ours"


def journey_of(request: HttpRequest, service: str) -> tuple[UUID, str] | None:
    """The journey that this browser is on in a service, and its code then; ``None`` when there is none. Raises ``NotOurs``."""
    key, _, code = _said(request, _name(service), LASTS).partition(_BETWEEN)
    try:
        return (UUID(key), code) if key else None
    except ValueError:
        raise NotOurs(service) from None


def know_journey(response: HttpResponse, journey: JourneyValue) -> None:
    """Let the browser remember its journey through a service."""
    _write(response, _name(journey.live.id), _known_by(journey))


def go_on_knowing(request: HttpRequest, response: HttpResponse, journey: JourneyValue) -> None:
    """Let the browser remember the journey that it is on for as long again, give or take an hour."""
    try:
        fresh = _said(request, _name(journey.live.id), RENEWED) == _known_by(journey)
    except NotOurs:
        fresh = False
    if not fresh:
        know_journey(response, journey)


def forget_journey(response: HttpResponse, service: str) -> None:
    """Let the browser forget its journey through a service. The journey itself stays."""
    response.delete_cookie(_name(service))


def proved(request: HttpRequest) -> dict[str, datetime]:
    """The references of the cases that this browser has shown it may see, each with when it showed that, the last one first."""
    try:
        said = _said(request, PROVED, LASTS)
    except NotOurs:
        return {}
    pairs = [each.partition(_SINCE) for each in said.split(_BETWEEN)] if said else []
    return {reference: _FIRST + timedelta(microseconds=int(since or 0)) for reference, _, since in pairs}


def holds(request: HttpRequest, reference: str, whose: str) -> bool:
    """Whether this browser may see something still: not where consent was withdrawn, or protection begun, since it showed that.

    ``whose`` is the party whom it is about, empty where none is known. Whoever may see it all the same shows it again.
    """
    since = proved(request).get(reference)
    return since is not None and not (whose and shut_since(reference=whose, since=since))


def know_proved(request: HttpRequest, response: HttpResponse, reference: str) -> None:
    """Let the browser remember that it may see a case, from now on."""
    known = {reference: clock.now()} | {each: at for each, at in proved(request).items() if each != reference}
    pairs = [f"{each}{_SINCE}{(at - _FIRST) // timedelta(microseconds=1)}" for each, at in known.items()]
    _write(response, PROVED, _BETWEEN.join(pairs[:MOST_PROVED]))


def _said(request: HttpRequest, name: str, within: timedelta) -> str:
    """What a cookie says that was written within so long; nothing where there is none. Raises ``NotOurs``."""
    held = request.COOKIES.get(name)
    if not held:
        return ""
    try:
        said, written = _unsigned(name, held)
    except (signing.BadSignature, ValueError):
        raise NotOurs(name) from None
    if time() - written > within.total_seconds():
        raise NotOurs(name)
    return said


@lru_cache(maxsize=1024)
def _unsigned(name: str, held: str) -> tuple[str, int]:
    """What a cookie says, and when it was written, in seconds of the clock.

    Remembered, because a browser sends its cookies with every request: a signature that was good once stays good, and only
    grows old. Raises ``BadSignature``, which is not remembered.
    """
    signer = _signer(name)
    said = signer.unsign(held)
    return said, signing.b62_decode(held.rsplit(signer.sep, 2)[1])


@lru_cache(maxsize=64)
def _signer(name: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=name)


def _known_by(journey: JourneyValue) -> str:
    return f"{journey.id.hex}{_BETWEEN}{journey.resume_code}"


def _name(service: str) -> str:
    return f"journey-{service}"


def _write(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        _signer(name).sign(value),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
