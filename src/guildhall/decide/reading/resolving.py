"""The resolution of an item as fields: its paragraphs, how many, whether it decides or recommends, and to whom."""

import re

from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.recommending import advice_in
from guildhall.decide.reading.record import Found, Sheet
from guildhall.decide.reading.resolutions import Block, resolutions

NEAR = 20
"""Resolutions before one among which the same one may stand: decisions and minutes tell of one item twice."""
_OUTCOMES = {
    "approved": "approve", "noted": "note", "adopted": "adopt", "agreed": "agree", "endorsed": "endorse", "refused": "refuse",
    "deferred": "defer", "referred": "refer", "confirmed": "confirm", "rejected": "reject", "accepted": "accept", "received": "receive",
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
    kept = _its_own(distinct(blocks, sheet), sheet)
    for block in blocks:
        sheet.know(block.start, block.start + len(block.word) + 1)
        if block.to:
            sheet.know(block.to.start, block.to.end)
    sheet.put("resolved", [each for block in kept for each in block.paragraphs])
    if len(kept) == 1:
        _one(kept[0], sheet)
    elif kept and all(block.recommends for block in kept):
        sheet.put("outcome", Found("recommend", kept[0].start, kept[0].start + max(len(kept[0].word), 1)))
    if not all(block.recommends for block in kept):
        sheet.put("recommended", [each for block in kept for each in block.recommended])
    _recommended_to(kept, sheet)
    for line in page.readable:
        if renamed := _RENAMED.search(line.text):
            names = ("old", "new") if renamed["old"] else ("was", "is")
            sheet.put("post_renamed", [page.group(line, renamed, each) for each in names])
    return kept


def read_advice(page: Page, sheet: Sheet, line: Line) -> None:
    """Write down that what stands under "Decision:" without a formal word only recommends, where its first line says so."""
    told = None if "resolved" in sheet.fields else advice_in(page, page.quote(line.start, line.end))
    if told:
        sheet.put("outcome", Found("recommend", line.start, line.end))
        sheet.put("recommend_to", told.to)


def _its_own(blocks: list[Block], sheet: Sheet) -> list[Block]:
    """The resolutions of the body that met, without what others recommended to it or to anybody else, which is listed."""
    met = _plain(str(sheet.fields.get("body") or sheet.fields.get("decision_maker") or ""))
    own = []
    for each in blocks:
        to, by = {_plain(str(one.value)) for one in each.bodies}, _plain(each.by)
        if met and each.recommends and ((len(blocks) > 1 and to == {met}) or not set(by.split()) <= set(met.split())):
            sheet.doubt(each.start, each.whole.end)
        else:
            own.append(each)
    return own


def _plain(body: str) -> str:
    return body.lower().removeprefix("the ").removeprefix("full ")


def _recommended_to(blocks: list[Block], sheet: Sheet) -> None:
    """Write down to whom something was recommended, where that is one body; what a recommendation does beside is listed."""
    to = [each for block in blocks for each in block.bodies]
    if len({_plain(str(each.value)) for each in to}) == 1:
        sheet.put("recommend_to", to[0])
    else:
        for each in to:
            sheet.doubt(each.start, each.end)
    for block in blocks:
        for at, told in block.advice.items():
            if not told.only:
                sheet.doubt(block.paragraphs[at].start, block.paragraphs[at].end)


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
            "outcome",
            block.whole._replace(value="recommend", start=block.start, end=block.start + max(len(block.word), 1)),
        )
        return
    if len(block.paragraphs) != 1:
        return
    only = block.paragraphs[0]
    done = {each["done"].lower() for each in _DONE.finditer(str(only.value))}
    if len(done) == 1 and " and that " not in str(only.value):
        sheet.put("outcome", only._replace(value=_OUTCOMES[done.pop()]))


def alike(one: Block, other: Block) -> bool:
    """Whether two resolutions are one, written twice."""
    pairs = zip(one.paragraphs, other.paragraphs, strict=False)
    return len(one.paragraphs) == len(other.paragraphs) and all(_near(str(a.value), str(b.value)) for a, b in pairs)


def distinct(blocks: list[Block], sheet: Sheet) -> list[Block]:
    """The resolutions with those left out that are written twice; two wordings of one are flagged."""
    kept: list[Block] = []
    for block in blocks:
        same = next((each for each in kept[-NEAR:] if alike(each, block)), None)
        if same is None:
            kept.append(block)
            continue
        if same.recommends != block.recommends:
            sheet.doubt(block.start, block.whole.end, "One resolution is said to be resolved, and to be recommended")
            kept[kept.index(same)] = block if block.recommends else same
        for one, other in zip(same.paragraphs, block.paragraphs, strict=True):
            if _bare(str(one.value)) == _bare(str(other.value)):
                sheet.know(other.start, other.end)
            else:
                sheet.doubt(
                    other.start, other.end, f"Two wordings of one resolution: “{one.value}” and “{other.value}”"
                )
    return kept


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().lower().removeprefix("that ")


def _near(one: str, other: str) -> bool:
    a, b = (set(_bare(each).split()) - {"be", "is", "are", "that"} for each in (one, other))
    return len(a & b) >= 0.75 * max(len(a | b), 1)
