"""How many text messages a text makes. One letter outside the short alphabet, such as ŵ or ŷ, more than halves what fits in."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
"""Letters of the extension table: each takes the room of two (3GPP TS 23.038, 6.2.1.1)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A text as a network counts it: its alphabet (``GSM-7`` or ``UCS-2``), how much room it takes, in how many messages."""

    alphabet: str
    units: int
    messages: int


def counted(text: str) -> Counted:
    """Count a text: one message holds 160 letters, or 70 in UCS-2; each of several 153, or 67. An empty text is one."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        return _in("GSM-7", [2 if letter in _EXTENDED else 1 for letter in text], 160, 153)
    return _in("UCS-2", [2 if ord(letter) > 0xFFFF else 1 for letter in text], 70, 67)


def _in(alphabet: str, widths: list[int], alone: int, each: int) -> Counted:
    """Lay the letters out. One that takes the room of two is never cut in half between two messages."""
    units = sum(widths)
    if units <= alone:
        return Counted(alphabet, units, 1)
    messages, here = 1, 0
    for width in widths:
        messages, here = (messages + 1, width) if here + width > each else (messages, here + width)
    return Counted(alphabet, units, messages)
