"""Bulk acts in the words of the desk: what is done, why not on some cases, and exactly what each customer is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from guildhall.serve.casework.bulk import Deed, Foreseen
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.foreseen import Going, going
from guildhall.serve.telling import messages

WHY = {
    "no-such-case": "There is no such case that you may open",
    "not-yours": "You read this case and do not work on it",
    "already-closed": "It is closed already",
    "theirs-already": "It is given to them already",
    "meanwhile-given": "It was given to somebody else meanwhile",
    "owed-complaint": "A complaint ends with its answer: open it and answer it",
    "owed-application": "An application ends with a decision: open it and decide it",
    "owed-request": "A request about personal data ends with its answer: it is answered at the privacy desk",
}
"""Why something is not done on a case, by code."""

LEFT = {
    "given-since": "It was given to somebody else since",
    "closed-since": "It was closed since",
    "opened-since": "It was opened again since",
    "told-already": "The customer was told already. Open it again on the case.",
}
"""Why something was not undone on a case, by code."""

UNDONE = {
    "assign": "Given back as it was",
    "note": "The note was taken back",
    "close": "Opened again. Nothing was sent.",
}


@dataclass(frozen=True, slots=True)
class Foretold:
    """What would be done on a case, and what its customer would be told as the desk shows it before it goes."""

    foreseen: Foreseen
    going: Going | None


def foretold(request: HttpRequest, foreseen: Sequence[Foreseen], deed: Deed, at: datetime) -> tuple[Foretold, ...]:
    """Each case with its message, where it would be closed. Some statements for each that would."""
    return tuple(_told(request, each, deed, at) for each in foreseen)


def deed_in_words(deed: Deed, names: Mapping[str, str]) -> str:
    """What is done, as a heading: Given to Lena Farrow, Trees."""
    if deed.kind == "assign":
        to = names.get(deed.to, "somebody") if deed.to else ""
        return "Given to " + ", ".join(part for part in (to, team_name(deed.team) if deed.team else "") if part)
    return {"note": "Note added", "close": "Closed"}[deed.kind]


def _told(request: HttpRequest, each: Foreseen, deed: Deed, at: datetime) -> Foretold:
    if each.refused or deed.kind != "close":
        return Foretold(each, None)
    draft = messages.draft_of(reference=each.reference, about="closed", text=deed.text, at=at)
    return Foretold(each, going(request, draft))
