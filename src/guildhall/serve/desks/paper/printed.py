"""Printed forms, kept on the disk: each is made once for everything that stands on it."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings

from guildhall.kernel.canonical import content_hash
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.desks.paper.form import LAYOUT, contents, form_pdf
from guildhall.serve.publishing.editions import Live

FOLDER = "forms"


def printed_form(*, live: Live, language: str, large: bool = False) -> bytes:
    """The form of an edition as a PDF. No statement; printed once, and again only when what stands on it has changed."""
    code = code_of(edition=live.hash, service=live.id, language=language)
    said = content_hash([contents(live.compiled, language, code=code, large=large), LAYOUT.read_text(encoding="utf-8")])
    kept = Path(settings.MEDIA_ROOT).parent / FOLDER / f"{live.hash[:16]}-{language}-{said[:16]}.pdf"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        made = form_pdf(live.compiled, language, code=code, large=large)
    kept.parent.mkdir(parents=True, exist_ok=True)
    begun = kept.with_name(uuid4().hex)
    begun.write_bytes(made)
    begun.replace(kept)
    return made
