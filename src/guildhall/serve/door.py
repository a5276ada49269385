"""Serve's door: what the rooms above may use of journeys, cases and the services in force."""

from guildhall.serve.cases import CaseValue, NoSuchCase, find, happenings
from guildhall.serve.editions import Live, current, live
from guildhall.serve.finding import meant

__all__ = ["CaseValue", "Live", "NoSuchCase", "current", "find", "happenings", "live", "meant"]
