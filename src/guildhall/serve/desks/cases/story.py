"""A case's story: what happened, by whom, with the words that were written, oldest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from guildhall.ledger.door import EventValue
from guildhall.serve.casework import casefile, enquiries
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.assisted.conversation import CHANNELS
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.outbox.telling import KINDS
from guildhall.serve.desks.telling import pounds, when

CLOSED_AS = {
    "done": "Done",
    "not-done": "Not done",
    "not-ours": "Another authority's",
    "withdrawn": "Withdrawn by the customer",
    "duplicate": "The same as another case",
}
"""How a case may end, by code, in the words of the desk."""

_SAID: Mapping[str, str] = {
    "customer.asked": "The customer was asked",
    "note.taken-back": "A note was taken back",
    "answer.read": "Read as an answer to the consultation",
    "customer.replied": "The customer replied",
    "payment.begun": "Payment begun",
    "payment.settled": "Paid",
    "payment.stopped": "Payment stopped",
    "fee.waived": "Fee waived",
    "payment.asked": "The address to pay at was sent",
    "receipt.sent": "A receipt was sent",
    "document.attached": "A document came",
    "document.opened": "A document was opened",
    "consent.given": "Consent was given",
    "customer.told": "The customer was told",
    "message.failed": "A message did not arrive",
    "message.stopped": "A message was not sent, to keep them safe",
    "message.fell-back": "It went by another way",
    "email.arrived": "An email came in",
    "callback.promised": "A call back was promised",
    "callback.tried": "We tried to call back",
    "callback.stopped": "A call back by voice was stopped",
    "callback.rerouted": "A call back is kept in another way",
    "callback.moved": "A call back was moved to another time",
    "callback.kept": "The promise to call back was kept",
    "callback.withdrawn": "A call back was called off",
    "callback.missed": "A promise to call back was missed",
    "callback.escalated": "A missed call back was told to the officer on duty",
    "obligation.begun": "A term of the law began",
    "clock.paused": "The clock was stopped",
    "clock.resumed": "The clock runs again",
    "clock.extended": "More time was taken",
    "clock.extension-told": "The customer was told in person or by telephone that more time is needed",
    "due.changed": "The due date changed",
    "case.joined": "Joined with another case as one matter",
    "case.parted": "Taken apart from the case it was joined with",
    "case.related": "Related to another case",
    "case.unrelated": "No longer related to another case",
    "case.split": "A second case was opened from this one",
    "advice.asked": "Advice was asked of",
    "advice.given": "Advice was given by",
    "advice.withdrawn": "Advice is no longer asked of",
    "due.escalated": "The team was told of the due date",
    "hold.placed": "Put under legal hold",
    "hold.lifted": "The legal hold was lifted",
    "record.erased": "What was personal in it was erased",
    "rights.asked": "Taken up as a request about personal data",
    "identity.proved": "We know that it is them who ask",
    "record.decided": "Decided of one record",
    "pack.released": "The copy was released",
    "rights.answered": "The request was answered",
}
_WRITTEN = ("case.noted", "customer.asked", "customer.replied", "case.closed")
"""The types of events with which somebody wrote something."""
_TOLD_APART = frozenset(
    {"case.closed", "case.reopened", "case.determined"}
    | {f"complaint.{each}" for each in ("begun", "acknowledged", "answered")}
    | {f"advice.{each}" for each in ("asked", "given", "withdrawn")}
)
REOPENED = {
    "disagreed": "The customer does not agree",
    "new-facts": "Something new is known",
    "mistake": "It was closed by mistake",
    "stage-2": "The complaint goes to stage 2",
}
"""Why a case was opened again, by code, in the words of the desk."""

_WHO = {"resident": "the customer", "helper": "a helper", "system": "Guildhall", "partner": "a partner"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, as the desk tells it."""

    what: str
    detail: str
    by: str
    when: str
    shown: bool
    """Whether the customer sees it too."""
    struck: bool = False
    """Whether it was taken back."""


def accounts_in(events: tuple[EventValue, ...]) -> set[str]:
    """The accounts that the story names."""
    named = {event.actor.reference for event in events} | {str(event.data.get("to") or "") for event in events}
    return {each for each in named if each.startswith("account/")}


