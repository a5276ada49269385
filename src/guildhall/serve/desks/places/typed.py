"""What people type to say how they are reached: an email address, or the number of a mobile."""

import re
from typing import Literal

import phonenumbers

LONGEST = 254
"""Signs of an email address, as RFC 5321 counts them; no telephone number has as many."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def reach_in(typed: str) -> tuple[Literal["", "email", "sms"], str]:
    """By which way, and the address or number as it is kept; nothing for what is neither."""
    if len(typed) > LONGEST:
        return "", ""
    if _EMAIL.fullmatch(typed):
        return "email", typed
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return "", ""
    if not phonenumbers.is_possible_number(number):
        return "", ""
    return "sms", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
