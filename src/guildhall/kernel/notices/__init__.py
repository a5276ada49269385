"""Notices: by which way somebody is told, when, and in how many pieces. Pure: what is known of them is passed in."""

from guildhall.kernel.notices.quiet import Quiet, quiet_until
from guildhall.kernel.notices.texts import Counted, counted
from guildhall.kernel.notices.ways import (
    KINDS,
    Choice,
    Format,
    Kind,
    Point,
    Stopped,
    Way,
    choose,
    is_mobile,
    same_place,
    why_not_rung,
    why_stopped,
)

__all__ = [
    "KINDS",
    "Choice",
    "Counted",
    "Format",
    "Kind",
    "Point",
    "Quiet",
    "Stopped",
    "Way",
    "choose",
    "counted",
    "is_mobile",
    "quiet_until",
    "same_place",
    "why_not_rung",
    "why_stopped",
]
