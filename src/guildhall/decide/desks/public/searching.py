"""Search the record in plain words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide.desks.public.showing import shown
from guildhall.decide.finding import STRETCH, looked_back_to
from guildhall.decide.finding import search as found_by
from guildhall.decide.tongue import Tongue

LONGEST = 200


@require_safe
def search(request: HttpRequest, lang: str) -> HttpResponse:
    """What was published that holds the words, or words that mean much the same; the newest first.

    Where not everything was looked through, it says up to which day it was, and leads on.
    """
    sentence, begun = " ".join(request.GET.get("q", "").split())[:LONGEST], request.GET.get("after", "")
    found, after = found_by(words=sentence, after=begun) if sentence else ((), "")
    until = looked_back_to(after) if len(found) < STRETCH else None
    title = Tongue(lang).say("search")
    return shown(request, lang, "search", title, sentence=sentence, rows=found, after=after, until=until, begun=begun)
