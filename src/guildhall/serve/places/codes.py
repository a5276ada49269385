"""What may be told of a place, as codes. Each has its words in ``words.yaml``: a kind, a help, an access, a device."""

from typing import Literal, get_args

Kind = Literal["library", "hub", "council-office", "community-centre", "village-hall", "other"]
Help = Literal["form-filling", "computer", "documents", "money", "housing", "bsl", "interpreter"]
"""``computer``: somebody shows how to use one; ``documents``: papers are seen and copied; ``bsl``: somebody signs."""
Access = Literal["step-free", "lift", "accessible-toilet", "changing-place", "hearing-loop", "parking", "quiet-room"]
Device = Literal["computers", "tablets", "printer", "scanner", "telephone", "wifi"]

KINDS: tuple[Kind, ...] = get_args(Kind)
HELPS: tuple[Help, ...] = get_args(Help)
ACCESS: tuple[Access, ...] = get_args(Access)
DEVICES: tuple[Device, ...] = get_args(Device)

SPOKEN = ("ar", "bn", "cy", "en", "fa", "fr", "gu", "ku", "pa", "pl", "pt", "ro", "so", "es", "uk", "ur", "zh")
"""The languages in which an interpreter may be asked for, by their codes (ISO 639-1). Others are asked for by telephone."""

APPOINTMENT, LETTER = "appointment", "held-letter"
"""What a notice of a place is about, as wordings name it."""

SAYS_WHERE = frozenset({APPOINTMENT, LETTER})
"""The notices that say where somebody is expected: of whoever is protected, others are shown neither their words nor their time."""
