"""Saved filters at the desk: one press shows its cases; one form saves what is shown under a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from guildhall.estate.door import display_names, page, problem
from guildhall.serve.casework import filters as saved
from guildhall.serve.casework.filters import LONGEST_NAME, NoSuchFilter, NotSaved
from guildhall.serve.casework.wanted import chosen_from
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import in_words
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.cases.reach import READERS, onlooker
from guildhall.serve.desks.cases.worklist import listed_page
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.desks.telling import when

_REFUSED = {
    "no-name": ("Give the filter a name", "name"),
    "long-name": (f"The name must have {LONGEST_NAME} characters or fewer", "name"),
    "name-taken": ("There is a filter of that name already, for other cases", "name"),
    "not-your-team": ("Choose one of your own teams", "for"),
}


@require_http_methods(["GET", "POST"])
@desk_page(*READERS)
def filters(request: HttpRequest) -> HttpResponse:
    """The filters that somebody may open, with who saved each; or save one."""
    return _save(request) if request.method == "POST" else _listed(request)


@desk_page(*READERS)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """The cases of a saved filter."""
    try:
        found = saved.find(number=number, onlooker=onlooker(request))
    except NoSuchFilter:
        return problem(request=request, status=404)
    return listed_page(request, found.wanted, [], chosen=found)


@require_POST
@desk_page(*READERS)
def ending(request: HttpRequest, number: int) -> HttpResponse:
    """Offer a filter no longer."""
    try:
        saved.find(number=number, onlooker=onlooker(request))
    except NoSuchFilter:
        return problem(request=request, status=404)
    saved.set_aside(number=number, onlooker=onlooker(request), at=now())
    return redirect(reverse("serve:cases-filters"))


def _save(request: HttpRequest) -> HttpResponse:
    wanted = chosen_from(request.POST.dict())
    try:
        kept = saved.save(
            name=" ".join(said(request, "name", 200).split()),
            team=said(request, "for", 100),
            wanted=wanted,
            onlooker=onlooker(request),
            at=now(),
        )
    except NotSaved as refused:
        text, place = _REFUSED[refused.code]
        return listed_page(request, wanted, [{"text": text, "href": f"#{place}"}])
    return redirect(reverse("serve:cases-filter", kwargs={"number": kept.number}))


def _listed(request: HttpRequest) -> HttpResponse:
    by, at = account(request), now()
    found = saved.offered_to(onlooker=onlooker(request))
    names = display_names(references={each.by for each in found})
    return page(
        request=request,
        template="serve/cases/filters.jinja",
        account=by,
        desk="cases",
        title="Saved filters",
        filters=[
            (
                each,
                in_words(each.wanted),
                team_name(each.team) if each.team else "me",
                names.get(each.by, "somebody who works here no more"),
                when(each.at, at),
            )
            for each in found
        ],
    )
