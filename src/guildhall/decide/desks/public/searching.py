"""Search the record in plain words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide.desks.public.showing import shown
from guildhall.decide.finding import search as found_by
from guildhall.decide.tongue import Tongue

LONGEST = 200


@require_safe
def search(request: HttpRequest, lang: str) -> HttpResponse:
    """What was published that holds the words, or words that mean much the same; the newest first."""
    sentence = " ".join(request.GET.get("q", "").split())[:LONGEST]
    found, after = found_by(words=sentence, after=request.GET.get("after", "")) if sentence else ((), "")
    return shown(request, lang, "search", Tongue(lang).say("search"), sentence=sentence, rows=found, after=after)
