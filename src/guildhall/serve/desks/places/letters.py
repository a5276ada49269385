"""Letters that wait at a place; and, for one person, where their post is held."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import page
from guildhall.kernel.clocks import local
from guildhall.people.door import Portrait
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.people.reach import ROLES as KNOW_PEOPLE
from guildhall.serve.desks.people.reach import known
from guildhall.serve.desks.places.naming import BY_CODE, NOBODY_KNOWN, named
from guildhall.serve.desks.places.reach import ROLES, at_place
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.places import post
from guildhall.serve.places.known import PlaceValue, places
from guildhall.serve.places.post import HoldingValue, LetterValue, NotHeld

STRETCH = 50
TOLD = {"sms": "told by text", "email": "told by email", "": "not told: nobody knows how"}
_REFUSED = {
    "not-held-here": "Their post is no longer held here",
    "not-waiting": "This letter was dealt with meanwhile",
    "place-holds-none": "Choose a place that holds post",
}
_GIVEN = "post-code-given"
"""The code that somebody is to be told, kept from the act to the page after it and no longer."""

Errors = list[dict[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ROLES)
@at_place
@shown_first("A letter came")
def letters(request: HttpRequest, place: PlaceValue) -> HttpResponse:
    """What waits here, the longest first; and for whom post is held, to say that a letter came."""
    acts = request.method == "POST" and "change" not in request.GET
    errors = _act(request, place) if acts else []
    if acts and not errors:
        return redirect(request.path)
    waiting, later = post.waiting(place=place, after=request.GET.get("after", "")[:80], limit=STRETCH)
    holders, more = post.holders(place=place, after=_number(request.GET.get("held", "")), limit=STRETCH)
    names, unnamed = named(request, [*(each.party for each in waiting), *(each.party for each in holders)])
    return page(
        request=request,
        template="serve/places/letters.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="places",
        title=f"Post at {place.name['en']}",
        place=place,
        errors=errors,
        waiting=[_letter(each, _called(each, names, unnamed)) for each in waiting],
        holders=[_holder(each, _called(each, names, unnamed)) for each in holders],
        first="after" in request.GET or "held" in request.GET,
        later=f"?{urlencode({'after': later})}" if later else "",
        more=f"?{urlencode({'held': more})}" if more else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*KNOW_PEOPLE)
@known
def holding(request: HttpRequest, person: Portrait) -> HttpResponse:
    """Where one person's post is held: chosen, changed or ended."""
    errors: Errors = []
    if request.method == "POST":
        errors = _hold(request, person)
        if not errors:
            return redirect(request.path)
    at, given = now(), request.session.pop(_GIVEN, "")
    unseen = person.protected and not onlooker(request).safeguards
    return page(
        request=request,
        template="serve/places/holding.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="people",
        title="Where their letters wait",
        person=person,
        key=person.reference.removeprefix("party/"),
        errors=errors,
        held=None if unseen else next((each for each in _held(person, at)), None),
        unseen=unseen,
        given=given,
        since=when,
        at=at,
        places=[each for each in places(at=at) if each.holds_post],
        mobile=person.withheld or any(each.kind in {"phone", "email"} for each in person.contacts),
    )


def _hold(request: HttpRequest, person: Portrait) -> Errors:
    at, by = now(), actor(request)
    if "release" in request.POST:
        for each in person.references:
            post.release(party=each, actor=by, at=at)
        return []
    chosen = next((each for each in places(at=at) if each.slug == said(request, "place", 60)), None)
    if chosen is None:
        return [{"text": "Choose a place", "href": "#place"}]
    try:
        request.session[_GIVEN] = post.hold(party=person.reference, place=chosen, actor=by, at=at).code
    except NotHeld as refused:
        return [{"text": _REFUSED[refused.code], "href": "#place"}]
    return []


def _held(person: Portrait, at: datetime) -> Iterator[HoldingValue]:
    """Where their post is held, under any record of theirs."""
    return (held for each in person.references if (held := post.held_for(party=each, at=at)))


def _act(request: HttpRequest, place: PlaceValue) -> Errors:
    act, number, by, at = said(request, "act", 10), _number(said(request, "number", 18)), actor(request), now()
    try:
        if act == "came":
            post.came(holding=number, place=place, language="en", actor=by, at=at)
        elif act == "collected":
            post.collected(letter=number, place=place, actor=by, at=at)
        else:
            post.returned(letter=number, place=place, actor=by, at=at)
    except NotHeld as refused:
        return [{"text": _REFUSED[refused.code], "href": "#waiting"}]
    return []


def _called(each: LetterValue | HoldingValue, names: dict[str, str], unnamed: frozenset[str]) -> str:
    return BY_CODE if each.party in unnamed else names.get(each.party) or NOBODY_KNOWN


def _letter(each: LetterValue, name: str) -> dict[str, object]:
    days = (local(now()).date() - local(each.came_at).date()).days
    return {
        "id": each.id,
        "name": name,
        "code": each.code,
        "came": when(each.came_at, now()),
        "days": days,
        "told": TOLD.get(each.told_by, TOLD[""]),
    }


def _holder(each: HoldingValue, name: str) -> dict[str, object]:
    return {"id": each.id, "name": name, "code": each.code, "since": when(each.since, now())}


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and written.isascii() and len(written) < 18 else 0
