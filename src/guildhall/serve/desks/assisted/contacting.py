"""What is added to the contact by which a case was opened: what helped both understand, and what they were told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from guildhall.estate.door import problem
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import NoSuchCase
from guildhall.serve.contacts import interactions
from guildhall.serve.desks.assisted.desk import ROLES, Desk, may_open
from guildhall.serve.desks.staff import desk_page, said


@require_POST
@desk_page(*ROLES)
def contact(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Keep it with the contact. The last word stands."""
    try:
        found = cases.find(reference=reference)
    except NoSuchCase:
        return problem(request=request, status=404)
    if not may_open(request, found.journey):
        return problem(request=request, status=403, words_key="serve.desk-not-opened")
    interactions.add_to(
        case=found.reference,
        support=[each for each in request.POST.getlist("support") if each in interactions.SUPPORT],
        told=said(request, "told", interactions.TOLD),
    )
    return redirect(desk.url("case", reference=found.reference) + "?noted=1")
