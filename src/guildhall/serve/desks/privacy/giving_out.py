"""A copy for the person: each thing looked at before it goes, and what was released: a PDF, the data, and the documents."""

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guildhall.estate.door import Altered, open_file, problem
from guildhall.people.door import guarded_among
from guildhall.serve.casework import casefile, cases
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.privacy.deciding import request_page
from guildhall.serve.desks.privacy.reach import GOVERNS, requested
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.privacy import documents, giving, printing
from guildhall.serve.privacy.giving import NoSuchDocument
from guildhall.serve.privacy.judging import NoReason
from guildhall.serve.privacy.requests import RequestValue

LONGEST = 4000


@require_POST
@desk_page(*GOVERNS)
@requested
def reviews(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """Record what was decided of each thing that stands on the page, and the words that are left out of it."""
    if _unseen(request, asked):
        return _withheld(request)
    after = said(request, "after", 20)
    items, later = giving.to_review(request=asked, after=after)
    errors = []
    for each, decided, out, why in [(each, *_said(request, each.id)) for each in items]:
        if not decided:
            continue
        if decided not in {"give", "leave-out"}:
            errors.append({"text": "Choose whether it is given", "href": f"#decided-{each.id}-give"})
            continue
        try:
            giving.review(
                request=asked,
                item=each.id,
                decided=decided,
                leave_out=out.split("\n"),
                why=why,
                actor=actor(request),
                at=now(),
            )
        except NoReason:
            errors.append({"text": "Write why the whole of it is left out. They read this.", "href": f"#why-{each.id}"})
    if errors:
        return request_page(request, asked, errors)
    address = reverse("serve:privacy-request", kwargs={"reference": asked.case.reference})
    return redirect(f"{address}?after={later}#items" if later else f"{address}#answer")


@desk_page(*GOVERNS)
@requested
def document(request: HttpRequest, asked: RequestValue, number: int) -> HttpResponse:
    """A document that would be given, to be looked at first. That it was opened is written down on its case."""
    if _unseen(request, asked):
        return _withheld(request)
    try:
        item = giving.document(request=asked, item=number)
        found = open_file(reference=item.record)
    except NoSuchDocument:
        return _withheld(request)
    except Altered:
        found = None
    if found is None:
        return problem(request=request, status=404, words_key="serve.desk-document-altered")
    casefile.document_opened(case=cases.find(reference=item.case), document=item.record, actor=actor(request), at=now())
    ending = found.media_type.rpartition("/")[2]
    made = HttpResponse(found.content, content_type=found.media_type)
    made["Content-Disposition"] = f'attachment; filename="{item.case}-{number}.{ending}"'
    made["X-Content-Type-Options"] = "nosniff"
    return made


@desk_page(*GOVERNS)
@requested
def pack_zip(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """All that was released in one file: the PDF, the data, and the documents."""
    found = None if _unseen(request, asked) else giving.released(request=asked)
    if found is None:
        return _withheld(request)
    return FileResponse(  # type: ignore[return-value]  # an answer that is sent as it is read
        documents.packed(pack=found),
        content_type="application/zip",
        as_attachment=True,
        filename=f"{asked.case.reference}.zip",
    )


@desk_page(*GOVERNS)
@requested
def pack_pdf(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """What was released, as an accessible PDF."""
    found = None if _unseen(request, asked) else giving.released(request=asked)
    if found is None:
        return _withheld(request)
    made = HttpResponse(printing.printed(pack=found), content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="{asked.case.reference}.pdf"'
    return made


@desk_page(*GOVERNS)
@requested
def pack_json(request: HttpRequest, asked: RequestValue) -> HttpResponse:
    """What was released, as data that a machine reads (UK GDPR, Article 15(3))."""
    found = None if _unseen(request, asked) else giving.released(request=asked)
    if found is None:
        return _withheld(request)
    made = JsonResponse(dict(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    made["Content-Disposition"] = f'attachment; filename="{asked.case.reference}.json"'
    return made


def _said(request: HttpRequest, item: int) -> tuple[str, str, str]:
    """What was decided of an item, the words that are left out of it, and why."""
    return (
        said(request, f"decided-{item}", 12),
        said(request, f"out-{item}", LONGEST),
        said(request, f"why-{item}", 1000),
    )


def _unseen(request: HttpRequest, asked: RequestValue) -> bool:
    return not onlooker(request).safeguards and bool(guarded_among(references=asked.parties))


def _withheld(request: HttpRequest) -> HttpResponse:
    return problem(request=request, status=404, words_key="serve.desk-no-such-case")
