"""Printed forms, kept on the disk: each is made once for everything that stands on it."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings

from guildhall.kernel.canonical import content_hash
from guildhall.serve.clock import now
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.desks.paper.form import LAYOUT, contents, form_pdf, names_a_counter
from guildhall.serve.desks.places.told import told_places
from guildhall.serve.publishing.editions import Live

FOLDER = "forms"


def printed_form(*, live: Live, language: str, large: bool = False) -> bytes:
    """The form of an edition as a PDF, printed once, and again only when what stands on it has changed.

    No statement; three where the service names no counter of its own, so that the places where people are helped are named.
    """
    places = () if names_a_counter(live.compiled) else told_places(at=now())
    code = code_of(edition=live.hash, service=live.id, language=language)
    stands = contents(live.compiled, language, code=code, large=large, places=places)
    said = content_hash([stands, LAYOUT.read_text(encoding="utf-8")])
    kept = Path(settings.MEDIA_ROOT).parent / FOLDER / f"{live.hash[:16]}-{language}-{said[:16]}.pdf"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        made = form_pdf(live.compiled, language, code=code, large=large, places=places)
    kept.parent.mkdir(parents=True, exist_ok=True)
    begun = kept.with_name(uuid4().hex)
    begun.write_bytes(made)
    begun.replace(kept)
    return made
