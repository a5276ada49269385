"""Whether a decision of the executive is key: by what it would spend or save, and by the wards that it touches.

S.I. 2012/2089, regulation 8(1): one that is likely to spend or save what is significant, having regard to the budget for the service
(a), or to be significant in its effects on communities in an area of two or more wards (b). From which amount on it is significant,
the regulations leave to each council. Whether effects are significant is somebody's judgement: what is found here is the rule's
answer, and who comes to another one gives a reason.
"""

from collections.abc import Sequence
from typing import Literal

from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Text, words

WARDS = 2
"""From so many wards on."""

Ground = Literal["amount", "wards"]

_BECAUSE: dict[Ground, Text] = {
    "amount": {
        "en": "It would spend or save {amount}. From {threshold} on that is significant in this council.",
        "cy": "Byddai’n gwario neu’n arbed {amount}. O {threshold} ymlaen mae hynny’n arwyddocaol yn y cyngor hwn.",
    },
    "wards": {
        "en": "It affects {number} wards: {names}.",
        "cy": "Mae’n effeithio ar {number} o wardiau: {names}.",
    },
}


def grounds(*, amount: int | None, threshold: int | None, wards: Sequence[str]) -> tuple[Ground, ...]:
    """Why it is key, none where it is not. ``amount`` and ``threshold`` are whole pence; without a threshold no amount says so."""
    significant = amount is not None and threshold is not None and amount >= threshold
    wide = len(set(wards)) >= WARDS
    return (*(("amount",) if significant else ()), *(("wards",) if wide else ()))


def because(*, amount: int | None, threshold: int | None, wards: Sequence[str], language: str) -> str:
    """Why it is key, a sentence for each ground; empty where it is not."""
    names = tuple(dict.fromkeys(wards))
    holes = {
        "amount": in_pounds(amount),
        "threshold": in_pounds(threshold),
        "number": len(names),
        "names": ", ".join(names),
    }
    found = grounds(amount=amount, threshold=threshold, wards=wards)
    return " ".join(words(_BECAUSE[each], language).format(**holes) for each in found)


def in_pounds(pence: int | None) -> str:
    """An amount as people write it: £250,000, or £12.50."""
    return pounds(pence).removesuffix(".00") if pence is not None else ""
