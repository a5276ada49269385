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
_TELLS_NO_WAY = frozenset({"not-safe", "not-known-safe", "taken-back", "erased"})
"""The reasons that do not say by which way it was to go."""
WAY_WITHHELD = "Way withheld"
"""By which way whoever is protected was told, to whoever may not know how they are reached."""


def hidden(customer: str, onlooker: Onlooker) -> bool:
    """Whether where somebody is reached is kept from this onlooker. One statement at most."""
    if not customer or onlooker.safeguards:
        return False
    return not onlooker.people or bool(guarded_among(references=[customer]))


def hidden_among(customers: Iterable[str], onlooker: Onlooker) -> frozenset[str]:
    """Those of these people whose way to be reached is kept from this onlooker: the same rule, of a list. One statement at most."""
    asked = frozenset(filter(None, customers))
    if not asked or onlooker.safeguards:
        return frozenset()
    return guarded_among(references=asked) if onlooker.people else asked


def way_in_words(kind: str, *, kept: bool) -> str:
    """By which way a message goes or went, in words; where that is ``kept`` from whoever looks, that it is.

    That somebody is to be told by another way is no way.
    """
    return WAY_WITHHELD if kept and kind != "otherwise" else KINDS[kind]


def reason_in_words(code: str, *, kept: bool) -> str:
    """Why a message was stopped, in words; nothing where that would tell the way that is ``kept`` from whoever looks."""
    return "" if kept and code not in _TELLS_NO_WAY else REASONS.get(code, code)


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
