"""The counters: every place with what is to be done there, and whom each expects on a day."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.estate.door import page
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.foreseen import address, shown_first
from guildhall.serve.desks.places import saying
from guildhall.serve.desks.places.naming import BY_REFERENCE, NOBODY_KNOWN, named
from guildhall.serve.desks.places.reach import ROLES, at_place
from guildhall.serve.desks.rearranging import appointments_ahead
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.places.appointments import NoLongerStands, NotBooked, cancel, seen
from guildhall.serve.places.expected import AppointmentValue, NoSuchAppointment, find, of_day
from guildhall.serve.places.known import PlaceValue, places
from guildhall.serve.sight import seen_among

STRETCH = 50
FAR = timedelta(days=400)
INTERPRETERS = {
    "asked": "being sought",
    "confirmed": "will be there",
    "not-found": "nobody was found",
    "stood-down": "stood down",
}
NEEDS = {"bsl": "British Sign Language", "interpreter": "Interpreter"}


@require_safe
@desk_page(*ROLES)
def counters(request: HttpRequest) -> HttpResponse:
    """Every place, whether it is open, and the ways to its day and its post; and whom one expects at a time when it is closed."""
    at = now()
    return page(
        request=request,
        template="serve/places/counters.jinja",
        account=account(request),
        desk="places",
        title="Places of help",
        waiting=appointments_ahead(),
        rows=[(each, saying.open_now(each.times.at(at), each.times.after(at), "en", at)) for each in places(at=at)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ROLES)
@at_place
@shown_first("Cancel it")
def day(request: HttpRequest, place: PlaceValue) -> HttpResponse:
    """Whom a place expects on a day, in their order: they came, they did not, or they call it off."""
    chosen = _day(request.GET.get("day", ""))
    acts = request.method == "POST" and "change" not in request.GET
    errors = _act(request, place) if acts else []
    if acts and not errors:
        return redirect(f"{request.path}?{urlencode({'day': chosen.isoformat()})}")
    held, after = of_day(place=place, day=chosen, after=request.GET.get("after", "")[:80], limit=STRETCH)
    names, unnamed = named(request, [each.whom.party for each in held])
    seen_cases = seen_among(onlooker(request), [each.purpose.case for each in held if each.purpose.case])
    here = {"day": chosen.isoformat()}
    return page(
        request=request,
        template="serve/places/day.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="places",
        title=f"{place.name['en']}, {day_in_full(chosen, 'en')}",
        place=place,
        errors=errors,
        rows=[_row(each, names, seen_cases, unnamed=each.whom.party in unnamed) for each in held],
        today=chosen <= local(now()).date(),
        before=(chosen - timedelta(days=1)).isoformat(),
        following=(chosen + timedelta(days=1)).isoformat(),
        first=f"?{urlencode(here)}" if "after" in request.GET else "",
        later=f"?{urlencode(here | {'after': after})}" if after else "",
        booked=request.GET.get("booked", "")[:20],
        done_at=address(request),
        seen_at=address(request, see="yes"),
    )


def page_of(place: PlaceValue, day: date) -> str:
    """The address of a place's day."""
    return f"{reverse('serve:places-day', kwargs={'slug': place.slug})}?{urlencode({'day': day.isoformat()})}"


def _act(request: HttpRequest, place: PlaceValue) -> list[dict[str, str]]:
    reference, act = said(request, "reference", 20), said(request, "act", 10)
    nowhere = [{"text": "There is no such appointment here", "href": "#expected"}]
    try:
        if find(reference=reference, at=now()).place.id != place.id:
            return nowhere
        if act == "cancel":
            cancel(reference=reference, channel="counter", actor=actor(request), at=now())
        else:
            seen(reference=reference, came=act == "came", actor=actor(request), at=now())
    except NoSuchAppointment:
        return nowhere
    except NoLongerStands:
        return [{"text": f"{reference} was dealt with meanwhile", "href": "#expected"}]
    except NotBooked:
        return [{"text": "Its day has not come yet", "href": "#expected"}]
    return []


def _row(
    each: AppointmentValue, names: dict[str, str], seen_cases: frozenset[str], *, unnamed: bool
) -> dict[str, object]:
    """One of them. Whoever is not to be named has no name, no page and no case here: each would tell who they are."""
    need = NEEDS.get(each.purpose.need, "")
    if each.purpose.spoken:
        need = f"{need}, {saying.language(each.purpose.spoken, 'en')}"
    return {
        "reference": each.reference,
        "time": f"{local(each.starts_at):%-H:%M}",
        "counter": each.counter,
        "name": BY_REFERENCE if unnamed else names.get(each.whom.party) or each.whom.called or NOBODY_KNOWN,
        "called": each.reference if unnamed else names.get(each.whom.party) or each.whom.called or NOBODY_KNOWN,
        "party": "" if unnamed else each.whom.party.removeprefix("party/"),
        "need": need,
        "interpreter": INTERPRETERS.get(each.interpreter, ""),
        "about": title_of(each.purpose.service) if each.purpose.service else "",
        "case": each.purpose.case if each.purpose.case in seen_cases and not unnamed else "",
        "stands": each.stands,
        "came": each.kept_at is not None,
    }


def _day(written: str) -> date:
    today = local(now()).date()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return today
    return day if abs(day - today) < FAR else today
