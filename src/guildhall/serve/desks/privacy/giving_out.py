"""A copy for the person: each thing looked at before it goes, and what was released, as a PDF and as data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guildhall.estate.door import problem
from guildhall.people.door import guarded_among
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.privacy.deciding import request_page
from guildhall.serve.desks.privacy.reach import GOVERNS, requested
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.privacy import giving, printing
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
    for each in items:
        decided, out = said(request, f"decided-{each.id}", 12), said(request, f"out-{each.id}", LONGEST)
        if not decided:
            continue
        if decided not in {"give", "leave-out"}:
            errors.append({"text": "Choose whether it is given", "href": f"#decided-{each.id}-give"})
            continue
        giving.review(
            request=asked, item=each.id, decided=decided, leave_out=out.split("\n"), actor=actor(request), at=now()
        )
    if errors:
        return request_page(request, asked, errors)
    address = reverse("serve:privacy-request", kwargs={"reference": asked.case.reference})
    return redirect(f"{address}?after={later}#items" if later else f"{address}#answer")


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


def _unseen(request: HttpRequest, asked: RequestValue) -> bool:
    return not onlooker(request).safeguards and bool(guarded_among(references=asked.parties))


def _withheld(request: HttpRequest) -> HttpResponse:
    return problem(request=request, status=404, words_key="serve.desk-no-such-case")
