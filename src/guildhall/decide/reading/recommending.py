"""Which paragraphs of a resolution decide nothing themselves: they recommend to another body, or put before it what it is to approve."""

import re
from typing import NamedTuple

from guildhall.decide.reading.page import Page
from guildhall.decide.reading.people import PHRASE, is_body
from guildhall.decide.reading.record import Found

_TO = (
    r"(?:(?i:the) )?(?:(?:(?i:next|annual|budget|forthcoming|ordinary|extraordinary|special) )*(?i:meeting) of (?:the )?)?"
    rf"(?P<to>[Ff]ull Council|{PHRASE})"
)
_ADVERB = r"(?:(?:hereby|formally|therefore|also|further|unanimously|strongly|now|again|duly|accordingly) )*"
_APPROVING = (
    r"(?:approv(?:e|al)|adopt(?:ion)?|ratif(?:y|ication)|decision|determin(?:e|ation)|endorse(?:ment)?|agree(?:ment)?"
    r"|confirm(?:ation)?|authoris(?:e|ation))\b"
)
_FOR = rf"\b(?=[^.;:]{{0,80}}? for {_ADVERB}(?:its |their |final |formal |full )*(?i:{_APPROVING}))"
_WHO = rf"(?:(?i:that|to) )?(?:(?:the )?(?:{PHRASE}|members|it|we) )?{_ADVERB}(?:(?i:agrees?|agreed|resolves?) )?(?:(?i:to) )?{_ADVERB}"
_RECOMMENDS = r"(?i:recommends?|commends?)"
_PASSIVE = (
    r"(?P<before>(?:(?!\b(?:[Nn]ote|NOTE)(?:d|s|D|S)?\b[^.]*\bthat\b)[^.]){0,400}?)"
    r"(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bmay )(?<!\bmight )(?<!\bcan )(?<!\bcould )(?<!\bmust )(?<!\bnot )\bbe "
    rf"{_ADVERB}(?:(?i:approved|agreed|endorsed|supported|accepted|noted|received|welcomed|considered)(?:,? and |, )(?:be )?{_ADVERB})*"
)
_SAYS = (
    # that Council be recommended to adopt it
    re.compile(rf"(?:(?i:that) )?{_TO} (?:should )?be {_ADVERB}(?i:recommended) (?:(?i:to|that)\b|the\b)"),
    re.compile(
        rf"(?:(?i:that) )?{_TO} (?:should )?be {_ADVERB}(?i:asked|invited|requested|urged) to[ :-]*(?:\(?\w{{1,3}}[.)] )?(?i:{_APPROVING})"
    ),
    # that it be recommended to Council, or referred to it for approval
    re.compile(
        rf"(?:(?i:that) )?{_PASSIVE}(?i:recommended|commended)(?: (?i:on|onwards?|for \w+))? ?[,:-]? ?\(?(?i:to) {_TO}"
    ),
    re.compile(
        rf"(?!(?i:(?:that )?(?:an?|any|further) ))(?:(?i:that) )?{_PASSIVE}(?i:referred|submitted|forwarded|presented|passed|put|sent)"
        rf"(?: on| onwards?| forward| up| before)?(?: to)? {_TO}{_FOR}"
    ),
    re.compile(
        rf"(?!(?i:(?:that )?(?:an?|any|further) ))(?:(?i:that) )?{_PASSIVE}(?:approved|agreed|endorsed|supported|accepted) for "
        rf"{_ADVERB}(?:onward )?(?:(?:submission|recommendation|referral|transmission)(?: \w+)? to|"
        rf"(?:adoption|approval|ratification|determination) by) {_TO}"
    ),
    re.compile(rf"(?:(?i:that) )?(?:it be|there be|this be) (?:a|the) (?i:recommendation) (?i:to) {_TO}"),
    re.compile(rf"(?:(?i:that) )?(?:a|the following) (?i:recommendations?) be (?:made|put) (?i:to) {_TO}"),
    re.compile(
        rf"(?:(?i:that) )?(?:the )?(?:approval|agreement|adoption) (?:of|by) {_TO} (?:to [^.;]{{1,200}} |for [^.;]{{1,200}} )?be sought"
    ),
    re.compile(r"(?:(?i:that) )?(?:the )?(?P<to>(?:[Ff]ull )?Council)(?:'s)? (?:approval|agreement) be sought"),
    # to recommend to Council that it be adopted
    re.compile(rf"{_WHO}{_RECOMMENDS} (?:(?i:on|onwards?) )?\(?(?i:to) {_TO}"),
    re.compile(rf"{_WHO}{_RECOMMENDS} {_TO} (?:to|that)\b"),
    re.compile(rf"{_WHO}{_RECOMMENDS}(?: to)? that {_TO}(?= [a-z]+)"),
    re.compile(
        rf"{_WHO}{_RECOMMENDS} (?!(?i:that)\b)[^.;:]{{1,300}}? (?i:to) {_TO}(?=$|[.,;:]| for\b| in\b| as\b| on\b| at\b)"
    ),
    re.compile(
        rf"{_WHO}(?P<first>(?i:notes?|endorses?|approves?|agrees?|supports?|considers?|welcomes?|accepts?)) [^.;:]{{1,300}}?,? and (?:to )?"
        rf"{_RECOMMENDS} (?:(?P<same>it|its \w+|them|their \w+|the same|this) )?(?:[^.;:]{{1,200}}? )?to {_TO}"
    ),
    re.compile(r"(?:(?i:that) )?(?:it be )(?i:recommended) that\b"),
    re.compile(rf"{_WHO}{_RECOMMENDS} that\b(?! (?:the )?(?:officers|staff)\b)"),
)
"""How a paragraph says, from its first word, that it only recommends. Who "had recommended" something did so elsewhere."""
_MORE = re.compile(
    r"\bbe (?!noted|received|welcomed|considered|recommended|thanked)(?:\w+ly )?(?:given |granted )?[a-z]+(?:ed|en|sought|made)\b"
)
"""That something else is to be done, too."""
_OPENS = re.compile(r" ?[:,-]? ?(?i:that|the|to|for)\b|\W*$|[:,]")


