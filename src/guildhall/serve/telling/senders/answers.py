"""What a sender answers: sent, not now, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass

from guildhall.serve.models import Message


@dataclass(frozen=True, slots=True)
class Sent:
    """It left the house. ``reference`` is what the sender calls it, by which its receipt is known; empty where it has none."""

    sender: str
    reference: str = ""


class NotSent(Exception):
    """It was refused for good: this address, or these words, will never be taken."""


class NotNow(Exception):
    """It was not taken now and may be later."""


Sender = Callable[[Message], Sent]
"""Sends one message and answers ``Sent``, or raises ``NotSent`` or ``NotNow``."""
