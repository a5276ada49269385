"""Votes: what was voted on, how many for, against and abstaining, and whether it was carried."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guildhall.decide.reading.numbers import NUMBER, number
from guildhall.decide.reading.page import Line, Page, sentences_of
from guildhall.decide.reading.people import all_named
from guildhall.decide.reading.record import Found, Sheet, Tree

_LOST = (
    r"(?:not (?:carried|agreed|approved|passed|supported)|\blost\b|\bdefeated\b|\bfell\b|\brejected\b|\bnot successful|\bfailed\b"
    r"|\bNOT CARRIED\b|\bLOST\b)"
)
_WON = (
    r"(?:\bresolved(?=,? by\b)|\bcarried\b|\bagreed\b|\bapproved\b|\bpassed\b|\bsuccessful\b|\bCARRIED\b|\bsupported\b)"
)
_RESULT = re.compile(rf"(?P<lost>{_LOST})|(?P<won>{_WON})", re.I)
_VOTED = re.compile(
    r"\b(?:put to (?:the|a) (?:\w+ )?vote|(?:after|by|on|following) a (?:recorded |named )?vote|vote was (?:then )?(?:taken|held)|"
    r"(?:recorded |named )?vote on|to the vote|on being voted|upon being put|"
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
        rf"\b(?:(?:carried|lost|defeated|rejected|passed|approved|agreed|fell),? by (?P<yes>{NUMBER})(?: votes?)?"
        rf"|by (?P<voted>{NUMBER}) votes?) (?:to|against) (?P<no>{NUMBER})(?: votes?)?(?! ?(?:%|per cent|years|days|months|minutes|hours))"
        rf"(?:,? (?:with|and) (?P<abstain>{NUMBER}) (?:members? |councillors? )?(?:abstentions?|abstaining|abstained))?\b",
        re.I,
    ),
    re.compile(
        rf"(?P<yes>{NUMBER})(?: (?:votes?|members?|councillors?))?(?: voted| voting)?(?: cast)? (?:for|"
        rf"in favour)(?: of (?:the )?\w+)?[,;]?(?: and)? "
        rf"(?P<no>{NUMBER})(?: (?:votes?|members?|councillors?))?(?: voted| voting)?(?: cast)? against"
        rf"(?:[,;]?(?: and| with)? (?P<abstain>{NUMBER})(?: (?:votes?|members?|"
        rf"councillors?))?(?: of)? (?:abstentions?|abstained|abstaining|abstain))?",
        re.I,
    ),
    re.compile(
        r"\b(?:votes? )?for ?[:\-]? ?(?P<yes>\d{1,3})[,;]? (?:and )?(?:votes? )?against ?[:\-]? ?(?P<no>\d{1,3})"
        r"(?:[,;]? (?:and )?(?:abst(?:entions?|ained|ain|aining|\.) ?[:\-]? ?(?P<abstain>\d{1,3})|"
        r"(?P<abstained>\d{1,3}) abst(?:entions?|ained)))?",
        re.I,
    ),
    re.compile(
        rf"(?P<yes>{NUMBER}) votes? (?:for|in favour)(?: of (?:the )?\w+)?,? (?:and|with) "
        rf"(?P<abstain>{NUMBER}) (?:abstentions?|abstained)\b",
        re.I,
    ),
)
_ROW = re.compile(
    r"^\|? ?(?:votes? |voting )?(?:(?P<yes>for|in favour|yes|aye)|(?P<no>against|no|noe)|(?P<abstain>abst(?:entions?|ained|ain|aining)))"
    r"(?: (?:of )?the (?:motion|amendment|recommendations?|proposal|resolution))?"
    r"(?:(?: \((?P<inner>\d{1,3})\) ?:?| ?[:|\-] ?(?P<outer>\d{1,3}|none\b|nil\b))(?: ?\| ?$|\.? ?$|:? (?:Councillors?|Cllrs?)\b)"
    r"| ?[:\-] ?(?:The )?(?:Councillors?|Cllrs?|Mayor|Lord Mayor|Alderm[ae]n)\b[^()]{1,2000}\((?:total:? )?(?P<last>\d{1,3})\)\.?$)",
    re.I,
)
_NAMED_ROW = re.compile(
    r"^(?:votes? |voting )?(?:(?P<yes>for|in favour)|(?P<no>against)|(?P<abstain>abst(?:entions?|ained|ain|aining)))"
    r"(?: (?:of )?the (?:motion|amendment|recommendations?|proposal|resolution))? ?[:\-] ?(?:The )?(?=(?:Councillors?|Cllrs?)\b)",
    re.I,
)
"""Names under a heading that does not say how many they are."""
_ONLY_NAMES = re.compile(r"(?:\b(?:Councillors?|Cllrs?|and)\b|[\s,;.&])*", re.I)
_HOW_MANY = re.compile(rf"(?!no\b(?! (?:votes?|members?|councillors?|abst|one))){NUMBER}", re.I)
_DECIDED = re.compile(rf"\bvot(?:e|es|ed|ing)\b|\b(?:for|favour)\b.*\bagainst\b|{_LOST}|{_WON}", re.I)
_COUNTED = {"voted": "yes", "abstained": "abstain"}
"""Which count a group of a pattern is, where its name is another."""
_NAMES = "-names"
_COUNTS_SAID = ("on", "result", "yes", "no", "abstain")
_NAMES_SAID = tuple(f"{each}{_NAMES}" for each in ("yes", "no", "abstain"))
_NEAR = 6
"""Lines after the rows of a count in which its result may stand."""


class Voted(NamedTuple):
    """A vote as it is pieced together."""

    start: int
    tree: dict[str, Tree]


def read_votes(page: Page, sheet: Sheet) -> None:
    """Write down each vote, in the order of the page, and beside them who voted how, where names stand with their count.

    Counts that do not agree with the result are flagged.
    """
    rows, used = _rows(page)
    said = [
        (each, tree)
        for line in page.readable
        if line.start not in used
        for each in sentences_of(line)
        if (tree := _sentence(page, each)) is not None
    ]
    for sentence, tree in said:
        _doubt_more(sheet, sentence, tree)
    told = {_counts(tree) for _, tree in said if "yes" in tree}
    left = deque(each for each in rows if _counts(each.tree) not in told)
    votes = sorted(_joined(page, sheet, said, left, used), key=lambda each: each.start)
    for run in _uncounted(page):
        fit = [
            each
            for each in votes
            if _agree(each.tree, run.tree) and 0 <= _between(page, each.start, run.start) + 1 <= _NEAR
        ]
        if len(fit) == 1:
            fit[0].tree.update(run.tree)
    for each in votes:
        _look(sheet, each.tree)
    sheet.put("votes", [_only(each.tree, _COUNTS_SAID) for each in votes])
    named = [_only(each.tree, _NAMES_SAID) for each in votes]
    sheet.put(
        "named_votes", [{name.removesuffix(_NAMES): said for name, said in each.items()} for each in named if each]
    )


def _joined(
    page: Page, sheet: Sheet, said: list[tuple[Line, dict[str, Tree]]], rows: deque[Voted], used: set[int]
) -> Iterator[Voted]:
    """Each vote that a sentence tells of, with the rows of its count below it; then the rows that stand by themselves."""
    alone: list[Voted] = []
    for sentence, begun in said:
        tree = begun
        if sentence.start in used and "yes" not in tree:
            continue
        while rows and rows[0].start <= sentence.start:
            alone.append(rows.popleft())
        if (
            alone
            and "yes" not in tree
            and "result" in tree
            and _between(page, alone[-1].start, sentence.start) <= _NEAR
        ):
            tree = tree | alone.pop().tree
        elif rows and "yes" not in tree and _between(page, sentence.start, rows[0].start) <= _NEAR:
            tree = tree | rows.popleft().tree
        if "result" not in tree and "yes" in tree:
            _result_after(page, tree, used)
        if "result" in tree or "yes" in tree:
            yield Voted(sentence.start, _ordered(tree))
        else:
            sheet.doubt(sentence.start, sentence.end)
    for each in [*alone, *rows]:
        _result_after(page, each.tree, used)
        yield Voted(each.start, _ordered(each.tree))


def _uncounted(page: Page) -> Iterator[Voted]:
    """Names that stand each under their own heading without their count, run by run."""
    found: list[Voted] = []
    last = -9
    for at, line in enumerate(page.lines):
        match = _NAMED_ROW.match(line.text)
        names = all_named(page, line.start + match.end(), line.end) if match else None
        if match is None or names is None or not _ONLY_NAMES.fullmatch(_besides(page, line, match.end(), names)):
            continue
        name = next(each for each in ("yes", "no", "abstain") if match[each]) + _NAMES
        if not found or at - last > 3 or name in found[-1].tree:
            found.append(Voted(line.start, {}))
        found[-1].tree[name] = [*names]
        last = at
    return iter(found)


def _besides(page: Page, line: Line, begins: int, names: Iterable[Found]) -> str:
    """What stands in a line from a place on beside these names."""
    left = list(page.plain[line.start : line.end])
    for each in names:
        left[each.start - line.start : each.end - line.start] = " " * (each.end - each.start)
    return "".join(left[begins:])


def _agree(vote: dict[str, Tree], named: dict[str, Tree]) -> bool:
    """Whether a vote was counted, names nobody yet, and was by just so many as are named: then nobody is left off."""
    if not {"yes", "no"} <= set(vote) or any(each in vote for each in _NAMES_SAID):
        return False
    counts = [each.value if isinstance(each := vote.get(name), Found) else 0 for name in ("yes", "no", "abstain")]
    return counts == [len(named.get(name, [])) for name in _NAMES_SAID]


def _counts(tree: dict[str, Tree]) -> tuple[object, ...]:
    """How many were for and against, by which a recorded vote is known as one that was told of already."""
    return tuple(each.value if isinstance(each := tree.get(name), Found) else None for name in ("yes", "no"))


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
        for name, said in counted.groupdict().items():
            if said is not None:
                place = page.group(sentence, counted, name)
                tree[_COUNTED.get(name, name)] = Found(number(said), place.start, place.end)
    result = _RESULT.search(sentence.text)
    if result and len({bool(each["won"]) for each in _RESULT.finditer(sentence.text)}) == 1:
        tree["result"] = _result(sentence, result)
    return tree


def _doubt_more(sheet: Sheet, sentence: Line, tree: dict[str, Tree]) -> None:
    """Doubt a sentence of a vote that says how many in words, or says both that it was carried and lost, where that is not read."""
    read = [(each.start, each.end) for each in tree.values() if isinstance(each, Found)]
    more = any(
        not any(start < sentence.start + each.end() and sentence.start + each.start() < end for start, end in read)
        for each in _HOW_MANY.finditer(sentence.text)
        if not each[0].isdigit()
    )
    if more or ("result" not in tree and _RESULT.search(sentence.text)):
        sheet.doubt(sentence.start, sentence.end)


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
        digits = next(each for each in ("inner", "outer", "last") if match[each])
        place = page.group(line, match, digits)
        if name in tree or at - last > 3:
            tree = {}
        if not tree:
            found.append(Voted(line.start, tree))
        count = Found(number(match[digits]), place.start, place.end)
        tree[name] = count
        names = all_named(page, line.start + match.end(name), line.end)
        if names is not None and len(names) == count.value:
            tree[name + _NAMES] = [*names]
        used.add(line.start)
        last = at
    return [each for each in found if {"yes", "no"} <= set(each.tree)], used


def _result_after(page: Page, tree: dict[str, Tree], used: set[int]) -> None:
    """The result that stands in one of the lines after a count."""
    end = max(each.end for each in tree.values() if isinstance(each, Found))
    for line in page.lines[page.at(end) : page.at(end) + 3]:
        match = _RESULT.search(line.text)
        if match and len({bool(each["won"]) for each in _RESULT.finditer(line.text)}) == 1:
            tree["result"] = _result(line, match)
            used |= {each.start for each in sentences_of(line) if each.start <= line.start + match.start() < each.end}
            return


def _between(page: Page, start: int, end: int) -> int:
    return page.at(end) - page.at(start) - 1


def _ordered(tree: dict[str, Tree]) -> dict[str, Tree]:
    return _only(tree, (*_COUNTS_SAID, *_NAMES_SAID))


def _only(tree: dict[str, Tree], names: Iterable[str]) -> dict[str, Tree]:
    return {name: tree[name] for name in names if name in tree}


def _look(sheet: Sheet, tree: dict[str, Tree]) -> None:
    said = {name: each.value for name, each in tree.items() if isinstance(each, Found)}
    yes, no = said.get("yes"), said.get("no")
    if not isinstance(yes, int) or not isinstance(no, int):
        return
    if (yes > no and said.get("result") == "fail") or (yes < no and said.get("result") == "pass"):
        said_so = "carried" if said["result"] == "pass" else "lost"
        sheet.flag(f"The page says the vote was {said_so}, by {yes} for and {no} against")
