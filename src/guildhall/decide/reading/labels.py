"""The labels that committee systems print before what they know: "Decision Maker:", "Publication date:" and the like.

What follows on the line is the value, or else the next line, where a label takes one; a section runs to the next label.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.record import Found

_SPELLED = {
    "decision_maker": ("decision maker", "decision makers", "decision taker", "decision made by"),
    "title": ("title", "subject of decision", "decision title"),
    "status": ("decision status", "status"),
    "key": ("is key decision?", "is key decision", "is this a key decision", "key decision?", "key decision", "is this a key decision?"),
    "kind": ("decision type", "type of decision"),
    "call_in": ("is subject to call in?", "is subject to call-in?", "subject to call in?", "subject to call-in?", "subject to call in"),
    "called_in_by": ("this decision has been called in by", "this decision has been called-in by"),
    "call_in_outcome": ("outcome of call-in", "outcome of call in"),
    "purpose": ("purpose", "content", "summary", "description", "background", "details"),
    "recommendations": ("recommendations", "recommendation", "officer recommendation"),
    "decision": ("decision", "decisions"),
    "minutes": ("minutes",),
    "reasons": (
        "reason for decision", "reasons for decision", "reason for the decision", "reasons for the decision", "reason for decisions",
        "reason(s) for decision", "reason(s) for the decision", "reason for recommendation", "reasons for recommendation",
        "reasons for recommendations", "reason", "reasons",
    ),
    "options": (
        "alternative options considered", "alternative options considered and rejected", "alternatives considered",
        "alternative options", "other options considered", "options considered and rejected", "options considered",
        "alternative options considered and/or rejected", "details of any alternative options considered and rejected",
        "alternatives considered and rejected",
    ),
    "interests": (
        "declarations of interest", "interests declared", "declarations", "conflicts of interest", "conflict of interest",
        "interests and nature of interests declared", "declaration of interests",
    ),
    "report_author": ("report author", "report authors", "author"),
    "publication_date": (
        "publication date", "decision published", "date published",
        "date decision published", "published", "date of publication",
    ),
    "date": ("date of decision", "decision date", "date decision made", "date decision taken"),
    "meeting": ("decided at meeting", "made at meeting", "considered at meeting"),
    "effective_from": ("effective from", "effective date", "implementation date", "implementation date (not before)", "date effective"),
    "call_in_deadline": ("call-in deadline date", "call in deadline date", "deadline for call-in", "call-in deadline"),
    "wards": ("wards affected", "ward affected", "ward(s) affected", "ward", "divisions affected", "electoral divisions affected"),
    "decision_due": ("decision due", "decision due date", "date decision due", "proposed date of decision", "due date"),
    "lead_officer": ("lead officer", "lead officers", "contact officer", "responsible officer"),
    "lead_member": ("lead member", "lead members", "portfolio holder", "cabinet member", "lead councillor"),
    "first_published": ("notice of proposed decision first published", "first published"),
    "reason_key": ("reason key", "reason for key decision"),
    "urgency": ("reason for urgency", "reasons for urgency"),
    "restriction": ("anticipated restriction", "restriction", "exemption"),
    "private": ("explanation of anticipated restriction", "reason decision expected to be private", "reason for private", "private reason"),
    "reference": (
        "reference", "reference no", "reference no.", "reference number", "decision reference",
        "decision ref", "ref", "key decision reference", "decision number",
    ),
    "venue": ("venue", "location"),
    "when": ("date/time", "date and time", "date & time"),
    "committee": ("committee",),
    "contact": ("contact", "enquiries", "contact details", "contact person"),
    "apologies": ("apologies", "apologies for absence"),
    "present": ("present", "in attendance", "also in attendance", "attendance", "attendees", "also present"),
    "documents": ("additional documents", "supporting documents", "accompanying documents", "documents", "attachments"),
    "consultees": ("consultees", "consultation process", "consultation", "making representations", "financial impact", "department"),
    "vote": ("voting record", "recorded vote", "voting", "vote"),
}  # fmt: skip
_NAMES = {spelled: name for name, all_of_them in _SPELLED.items() for spelled in all_of_them}
_OPTIONAL_COLON = {
    spelled for spelled, name in _NAMES.items() if name in {"reasons", "options"} and len(spelled.split()) > 1
} | {"alternative options"}
_LABEL = re.compile(
    r"^\[?(?P<name>"
    + "|".join(re.escape(each) for each in sorted(_NAMES, key=len, reverse=True))
    + r")(?: ?:(?!\d)-? *|(?<=\?)$)",
    re.I,
)
VALUE_BELOW = {
    "decision_maker", "status", "key", "kind", "call_in", "report_author", "publication_date", "date", "meeting", "effective_from",
    "call_in_deadline", "wards", "decision_due", "lead_officer", "lead_member", "first_published", "restriction", "venue", "committee",
    "when", "reference", "title",
}  # fmt: skip
"""Labels whose value may stand on the line below them."""
SECTIONS = {
    "purpose", "recommendations", "decision", "minutes", "reasons", "options", "interests", "urgency", "called_in_by", "call_in_outcome",
    "apologies", "present", "documents", "vote", "private", "consultees", "reason_key",
}  # fmt: skip
"""Labels that head a passage of any length."""


class Label(NamedTuple):
    """A label on a page: its name here, which line it is on, and where its value stands on that line."""

    name: str
    at: int
    line: Line
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing follows on the line."""
        return self.start >= self.end


def label_of(line: Line, at: int = 0) -> Label | None:
    """The label with which a line begins, if it does."""
    match = _LABEL.match(line.text)
    if match:
        return Label(_NAMES[match["name"].lower()], at, line, line.start + match.end(), line.end)
    bare = line.text.lower().strip("[] ")
    if bare in _OPTIONAL_COLON:
        return Label(_NAMES[bare], at, line, line.end, line.end)
    return None


def labels(page: Page) -> list[Label]:
    """Every label of a page, in order."""
    return [found for at, line in enumerate(page.lines) if (found := label_of(line, at))]


def named(all_of_them: list[Label], name: str) -> list[Label]:
    """The labels of one name."""
    return [each for each in all_of_them if each.name == name]


def value(page: Page, label: Label) -> Found | None:
    """What a label says: the rest of its line, or the line below where that is no label and no prose."""
    if not label.empty:
        return page.quote(label.start, label.end)
    if label.name not in VALUE_BELOW or label.at + 1 >= len(page.lines):
        return None
    below = page.lines[label.at + 1]
    if label_of(below) or len(below.text) > 200:
        return None
    return page.quote(below.start, below.end)


def the_one(page: Page, all_of_them: list[Label], name: str) -> Found | None:
    """What the labels of one name say, where they all say the same; none where they differ."""
    said = [found for each in named(all_of_them, name) if (found := value(page, each))]
    return said[0] if said and len({str(each.value) for each in said}) == 1 else None


def section(page: Page, label: Label, all_of_them: list[Label]) -> list[Line]:
    """The lines of a label's passage: the rest of its own line, and those below it up to the next label."""
    after = bisect_right(all_of_them, label.at, key=lambda each: each.at)
    following = all_of_them[after].at if after < len(all_of_them) else len(page.lines)
    own = [Line(label.start, label.end, page.plain[label.start : label.end])] if not label.empty else []
    return own + list(page.lines[label.at + 1 : following])
