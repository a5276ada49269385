"""A link between two records, and how it is taken back; and the review of what was made while it stood."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import display_names, page, problem
from guildhall.people.door import NoSuchLink, sameness
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.people.reach import ROLES
from guildhall.serve.desks.sameness import saying
from guildhall.serve.desks.sameness.proposing import TOO_LONG, WHY
from guildhall.serve.desks.sameness.recounting import recounted
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.parting import reviewing

Errors = Sequence[dict[str, str]]


@desk_page(*ROLES)
def link(request: HttpRequest, link: int) -> HttpResponse:
    """Who said that two records are one person, and why; and, posted, that they are not."""
    try:
        found = sameness.joined(link=link, onlooker=onlooker(request))
        if request.method == "POST" and found.link.retracted_at is None:
            return _retracted(request, found)
    except NoSuchLink:
        return problem(request=request, status=404, words_key="serve.desk-no-such-person")
    return _link_page(request, found)


@desk_page(*ROLES)
def reviews(request: HttpRequest) -> HttpResponse:
    """The links that were taken back and of which not everything is said, the oldest first."""
    at, after = now(), request.GET.get("after", "")[:60]
    found, later = sameness.to_review(onlooker=onlooker(request), after=after)
    names = display_names(references={each.link.retracted_by for each in found})
    rows = [
        (each, when(each.link.retracted_at, at), names.get(each.link.retracted_by, "somebody"))
        for each in found
        if each.link.retracted_at
    ]
    return page(
        request=request,
        template="serve/sameness/reviews.jinja",
        account=account(request),
        desk="sameness",
        title="Taken back, and to be reviewed",
        rows=rows,
        later=later,
        further=bool(after),
    )


@desk_page(*ROLES)
def review(request: HttpRequest, link: int) -> HttpResponse:
    """What was made while a link stood; and, posted, whose some of it is."""
    try:
        found = reviewing.review(link=link, onlooker=onlooker(request))
        if found.joined.link.retracted_at is None:
            return redirect("serve:people-link", link=link)
        return _attributed(request, found) if request.method == "POST" else _review_page(request, found)
    except NoSuchLink:
        return problem(request=request, status=404, words_key="serve.desk-no-such-person")


def _retracted(request: HttpRequest, found: sameness.Joined) -> HttpResponse:
    why = said(request, "why")
    amiss = "Write why they are two people" if not why else TOO_LONG if len(why) > WHY else ""
    if amiss:
        return _link_page(request, found, [{"text": amiss, "href": "#why"}])
    number = found.link.id
    reviewing.part(link=number, why=why, onlooker=onlooker(request), actor=actor(request), at=now())
    return redirect(f"{reverse('serve:people-review', kwargs={'link': number})}?parted=yes")


def _attributed(request: HttpRequest, found: reviewing.Review) -> HttpResponse:
    ends = {"one": found.joined.one.reference, "other": found.joined.other.reference}
    whose = {
        each.record: each.of if chosen == "stands" else ends[chosen]
        for each in found.left
        if (chosen := said(request, recounted(each, now()).box, 6)) in {"stands", *ends}
    }
    why = said(request, "why")
    if len(why) > WHY:
        return _review_page(request, found, [{"text": TOO_LONG, "href": "#why"}])
    if not whose:
        first = f"#{recounted(found.left[0], now()).box}" if found.left else "#why"
        return _review_page(request, found, [{"text": "Choose whose one of them is", "href": first}])
    number = found.joined.link.id
    try:
        reviewing.attribute(
            link=number, whose=whose, why=why, onlooker=onlooker(request), actor=actor(request), at=now()
        )
    except reviewing.NotInTheReview:
        again = reviewing.review(link=number, onlooker=onlooker(request))
        return _review_page(request, again, [{"text": "Somebody has said some of it meanwhile", "href": "#why"}])
    return redirect(f"{reverse('serve:people-review', kwargs={'link': number})}?kept={len(whose)}")


def _link_page(request: HttpRequest, found: sameness.Joined, errors: Errors = ()) -> HttpResponse:
    at, by = now(), account(request)
    looking.lay_open(request, parties=[found.one.reference, found.other.reference])
    names = display_names(references={found.link.asserted_by, found.link.retracted_by} - {""})
    return page(
        request=request,
        template="serve/sameness/link.jinja",
        status=409 if errors else 200,
        account=by,
        desk="sameness",
        title="Two records, one person" if found.link.retracted_at is None else "Two records, two people",
        errors=list(errors),
        found=found,
        lines=saying.side_by_side(found.one, found.other, (), at),
        reasons=saying.coded(found.link.reasons),
        asserted=(names.get(found.link.asserted_by, "Somebody"), when(found.link.asserted_at, at)),
        retracted=(
            (names.get(found.link.retracted_by, "Somebody"), when(found.link.retracted_at, at))
            if found.link.retracted_at
            else None
        ),
        typed=request.POST,
    )


def _review_page(request: HttpRequest, found: reviewing.Review, errors: Errors = ()) -> HttpResponse:
    at, by, joined = now(), account(request), found.joined
    looking.lay_open(request, parties=[joined.one.reference, joined.other.reference])
    until = joined.link.retracted_at
    return page(
        request=request,
        template="serve/sameness/review.jinja",
        status=409 if errors else 200,
        account=by,
        desk="sameness",
        title="Whose is what was made meanwhile?",
        errors=list(errors),
        found=found,
        joined=joined,
        sides=(saying.in_short(joined.one), saying.in_short(joined.other)),
        span=(when(joined.link.asserted_at, at), when(until, at) if until else ""),
        left=[recounted(each, at) for each in found.left],
        parted="parted" in request.GET,
        kept="kept" in request.GET,
        typed=request.POST,
    )
