"""The addresses of places: everybody's in both languages, machines', and the staff's under /desk/places."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from guildhall.serve.desks.places import booking, finding, mine, open_data
from guildhall.serve.desks.places.addresses import APPOINTMENTS, PLACES, TIME


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
    path("open-data/hsds", open_data.details, name="hsds"),
    path("open-data/hsds/services", open_data.services, name="hsds-services"),
    path("open-data/hsds/services/<str:key>", open_data.service, name="hsds-service"),
]
