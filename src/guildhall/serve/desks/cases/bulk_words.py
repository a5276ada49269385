"""Bulk acts in the words of the desk: what is done, why not on some cases, and exactly what each customer is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import Onlooker
from guildhall.serve.casework.bulk import Deed, Foreseen
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import Drafted

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
    """What would be done on a case, and what its customer would be told; ``hidden`` where that shows where they are reached."""

    foreseen: Foreseen
    draft: Drafted | None
    hidden: bool


def foretold(foreseen: Sequence[Foreseen], deed: Deed, onlooker: Onlooker, at: datetime) -> tuple[Foretold, ...]:
    """Each case with its message, where it would be closed. Some statements for each that would."""
    return tuple(_told(each, deed, onlooker, at) for each in foreseen)


def deed_in_words(deed: Deed, names: Mapping[str, str]) -> str:
    """What is done, as a heading: Given to Lena Farrow, Trees."""
    if deed.kind == "assign":
        to = names.get(deed.to, "somebody") if deed.to else ""
        return "Given to " + ", ".join(part for part in (to, team_name(deed.team) if deed.team else "") if part)
    return {"note": "Note added", "close": "Closed"}[deed.kind]


def _told(each: Foreseen, deed: Deed, onlooker: Onlooker, at: datetime) -> Foretold:
    if each.refused or deed.kind != "close":
        return Foretold(each, None, hidden=False)
    draft = messages.draft_of(reference=each.reference, about="closed", text=deed.text, at=at)
    return Foretold(each, draft, hidden=not onlooker.safeguards and (draft.protected or not onlooker.people))
