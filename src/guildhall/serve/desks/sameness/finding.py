"""Another record of a person, which nobody proposed: found by whatever is known, chosen, and put side by side to be decided."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import page
from guildhall.people.door import Found, NoSuchParty, OneAndTheSame, Portrait, sameness, understood
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.people.reach import ROLES, known
from guildhall.serve.desks.people.saying import FOUND_BY
from guildhall.serve.desks.staff import account, desk_page, said

LONGEST = 200
_NOBODY = "No other record was found. Try a number, an address or another spelling"
_CHOOSE = "Choose one of those who were found"


@desk_page(*ROLES)
@known
def other(request: HttpRequest, person: Portrait) -> HttpResponse:
    """The box; posted, whom it finds; and, one of them chosen, the two side by side. What was typed stands in no address."""
    if request.method != "POST":
        return _page(request, person)
    chosen, typed = said(request, "party", 32), said(request, "typed", LONGEST)
    if chosen:
        return _chosen(request, person, f"party/{chosen}")
    if not typed:
        return _page(request, person, "Type a name, a number, an address or a reference")
    found = _found(request, person)
    if not found:
        return _page(request, person, _NOBODY)
    return _page(request, person, _CHOOSE if said(request, "choose", 3) else "", found)


def _chosen(request: HttpRequest, person: Portrait, reference: str) -> HttpResponse:
    try:
        number = sameness.propose(one=person.reference, other=reference, onlooker=onlooker(request), at=now())
    except OneAndTheSame:
        return _page(request, person, "These two are one person already", _found(request, person))
    except (NoSuchParty, sameness.NotAlike):
        return _page(request, person, _CHOOSE, _found(request, person))
    return redirect("serve:people-proposal", proposal=number)


def _found(request: HttpRequest, person: Portrait) -> tuple[Found, ...]:
    """Those who fit what was typed, and are of this kind and not one person with this one already."""
    sought = understood(text=said(request, "typed", LONGEST), references=False)
    found = () if sought.nothing else looking.search(request, sought)[0]
    organisation = person.kind == "organisation"
    return tuple(
        each
        for each in found
        if (each.kind == "organisation") is organisation
        and each.reference not in person.references
        and (not each.protected or onlooker(request).safeguards)
    )


def _page(request: HttpRequest, person: Portrait, amiss: str = "", found: Sequence[Found] = ()) -> HttpResponse:
    by = account(request)
    box = "#party-1" if found else "#typed"
    return page(
        request=request,
        template="serve/sameness/finding.jinja",
        status=409 if amiss else 200,
        account=by,
        desk="sameness",
        title="Which other record is theirs?",
        errors=[{"text": amiss, "href": box}] if amiss else [],
        person=person,
        key=person.reference.removeprefix("party/"),
        found=found,
        found_by=FOUND_BY,
        typed=request.POST,
    )
