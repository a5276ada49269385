"""The worklist: the cases that somebody chose to see, a stretch at a time, to be gone through by keyboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import Onlooker, page
from guildhall.serve.casework import filters
from guildhall.serve.casework import shortcuts as keys
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.filters import FilterValue
from guildhall.serve.casework.wanted import Wanted, as_said, chosen_from
from guildhall.serve.casework.worklists import worklist
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import STATES, in_words, options
from guildhall.serve.desks.cases.lists import rows, team_name
from guildhall.serve.desks.cases.reach import READERS, WORKERS, onlooker, opened
from guildhall.serve.desks.staff import account, desk_page

STRETCH = 50
LONGEST = 40
"""Signs of what was typed as a reference that are said again in a sentence."""
READY = (
    ("Given to me", Wanted(whose="mine")),
    ("Given to nobody", Wanted(whose="nobody")),
    ("Late", Wanted(state="late")),
    ("Due soon", Wanted(state="soon")),
    ("Waiting for the customer", Wanted(state="waiting")),
)
"""Choices that everybody is offered, and nobody need save."""

SHORTCUTS = (
    (("j", "↓"), "To the next case"),
    (("k", "↑"), "To the case before"),
    (("o", "Enter"), "Open the case"),
    (("x",), "Choose the case, or leave it out again"),
    (("a",), "Give the chosen cases to me; where none is chosen, this one"),
    (("?",), "This page"),
)


@desk_page(*READERS)
def worklist_page(request: HttpRequest) -> HttpResponse:
    """The cases of somebody's teams, soonest due first; or the one whose reference was typed."""
    typed = request.GET.get("reference", "").strip()
    if typed:
        found = opened(request, typed)
        if isinstance(found, CaseValue):
            return redirect(reverse("serve:cases-case", kwargs={"reference": found.reference}))
    which = typed if len(typed) <= LONGEST else "with this reference"
    errors = [{"text": f"There is no case {which} that you may open", "href": "#reference"}] if typed else []
    return listed_page(request, chosen_from(request.GET.dict()), errors)


def listed_page(
    request: HttpRequest, wanted: Wanted, errors: list[dict[str, str]], chosen: FilterValue | None = None
) -> HttpResponse:
    """A stretch of what is wanted, under the name of the filter that was ``chosen``; with what did not work.

    The number of SQL statements is the same however long it is.
    """
    within, by, at = onlooker(request), account(request), now()
    wanted = of_their_teams(wanted, within)
    listed = worklist(onlooker=within, wanted=wanted, at=at, after=request.GET.get("after"), limit=STRETCH)
    saved = filters.offered_to(onlooker=within)
    kept, here = as_said(wanted), request.path if chosen else reverse("serve:cases")
    query: dict[str, str] = {} if chosen else kept
    after = {"after": request.GET["after"]} if request.GET.get("after") else {}
    return page(
        request=request,
        template="serve/cases/worklist.jinja",
        status=400 if errors and request.method == "POST" else 200,
        account=by,
        desk="cases",
        title=chosen.name if chosen else "Open cases" if wanted.state == "open" else f"Cases: {STATES[wanted.state]}",
        errors=errors,
        typed=request.GET.get("reference", "").strip(),
        said=request.POST,
        rows=rows(listed.cases, at),
        wanted=wanted,
        kept=list(kept.items()),
        shows=in_words(wanted),
        options=options(within),
        ready=[(name, f"{reverse('serve:cases')}?{urlencode(as_said(each))}", each == wanted) for name, each in READY],
        saved=saved,
        chosen=chosen,
        teams=[(each, team_name(each)) for each in _may_save_for(within, options(within)["team"])],
        works=by.holds(*WORKERS),
        single_keys=keys.wanted_by(account=by.reference),
        all_chosen="all" in request.GET,
        all_address=f"{here}?{urlencode(query | after | {'all': 'yes'})}",
        map_address=reverse("serve:cases-filter-map", kwargs={"number": chosen.number})
        if chosen
        else f"{reverse('serve:cases-map')}?{urlencode(kept)}",
        later=f"{here}?{urlencode(query | {'after': listed.after})}" if listed.after else "",
        first=f"{here}?{urlencode(query)}" if after else "",
    )


@require_http_methods(["GET", "POST"])
@desk_page(*READERS)
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Which keys do what in the worklist, and whether they do."""
    by = account(request)
    if request.method == "POST":
        keys.turn(account=by.reference, on=request.POST.get("turn") == "on", at=now())
        return redirect(reverse("serve:cases-shortcuts"))
    return page(
        request=request,
        template="serve/cases/shortcuts.jinja",
        account=by,
        desk="cases",
        title="Keys in the worklist",
        shortcuts=SHORTCUTS,
        on=keys.wanted_by(account=by.reference),
    )


def of_their_teams(wanted: Wanted, within: Onlooker) -> Wanted:
    """A choice without a team that is none of theirs."""
    if within.teams is None or wanted.team in within.teams:
        return wanted
    return chosen_from(as_said(wanted) | {"team": ""})


def _may_save_for(within: Onlooker, teams: list[tuple[str, str]]) -> list[str]:
    return [code for code, _name in teams if code and (within.teams is None or code in within.teams)]
