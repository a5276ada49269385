"""The worklist of callbacks, and the sheet from which one is made: whom, when, and exactly what may be said."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.estate.door import accounts_holding, display_names, page
from guildhall.serve.answering import journeys
from guildhall.serve.clock import now
from guildhall.serve.contacts import callbacks, moving
from guildhall.serve.contacts.callbacks import CallbackValue
from guildhall.serve.contacts.calls import NotANumber, one_form, shown
from guildhall.serve.contacts.reachable import SPOKEN, stopped_by, ways_left
from guildhall.serve.desks import looking
from guildhall.serve.desks.callbacks import saying, windows
from guildhall.serve.desks.callbacks.reach import ROLES, person_of, seen
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.rearranging import callbacks_ahead
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import when

STRETCH = 50


@desk_page(*ROLES)
def worklist(request: HttpRequest) -> HttpResponse:
    """What is still to be kept, the window that closes soonest first, and above it what is promised for when we are closed; or
    only what was missed.
    """
    at, missed = now(), request.GET.get("show") == "missed"
    found = callbacks.listed(
        onlooker=onlooker(request), missed=missed, after=request.GET.get("after", "")[:80], limit=STRETCH
    )
    names = looking.names(request, [each.party for each in found.callbacks])
    here, kept = reverse("serve:callbacks"), {"show": "missed"} if missed else {}
    return page(
        request=request,
        template="serve/callbacks/worklist.jinja",
        account=account(request),
        desk="callbacks",
        title="Missed callbacks" if missed else "Callbacks",
        errors=[],
        missed=missed,
        kept=request.GET.get("kept", "")[:3] == "yes",
        waiting=None if missed else callbacks_ahead(request),
        rows=[
            {
                "id": each.id,
                "name": names.get(each.party) or each.called or "Somebody without a name",
                "window": windows.window(each, at),
                "standing": windows.standing(each, at),
                "way": saying.WAYS[each.way],
                "may_say": saying.MAY_SAY[each.may_say][0],
                "about": title_of(each.service) if each.service else "",
                "case": each.case,
                "escalated": each.escalated_at is not None,
            }
            for each in found.callbacks
        ],
        first=f"{here}?{urlencode(kept)}" if "after" in request.GET else "",
        later=f"{here}?{urlencode(kept | {'after': found.after})}" if found.after else "",
    )


@desk_page(*ROLES)
@seen
def sheet(request: HttpRequest, callback: CallbackValue) -> HttpResponse:
    """One callback, laid out to be made."""
    return sheet_page(request, callback)


def sheet_page(
    request: HttpRequest, callback: CallbackValue, errors: Sequence[dict[str, str]] = (), status: int = 0
) -> HttpResponse:
    """The sheet, with what did not work and what was typed. A number that is withheld is not shown."""
    at = now()
    person = person_of(request, callback.party)
    name = (person.name if person else "") or callback.called
    withheld = person is not None and person.withheld
    attempts = callbacks.attempts_of(callback=callback.id)
    moves = moving.moves_of(callbacks=[callback.id]).get(callback.id, ())
    acted = {each.by for each in attempts} | {each.by for each in moves}
    names = display_names(references=acted | {callback.promised_by})
    calendar = journeys.working_calendar(at)
    why = stopped_by(person, callback.way, callback.to)
    return page(
        request=request,
        template="serve/callbacks/sheet.jinja",
        status=status or (409 if errors else 200),
        account=account(request),
        desk="callbacks",
        title=f"Call back {name or 'somebody without a name'}",
        errors=list(errors),
        callback=callback,
        name=name,
        key=callback.party.removeprefix("party/"),
        withheld=withheld,
        guards=accounts_holding(role="safeguarding") if withheld else (),
        to="" if withheld else in_words(callback.way, callback.to),
        spoken=callback.way in SPOKEN,
        way=saying.WAYS[callback.way],
        stopped=saying.STOPPED.get(why, ""),
        others=[
            (f"{way}:{to}", f"{saying.WAYS[way]}: {in_words(way, to)}")
            for way, to in ways_left(person)
            if (way, to) != (callback.way, callback.to)
        ],
        window=windows.window(callback, at),
        closed=not windows.open_all(calendar, callback),
        days=windows.days(calendar, at),
        reasons=saying.BECAUSE,
        before=[
            (
                windows.spell(each.opens_at, each.closes_at, at),
                each.missed_at is not None,
                saying.BECAUSE[each.because],
                f"{when(each.at, at)} by {names.get(each.by, 'somebody')}",
            )
            for each in moves
        ],
        standing=windows.standing(callback, at),
        script=saying.script(callback, name),
        may_say=saying.MAY_SAY[callback.may_say],
        about=title_of(callback.service) if callback.service else "",
        promised=f"{when(callback.promised_at, at)} by {names.get(callback.promised_by, 'somebody')}",
        attempts=[
            (saying.TRIED[each.outcome], saying.STOPPED.get(each.reason, ""), when(each.at, at), names.get(each.by, ""))
            for each in attempts
        ],
        outcomes=list(enumerate(saying.OUTCOMES.items(), 1)),
        typed=request.POST,
    )


def in_words(way: str, to: str) -> str:
    """A number as people write it, any other address as it is."""
    if way == "email":
        return to
    try:
        return shown(one_form(to))
    except NotANumber:
        return to
