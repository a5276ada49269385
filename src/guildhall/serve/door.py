"""Serve's door: what the rooms above may use of journeys, cases, wards, places of help and the services in force."""

from guildhall.serve.casework.cases import CaseValue, NoSuchCase, find, happenings
from guildhall.serve.casework.wards import wards
from guildhall.serve.places.known import PlaceValue, places
from guildhall.serve.publishing.editions import Live, current, live
from guildhall.serve.publishing.finding import meant
from guildhall.serve.publishing.promises import Changed, changed

__all__ = [
    "CaseValue",
    "Changed",
    "Live",
    "NoSuchCase",
    "PlaceValue",
    "changed",
    "current",
    "find",
    "happenings",
    "live",
    "meant",
    "places",
    "wards",
]
