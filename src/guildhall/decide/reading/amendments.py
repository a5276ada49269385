"""Amendments: who moved and seconded each, told apart from who moved what they would amend."""

import re
from typing import Literal

from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.record import Found, Tree

About = Literal["motion", "amendment", "unsure"]

_MENTIONED = re.compile(r"\bamendments?\b|\bbe amended\b|\bto amend\b", re.I)
_BESIDE = re.compile(
    r"\b(?:subject to|with|including|incorporating|as per|(?<!the )following|after|before|against|accept\w*|with(?:drew|drawing|drawn)|"
    r"on|(?<!way )of|as set out in) (?:(?:the|an?|his|her|their|this|that|these|minor|some|any|one|two|above|proposed|further|agreed|"
    r"debate|discussion|vote|on|of|following) )*amendments?\b|\b(?!\bproposed\b)(?:as|was|were|been|is|are) amended\b"
    r"|\bamendments? (?:set out|in the report|to the (?:Constitution|Scheme|Code|Standing Orders|Policy|Regulations|Rules)\b)",
    re.I,
)
"""Amendments that are spoken of, and not moved there: what was moved contains them, or they were debated before."""
_BEFORE_IT = r"\b(?:motion|recommendations?|substantive|resolution|report|opposed|spoke|said)\b"
_VERB = r"(?:moved|moves|moving|proposed|proposes|proposing|seconded|seconding|tabled|put forward|submitted)"
_IS_MOVED = re.compile(
    rf"\b{_VERB}\b(?:(?!{_BEFORE_IT})[^.;]){{0,160}}?\bamendments?\b"
    rf"|\bamendments?\b(?:(?!{_BEFORE_IT})[^.;]){{0,160}}?\b{_VERB}\b"
    rf"|\b{_VERB}\b[^.;]{{0,200}}?\b(?:be amended|to amend)\b"
    rf"|\bamendments? to the (?:\w+ )?(?:motion|recommendations?)\b[^.;]{{0,80}}?\b{_VERB}\b",
    re.I,
)
_OF_AN_AMENDMENT = re.compile(
    r"\b(?P<of>amendment) (?:to|of) (?:the|that|this|his|her|their|[A-Z][\w'. ]{1,60}'s?) (?:\w+ )?amendment\b|\bsub-(?P<sub>amendment)",
    re.I,
)
_AGAIN = re.compile(r"\b(?:the|this|that|his|her|their) (?:\w+ )?amendment\b", re.I)
_HEADING = re.compile(
    r"^(?:(?:\w+ ){0,4}amendments?(?: (?:no\.? ?)?\w{1,3})?(?: \([^()]{1,60}\))? ?[:.-]?|[^.]{0,120}\bamendments?\b[^.]{0,80}:)$",
    re.I,
)
_MOTION = re.compile(r"\b(?:motion|recommendations?|substantive|resolution|report)\b", re.I)
_MOTION_HEADING = re.compile(
    r"^(?:(?:\w+ ){0,3}(?:motion|recommendations?)|minutes|decision|vote|resolved|agreed)\b[^.]{0,30}$"
    r"|\bsubstantive (?:motion|recommendation)",
    re.I,
)
_ON_THE_MOTION = re.compile(r"\bon the (?:motion|proposition) of\b", re.I)


class Amendments:
    """The amendments of a page, as its sentences tell of them one after another."""

    def __init__(self) -> None:
        self.found: list[dict[str, Tree]] = []
        self.under = False
        self.last: About = "motion"

    def about(self, words: str, movers: list[str], *, seconds: bool) -> About:
        """Whether what is moved or seconded in a sentence is an amendment; ``unsure`` where both may be."""
        if not movers and not seconds:
            self._pass(words)
            return "motion"
        told = self._told(words, movers)
        if told == "motion" and not movers and not _MOTION.search(words):
            told = self.last
        if told != "unsure":
            self.last = told
        return told

    def add(self, page: Page, sentence: Line, movers: list[Found], seconders: list[Found]) -> None:
        """Whoever moved and seconded an amendment: a new one, or the last one, of which more is told."""
        known = self.found[-1] if self.found else None
        if movers:
            again = _AGAIN.search(sentence.text)
            same = [each for each in self.found if again and _values(each.get("moved_by")) == _values([*movers])]
            known = same[-1] if same else None
        if known is None or (
            seconders and "seconded_by" in known and _values(known["seconded_by"]) != _values([*seconders])
        ):
            known = {}
            self.found.append(known)
        for name, people in (("moved_by", movers), ("seconded_by", seconders)):
            if people and name not in known:
                known[name] = [*people]
        match = _OF_AN_AMENDMENT.search(sentence.text)
        if match and movers and len(self.found) > 1:
            known["of"] = page.group(sentence, match, "of" if match["of"] else "sub")

    def told(self) -> list[Tree]:
        """Each amendment: who moved and who seconded it, and whether it would change another amendment."""
        return [{name: each[name] for name in ("of", "moved_by", "seconded_by") if name in each} for each in self.found]

    def _told(self, words: str, movers: list[str]) -> About:
        left = _BESIDE.sub("", words)
        if not _MENTIONED.search(left):
            if self.under and not _MOTION.search(words):
                return "amendment"
            self.under = False
            return "motion"
        if len(movers) > 1 or _ON_THE_MOTION.search(words) or not _IS_MOVED.search(left):
            return "unsure"
        return "amendment"

    def _pass(self, words: str) -> None:
        """A line that names nobody may be the heading of what follows."""
        if _HEADING.match(words):
            self.under, self.last = True, "amendment"
        elif _MOTION_HEADING.search(words):
            self.under = False


def _values(people: Tree | None) -> list[object]:
    return [each.value for each in people if isinstance(each, Found)] if isinstance(people, list) else []
