"""What goes over the wire: JSON read and written exactly, problems as RFC 9457 has them, and the language asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from guildhall.estate.door import words
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Json

LANGUAGES = ("en", "cy")
JSON = "application/json"
FILES = ("application/pdf", "image/jpeg", "image/png")
"""The types of file that are taken; what a file really is, is seen from its content."""
PROBLEM = "application/problem+json"
DEEPEST = 32
"""Levels of lists and objects inside one another; no answer has as many."""


class Problem(Exception):  # named as RFC 9457 names it
    """Something is wrong with a request. ``code`` is for machines and names the words for people."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        errors: Sequence[Json] = (),
        headers: Mapping[str, str] | None = None,
        **also: Json,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.also = also


def answer(request: HttpRequest, value: Json, status: int = 200, content_type: str = JSON) -> HttpResponse:
    """The value as canonical JSON, every number exact."""
    body = canonical_json(value).encode("utf-8", "replace")
    headers = {"Content-Language": language_of(request, strict=False), "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=content_type, status=status, headers=headers)


def as_problem(request: HttpRequest, found: Problem) -> HttpResponse:
    """The problem in the language asked for."""
    language = language_of(request, strict=False)
    said = words("serve")
    made: dict[str, Json] = {
        "type": f"urn:guildhall:problem:{found.code}",
        "title": said.say(f"api-{found.code}", language),
        "status": found.status,
        "code": found.code,
        **found.also,
    }
    response = answer(request, made | ({"errors": found.errors} if found.errors else {}), found.status, PROBLEM)
    for name, held in found.headers.items():
        response.headers[name] = held
    return response


def language_of(request: HttpRequest, *, strict: bool = True) -> str:
    """The language asked for by ``?lang=``, else by ``Accept-Language``, else English.

    Raises ``Problem`` for a ``lang`` that we do not speak, unless ``strict`` is off.
    """
    asked = request.GET.get("lang")
    if asked in LANGUAGES:
        return asked
    if asked is not None and strict:
        raise Problem(400, "unknown-language")
    wished = sorted(map(_weighed, request.headers.get("Accept-Language", "").split(",")), reverse=True)
    return next((language for weight, language in wished if language in LANGUAGES and weight > 0), LANGUAGES[0])


def object_in(request: HttpRequest, keys: frozenset[str], otherwise: str = "not-the-object") -> dict[str, Any]:
    """The JSON object in the request, with no other keys than these. Raises ``Problem``: ``otherwise`` for another value."""
    sent = request.content_type or ""
    if sent != JSON and not sent.endswith("+json"):
        raise Problem(415, "not-json-type")
    try:
        document = read_json(request.body)
    except RequestDataTooBig:
        raise Problem(413, "too-big") from None
    except UnreadablePostError:
        raise Problem(400, "not-json") from None
    except ValueError as refused:
        raise Problem(400, "not-json", detail=str(refused)[:200]) from None
    if _depth(document) > DEEPEST:
        raise Problem(400, "too-deep")
    try:
        canonical_json(document)
    except TypeError as beyond:
        raise Problem(400, "not-json", detail=str(beyond)[:200]) from None
    if not isinstance(document, dict) or not document.keys() <= keys:
        raise Problem(422, otherwise)
    return document


def _weighed(part: str) -> tuple[float, str]:
    name, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), name.split("-")[0].lower()
    except ValueError:
        return 0.0, ""


def _depth(value: Json) -> int:
    """How deep lists and objects stand in one another; counted without calling itself."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
        ]
    return depth
