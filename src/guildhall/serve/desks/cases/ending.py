"""How a case ends on which an answer is owed, in the words of the desk: why it cannot just be closed, and what to do instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from guildhall.estate.door import AccountValue
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.ending import Owed
from guildhall.serve.desks.privacy.reach import GOVERNS

WHY: Mapping[Owed, str] = {
    "complaint": "A complaint ends with its answer, which says what we found and where they can go next.",
    "application": "An application ends with a decision, which says why and how to challenge it.",
    "request": "A request about personal data ends with its answer, or is refused with reasons in a decision.",
}
"""Why a case cannot just be closed, by what is owed on it."""

INSTEAD: Mapping[Owed, str] = {
    "complaint": "Answer it on its page “Complaint”. If they no longer want it, record below that they withdraw it.",
    "application": "Decide it on its page “Decision”. If they no longer want it, record below that they withdraw it.",
    "request": "It is answered at the privacy desk. If they no longer want it, record below that they withdraw it.",
}
"""What to do instead."""

_HEADINGS: Mapping[Owed, str] = {
    "complaint": "Answer the complaint",
    "application": "Decide the application",
    "request": "Answer the request",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case comes to its end: the heading, why, and where the answer is given (empty for who may not give it)."""

    heading: str
    why: str
    address: str


def leads_to(owed: Owed, case: CaseValue, by: AccountValue) -> Ending:
    """Where the answer is given that is owed on a case, as far as whoever looks may give it."""
    names: Mapping[Owed, str] = {
        "complaint": "serve:cases-complaint",
        "application": "serve:cases-decision",
        "request": "serve:privacy-request",
    }
    may = owed != "request" or by.holds(*GOVERNS)
    return Ending(_HEADINGS[owed], WHY[owed], reverse(names[owed], kwargs={"reference": case.reference}) if may else "")
