"""What did the council decide? Published decisions found in the caller's words, and one of them to be read out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide.door import decision_aloud, decisions_about
from guildhall.serve.contacts.interactions import TOLD
from guildhall.serve.desks.assisted.desk import ROLES, Desk, show
from guildhall.serve.desks.assisted.speaking import speaker
from guildhall.serve.desks.assisted.starting import LANGUAGES
from guildhall.serve.desks.staff import desk_page

_LONGEST = 200


@require_safe
@desk_page(*ROLES)
def decisions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Find a decision by ``q``; read out the one of ``read`` in the language of the contact. Logging it is one press more."""
    language = request.GET.get("lang", "en")
    language = language if language in LANGUAGES else "en"
    sentence = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:_LONGEST]
    asked = request.GET.get("read", "").replace("\x00", "")
    spoken = decision_aloud(reference=asked, language=language) if asked else None
    errors = [{"text": "There is no such published decision", "href": "#q"}] if asked and spoken is None else []
    return show(
        request,
        desk,
        "decisions",
        title="What did the council decide?",
        spoken=language,
        errors=errors,
        languages=LANGUAGES,
        speaker=speaker(request),
        sentence=sentence,
        found=decisions_about(words=sentence, language="en") if sentence else None,
        read=spoken,
        told=f"Read out {spoken.reference}"[:TOLD] if spoken else "",
    )
