"""What a designer reads beside each field. A field that is not named here is called by its own name, in words."""

import re
from collections.abc import Mapping

SECTIONS: Mapping[str, frozenset[str]] = {
    "": frozenset(),
    "Words": frozenset({"id", "kind", "label", "help"}),
    "Answer": frozenset({"required"}),
    "When it is asked": frozenset({"page", "show_when", "satisfied_by", "prefill"}),
    "Spoken and for somebody else": frozenset({"say", "proxy", "confirm"}),
    "Why the council asks": frozenset({"purpose", "law_ref", "sensitivity", "article9"}),
    "Own words for errors": frozenset({"messages"}),
}
"""The headings of a question's form, in order, and the fields under each; a kind's own fields stand under Answer."""

LONG = frozenset({"help", "guidance", "next", "statement", "sentence", "summary", "reason", "purpose", "hint"})
"""Texts that may have several lines."""

REFERS: Mapping[str, str] = {
    "fee": "decisions",
    "route": "decisions",
    "priority": "decisions",
    "decision": "decisions",
    "ask": "steps",
    "to": "places",
    "start": "places",
    "outcome": "outcomes",
}
"""Fields that name another part of the definition, and which."""

LABELS: Mapping[str, str] = {
    "id": "Code",
    "label": "Question",
    "say": "Said aloud",
    "help": "Help under the question",
    "proxy": "Asked for somebody else",
    "confirm": "Checked when spoken",
    "read_back": "Read it back",
    "spell": "Spell it out",
    "required": "Must be answered",
    "page": "Page",
    "show_when": "Ask only when",
    "when": "When",
    "satisfied_by": "Not asked where this tells it",
    "prefill": "Filled in from",
    "purpose": "Purpose",
    "law_ref": "Law",
    "sensitivity": "How private it is",
    "article9": "Article 9 condition",
    "messages": "Errors",
    "options": "Answers to choose from",
    "exclusive": "Alone",
    "fixed_only": "Only a fixed address",
    "later": "May be sent later",
    "accepts": "What would do",
    "finds": "Words people use for it",
    "owner": "Owner (a post)",
    "fulfils": "Commitments it fulfils",
    "lgsl": "LGSL number",
    "open311": "Open311 code",
    "basis": "Lawful basis",
    "law_refs": "Laws",
    "because": "Because",
    "months": "Months",
    "fee_set_by": "Fee set by",
    "enabled": "Offered",
    "contact": "Contact",
    "payments": "Payment",
    "source": "Looked up in",
    "needs": "From the answers to",
    "values": "Every value it may take",
    "fallback": "If it cannot be looked up",
    "ask": "Ask",
    "not_for": "Does not apply to",
    "next": "What happens next",
    "span": "Within",
    "decision": "Working days from the table",
    "fee": "Fee from the table",
    "route": "Team from the table",
    "priority": "Priority from the table",
    "gives": "What it decides",
    "hit": "How many rows may hold",
    "printed": "Room on paper for",
    "item": "What one is called",
    "to": "To",
    "Option.label": "Answer",
    "Option.hint": "Hint",
    "Arrival.fee": "Fee in pence",
    "Arrival.case": "In the case",
    "Arrival.asked": "Asked, in this order",
    "Arrival.not_asked": "Not asked",
    "JourneyTest.now": "Date and time",
    "JourneyTest.expect": "What must come of it",
    "Fact.title": "What it is called",
    "Outcome.id": "Code",
    "Retention.because": "Kept because",
    "Retention.months": "Months a case is kept",
    "Difference.reason": "Reason",
    "Promise.sentence": "What is promised",
    "Fact.needs": "From the answers to",
    "guidance": "Guidance",
    "actors": "People",
    "yes": "Word for yes",
    "no": "Word for no",
    "phone": "Telephone",
    "api": "Machine interface (API)",
}

HINTS: Mapping[str, str] = {
    "id": "Never shown to residents. Letters, digits and hyphens.",
    "page": "Questions with the same page code stand on one page.",
    "finds": "One phrase on a line.",
    "law_refs": "One on a line.",
    "fulfils": "One on a line, like commitment/C2.1.",
    "needs": "Codes of questions, one on a line.",
    "accepts": "Codes of documents, one on a line.",
    "values": "Only where they can be listed. One on a line.",
    "months": "",
    "source": "",
    "Arrival.asked": "Codes of questions, one on a line.",
    "Arrival.not_asked": "Codes of questions, one on a line.",
    "JourneyTest.now": "Like 2026-11-18T17:30, in London.",
    "Promise.sentence": "{hours}, {days}, {months}, {date} and {time} are filled in.",
    "Page.source": "",
}


def label_of(name: str) -> str:
    """A name in words: ``not_before`` and ``notBefore`` are “Not before”."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ").strip()
    return spaced[:1].upper() + spaced[1:].lower()
