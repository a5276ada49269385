"""Who moved and who seconded: "Moved by Councillor A and seconded by Councillor B", "Councillor A moved", and their like."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guildhall.decide.reading.amendments import Amendments
from guildhall.decide.reading.page import Line, Page, sentences_of
from guildhall.decide.reading.people import COUNCILLOR, PERSON, PHRASE
from guildhall.decide.reading.record import Found, Sheet

_BEFORE = rf"(?:(?i:the) {PHRASE}, )?"
_THEN = "(?:then |formally |duly |had )*"
_POST = rf"(?: \([A-Z][^()]{{1,80}}\)|, (?:the )?(?!Councillor|Cllr){PHRASE}(?=,))?"
"""The post that may stand after a name, in brackets or between commas."""
_MOVED = (
    re.compile(rf"\b(?i:moved|proposed)(?: jointly| formally)?(?i: by)? {_BEFORE}(?P<who>{PERSON})"),
    re.compile(rf"\b(?i:on the motion|on the proposition)(?i: of) {_BEFORE}(?P<who>{PERSON})"),
    re.compile(rf"(?<!by )(?P<who>{PERSON}){_POST},? {_THEN}(?i:moved|proposed)\b(?! by)"),
    re.compile(rf"(?P<who>{PERSON}){_POST}, (?i:seconded by) {PERSON}{_POST},? {_THEN}(?i:moved|proposed)\b"),
    re.compile(rf"(?P<who>{COUNCILLOR}){_POST},? (?i:in moving) (?:the|this)\b"),
    re.compile(rf"\b(?i:in moving) (?:the|this) [a-z ]{{1,60}}, (?P<who>{COUNCILLOR})"),
)
_SECONDED = (
    re.compile(rf"\b(?i:seconded)(?: jointly| formally)?(?i: by)? {_BEFORE}(?P<who>{PERSON})"),
    re.compile(rf"(?<!by )(?P<who>{PERSON}){_POST},? {_THEN}(?i:seconded)\b(?! by)"),
    re.compile(rf"\bIn seconding (?:the|this) [a-z ]+, (?P<who>{COUNCILLOR})(?:, (?P<post>{PHRASE}))?"),
    re.compile(rf"(?P<who>{COUNCILLOR}){_POST},? (?i:in seconding) (?:the|this)\b"),
)
_HE_MOVED = re.compile(r"\b(?:He|She|They) (?:then |formally )*(?:moved|proposed) (?:the|that|its) ")
_SPOKE = re.compile(
    rf"^(?P<who>{COUNCILLOR}, {PHRASE})(?= (?:thanked|introduced|presented|welcomed|outlined|explained|said|reported)\b)"
)


class _Act(NamedTuple):
    """Somebody moved or seconded something."""

    who: Found
    moved: bool


def read_motions(page: Page, sheet: Sheet) -> None:
    """Write down movers and seconders of what is before the meeting, each once, in the order of the page; and those of amendments.

    Where a sentence does not surely say which of the two was moved, neither is read from it, and it is listed.
    """
    movers: dict[object, Found] = {}
    seconders: dict[object, Found] = {}
    amendments = Amendments()
    for line in page.readable:
        acts = sorted(_acts(page, line), key=lambda each: each.who.start)
        for sentence in sentences_of(line):
            here = [each for each in acts if sentence.start <= each.who.start < sentence.end]
            moved, seconded = _names(here, moved=True), _names(here, moved=False)
            about = amendments.about(sentence.text, [str(each.value) for each in moved], seconds=bool(seconded))
            if about == "unsure" and here:
                sheet.doubt(sentence.start, sentence.end)
            elif about == "amendment":
                amendments.add(page, sentence, moved, seconded)
            elif about == "motion":
                for names, found in ((moved, movers), (seconded, seconders)):
                    for each in names:
                        found.setdefault(each.value, each)
    for each in _by_pronoun(page):
        movers.setdefault(each.value, each)
    sheet.put("moved_by", [*sorted(movers.values(), key=lambda each: each.start)])
    sheet.put("seconded_by", [*sorted(seconders.values(), key=lambda each: each.start)])
    sheet.put("amendments", amendments.told())
    _implied(page, sheet, [*movers.values()])


def _acts(page: Page, line: Line) -> Iterator[_Act]:
    for patterns, moved in ((_MOVED, True), (_SECONDED, False)):
        for who in {page.group(line, match, "who") for pattern in patterns for match in pattern.finditer(line.text)}:
            if not (moved and _only_proposed(page, who)):
                yield _Act(who, moved)


def _names(acts: list[_Act], *, moved: bool) -> list[Found]:
    return [*{each.who.value: each.who for each in reversed(acts) if each.moved == moved}.values()][::-1]


def _only_proposed(page: Page, who: Found) -> bool:
    """Whether somebody "proposed", which where nobody seconds it there and then may be a word of the debate."""
    if not re.match(rf",? {_THEN}proposed\b(?![^.;]{{0,40}}\bamendment)", page.plain[who.end : who.end + 90]):
        return False
    at = page.at(who.start)
    return not any(re.search(r"\bsecond(?:ed|ing)\b", line.text, re.I) for line in page.lines[at : at + 2])


def _by_pronoun(page: Page) -> list[Found]:
    """ "He proposed the recommendation": whoever it is that the paragraph names, where it names one person only."""
    found = []
    for line in page.readable:
        for sentence in sentences_of(line):
            if not _HE_MOVED.match(sentence.text) or "amendment" in sentence.text:
                continue
            named = [page.group(line, each, 0) for each in re.finditer(PERSON, line.text)]
            if len({each.value for each in named}) == 1 and named[0].start < sentence.start:
                found.append(named[0])
    return found


def _implied(page: Page, sheet: Sheet, movers: list[Found]) -> None:
    """A report that was seconded was moved: by whoever spoke to it first, with their post. Nobody says so, hence "implied"."""
    for line in page.readable:
        match = _SECONDED[2].search(line.text)
        if match is None:
            continue
        if match["post"]:
            sheet.put("seconder_post", page.group(line, match, "post"))
        if not movers:
            spoke = (
                page.group(each, first, "who")
                for each in page.readable
                if each.start < line.start and (first := _SPOKE.match(each.text))
            )
            opener = next(spoke, None)
            sheet.put("moved_by_implied", [opener] if opener else None)
        return
