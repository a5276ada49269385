"""Proposals that two records are one person: those that wait, the likeliest first, and one of them, side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import display_names, page, problem
from guildhall.people.door import sameness
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.people.reach import ROLES
from guildhall.serve.desks.sameness import saying
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when

WHY = 200
"""Letters of a reason that somebody writes."""

TOO_LONG = f"Write at most {WHY} letters"
_DONE = {
    "same": "Kept: they are one person. Their records stand where they stood.",
    "different": "Kept: they are two people. They are not proposed again unless something new is known.",
    "later": "Put off for two weeks.",
}


@desk_page(*ROLES)
def proposals(request: HttpRequest) -> HttpResponse:
    """Those that wait for somebody to decide."""
    at, after = now(), request.GET.get("after", "")[:40]
    found, later = sameness.proposals(onlooker=onlooker(request), at=at, after=after)
    rows = [
        (each, [saying.told(reason) for reason in each.reasons], saying.likely(each.points), when(each.proposed_at, at))
        for each in found
    ]
    return page(
        request=request,
        template="serve/sameness/proposals.jinja",
        account=account(request),
        desk="sameness",
        title="Records that may be one person",
        rows=rows,
        later=later,
        further=bool(after),
        done=_DONE.get(request.GET.get("decided", ""), ""),
    )


@desk_page(*ROLES)
def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """One of them: looked at, and, posted, decided."""
    try:
        found = sameness.proposal(proposal=proposal, onlooker=onlooker(request))
        return _decided(request, found) if request.method == "POST" else _page(request, found)
    except sameness.NoSuchProposal:
        return problem(request=request, status=404, words_key="serve.desk-no-such-person")


def _decided(request: HttpRequest, found: sameness.ProposalValue) -> HttpResponse:
    verdict, why = said(request, "said", 10), said(request, "why")
    if len(why) > WHY:
        return _page(request, found, [{"text": TOO_LONG, "href": "#why"}])
    if verdict not in sameness.SAID:
        return _page(request, found, [{"text": "Choose whether they are one person", "href": "#said-same"}])
    try:
        sameness.decide(
            proposal=found.id,
            said=verdict,
            why=why,
            onlooker=onlooker(request),
            actor=actor(request),
            at=now(),
        )
    except sameness.AlreadyDecided:
        again = sameness.proposal(proposal=found.id, onlooker=onlooker(request))
        return _page(request, again, [{"text": "Somebody has decided this meanwhile. See below", "href": "#before"}])
    return redirect(f"{reverse('serve:people-proposals')}?decided={verdict}")


def _page(
    request: HttpRequest, found: sameness.ProposalValue, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    at, by = now(), account(request)
    looking.lay_open(request, parties=[found.one.reference, found.other.reference])
    names = display_names(references={each.by for each in found.before})
    return page(
        request=request,
        template="serve/sameness/proposal.jinja",
        status=409 if errors else 200,
        account=by,
        desk="sameness",
        title="One person?",
        errors=errors or [],
        found=found,
        lines=saying.side_by_side(found.one, found.other, found.reasons, at),
        likely=saying.likely(found.points),
        before=[
            (saying.SAID[each.said], names.get(each.by, "somebody"), when(each.at, at), each.why)
            for each in found.before
        ],
        typed=request.POST,
    )
