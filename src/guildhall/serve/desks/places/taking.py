"""Booking for somebody at the telephone or the counter: for a person who is registered, or for whoever says a name.

An appointment that stands is moved in the same way: it stays for whom and about what it was, and only its time changes.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import is_sound, page
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.people.door import Portrait
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks.callbacks.reach import person_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.foreseen import address, shown_first
from guildhall.serve.desks.places import saying
from guildhall.serve.desks.places.counters import page_of
from guildhall.serve.desks.places.reach import ROLES, at_place
from guildhall.serve.desks.places.typed import reach_in
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.places.appointments import NoLongerStands, NotBooked, book, times
from guildhall.serve.places.codes import SPOKEN
from guildhall.serve.places.expected import AppointmentValue, NoSuchAppointment, Purpose, Whom, find
from guildhall.serve.places.known import PlaceValue
from guildhall.serve.sight import sees_case

DAYS = 5
_REFUSED = {
    "taken": "Somebody has just taken this time. Choose another",
    "too-soon": "This time is too soon. Choose a later one",
    "no-language": "Choose the language",
}
Errors = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, about which case, and what they need."""

    person: Portrait | None
    case: CaseValue | None
    purpose: Purpose


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ROLES)
@at_place
@shown_first(lambda request: "Move it" if "instead" in request.GET else "Book")
def take(request: HttpRequest, place: PlaceValue) -> HttpResponse:
    """What they need in the address, a time and a name in the form. What was typed stays where it could not be booked."""
    moved = _moved(request, place)
    if moved is None and "instead" in request.GET:  # it was dealt with meanwhile: its day shows what stands
        return redirect(page_of(place, local(now()).date()))
    asked = Asked(None, None, moved.purpose) if moved else _asked(request)
    errors: Errors = []
    if request.method == "POST" and "change" not in request.GET:
        made = _booked(request, place, asked, moved, errors)
        if made is not None:
            day = local(made.starts_at).date()
            return redirect(f"{page_of(place, day)}&{urlencode({'booked': made.reference})}")
    since = _day(request.GET.get("since", ""))
    offered = times(place=place, purpose=asked.purpose, since=since, at=now(), days=DAYS)
    return page(
        request=request,
        template="serve/places/take.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="places",
        title=f"Move {moved.reference} at {place.name['en']}" if moved else f"Book at {place.name['en']}",
        place=place,
        errors=errors,
        asked=asked,
        moved=f"{day_in_full(local(moved.starts_at).date(), 'en')}, {local(moved.starts_at):%-H:%M}" if moved else "",
        typed=request.POST,
        done_at=address(request),
        seen_at=address(request, see="yes"),
        kept={name: request.GET.get(name, "")[:60] for name in ("person", "case", "need", "spoken")},
        days=[
            (day_in_full(day, "en"), [(a.isoformat(), f"{local(a):%-H:%M}") for a, _ in held]) for day, held in offered
        ],
        later=_later(request, offered[-1][0]) if len(offered) == DAYS else "",
        languages=sorted(((code, saying.language(code, "en")) for code in SPOKEN), key=lambda each: each[1]),
    )


def _booked(
    request: HttpRequest, place: PlaceValue, asked: Asked, moved: AppointmentValue | None, errors: Errors
) -> AppointmentValue | None:
    """What was booked or moved; ``None`` where something is amiss, which is added to the ``errors``."""
    moment, whom = _moment(request, errors), moved.whom if moved else _whom(request, asked, errors)
    if errors or moment is None:
        return None
    try:
        return book(
            place=place,
            starts_at=moment,
            whom=whom,
            purpose=asked.purpose,
            channel="phone" if said(request, "channel", 10) == "phone" else "counter",
            actor=actor(request),
            at=now(),
            instead_of=moved.reference if moved else "",
        )
    except NotBooked as refused:
        errors.append({"text": _REFUSED.get(refused.code, "This time is not offered"), "href": "#time"})
    except NoLongerStands:
        errors.append({"text": "This appointment was dealt with meanwhile", "href": "#time"})
    return None


def _moved(request: HttpRequest, place: PlaceValue) -> AppointmentValue | None:
    """The appointment of this place that is moved, where one is named that stands."""
    reference = request.GET.get("instead", "")[:20]
    try:
        found = find(reference=reference, at=now()) if is_sound(reference) else None
    except NoSuchAppointment:
        return None
    return found if found is not None and found.stands and found.place.id == place.id else None


def _asked(request: HttpRequest) -> Asked:
    case = _case(request)
    reference = f"party/{request.GET['person']}" if request.GET.get("person") else case.customer if case else ""
    try:
        person = person_of(request, reference)
    except ValueError:
        person = None
    need, spoken = request.GET.get("need", ""), request.GET.get("spoken", "")
    codes = {each.code for each in person.needs} if person and not need else {need}
    kept: Literal["", "bsl", "interpreter"] = (
        "bsl" if "bsl" in codes else "interpreter" if "interpreter" in codes else ""
    )
    if kept == "interpreter" and spoken not in SPOKEN:
        spoken = next((each.language for each in person.needs if each.code == "interpreter"), "") if person else ""
    service = case.live.id if case else ""
    about = case.reference if case else ""
    return Asked(person, case, Purpose(about, service, "", kept, spoken if kept == "interpreter" else ""))


def _case(request: HttpRequest) -> CaseValue | None:
    reference = request.GET.get("case", "")
    try:
        found = cases.find(reference=reference) if is_sound(reference) else None
    except NoSuchCase:
        return None
    return found if found is not None and sees_case(onlooker(request), found) else None


def _moment(request: HttpRequest, errors: Errors) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said(request, "time", 40))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        errors.append({"text": "Choose a time", "href": "#time"})
        return None
    return moment


def _whom(request: HttpRequest, asked: Asked, errors: Errors) -> Whom:
    if asked.person is not None:
        return Whom(asked.person.reference, language=asked.person.language or "en")
    called, reach = said(request, "called", 101), said(request, "reach", 300)
    way, value = reach_in(reach)
    if not 0 < len(called) <= 100:
        errors.append({"text": "Write what they are called, in 100 letters or fewer", "href": "#called"})
    if reach and not way:
        errors.append({"text": "Write an email address or a telephone number, or leave it empty", "href": "#reach"})
    return Whom("", called, way, value, "cy" if said(request, "language", 2) == "cy" else "en")


def _later(request: HttpRequest, last: date) -> str:
    kept = {
        name: request.GET[name] for name in ("person", "case", "need", "spoken", "instead") if request.GET.get(name)
    }
    return f"?{urlencode(kept | {'since': (last + timedelta(days=1)).isoformat()})}"


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if abs((day - local(now()).date()).days) < 1000 else None
