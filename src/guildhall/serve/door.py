"""Serve's door: what the rooms above may use of journeys, cases, wards and the services in force."""

from guildhall.serve.casework.cases import CaseValue, NoSuchCase, find, happenings
from guildhall.serve.casework.wards import wards
from guildhall.serve.publishing.editions import Live, current, live
from guildhall.serve.publishing.finding import meant
from guildhall.serve.publishing.promises import Changed, changed

__all__ = [
    "CaseValue",
    "Changed",
    "Live",
    "NoSuchCase",
    "changed",
    "current",
    "find",
    "happenings",
    "live",
    "meant",
    "wards",
]
