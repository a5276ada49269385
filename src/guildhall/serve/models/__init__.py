"""The tables of serve. They are private to this room: other rooms go through ``door``.

State is a record of who did what and when: an ``Assignment``, a ``Closure``. The few columns on ``Case`` that repeat such a
record (``team``, ``assigned_to``, ``closed_at``, the dates) are there for the worklists' indexes and change only together with it.
Answers, words and definitions are kept as canonical JSON text, so that they can be hashed and read back exactly.
"""

from guildhall.serve.models.callbacks import Callback, CallbackAttempt, CallbackMove
from guildhall.serve.models.calls import Call
from guildhall.serve.models.cases import Assignment, Attachment, Case, Closure, Enquiry, Note, Payment, Posted, Task
from guildhall.serve.models.clocks import Escalated, Extension, Obligation, Pause, Rereckoning
from guildhall.serve.models.contacts import Interaction, Satisfaction, Stumble
from guildhall.serve.models.designs import Approval, Draft, Edition, Revision, Waiver
from guildhall.serve.models.determinations import ComplaintStage, Determination, Reopening
from guildhall.serve.models.journeys import Answer, Consent, Journey, KeyedForm, Upload
from guildhall.serve.models.messages import Arrival, Message, Wording
from guildhall.serve.models.places import (
    Appointment,
    HeldLetter,
    HelpOffered,
    HelpPlace,
    InterpreterBooking,
    PlaceDay,
    PostHolding,
)
from guildhall.serve.models.privacy import CaseLook, Considered, Hold, Release, RightsRequest, Tombstone, Unerased
from guildhall.serve.models.relations import CaseRelation
from guildhall.serve.models.texts import TextBlock, TextBlockVersion
from guildhall.serve.models.work import Advice, Inspection
from guildhall.serve.models.worklists import BulkAct, BulkActOn, SavedFilter, ShortcutsOff

__all__ = [
    "Advice",
    "Answer",
    "Appointment",
    "Approval",
    "Arrival",
    "Assignment",
    "Attachment",
    "BulkAct",
    "BulkActOn",
    "Call",
    "Callback",
    "CallbackAttempt",
    "CallbackMove",
    "Case",
    "CaseLook",
    "CaseRelation",
    "Closure",
    "ComplaintStage",
    "Consent",
    "Considered",
    "Determination",
    "Draft",
    "Edition",
    "Enquiry",
    "Escalated",
    "Extension",
    "HeldLetter",
    "HelpOffered",
    "HelpPlace",
    "Hold",
    "Inspection",
    "Interaction",
    "InterpreterBooking",
    "Journey",
    "KeyedForm",
    "Message",
    "Note",
    "Obligation",
    "Pause",
    "Payment",
    "PlaceDay",
    "PostHolding",
    "Posted",
    "Release",
    "Reopening",
    "Rereckoning",
    "Revision",
    "RightsRequest",
    "Satisfaction",
    "SavedFilter",
    "ShortcutsOff",
    "Stumble",
    "Task",
    "TextBlock",
    "TextBlockVersion",
    "Tombstone",
    "Unerased",
    "Upload",
    "Waiver",
    "Wording",
]
