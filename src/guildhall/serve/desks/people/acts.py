"""What staff keep of what a person tells them: each act one post, refused at its box, never half done."""

from datetime import date
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.estate.door import problem
from guildhall.kernel.clocks import local
from guildhall.people import door
from guildhall.people.door import Portrait
from guildhall.serve.clock import now
from guildhall.serve.desks.people.boxes import settled, settled_address
from guildhall.serve.desks.people.reach import GUARDS, ROLES, back_to, known
from guildhall.serve.desks.people.reaching import the_same
from guildhall.serve.desks.people.saying import HOMES, LANGUAGES, NEEDS, SPOKEN, WAYS
from guildhall.serve.desks.people.viewing import person_page
from guildhall.serve.desks.staff import actor, desk_page, said

_YES_OR_NO = {"yes": True, "no": False}
_LINES = ("line1", "line2", "town", "postcode")


@require_POST
@desk_page(*ROLES)
@known
def names(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They are called something else."""
    name = said(request, "name", 300)
    if not name:
        return _refused(request, person, "name", "Write the name")
    if name != person.parties[0].name:
        door.called(reference=person.reference, name=name, actor=actor(request), at=now())
    return back_to(person, "who")


@require_POST
@desk_page(*ROLES)
@known
def births(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They were born on this day; nothing where it is not known after all."""
    given = settled("born", said(request, "born", 40))
    on = date.fromisoformat(given.value) if given.value else None
    amiss = given.amiss or ("Nobody was born after today" if on and on > local(now()).date() else "")
    if amiss:
        return _refused(request, person, "born", amiss)
    door.born(reference=person.reference, on=on, actor=actor(request), at=now())
    return back_to(person, "who")


@require_POST
@desk_page(*ROLES)
@known
def languages(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They wish to be spoken and written to in this language, whichever record of theirs is opened."""
    language = said(request, "language", 3)
    if language not in LANGUAGES:
        return _refused(request, person, "language", "Choose English or Welsh")
    door.speaks(reference=person.reference, language=language, actor=actor(request), at=now())
    return back_to(person, "who")


@require_POST
@desk_page(*ROLES)
@known
def contacts(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They can be reached this way too."""
    kind, typed = said(request, "way", 5), said(request, "value", 500)
    if kind not in WAYS:
        return _refused(request, person, "way", "Choose telephone, email or letter")
    given = settled(kind, typed)
    if not typed or given.amiss:
        return _refused(request, person, "value", given.amiss or "Write the number or the address")
    by, at = actor(request), now()
    point = door.reached_by(reference=person.reference, kind=kind, value=given.value, actor=by, at=at)  # type: ignore[arg-type]
    door.mark_point(reference=person.reference, point=point, **_found_out(request), actor=by, at=at)
    return back_to(person, "reach")


@require_POST
@desk_page(*ROLES)
@known
def contact(request: HttpRequest, person: Portrait, point: int) -> HttpResponse:
    """What was found out about one way to reach them; or that it has ended. What is withheld is not there to be changed."""
    alike = the_same(person, point)
    if not alike:
        return problem(request=request, status=404, words_key="serve.desk-no-such-person")
    by, at = actor(request), now()
    for each in alike:
        if "end" in request.POST:
            door.no_longer_reached_by(reference=each.of, point=each.id, actor=by, at=at)
        else:
            door.mark_point(reference=each.of, point=each.id, **_found_out(request), actor=by, at=at)
    return back_to(person, "reach")


@require_POST
@desk_page(*ROLES)
@known
def residences(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They live somewhere else, or nowhere fixed. The address of a refuge is never written down."""
    kind = said(request, "home", 10)
    if kind not in HOMES:
        return _refused(request, person, "home-fixed", "Choose where they live")
    lives: dict[str, object] = {"kind": kind}
    if kind == "fixed":
        address, box, amiss = settled_address({name: said(request, name, 300) for name in _LINES})
        if amiss:
            return _refused(request, person, box, amiss)
        lives = dict(address)
    elif kind == "none":
        lives = {"noFixedAddress": True, "near": said(request, "near", 200)}
    door.moved(reference=person.reference, lives=lives, actor=actor(request), at=now())
    return back_to(person, "lives")


@require_POST
@desk_page(*ROLES)
@known
def needs(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They need something so that we understand one another; or need it no longer, on any of their records."""
    by, at = actor(request), now()
    code, language = said(request, "need", 20), said(request, "spoken", 12)
    if said(request, "end", 20) in NEEDS:
        for reference in person.references:
            door.needs_no_longer(reference=reference, code=said(request, "end", 20), actor=by, at=at)  # type: ignore[arg-type]
        return back_to(person, "who")
    if code not in NEEDS:
        return _refused(request, person, "need", "Choose what they need")
    if code == "interpreter" and language not in SPOKEN:
        return _refused(request, person, "spoken", "Choose the language of the interpreter")
    spoken = language if code == "interpreter" else ""
    door.needs(reference=person.reference, code=code, language=spoken, actor=by, at=at)  # type: ignore[arg-type]
    return back_to(person, "who")


@require_POST
@desk_page(*GUARDS)
@known
def protections(request: HttpRequest, person: Portrait) -> HttpResponse:
    """They would be in danger if they were found; or the danger is over, for every record of theirs."""
    by, at = actor(request), now()
    if "end" in request.POST:
        for reference in person.references:
            door.end_protection(reference=reference, actor=by, at=at)
    else:
        door.protect(reference=person.reference, actor=by, at=at)
    return back_to(person, "reach")


class _FoundOut(TypedDict):
    """What was found out about a way to reach somebody."""

    safe: bool | None
    may_leave_message: bool | None
    preferred: bool


def _found_out(request: HttpRequest) -> _FoundOut:
    return {
        "safe": _YES_OR_NO.get(said(request, "safe", 3)),
        "may_leave_message": _YES_OR_NO.get(said(request, "message", 3)),
        "preferred": "preferred" in request.POST,
    }


def _refused(request: HttpRequest, person: Portrait, box: str, text: str) -> HttpResponse:
    return person_page(request, person, [{"text": text, "href": f"#{box}"}])
