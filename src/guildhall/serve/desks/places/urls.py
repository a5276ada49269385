"""The addresses of places: everybody's in both languages, machines', and the staff's under /desk/places."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.places import (
    booking,
    counters,
    finding,
    interpreting,
    letters,
    mine,
    open_data,
    taking,
)
from guildhall.serve.desks.places.addresses import APPOINTMENTS, PLACES, TIME
from guildhall.serve.desks.places.reach import ROLES

offer_desk(
    name="places",
    label="Places",
    path="/desk/places",
    roles=ROLES,
    task="See who is expected at a counter, and what post waits",
    place=40,
)


def _in_both() -> Iterator[URLPattern]:
    for lang in PLACES:
        named, where = {"lang": lang}, f"{lang}/{PLACES[lang]}"
        yield path(where, finding.find, named, name=f"places-{lang}")
        yield path(f"{where}/<slug:slug>", finding.place, named, name=f"place-{lang}")
        yield path(f"{where}/<slug:slug>/{TIME[lang]}", booking.choose, named, name=f"place-times-{lang}")
        theirs = f"{lang}/{APPOINTMENTS[lang]}"
        yield path(theirs, mine.look_up, named, name=f"appointments-{lang}")
        yield path(f"{theirs}/<str:reference>", mine.appointment, named, name=f"appointment-{lang}")
        yield path(f"{theirs}/<str:reference>/calendar.ics", mine.calendar_file, named, name=f"appointment-file-{lang}")


urlpatterns = [
    *_in_both(),
    path("desk/places", counters.counters, name="places"),
    path("desk/places/interpreters", interpreting.interpreters, name="interpreters"),
    path("desk/places/<slug:slug>/day", counters.day, name="places-day"),
    path("desk/places/<slug:slug>/appointments", taking.take, name="places-take"),
    path("desk/places/<slug:slug>/post", letters.letters, name="places-letters"),
    path("desk/people/<str:key>/post", letters.holding, name="people-post"),
    path("open-data/hsds", open_data.details, name="hsds"),
    path("open-data/hsds/services", open_data.services, name="hsds-services"),
    path("open-data/hsds/services/<str:key>", open_data.service, name="hsds-service"),
]
