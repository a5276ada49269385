"""Choosing a time at a counter: first what somebody needs there, because that decides which times there are; then the day; then
the time, and who comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import is_sound, may_try, page, problem, tidy
from guildhall.estate.door import words as say
from guildhall.kernel.clocks import Opening, local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.saying import time_in_words
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks.places import addresses, saying
from guildhall.serve.desks.places.typed import reach_in
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.showing import RESIDENT
from guildhall.serve.desks.web.tracking import knows
from guildhall.serve.places.appointments import NoLongerStands, NotBooked, book, times
from guildhall.serve.places.codes import SPOKEN
from guildhall.serve.places.expected import AppointmentValue, NoSuchAppointment, Purpose, Whom, find
from guildhall.serve.places.known import NoSuchPlace, PlaceValue
from guildhall.serve.places.known import place as place_of

NEEDS = ("none", "bsl", "interpreter")
TRIES, PER = 20, timedelta(hours=1)
"""Appointments that may be booked from one place in an hour."""
DAYS = 5
"""Days offered at once."""
LONGEST = 100
Wrong = dict[str, str]


@dataclass(frozen=True, slots=True)
class Booking:
    """What is asked for, and at which place. ``moved`` is the appointment that is to be moved.

    ``since`` is the first of the days to choose from, ``day`` the one that was chosen.
    """

    place: PlaceValue
    lang: str
    purpose: Purpose | None
    moved: AppointmentValue | None
    since: date | None
    day: date | None
    typed: Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """What is needed, then the day, then the time and who comes. What was typed stays where a time was taken meanwhile."""
    asked = _asked(request, lang, slug)
    if not asked.place.counters:
        raise Http404(slug)
    if asked.purpose is None or request.method != "POST":
        refused = asked.purpose is None and ("need" in request.GET or "spoken" in request.GET)
        return _page(request, asked, _wrong_need(asked) if refused else {})
    if not may_try(
        purpose="appointment", who=str(request.META.get("REMOTE_ADDR", "")), limit=TRIES, per=PER, now=now()
    ):
        return problem(request=request, status=429)
    wrong: Wrong = {}
    moment = _moment(request, wrong, lang)
    case = None if asked.moved else _case(asked, wrong)
    whom = asked.moved.whom if asked.moved else _whom(asked, case, wrong)
    if wrong or moment is None:
        return _page(request, asked, wrong)
    return _booked(request, asked, moment, whom, asked.moved.purpose if asked.moved else _about(asked.purpose, case))


def _booked(request: HttpRequest, asked: Booking, moment: datetime, whom: Whom, purpose: Purpose) -> HttpResponse:
    """Book it, and lead to the page of the appointment."""
    lang = asked.lang
    try:
        made = book(
            place=asked.place,
            starts_at=moment,
            whom=whom,
            purpose=purpose,
            channel="web",
            actor=RESIDENT,
            at=now(),
            instead_of=asked.moved.reference if asked.moved else "",
        )
    except NotBooked as refused:
        return _page(request, asked, {"time": say("serve").say(f"place-{refused.code}", lang)})
    except (NoLongerStands, NoSuchAppointment):
        return HttpResponseRedirect(addresses.of_appointments(lang))
    response = HttpResponseRedirect(addresses.of_appointments(lang, made.reference))
    cookies.know_proved(request, response, made.reference)
    return response


def _asked(request: HttpRequest, lang: str, slug: str) -> Booking:
    try:
        place = place_of(slug=slug, at=now())
    except NoSuchPlace:
        raise Http404(slug) from None
    moved = _moved(request)
    need, spoken = request.GET.get("need", ""), request.GET.get("spoken", "")
    purpose = None
    if moved is not None:
        purpose = moved.purpose
    elif need in NEEDS and (need != "interpreter" or spoken in SPOKEN):
        kept: Literal["", "bsl", "interpreter"] = need if need in {"bsl", "interpreter"} else ""  # type: ignore[assignment]
        purpose = Purpose(need=kept, spoken=spoken if kept == "interpreter" else "")
    held = request.POST if request.method == "POST" else request.GET
    names = ("called", "reach", "case", "time")
    typed = {name: held.get(name, "").replace("\x00", "").strip() for name in names}
    typed |= {"need": need, "spoken": spoken}
    since, day = _day(request.GET.get("since", "")), _day(request.GET.get("day", ""))
    if request.method == "POST":
        day = _day(typed["time"].partition("T")[0]) or day or local(now()).date()
    return Booking(place, lang, purpose, moved, since, day, typed)


def _moved(request: HttpRequest) -> AppointmentValue | None:
    """The appointment to move, where this browser has shown that it is theirs."""
    reference = request.POST.get("instead") or request.GET.get("instead", "")
    if not reference or tidy(reference) not in cookies.proved(request):
        return None
    try:
        found = find(reference=reference, at=now())
    except NoSuchAppointment:
        return None
    return found if found.stands and cookies.holds(request, found.reference, found.whom.party) else None


def _wrong_need(asked: Booking) -> Wrong:
    if asked.typed["need"] not in NEEDS:
        return {"need": say("serve").say("place-no-need", asked.lang)}
    return {"spoken": say("serve").say("place-no-language", asked.lang)}


def _moment(request: HttpRequest, wrong: Wrong, lang: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(request.POST.get("time", ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        wrong["time"] = say("serve").say("place-no-time", lang)
        return None
    return moment


def _whom(asked: Booking, case: CaseValue | None, wrong: Wrong) -> Whom:
    called, reach = asked.typed["called"], asked.typed["reach"]
    if not called:
        wrong["called"] = say("serve").say("place-no-name", asked.lang)
    elif len(called) > LONGEST:
        wrong["called"] = say("serve").say("place-name-too-long", asked.lang)
    way, value = reach_in(reach)
    if reach and not way:
        wrong["reach"] = say("serve").say("place-not-reachable", asked.lang)
    return Whom(case.customer if case else "", called, way, value, asked.lang)


def _case(asked: Booking, wrong: Wrong) -> CaseValue | None:
    """The case it is about: theirs by what this browser has shown, or by the details that they give here."""
    reference = asked.typed["case"]
    if not reference:
        return None
    try:
        found = cases.find(reference=reference) if is_sound(reference) else None
    except NoSuchCase:
        found = None
    if found is None or not any(knows(found, asked.typed[each]) for each in ("called", "reach")):
        wrong["case"] = say("serve").say("place-case-not-known", asked.lang)
        return None
    return found


def _about(purpose: Purpose, case: CaseValue | None) -> Purpose:
    return Purpose(case.reference, case.live.id, "", purpose.need, purpose.spoken) if case else purpose


def _page(request: HttpRequest, asked: Booking, wrong: Wrong) -> HttpResponse:
    lang, place, purpose, at = asked.lang, asked.place, asked.purpose, now()
    day = asked.day
    offered: tuple[tuple[date, tuple[Opening, ...]], ...] = ()
    if purpose:
        since, days = day or asked.since, 1 if day else DAYS
        offered = times(place=place, purpose=purpose, since=since, at=at, days=days)
        if since and not offered:  # the last day of all was taken meanwhile: what was typed stays beside the first
            offered = times(place=place, purpose=purpose, at=at, days=days)
    signs = place.help("bsl")
    response = page(
        request=request,
        template="serve/places/times.jinja",
        lang=lang,
        title=say("serve").say("place-change" if asked.moved else "place-book", lang),
        place=place,
        chosen=purpose is not None,
        typed=asked.typed,
        wrong=wrong,
        errors=[{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        needed=_needed(purpose, lang) if purpose else "",
        days=[(day_in_full(free, lang), _again(request, day=free)) for free, _ in offered],
        times=[_time(each) for each in offered[0][1]] if day and offered else [],
        later=_again(request, since=offered[-1][0] + timedelta(days=1)) if len(offered) == DAYS else "",
        other_days=_again(request),
        moved=asked.moved.reference if asked.moved else "",
        bsl_days=dict(saying.helps(place, lang)).get(say("serve").say("place-help-bsl", lang), ("",))[-1]
        if signs
        else "",
        languages=sorted(((code, saying.language(code, lang)) for code in SPOKEN), key=lambda each: each[1]),
        back_url=addresses.of_places(lang, place.slug),
        other_url=addresses.of_times(addresses.OTHER[lang], place.slug),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _needed(purpose: Purpose, lang: str) -> str:
    said = say("serve").say(f"place-needed-{purpose.need or 'none'}", lang)
    return f"{said} {saying.language(purpose.spoken, lang)}." if purpose.spoken else said


def _time(slot: Opening) -> tuple[str, str]:
    return slot[0].isoformat(), time_in_words(slot[0])


def _again(request: HttpRequest, **days: date) -> str:
    """The same page for the same need: with the days from one on, or with the times of one."""
    kept = {name: request.GET[name] for name in ("need", "spoken", "instead", "case") if request.GET.get(name)}
    return f"?{urlencode(kept | {name: day.isoformat() for name, day in days.items()})}"


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if abs((day - local(now()).date()).days) < 1000 else None
