"""Pages for what went wrong, in plain words and both languages, always with another way to reach us.

They ask the database nothing, so that they work when little else does.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from guildhall.estate.frame import PATHS, page
from guildhall.estate.words import LANGUAGES, say

STATUSES = (400, 403, 404, 405, 413, 429, 500)


def problem(
    request: HttpRequest,
    *,
    status: int,
    words_key: str = "",
    heading_key: str = "",
    details: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A page for one problem: in the language of the address, else in both."""
    first = request.path_info[1:3]
    languages = (first,) if first in LANGUAGES else LANGUAGES
    keys = (words_key or _key(status), heading_key or f"{_key(status)}-heading")
    said = {each: _said(each, *keys, details or {}) for each in languages}
    return page(
        request=request,
        template="frame/problem.jinja",
        status=status,
        lang=languages[0],
        title=said[languages[0]]["heading"],
        languages=languages,
        said=said,
        home=PATHS["home"],
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for 400: a malformed or oversized request."""
    return problem(request, status=413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for 403."""
    return problem(request, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for 404."""
    return problem(request, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for 500."""
    return problem(request, status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a form whose security token does not fit: mostly, an old page."""
    return problem(request, status=403, words_key="estate.form-expired", heading_key="estate.form-expired-heading")


class PlainProblems:
    """Gives answers of 405 and 413, which Django leaves empty, their page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in (405, 413) or response.streaming or response.content:
            return response
        made = problem(request, status=response.status_code)
        if "Allow" in response.headers:
            made.headers["Allow"] = response.headers["Allow"]
        return made


def _key(status: int) -> str:
    return f"estate.problem-{status if status in STATUSES else 500}"


def _said(language: str, words_key: str, heading_key: str, details: Mapping[str, str]) -> dict[str, Any]:
    return {
        "heading": say(heading_key, language),
        "sentences": [say(words_key, language, **details), say("estate.problem-help", language)],
        "home": say("estate.go-home", language),
    }
