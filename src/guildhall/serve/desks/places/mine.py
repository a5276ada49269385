"""Somebody's own appointment: shown to whoever booked it or proves to know it, changed, cancelled, kept in their calendar."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar, Event

from guildhall.estate.door import Onlooker, council, is_sound, may_try, page, problem, tidy
from guildhall.estate.door import words as say
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.saying import time_in_words
from guildhall.people.door import portrait
from guildhall.serve.clock import now
from guildhall.serve.desks.places import addresses
from guildhall.serve.desks.places.typed import reach_in
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.showing import RESIDENT
from guildhall.serve.places.appointments import NoLongerStands, cancel
from guildhall.serve.places.expected import AppointmentValue, NoSuchAppointment, find

TRIES, PER = 10, timedelta(hours=1)
"""Tries in an hour at one reference, and three times that from one place."""


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest, lang: str) -> HttpResponse:
    """Ask for the reference and one detail. Nothing is told apart before both are right."""
    typed = {name: request.POST.get(name, "").replace("\x00", "").strip() for name in ("reference", "detail")}
    typed["reference"] = typed["reference"] or request.GET.get("reference", "")[:30]
    wrong = {}
    if request.method == "POST":
        wrong = {name: say("serve").say(f"place-no-{name}", lang) for name, told in typed.items() if not told}
        if not wrong and not _may_try(request, typed["reference"]):
            return problem(request=request, status=429)
        found = None if wrong else _found(typed["reference"])
        if found is not None and _knows(found, typed["detail"]):
            response = HttpResponseRedirect(addresses.of_appointments(lang, found.reference))
            cookies.know_proved(request, response, found.reference)
            return response
        wrong = wrong or {"reference": say("serve").say("place-not-known", lang)}
    return _private(
        request,
        "known",
        lang,
        title=say("serve").say("place-look-up", lang),
        typed=typed,
        wrong=wrong,
        errors=[{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        other_url=addresses.of_appointments(addresses.OTHER[lang]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest, lang: str, reference: str) -> HttpResponse:
    """Where and when they are expected; and the way to change it or call it off."""
    found = _shown(request, reference)
    if found is None:
        return HttpResponseRedirect(f"{addresses.of_appointments(lang)}?reference={tidy(reference)}")
    if request.method == "POST" and "cancel" in request.POST:
        with suppress(NoLongerStands):  # the page says how it stands
            cancel(reference=found.reference, channel="web", actor=RESIDENT, at=now())
        return HttpResponseRedirect(addresses.of_appointments(lang, found.reference))
    times = addresses.of_times(lang, found.place.slug)
    return _private(
        request,
        "appointment",
        lang,
        title=say("serve").say("place-yours", lang),
        appointment=found,
        stands=say("serve").say(f"place-state-{_state(found)}", lang),
        day=day_in_full(local(found.starts_at).date(), lang),
        time=say("serve").say(
            "place-spell", lang, opens=time_in_words(found.starts_at), closes=time_in_words(found.ends_at)
        ),
        interpreter=say("serve").say(f"place-told-{found.purpose.need}-{found.interpreter}", lang)
        if found.purpose.need
        else "",
        place_url=addresses.of_places(lang, found.place.slug),
        file=addresses.of_appointments(lang, found.reference, "calendar.ics"),
        change=f"{times}?instead={found.reference}",
        again=times,
        other_url=addresses.of_appointments(addresses.OTHER[lang], found.reference),
    )


@require_safe
def calendar_file(request: HttpRequest, lang: str, reference: str) -> HttpResponse:
    """The appointment as a file for a calendar (RFC 5545). It says where and when, and not why."""
    found = _shown(request, reference)
    if found is None:
        return HttpResponseRedirect(f"{addresses.of_appointments(lang)}?reference={tidy(reference)}")
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Guildhall//Appointments//EN")
    calendar.add("version", "2.0")
    event.add("uid", f"{found.reference}@guildhall")
    event.add("dtstamp", now())
    event.add("dtstart", found.starts_at)
    event.add("dtend", found.ends_at)
    event.add("summary", say("serve").say("place-file-summary", lang, council=council().name[lang]))
    event.add("location", ", ".join((found.place.name[lang], *found.place.address)))
    event.add("description", say("serve").say("place-file-description", lang, reference=found.reference))
    event.add("status", "CONFIRMED" if found.stands else "CANCELLED")
    calendar.add_component(event)
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="appointment.ics"', "Cache-Control": "no-store"},
    )


def _shown(request: HttpRequest, reference: str) -> AppointmentValue | None:
    found = _found(reference) if tidy(reference) in cookies.proved(request) else None
    return found if found is not None and cookies.holds(request, found.reference, found.whom.party) else None


def _found(reference: str) -> AppointmentValue | None:
    try:
        return find(reference=reference, at=now()) if is_sound(reference) else None
    except NoSuchAppointment:
        return None


def _knows(found: AppointmentValue, detail: str) -> bool:
    """Whether a detail was given with the appointment: the name, or how they are reached; of a party, what is known of it."""
    known = [found.whom.called, found.whom.reach]
    if found.whom.party:
        them = portrait(reference=found.whom.party, onlooker=Onlooker(account="", people=True, safeguards=True))
        known += [each.name for each in them.parties] + [each.value for each in them.contacts]
    said = _plain(detail)
    return bool(said) and said in {_plain(each) for each in known if each}


def _plain(text: str) -> str:
    way, value = reach_in(text)
    return value if way else "".join(each for each in text.casefold() if each.isalnum())


def _state(found: AppointmentValue) -> str:
    if found.cancelled_at:
        return "cancelled"
    if found.kept_at:
        return "kept"
    return "missed" if found.missed_at else "stands"


def _may_try(request: HttpRequest, reference: str) -> bool:
    place = str(request.META.get("REMOTE_ADDR", ""))
    limits = ((f"appointment {tidy(reference)[:40]}", TRIES), (f"place {place}", 3 * TRIES))
    within = [may_try(purpose="appointments", who=who, limit=limit, per=PER, now=now()) for who, limit in limits]
    return all(within)


def _private(request: HttpRequest, template: str, lang: str, **context: Any) -> HttpResponse:
    response = page(request=request, template=f"serve/places/{template}.jinja", lang=lang, **context)
    response.headers["Cache-Control"] = "no-store"
    return response
