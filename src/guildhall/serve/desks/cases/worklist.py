"""The worklist: the cases that somebody chose to see, a stretch at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.estate.door import Onlooker, page
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.wanted import Wanted, as_said, chosen_from
from guildhall.serve.casework.worklists import worklist
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import STATES, options
from guildhall.serve.desks.cases.lists import rows
from guildhall.serve.desks.cases.reach import READERS, onlooker, opened
from guildhall.serve.desks.staff import account, desk_page

STRETCH = 50


@desk_page(*READERS)
def worklist_page(request: HttpRequest) -> HttpResponse:
    """The cases of somebody's teams, soonest due first; or the one whose reference was typed."""
    typed = request.GET.get("reference", "").strip()[:40]
    if typed:
        found = opened(request, typed)
        if isinstance(found, CaseValue):
            return redirect(reverse("serve:cases-case", kwargs={"reference": found.reference}))
    within = onlooker(request)
    wanted = _of_their_teams(chosen_from(request.GET.dict()), within)
    errors = [{"text": f"There is no case {typed} that you may open", "href": "#reference"}] if typed else []
    return listed_page(request, wanted, errors)


def listed_page(request: HttpRequest, wanted: Wanted, errors: list[dict[str, str]]) -> HttpResponse:
    """A stretch of what is wanted, with what did not work."""
    within, by, at = onlooker(request), account(request), now()
    listed = worklist(onlooker=within, wanted=wanted, at=at, after=request.GET.get("after"), limit=STRETCH)
    kept = as_said(wanted)
    return page(
        request=request,
        template="serve/cases/worklist.jinja",
        account=by,
        desk="cases",
        title="Open cases" if wanted.state == "open" else f"Cases: {STATES[wanted.state].lower()}",
        errors=errors,
        typed=request.GET.get("reference", "").strip()[:40],
        rows=rows(listed.cases, at),
        wanted=wanted,
        options=options(within),
        later=f"?{urlencode(kept | {'after': listed.after})}" if listed.after else "",
        first=f"?{urlencode(kept)}" if request.GET.get("after") else "",
    )


def _of_their_teams(wanted: Wanted, within: Onlooker) -> Wanted:
    """A choice without a team that is none of theirs."""
    if within.teams is None or wanted.team in within.teams:
        return wanted
    return chosen_from(as_said(wanted) | {"team": ""})
