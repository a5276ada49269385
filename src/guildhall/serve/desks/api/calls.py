"""What the telephone system tells: a call rings, is answered, is hung up. As a form or as JSON, signed.

The events and fields are those of generic computer telephony (newCall, answer, hangup), as Zammad and sipgate have them:
``callId``, ``from`` and ``to``, ``user`` are taken for ``id``, ``number`` and ``agent``.
"""

import re
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError

from guildhall.estate.door import accounts_holding, council
from guildhall.kernel.canonical import read_json
from guildhall.kernel.model import Json
from guildhall.serve import clock, outbox
from guildhall.serve.contacts import calls
from guildhall.serve.contacts.signing import NotSigned, signed_at
from guildhall.serve.desks.api.exchange import JSON, Problem, answer
from guildhall.serve.desks.api.routes import at, within

FORM = "application/x-www-form-urlencoded"
LONGEST = 10_000
"""Bytes of a notice; the telephone systems' own are under a thousand."""
LONGEST_ID = 250
LONGEST_AGENT = 254
EVENTS = ("newCall", "answer", "hangup")
_EXTENSION = re.compile(r"(?:ext(?:ension)?\.?|x|\+)?\s*(?P<digits>[0-9]{1,15})", re.IGNORECASE)
"""An extension or a whole number, as telephone systems write it: 12, ext. 12, x12, +441632960112."""
_NAMES = {"id": ("id", "callId"), "agent": ("agent", "answeringNumber", "user", "user[]")}


@at("/calls", "POST")
def hear(request: HttpRequest) -> HttpResponse:
    """Keep what is told of a call. Told twice or out of order, it is kept once and rightly."""
    within(request, "calls")
    body = _body(request)
    try:
        moment = signed_at(
            secret=settings.CALLS_SECRET,
            timestamp=request.headers.get("Guildhall-Timestamp", ""),
            given=request.headers.get("Guildhall-Signature", ""),
            body=body,
            now=clock.now(),
        )
    except NotSigned as refused:
        raise Problem(401, "not-signed", headers={"WWW-Authenticate": "Guildhall-Signature"}) from refused
    told = _told(_given(request, body))
    with transaction.atomic():
        call = calls.told(at=moment, by=_account(told["agent"]), **told)  # type: ignore[arg-type]  # checked in _told
        if told["event"] == "hangup":
            outbox.call_ended(call=call, at=moment)
    return answer(request, {"kept": True})


def _body(request: HttpRequest) -> bytes:
    try:
        found: bytes = request.read(LONGEST + 1)
    except UnreadablePostError:
        raise Problem(400, "not-sent") from None
    if len(found) > LONGEST:
        raise Problem(413, "notice-too-big")
    return found


def _given(request: HttpRequest, body: bytes) -> dict[str, str]:
    """The fields of a notice as texts. Raises ``Problem``."""
    if (request.content_type or "") == FORM:
        form = QueryDict(body, encoding="utf-8")
        return {name: str(form.get(name, "")) for name in form}
    if (request.content_type or "") != JSON:
        raise Problem(415, "not-form-or-json")
    try:
        document = read_json(body)
    except (ValueError, RecursionError):
        raise Problem(400, "not-json") from None
    if not isinstance(document, dict):
        raise Problem(400, "not-a-notice", errors=[_error("", "not-an-object")])
    return {name: _text(value) for name, value in document.items()}


def _told(given: Mapping[str, str]) -> dict[str, str]:
    """What is told, each field in the form in which it is kept. Raises ``Problem``, which names all that is amiss."""
    event, direction = given.get("event", ""), given.get("direction", "") or "in"
    key, agent = _first(given, *_NAMES["id"]).strip(), _first(given, *_NAMES["agent"]).strip()
    number = _first(given, "number", "to" if direction == "out" else "from")
    errors = [
        _error(field, code)
        for field, code, amiss in (
            ("event", "unknown-event", event not in EVENTS),
            ("direction", "unknown-direction", direction not in {"in", "out"}),
            ("id", "missing", not key),
            ("id", "too-long", len(key) > LONGEST_ID),
            ("id", "unprintable", not key.isprintable()),
            ("agent", "too-long", len(agent) > LONGEST_AGENT),
            ("agent", "unprintable", not agent.isprintable()),
        )
        if amiss
    ]
    try:
        form = calls.one_form(number[:60])
    except calls.NotANumber:
        form = ""
        errors.append(_error("number", "not-a-number"))
    if errors:
        raise Problem(400, "not-a-notice", errors=errors)
    return {"event": event, "key": key, "direction": direction, "number": form, "agent": agent}


def _error(field: str, code: str) -> Json:
    return {"field": field, "code": code}


def _first(given: Mapping[str, str], *names: str) -> str:
    return next((given[name] for name in names if given.get(name)), "")


def _text(value: Json) -> str:
    """One text: of a list the first, of anything that is no text nor number nothing."""
    if isinstance(value, list):
        return _text(value[0]) if value and not isinstance(value[0], list) else ""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _account(agent: str) -> str:
    """The account of an agent: by the email address they log in with, or by the extension that the profile says is theirs."""
    extension = _EXTENSION.fullmatch(agent)
    email = council().extensions.get(extension["digits"], "") if extension else agent
    if "@" not in email:
        return ""
    held = (*accounts_holding(role="advisor"), *accounts_holding(role="administrator"))
    return next((each.reference for each in held if each.email.casefold() == email.casefold()), "")