class Advice(NamedTuple):
    """To whom a paragraph recommends, where it says so; ``only`` where it does nothing else beside."""

    to: Found | None
    only: bool


def advice_in(page: Page, paragraph: Found) -> Advice | None:
    """What a paragraph recommends and to whom; none where it decides something itself, or tells what others recommended."""
    words = page.plain[paragraph.start : paragraph.end].replace("\n", " ").replace("\r", " ")
    words = re.sub(r"\s", " ", words)
    for pattern in _SAYS:
        match = pattern.match(words)
        if match is None:
            continue
        if "to" not in pattern.groupindex:
            return Advice(None, True)
        name = body_in(match["to"])
        if name is None:
            continue
        said = match.groupdict()
        after = words[match.start("to") + len(name) :]
        more = bool(_MORE.search(said.get("before") or "")) or (
            said.get("before") is not None and not re.match(r"[ :,-]*that\b", after, re.I) and bool(_MORE.search(after))
        )
        if (
            said.get("first")
            and not said.get("same")
            and said["first"].lower().rstrip("s") in {"approve", "agree", "accept"}
        ):
            more = True
        begins = paragraph.start + match.start("to")
        return Advice(page.quote(begins, begins + len(name)), not more)
    return None


def body_in(words: str) -> str | None:
    """A body's name, cut off before the words that follow it with capitals; none where they name none."""
    for part in (words, *(words[: each.start()] for each in reversed(list(re.finditer(r"[,:]? ", words))))):
        if is_body(part):
            return part if part == words or _OPENS.match(words[len(part) :]) else None
    return None
