"""Whether whoever is here acts for the person a page is about, at this very moment.

What they never could see does not exist for them. Of what they once saw, the page says plainly that this is over.
"""

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import problem
from guildhall.ledger.door import Actor
from guildhall.people.door import Power, RepresentationValue
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.staff import account
from guildhall.serve.helping.representing import Matter, matter_of_case, standing, stood_once

GONE = 410


def helper(request: HttpRequest) -> Actor:
    """Who is here, as events name them: somebody who helps, with no rights of their own."""
    return Actor("helper", account(request).reference)


def allowed(request: HttpRequest, matter: Matter | None, power: Power = "hear") -> RepresentationValue | HttpResponse:
    """By which representation somebody may hear of a matter or speak in it; or the page that says why they may not."""
    sees = onlooker(request)
    found = standing(onlooker=sees, matter=matter, at=now(), power=power) if matter else None
    if found:
        return found
    if matter and stood_once(onlooker=sees, matter=matter):
        return over(request)
    return problem(request=request, status=404)


def opened(request: HttpRequest, reference: str) -> tuple[CaseValue, RepresentationValue] | HttpResponse:
    """A case that somebody may hear of, and by which representation; or the page that says why not."""
    try:
        case = cases.find(reference=reference)
    except NoSuchCase:
        return problem(request=request, status=404)
    found = allowed(request, matter_of_case(case))
    if not isinstance(found, RepresentationValue):
        return found
    looking.lay_open(request, cases=[case.reference])
    return case, found


def over(request: HttpRequest) -> HttpResponse:
    """They acted for this person, and no longer do."""
    return problem(
        request=request,
        status=GONE,
        words_key="serve.desk-acts-no-longer",
        heading_key="serve.desk-acts-no-longer-heading",
    )
