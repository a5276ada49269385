"""The tables of plan. They are private to this room: other rooms go through ``door``.

What a version of a strategy says is one document, kept whole and never changed (``kernel.planning.strategy``). Beside it stand records of
who did what and when: by which decision it was adopted, who was consulted and what they said, what was done. Where a version stands is
worked out from them and kept nowhere. Records of ``decide`` are cited by reference.
"""

from guildhall.plan.models.consulting import Answered, Consultation, Finding, Heard, Voice
from guildhall.plan.models.progress import Done
from guildhall.plan.models.strategies import ADDED_TO_ONLY, Bound, Draft, Strategy, StrategyVersion

__all__ = [
    "ADDED_TO_ONLY",
    "Answered",
    "Bound",
    "Consultation",
    "Done",
    "Draft",
    "Finding",
    "Heard",
    "Strategy",
    "StrategyVersion",
    "Voice",
]
