"""The addresses of open data, feeds and calendars."""

from django.urls import path

from guildhall.decide.exports import calendars, feeds, open_data, popolo
from guildhall.decide.exports.oparl import pages as oparl

_RECORDS = "open-data/records"

urlpatterns = [
    path(_RECORDS, open_data.index, name="open-data"),
    path(f"{_RECORDS}/<slug:kind>.json", open_data.as_objects, name="list-json"),
    path(f"{_RECORDS}/<slug:kind>.csv", open_data.as_table, name="list-csv"),
    path(f"{_RECORDS}/<slug:lang>/<slug:kind>/<record:key>.atom", feeds.feed, name="feed"),
    path(f"{_RECORDS}/<slug:lang>/<slug:kind>/<record:key>.ics", calendars.calendar, name="calendar"),
    path("open-data/popolo", popolo.index, name="popolo"),
    path("open-data/popolo/<slug:kind>", popolo.listed, name="popolo-list"),
    path("open-data/popolo/<slug:kind>/<record:key>", popolo.thing, name="popolo-thing"),
    path("open-data/oparl", oparl.system, name="oparl-system"),
    path("open-data/oparl/<slug:kind>", oparl.listed, name="oparl-list"),
    path("open-data/oparl/organization/<record:key>/meeting", oparl.meetings_of, name="oparl-meetings"),
    path("open-data/oparl/<slug:kind>/<record:key>", oparl.thing, name="oparl-thing"),
]
