"""Answering with a composed page: never stored by anybody, and in the language of its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import page, spelled
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.ledger.door import Actor
from guildhall.serve.journeys import JourneyValue, phrase_of
from guildhall.serve.pages import Composed, escaped, put

RESIDENT = Actor("resident", "")
CHANNEL = "web"


def answer(made: str, language: str, *, private: bool = True) -> HttpResponse:
    """A page as an answer. A private one is kept by no browser and no cache on the way."""
    response = HttpResponse(made, headers={"Content-Language": language})
    response.headers["Cache-Control"] = "no-store" if private else "max-age=0, must-revalidate"
    return response


def resume_line(pieces: Composed, journey: JourneyValue, language: str) -> str:
    """The spoken code, which stands on every page once something is saved."""
    return put(
        pieces["resume"],
        code=escaped(journey.resume_code),
        spelled=escaped(", ".join(spelled(journey.resume_code, language))),
        phrase=escaped(phrase_of(journey.id, language)),
        until=escaped(in_words(local(journey.resume_until).date().isoformat(), language)),
    )


def private_page(request: HttpRequest, template: str, language: str, **context: Any) -> HttpResponse:
    """A page made for one person from a template of this desk; kept by no browser and no cache on the way."""
    response = page(request=request, template=f"serve/web/{template}.jinja", lang=language, **context)
    response.headers["Cache-Control"] = "no-store"
    return response