def story_of(
    case: CaseValue, events: tuple[EventValue, ...], names: Mapping[str, str], at: datetime, *, kept: bool
) -> tuple[Happening, ...]:
    """What happened on a case, of which these are the events. Three statements at most, for what was written at their moments."""
    moments = {kind: [each.at for each in events if each.type == kind] for kind in _WRITTEN}
    notes = casefile.notes_of(case=case, at=moments["case.noted"])
    written = {(note.at, "case.noted"): note.text for note in notes}
    struck = {(note.at, "case.noted") for note in notes if note.struck}
    for asked in enquiries.at_moments(case=case, at=moments["customer.asked"] + moments["customer.replied"]):
        written[asked.asked_at, "customer.asked"] = asked.question
        if asked.replied_at:
            written[asked.replied_at, "customer.replied"] = asked.reply
    closure = casefile.closure_of(case=case) if moments["case.closed"] else None
    if closure:
        written[closure.at, "case.closed"] = closure.told
    return tuple(
        Happening(
            _what(event, names, kept=kept),
            written.get((event.at, event.type), ""),
            names.get(event.actor.reference, "") or _who(event),
            when(event.at, at),
            event.visibility in {"customer", "public"},
            (event.at, event.type) in struck,
        )
        for event in events
    )


def _who(event: EventValue) -> str:
    """Whoever did it, by their kind. A join is written on both cases, and only one of them is the customer's own."""
    told_of_both = event.type == "case.joined" and event.actor.kind == "resident"
    return "somebody who reported it" if told_of_both else _WHO.get(event.actor.kind, "staff")


def _what(event: EventValue, names: Mapping[str, str], *, kept: bool) -> str:
    data = event.data
    match event.type:
        case "case.opened":
            begun = data.get("begun_on")
            before = f", begun {CHANNELS[str(begun)]}" if begun and begun != data.get("channel") else ""
            return f"Opened {CHANNELS[str(data.get('channel'))]}{before}"
        case "case.assigned":
            to = names.get(str(data.get("to") or ""), "")
            team = team_name(str(data.get("team") or ""))
            return f"Given to {to or 'nobody yet'} ({team})"
        case "case.noted":
            return "Note for the customer" if data.get("shown") == "yes" else "Note for staff"
        case "task.set" | "task.done" | "task.withdrawn":
            done = {"task.set": "To do", "task.done": "Done"}.get(event.type, "Not to be done any more")
            return f"{done}: {TASKS.get(str(data.get('kind')), str(data.get('kind')))}"
        case kind if kind in _TOLD_APART:
            return _apart(kind, data)
        case _:
            said = _SAID.get(event.type, event.type.replace(".", " ").capitalize())
            amount, method = data.get("amount"), str(data.get("method") or data.get("to") or data.get("kind") or "")
            said_by = "" if kept and method in KINDS else KINDS.get(method, method)
            parts = [pounds(amount) if isinstance(amount, int) else "", said_by.replace("-", " ").lower()]
            about = ", ".join(part for part in parts if part)
            return f"{said}: {about}" if about else said


def _apart(kind: str, data: Mapping[str, object]) -> str:
    """What was decided, closed, opened again, asked of another team, or done at a stage of a complaint."""
    if kind.startswith("advice."):
        return f"{_SAID[kind]} {team_name(str(data.get('team') or ''))}"
    if kind == "case.closed":
        return f"Closed: {CLOSED_AS.get(str(data.get('outcome')), str(data.get('outcome')))}"
    if kind == "case.reopened":
        return f"Opened again: {REOPENED.get(str(data.get('reason')), '')}"
    if kind == "case.determined":
        return f"Decided: {str(data.get('outcome')).replace('partly', 'granted in part')}"
    return f"Complaint {kind.removeprefix('complaint.')}, stage {data.get('stage')}"


TASKS = {
    "ask-missing": "Ask for what the form left out",
    "ring-now": "Ring the person now: nobody has spoken to them",
    "tell-advice": "Tell the person what this leads to",
    "await-evidence": "Wait for documents that were promised",
    "read-reply": "Read what the customer wrote after the case was closed",
    "call-customer": "Ring the customer and read them the message",
    "tell-otherwise": "Tell them by another way: no message could reach them",
    "tell-agreed": "Tell them, as they wish for no message, who acts for them",
    "read-email": "Read the email that came in",
    "joined-closed": "A case joined with this one was closed: see whether this one is done too",
    "do": "Do something",
    "ring-customer": "Ring the customer",
    "check-document": "Check a document",
    "chase": "Chase somebody up",
    "give-advice": "Give advice",
    "read-advice": "Read the advice that came",
    "inspect": "Visit",
}
"""What is to be done on a case, by code."""
