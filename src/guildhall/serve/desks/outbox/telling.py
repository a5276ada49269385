"""How messages are told at the desks: kinds, states and reasons in words, and whose address is not shown."""

from collections.abc import Iterable

from guildhall.estate.door import Onlooker
from guildhall.people.door import guarded_among, guarded_details
from guildhall.serve.places.codes import SAYS_WHERE
from guildhall.serve.telling.senders import goes_out

KINDS = {
    "email": "Email",
    "sms": "Text message",
    "letter": "Letter",
    "call": "Call by an advisor",
    "otherwise": "To be told by another way",
}
STATES = {
    "waiting": "Waiting",
    "held": "Held until later",
    "begun": "Being sent",
    "sent": "Sent",
    "delivered": "Delivered",
    "failed": "Failed",
    "stopped": "Stopped",
}
FORMATS = {
    "standard": "",
    "large-print": "in large print",
    "braille": "in braille",
    "audio": "as a recording",
    "easy-read": "in easy read",
}
REASONS = {
    "not-safe": "It could put them in danger: this way is marked as not safe.",
    "not-known-safe": "They are protected, and nobody has found out that this way is safe.",
    "no-message": "Nothing may be left there that somebody else could read.",
    "no-voice": "They are not to be rung.",
    "bsl": "They use British Sign Language: a voice call does not reach them.",
    "relay": "They can only be rung by text relay.",
    "not-offered": "This notice does not go this way.",
    "not-mobile": "A text message does not arrive there.",
    "taken-back": "What it told was undone before it went.",
    "erased": "The record it told of was erased before it went.",
}
"""Why a message was stopped, by code."""


def hidden(customer: str, onlooker: Onlooker) -> bool:
    """Whether where somebody is reached is kept from this onlooker. One statement at most."""
    if not customer or onlooker.safeguards:
        return False
    return not onlooker.people or bool(guarded_among(references=[customer]))


def tells_where(about: str) -> bool:
    """Whether a message about this says where and when somebody is expected: of whoever is protected, its words are kept too."""
    return about in SAYS_WHERE


def hides(onlooker: Onlooker, kind: str, details: Iterable[str]) -> frozenset[str]:
    """Those of these numbers or addresses that are kept from this onlooker, because somebody protected is reached there."""
    if onlooker.safeguards:
        return frozenset()
    return frozenset(value for _, value in guarded_details(details=[(kind, each) for each in details]))


def sends() -> dict[str, bool]:
    """For each kind of message, whether it goes out by itself."""
    return {kind: goes_out(kind) for kind in KINDS}
