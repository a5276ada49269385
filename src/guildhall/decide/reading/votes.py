"""Votes: what was voted on, how many for, against and abstaining, and whether it was carried."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guildhall.decide.reading.numbers import NUMBER, number
from guildhall.decide.reading.page import Line, Page, sentences_of
from guildhall.decide.reading.record import Found, Sheet, Tree

_LOST = (
    r"(?:not (?:carried|agreed|approved|passed|supported)|\blost\b|\bdefeated\b|\bfell\b|\brejected\b|\bnot successful|\bfailed\b"
    r"|\bNOT CARRIED\b|\bLOST\b)"
)
_WON = r"(?:\bcarried\b|\bagreed\b|\bapproved\b|\bpassed\b|\bsuccessful\b|\bCARRIED\b|\bsupported\b)"
_RESULT = re.compile(rf"(?P<lost>{_LOST})|(?P<won>{_WON})", re.I)
_VOTED = re.compile(
    r"\b(?:put to the vote|vote was (?:then )?(?:taken|held)|(?:recorded |named )?vote on|to the vote|on being voted|upon being put|"
    r"on being put|(?:motion|amendment|proposal|recommendations?|substantive motion) (?:was|were) (?:then |therefore |duly |declared )*"
    r"(?:to be )?(?:not )?(?:carried|lost|defeated|rejected))\b",
    re.I,
)
_ON = re.compile(
    r"\bvote (?:was (?:then )?(?:taken|held) )?on the (?P<on>(?:substantive |original |amended )?(?:amendment|motion|recommendations?|"
    r"proposal|resolution))\b|\b(?P<put>amendment|substantive motion)(?: was| being| on being|,)",
    re.I,
)
_COUNTS = (
    re.compile(
        rf"\bby (?P<yes>{NUMBER})(?: votes?)? (?:to|against) (?P<no>{NUMBER})(?: votes?)?"
        rf"(?:,? (?:with|and) (?P<abstain>{NUMBER}) (?:member |councillor )?abstentions?| (?:with|"
        rf"and) (?P<abstaining>{NUMBER}) abstaining)?\b",
        re.I,
    ),
    re.compile(
        rf"(?P<yes>{NUMBER})(?: (?:votes?|members?|councillors?))?(?: voted)?(?: cast)? (?:for|"
        rf"in favour)(?: of (?:the )?\w+)?[,;]?(?: and)? "
        rf"(?P<no>{NUMBER})(?: (?:votes?|members?|councillors?))?(?: voted)?(?: cast)? against"
        rf"(?:[,;]?(?: and| with)? (?P<abstain>{NUMBER})(?: (?:votes?|members?|"
        rf"councillors?))?(?: of)? (?:abstentions?|abstained|abstaining|abstain))?",
        re.I,
    ),
    re.compile(
        r"\b(?:votes? )?for ?[:\-]? ?(?P<yes>\d{1,3})[,;]? (?:and )?(?:votes? )?against ?[:\-]? ?(?P<no>\d{1,3})"
        r"(?:[,;]? (?:and )?abst(?:entions?|ained|ain|aining|\.) ?[:\-]? ?(?P<abstain>\d{1,3}))?",
        re.I,
    ),
)
_ROW = re.compile(
    r"^\|? ?(?:votes? )?(?:(?P<yes>for|in favour|yes|aye)|(?P<no>against|no|noe)|(?P<abstain>abst(?:entions?|ained|ain|aining)))"
    r"(?: \((?P<inner>\d{1,3})\) ?:?| ?[:|\-] ?(?P<outer>\d{1,3}))(?: ?\| ?$| ?$|:? (?:Councillors?|Cllrs?)\b)",
    re.I,
)
_DECIDED = re.compile(rf"\bvot(?:e|es|ed|ing)\b|\b(?:for|favour)\b.*\bagainst\b|{_LOST}|{_WON}", re.I)
_NEAR = 6
"""Lines after the rows of a count in which its result may stand."""


class Voted(NamedTuple):
    """A vote as it is pieced together."""

    start: int
    tree: dict[str, Tree]


def read_votes(page: Page, sheet: Sheet) -> None:
    """Write down each vote, in the order of the page. Counts that do not agree with the result are flagged."""
    rows, used = _rows(page)
    votes = sorted(_said(page, sheet, rows, used), key=lambda each: each.start)
    for each in votes:
        _look(sheet, each.tree)
    sheet.put("votes", [each.tree for each in votes])


def _said(page: Page, sheet: Sheet, rows: list[Voted], used: set[int]) -> Iterator[Voted]:
    left = list(rows)
    for line in page.readable:
        if line.start in used:
            continue
        for sentence in sentences_of(line):
            tree = _sentence(page, sentence)
            if tree is None:
                continue
            below = next((each for each in left if each.start > sentence.start and "result" not in each.tree), None)
            if below and "yes" not in tree and _between(page, sentence.start, below.start) <= _NEAR:
                left.remove(below)
                tree = tree | below.tree
            if "result" not in tree and "yes" in tree:
                _result_after(page, tree, used)
            if "result" in tree or "yes" in tree:
                yield Voted(sentence.start, _ordered(tree))
            else:
                sheet.doubt(sentence.start, sentence.end)
    for each in left:
        _result_after(page, each.tree, used)
        yield Voted(each.start, _ordered(each.tree))


def _sentence(page: Page, sentence: Line) -> dict[str, Tree] | None:
    """What a sentence says of a vote, or none where it speaks of none."""
    counted = next((match for pattern in _COUNTS if (match := pattern.search(sentence.text))), None)
    if not (_VOTED.search(sentence.text) or (counted and _DECIDED.search(sentence.text))):
        return None
    tree: dict[str, Tree] = {}
    on = _ON.search(sentence.text)
    if on:
        name = "on" if on["on"] else "put"
        quoted = page.group(sentence, on, name)
        tree["on"] = Found(str(quoted.value).lower(), quoted.start, quoted.end)
    if counted:
        for name in ("yes", "no", "abstain", "abstaining"):
            if name in counted.re.groupindex and counted[name] is not None:
                place = page.group(sentence, counted, name)
                tree[name.replace("ing", "")] = Found(number(counted[name]), place.start, place.end)
    result = _RESULT.search(sentence.text)
    if result and len({bool(each["won"]) for each in _RESULT.finditer(sentence.text)}) == 1:
        tree["result"] = _result(sentence, result)
    return tree


def _result(line: Line, match: re.Match[str]) -> Found:
    return Found("pass" if match["won"] else "fail", line.start + match.start(), line.start + match.end())


def _rows(page: Page) -> tuple[list[Voted], set[int]]:
    """Counts that stand each on a line of its own: "For: 26"."""
    found: list[Voted] = []
    used: set[int] = set()
    tree: dict[str, Tree] = {}
    last = -9
    for at, line in enumerate(page.lines):
        match = _ROW.match(line.text)
        if match is None:
            continue
        name = next(each for each in ("yes", "no", "abstain") if match[each])
        digits = "inner" if match["inner"] else "outer"
        place = page.group(line, match, digits)
        if name in tree or at - last > 3:
            tree = {}
        if not tree:
            found.append(Voted(line.start, tree))
        tree[name] = Found(int(match[digits]), place.start, place.end)
        used.add(line.start)
        last = at
    return [each for each in found if {"yes", "no"} <= set(each.tree)], used


def _result_after(page: Page, tree: dict[str, Tree], used: set[int]) -> None:
    """The result that stands in one of the lines after a count."""
    end = max(each.end for each in tree.values() if isinstance(each, Found))
    for line in [each for each in page.readable if each.start >= end][:3]:
        match = _RESULT.search(line.text)
        if match and len({bool(each["won"]) for each in _RESULT.finditer(line.text)}) == 1:
            tree["result"] = _result(line, match)
            used.add(line.start)
            return


def _between(page: Page, start: int, end: int) -> int:
    return sum(1 for each in page.lines if start < each.start < end)


def _ordered(tree: dict[str, Tree]) -> dict[str, Tree]:
    return {name: tree[name] for name in ("on", "result", "yes", "no", "abstain") if name in tree}


def _look(sheet: Sheet, tree: dict[str, Tree]) -> None:
    said = {name: each.value for name, each in tree.items() if isinstance(each, Found)}
    yes, no = said.get("yes"), said.get("no")
    if not isinstance(yes, int) or not isinstance(no, int):
        return
    if (yes > no and said.get("result") == "fail") or (yes < no and said.get("result") == "pass"):
        said_so = "carried" if said["result"] == "pass" else "lost"
        sheet.flag(f"The page says the vote was {said_so}, by {yes} for and {no} against")
