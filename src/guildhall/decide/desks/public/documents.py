"""Documents of the record for everybody: papers on an item that were sent as files, and copies that members decided on."""

from typing import Never

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from guildhall.decide import models as m
from guildhall.decide.keeping.papers import file_of
from guildhall.decide.sight import seen_of, withheld
from guildhall.estate.door import Altered, OpenedFile, open_file

INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""What a document may do in a browser: be read. It loads nothing, runs nothing and sends nothing."""


@require_safe
def paper(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """The document of a published paper, of one ``version`` of it, or one that was withheld and is ``opened``. Raises ``Http404``.

    What is exempt is another, and never here.
    """
    row, asked = seen_of(m.Report, f"report/{key}"), request.GET.get("version", "")
    if row is None:
        _nothing()
    if opened := request.GET.get("opened", ""):
        freed = next(
            (each.file for each in withheld([row.reference]).get(row.reference, ()) if str(each.key) == opened), ""
        )
        return saved(freed) if freed else _nothing()
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    file = file_of(row, number) if asked else row.file
    return saved(file) if file else _nothing()


@require_safe
def exhibit(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """The very bytes that were deposited, of an exhibit that everybody may see. Raises ``Http404``.

    Text is read here, where it can do nothing; a file is saved.
    """
    row = seen_of(m.Exhibit, f"exhibit/{key}")
    if row is None:
        _nothing()
    if row.file:
        return saved(row.file)
    kind = "text/html" if row.media_type == "text/html" else "text/plain"
    return given(row.content.encode(), f"{kind}; charset=utf-8")


def saved(file: str) -> HttpResponse:
    """A stored document, to save. Raises ``Http404`` where it is not there, or not what was stored."""
    found = _opened(file)
    return given(found.content, found.media_type, found.name)


def given(content: bytes, media_type: str, name: str = "") -> HttpResponse:
    """Bytes that somebody sent or copied, exactly: with a ``name`` to be saved under it, else read here and able to do nothing."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Security-Policy"] = INERT
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if name:
        answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


def _opened(file: str) -> OpenedFile:
    try:
        found = open_file(reference=file) if file else None
    except Altered:
        found = None
    return found if found is not None else _nothing()


def _nothing() -> Never:
    raise Http404
