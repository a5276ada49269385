"""Calls-in: which decision was called in, who had made it, and what came of it; and the rule of how many may call in."""

import re

from guildhall.decide.reading.dates import DATE
from guildhall.decide.reading.numbers import NUMBER, number
from guildhall.decide.reading.page import Page
from guildhall.decide.reading.people import PHRASE, councillors, is_body
from guildhall.decide.reading.record import Found, Sheet, Span, Tree
from guildhall.decide.reading.resolutions import Block

_TOPIC = re.compile(r"\bcall(?:ed)?[- ]?in\b", re.I)
REFERENCE = re.compile(r"\b(?:KD|CAB|EXEC|DEC|OD|FP|CMD|PH)[ /-]?\d{2,6}(?:/\d{2,4})?\b")
"""A reference that a council gives to a key decision."""
_CONFIRM = re.compile(
    r"\b(?:confirm(?:ed|s)?|uphold|upheld) the (?:original )?decision(?: (?:made|taken) by (?:the )?(?P<by>"
    + PHRASE
    + r"))?"
    r"|\btake no (?:further )?action\b|\bno further action be taken\b"
)
_REFER = re.compile(
    r"\brefer(?:red)?(?: the decision| the matter| it| this decision)?(?: back)? to (?:the )?(?P<to>"
    + PHRASE
    + r"|decision[- ]mak(?:er|ing)[\w/ ]*?)(?= for |[,.;]|$)"
)
_CALLED = re.compile(rf"\bcalled[- ]in (?:on {DATE},? )?by\b", re.I)
_MADE_BY = re.compile(r"\bdecision (?:made|taken) by (?:the )?(?P<by>" + PHRASE + ")")
_RULE = re.compile(
    rf"\bany (?P<n>{NUMBER}) (?:or more )?(?:non-executive )?(?:members?|councillors?)\b"
    rf"|\b(?P<m>{NUMBER}) (?:or more )?(?:non-executive )?(?:members?|"
    rf"councillors?) (?:of the council )?(?:may|can|are required|must|to) (?:sign|call)",
    re.I,
)
_OF_THIS = re.compile(
    r"[\[(]?(?:N\.?B\.?:? |Note:? )?(?:This|These|The above|The) (?:\w+ )?(?:decision|matter|item|resolution|recommendation)s?\b",
    re.I,
)
"""A sentence that speaks of the decision of its own page."""
_EXEMPT = re.compile(
    r"\b(?:is |are )?(?P<not>not )subject to (?:the )?call[- ]in\b|\b(?P<is>is subject to (?:the )?call[- ]in)\b", re.I
)


def read_call_in(page: Page, sheet: Sheet, title: Found | None, blocks: list[Block]) -> None:
    """Write down a call-in that the page is about: from its title, its resolution and who called the decision in."""
    about = bool(title) and bool(_TOPIC.search(str(title.value))) if title else False
    tree: dict[str, Tree] = {}
    if about and title and (ref := REFERENCE.search(page.plain, title.start, title.end)):
        sheet.put("decision_ref", page.quote(ref.start(), ref.end()))
        tree["of"] = page.quote(ref.start(), ref.end())
    called = [each for each in page.sentences if _CALLED.search(each.text)]
    if about or called:
        tree |= outcome_in(page, [(each.start, each.end) for block in blocks for each in block.paragraphs])
    if called:
        names, sure = councillors(page, called[0].start, called[0].end)
        if sure and names:
            tree["signatories"] = [*names]
    if tree:
        sheet.put("call_in", tree)
    if about and not tree:
        _rule(page, sheet)


def read_exemption(page: Page, sheet: Sheet) -> None:
    """Write down a sentence that says whether the decision is subject to call-in."""
    for sentence in page.sentences:
        match = _EXEMPT.search(sentence.text) if _OF_THIS.match(sentence.text) else None
        if match:
            sheet.put(
                "call_in",
                {"subject": Found(not match["not"], sentence.start + match.start(), sentence.start + match.end())},
            )
            return


def outcome_in(page: Page, places: list[Span]) -> dict[str, Tree]:
    """What became of a call-in, from the passages that say so: the choices set out before them are not what was chosen."""
    found: dict[str, Tree] = {}
    for start, end in places:
        words = page.plain[start:end]
        confirm, refer = _CONFIRM.search(words), _REFER.search(words)
        if bool(confirm) == bool(refer):
            continue
        match = confirm or refer
        assert match is not None
        if confirm and confirm["by"] and is_body(confirm["by"]):
            found["decided_by"] = page.quote(start + confirm.start("by"), start + confirm.end("by"))
        found["outcome"] = Found("confirm" if confirm else "refer", start + match.start(), start + match.end())
        if refer:
            found["refer_to"] = page.quote(start + refer.start("to"), start + refer.end("to"))
        return found
    return found


def _rule(page: Page, sheet: Sheet) -> None:
    found = [(line, match) for line in page.readable for match in _RULE.finditer(line.text)]
    counts = {number(match["n"] or match["m"]) for _, match in found}
    if len(counts) == 1:
        line, match = found[0]
        name = "n" if match["n"] else "m"
        place = page.group(line, match, name)
        sheet.put("call_in_rule", {"signatories": Found(counts.pop(), place.start, place.end)})
