"""The resolution of an item as fields: its paragraphs, how many, whether it decides or recommends, and to whom."""

import re

from guildhall.decide.reading.page import Page
from guildhall.decide.reading.record import Found, Sheet
from guildhall.decide.reading.resolutions import Block, distinct, resolutions

_OUTCOMES = {
    "approved": "approve", "noted": "note", "adopted": "adopt", "agreed": "agree", "endorsed": "endorse", "refused": "refuse",
    "deferred": "defer", "confirmed": "confirm", "rejected": "reject", "accepted": "accept", "received": "receive",
}  # fmt: skip
_DONE = re.compile(rf"\b(?:be|is|are|were|was) (?:hereby |therefore )?(?P<done>{'|'.join(_OUTCOMES)})\b", re.I)
_RENAMED = re.compile(
    r"\breplac(?:e|ing|ed) (?:all )?references? to (?:the post of )?\"(?P<old>[^\"]{2,80})\" (?:with|by) \"(?P<new>[^\"]{2,80})\""
    r"|\breplac(?:e|ing|ed) (?:all )?references? to (?:the post of )?'(?P<was>[^']{2,80})' (?:with|by) '(?P<is>[^']{2,80})'",
    re.I,
)


def read_resolved(page: Page, sheet: Sheet) -> list[Block]:
    """Write down what was resolved. Where a page holds several resolutions, their paragraphs are not counted as one."""
    blocks = resolutions(page)
    kept = distinct(blocks, sheet)
    for block in blocks:
        sheet.know(block.start, block.start + len(block.word) + 1)
    sheet.put("resolved", [each for block in kept for each in block.paragraphs])
    if len(kept) == 1:
        _one(kept[0], sheet)
    elif kept and all(block.recommends for block in kept):
        sheet.put("outcome", Found("recommend", kept[0].start, kept[0].start + len(kept[0].word)))
    advice = [block for block in kept if block.recommends and block.to]
    if advice and len({str(block.to.value).lower() for block in advice if block.to}) == 1:
        sheet.put("recommend_to", advice[0].to)
    for line in page.readable:
        if renamed := _RENAMED.search(line.text):
            names = ("old", "new") if renamed["old"] else ("was", "is")
            sheet.put("post_renamed", [page.group(line, renamed, each) for each in names])
    return kept


def _one(block: Block, sheet: Sheet) -> None:
    if block.counted:
        sheet.put("resolved_count", block.whole)
    if block.amendments:
        count = len(block.amendments)
        sheet.put(
            "amendments_count",
            block.whole._replace(value=count, start=block.amendments[0].start, end=block.amendments[-1].end),
        )
    if block.recommends:
        sheet.put(
            "outcome", block.whole._replace(value="recommend", start=block.start, end=block.start + len(block.word))
        )
        return
    if len(block.paragraphs) != 1:
        return
    only = block.paragraphs[0]
    done = {each["done"].lower() for each in _DONE.finditer(str(only.value))}
    if len(done) == 1 and " and that " not in str(only.value):
        sheet.put("outcome", only._replace(value=_OUTCOMES[done.pop()]))
