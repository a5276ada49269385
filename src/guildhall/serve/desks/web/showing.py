"""Answering with a composed page: never stored by anybody, and in the language of its address."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import page, spelled
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.ledger.door import Actor
from guildhall.serve.answering.journeys import JourneyValue, phrase_of
from guildhall.serve.pages import Composed, Made, escaped, packed, put

RESIDENT = Actor("resident", "")
CHANNEL = "web"
OTHER = {"en": "cy", "cy": "en"}
"""The language in which a page stands besides."""


def answer(request: HttpRequest, made: Made, language: str, *, private: bool = True) -> HttpResponse:
    """A page as an answer, packed where the browser can unpack it. A private one is kept by no browser and no cache on the way."""
    headers = {
        "Content-Language": language,
        "Cache-Control": "no-store" if private else "max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
    }
    sent = packed(made) if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else None
    if sent is None:
        return HttpResponse(made, headers=headers)
    return HttpResponse(sent, headers=headers | {"Content-Encoding": "gzip"})


def resume_line(pieces: Composed, journey: JourneyValue, language: str) -> str:
    """The spoken code, which stands on every page once something is saved."""
    return put(pieces["resume"], **_spoken(journey.id, journey.resume_code, journey.resume_until, language))


@lru_cache(maxsize=256)
def _spoken(journey: UUID, code: str, until: datetime, language: str) -> Mapping[str, str]:
    """A journey's code, how to say it, its two words and its last day: the same on all of its pages."""
    return {
        "code": escaped(code),
        "spelled": escaped(", ".join(spelled(code, language))),
        "phrase": escaped(phrase_of(journey, language)),
        "until": escaped(in_words(local(until).date().isoformat(), language)),
    }


def private_page(request: HttpRequest, template: str, language: str, **context: Any) -> HttpResponse:
    """A page made for one person from a template of this desk; kept by no browser and no cache on the way."""
    response = page(request=request, template=f"serve/web/{template}.jinja", lang=language, **context)
    response.headers["Cache-Control"] = "no-store"
    return response
