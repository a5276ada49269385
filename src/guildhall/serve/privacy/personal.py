"""What in serve's tables is about a person: which columns, how each is emptied, and how its rows are found from a case.

One list, from which both erasing and showing people what we hold are made: what stands here is in both. A test holds every
column of text in the room to it, so that whoever adds a table must say here what becomes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from guildhall.serve.models import (
    Advice,
    Answer,
    Appointment,
    Arrival,
    Attachment,
    Call,
    Callback,
    CaseRelation,
    Closure,
    ComplaintStage,
    Consent,
    Considered,
    Determination,
    Enquiry,
    Extension,
    Inspection,
    Interaction,
    Journey,
    KeyedForm,
    Message,
    Note,
    Pause,
    Payment,
    Posted,
    PostHolding,
    Release,
    Reopening,
    RightsRequest,
    Task,
    Upload,
)


@dataclass(frozen=True, slots=True)
class Personal:
    """A table with something personal in it.

    ``of_case`` leads from its rows to their case, ``of_journey`` to a journey. ``emptied`` says what each personal column is
    left with; ``goes`` that the whole row goes. ``files`` names columns that hold references of files, whose bytes go too.
    ``shown`` are the columns that tell the person something, ``at`` the one that tells when.
    """

    name: str
    model: type[Model]
    of_case: str = ""
    of_journey: str = ""
    emptied: Mapping[str, object] = field(default_factory=dict)
    goes: bool = False
    files: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    at: str = "at"


_BLANK = ""

ON_JOURNEYS = (
    Personal("answer", Answer, of_journey="journey", goes=True, files=("value",)),
    Personal("form", KeyedForm, of_journey="journey", emptied={"form": "{}", "illegible": "[]"}),
    Personal("upload", Upload, of_journey="journey", goes=True, files=("file",)),
    Personal("consent", Consent, of_journey="journey", emptied={"wording": _BLANK, "helper": _BLANK}, shown=("wording",)),
    Personal(
        "journey",
        Journey,
        of_journey="id",
        emptied={"actor": _BLANK, "on_behalf_of": _BLANK, "customer": _BLANK, "called": _BLANK},
        at="begun_at",
    ),
)  # fmt: skip
"""What goes with a journey, whether it led to a case or not."""

ON_CASES = (
    Personal("task", Task, of_case="case", emptied={"words": _BLANK}, shown=("words",), at="set_at"),
    Personal("note", Note, of_case="case", emptied={"text": _BLANK}, shown=("text",)),
    Personal("question", Enquiry, of_case="case", emptied={"question": _BLANK, "reply": _BLANK}, shown=("question", "reply")),
    Personal("end", Closure, of_case="case", emptied={"told": _BLANK}, shown=("told",)),
    Personal("document", Attachment, of_case="case", goes=True, files=("file",)),
    Personal("payment", Payment, of_case="case", emptied={"reason": _BLANK, "provider_reference": _BLANK}, at="begun_at"),
    Personal("request", Posted, of_case="case", emptied={"answer": "null"}),
    Personal(
        "message",
        Message,
        of_case="case",
        emptied={"party": _BLANK, "to": _BLANK, "subject": _BLANK, "body": _BLANK, "told": _BLANK, "failure": _BLANK},
        shown=("to", "subject", "body"),
        at="rendered_at",
    ),
    Personal(
        "email",
        Arrival,
        of_case="case",
        emptied={"sender": _BLANK, "subject": _BLANK, "text": _BLANK, "files": "[]"},
        files=("files",),
        shown=("sender", "subject", "text"),
    ),
    Personal("pause", Pause, of_case="obligation__case", emptied={"words": _BLANK}, shown=("words",), at="since"),
    Personal("extension", Extension, of_case="obligation__case", emptied={"reason": _BLANK}, shown=("reason",)),
    Personal(
        "determination",
        Determination,
        of_case="case",
        emptied={"words": _BLANK, "reasons": "[]", "told": _BLANK},
        shown=("told",),
    ),
    Personal(
        "stage",
        ComplaintStage,
        of_case="case",
        emptied={"because": _BLANK, "acknowledgement": _BLANK, "answer": _BLANK},
        shown=("because", "acknowledgement", "answer"),
        at="begun_at",
    ),
    Personal("reopening", Reopening, of_case="case", emptied={"told": _BLANK}, shown=("told",)),
    Personal(
        "advice", Advice, of_case="case", emptied={"question": _BLANK, "answer": _BLANK}, shown=("question", "answer")
    ),
    Personal(
        "inspection",
        Inspection,
        of_case="case",
        emptied={"place": _BLANK, "told": _BLANK, "found": _BLANK, "ended_because": _BLANK},
        shown=("place", "told", "found", "ended_because"),
    ),
    Personal("relation", CaseRelation, of_case="one", emptied={"said": _BLANK, "why": _BLANK}, at="asserted_at"),
    Personal("relation", CaseRelation, of_case="other", emptied={"said": _BLANK, "why": _BLANK}, at="asserted_at"),
    Personal("decision", Considered, of_case="request__case", emptied={"why": _BLANK, "leave_out": "[]"}),
    Personal("rights", RightsRequest, of_case="case", emptied={"party": _BLANK}),
    Personal("pack", Release, of_case="request__case", emptied={"pack": "{}"}),
)  # fmt: skip
"""What goes with a case, by the key of the case."""

BY_REFERENCE = (
    Personal("contact", Interaction, of_case="case", emptied={"party": _BLANK, "called": _BLANK, "told": _BLANK}, shown=("called", "told")),
    Personal(
        "callback",
        Callback,
        of_case="case",
        emptied={"party": _BLANK, "called": _BLANK, "to": _BLANK, "code": _BLANK, "withdrawn_because": _BLANK},
        shown=("called", "to", "withdrawn_because"),
        at="promised_at",
    ),
    Personal(
        "appointment",
        Appointment,
        of_case="case",
        emptied={"party": _BLANK, "called": _BLANK, "way": _BLANK, "reach": _BLANK},
        shown=("called", "reach"),
        at="booked_at",
    ),
    Personal("call", Call, of_case="interaction__case", emptied={"number": _BLANK}, at="rang_at"),
)  # fmt: skip
"""What names its case by reference, and may stand without one."""

OF_A_PARTY = (Personal("post", PostHolding, of_case="party", emptied={"party": _BLANK, "code": _BLANK}, at="since"),)
"""What goes with a person, by their reference."""

THE_CASE: Mapping[str, object] = {"answers": "{}", "facts": "{}", "customer": "", "latitude": None, "longitude": None}
"""What a case itself is left with. Its service, way in, ward, dates, outcome, fee and promise stay: they count, and name nobody."""
