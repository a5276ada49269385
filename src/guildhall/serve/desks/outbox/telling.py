"""How messages are told at the desks: kinds, states and reasons in words, and whose address is not shown."""

from guildhall.estate.door import Onlooker
from guildhall.people.door import guarded_among
from guildhall.serve.models import Message
from guildhall.serve.telling.senders import sender_of

KINDS = {"email": "Email", "sms": "Text message", "letter": "Letter", "call": "Call by an advisor"}
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
    "not-offered": "This notice does not go this way.",
    "not-mobile": "A text message does not arrive there.",
}
"""Why a message was stopped, by code."""


def hidden(customer: str, onlooker: Onlooker) -> bool:
    """Whether where somebody is reached is kept from this onlooker. One statement at most."""
    if not customer or onlooker.safeguards:
        return False
    return not onlooker.people or bool(guarded_among(references=[customer]))


def sends() -> dict[str, bool]:
    """For each kind of message, whether it goes out by itself."""
    return {kind: sender_of(Message(kind=kind)) is not None for kind in KINDS}
