"""Whether whoever is here acts for the person a page is about, at this very moment.

What was never given to them does not exist for them. Of what was, the page says plainly why they do not act in it now.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import problem
from guildhall.ledger.door import Actor
from guildhall.people.door import Power, RepresentationValue, WhyNot
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.staff import account
from guildhall.serve.helping.representing import Matter, matter_of_case, standing, why_not

FORBIDDEN, GONE = 403, 410
WHY: Mapping[WhyNot, tuple[int, str]] = {
    "not-this": (FORBIDDEN, "serve.desk-acts-only-hears"),
    "not-yet": (FORBIDDEN, "serve.desk-acts-not-yet"),
    "ended": (GONE, "serve.desk-acts-no-longer"),
    "withdrawn": (GONE, "serve.desk-acts-no-longer"),
}
"""Why somebody does not act in a matter that was given to them, by code: the answer's status, and its words."""


def helper(request: HttpRequest) -> Actor:
    """Who is here, as events name them: somebody who helps, with no rights of their own."""
    return Actor("helper", account(request).reference)


def allowed(request: HttpRequest, matter: Matter | None, power: Power = "hear") -> RepresentationValue | HttpResponse:
    """By which representation somebody may hear of a matter or speak in it; or the page that says why they may not."""
    sees = onlooker(request)
    found = standing(onlooker=sees, matter=matter, at=now(), power=power) if matter else None
    if found:
        return found
    code = why_not(onlooker=sees, matter=matter, at=now()) if matter else "nothing-recorded"
    return _refused(request, code) if code in WHY else problem(request=request, status=404)


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
    return _refused(request, "withdrawn")


def _refused(request: HttpRequest, code: WhyNot) -> HttpResponse:
    status, key = WHY[code]
    return problem(request=request, status=status, words_key=key, heading_key=f"{key}-heading")
