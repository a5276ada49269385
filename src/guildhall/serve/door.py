"""Serve's door: what the rooms above may use of journeys, cases, wards and the services in force."""

from guildhall.serve.casework.cases import CaseValue, NoSuchCase, find, happenings
from guildhall.serve.casework.wards import wards
from guildhall.serve.publishing.editions import Live, current, live
from guildhall.serve.publishing.finding import meant

__all__ = ["CaseValue", "Live", "NoSuchCase", "current", "find", "happenings", "live", "meant", "wards"]
