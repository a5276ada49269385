"""What was resolved, agreed or recommended: the formal word, and the paragraphs that follow it, counted as they are numbered.

"The recommendations in the report" stays as it stands: what they are is in another paper.
"""

import re
from dataclasses import dataclass, field

from guildhall.decide.reading.labels import Label, label_of, labels, named, section
from guildhall.decide.reading.numbers import NUMBER
from guildhall.decide.reading.page import Page, is_readable
from guildhall.decide.reading.people import PHRASE, is_body
from guildhall.decide.reading.recommending import Advice, advice_in, body_in
from guildhall.decide.reading.record import Found

_CAPITALS = r"\b(?P<caps>RESOLVED|AGREED|RECOMMENDED|RECOMMENDS?|DECIDED)\b"
_BY = (
    rf",? ?by {NUMBER} votes? (?:to|against) {NUMBER}(?: votes?)?"
    rf"(?:,? (?:with|and) {NUMBER} (?:members? |councillors? )?(?:abstentions?|abstaining|abstained))?,?"
)
"""By how many a resolution was carried: it is no part of what was resolved."""
_ELSEWHERE = re.compile(rf"(?i:recommended) (?:by|from) (?:the )?{PHRASE}")
"""What another body recommended is not resolved here."""
_BY_BODY = re.compile(
    rf"^(?:The )?(?P<by>(?!That\b){PHRASE})(?: (?:then|duly|therefore|unanimously|has|have|had))*\s*$"
)
_UNDONE = re.compile(
    r"(?i:\b(?:not|never|had)(?: \w+ly| then| been)?) \w+$|\bbe (?i:(?:\w+ly )?(?:resolved|agreed|decided))$"
)
"""What was not resolved, or elsewhere, or was only moved to be, is none."""
_FIRST = (
    r"^(?:\(?\d{1,2}[.)] )?(?P<first>Resolved|Agreed|Recommended|Decided|DECISION)"
    rf"(?= ?(?::|-|that\b|to\b|unanimously|\(|$)|{_BY}[ :])"
)
_LOWER = (
    r"\b(?:[Ii]t was|and|Cabinet|Committee|Council|Executive|Board|Panel|Members|were|they) (?:then |duly |"
    r"therefore |also |further |unanimously )*"
    rf"(?P<lower>resolved|RESOLVED)(?=(?: unanimously|{_BY})? (?:that\b|to\b))|\b[Ii]t was (?:then |duly |therefore |also |unanimously )*"
    rf"(?P<was>agreed|recommended|decided)(?=(?: unanimously|{_BY})? (?:that\b|to\b))"
    r"|\b(?P<ends>agreed|resolved|decided)(?=(?: unanimously)?(?: that| to)?:-?$)"
    r"|\b(?P<advises>recommends?)(?= (?:that|to) )|\b(?P<agrees>agreed|decided|resolved)(?= to recommend\b)"
)
_OPENER = re.compile(rf"{_CAPITALS}|{_FIRST}|{_LOWER}")
_NOISE = re.compile(
    rf"^[\s:\-.]*(?:{_BY}|\(?(?:unanimously|nem\.? con\.?)\)?"
    r"|\((?=[^()]{0,80}(?:\bfor\b|favour|against|votes?\b))[^()]{0,80}\))?[\s:\-.]*",
    re.I,
)
_THAT = re.compile(r"^(?:that|to)?[\s:\-]*$", re.I)
_LEAD = re.compile(
    rf"^(?:that )?(?:the )?(?P<who>{PHRASE})(?: (?:is|be) (?:asked|recommended) to)?\s*:?-?$|^(?:that )?(?:it be)?[\s:\-]*$"
)
_TO = re.compile(rf"^\(?(?i:that|to)\s+(?:the )?(?P<to>FULL COUNCIL|COUNCIL|CABINET|EXECUTIVE|{PHRASE})")
_ONE = re.compile(r"(?:That|To) [a-z].*\.$")
"""A decision in one sentence that says what is to be."""
_NUMBERED = re.compile(
    r"^(?:\((?P<in>\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)|(?P<out>\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.):]|(?P<point>\d{1,2}\.\d{1,2})\.?)(?=\s|$)\s*(?P<rest>.*)$"
)
_JOIN = re.compile(r"\b(?:and|or)$")
_GOES_ON = re.compile(r"(?:;|[;,] (?:and|or))$", re.I)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_OPENS_LIST = re.compile(r":\s*-?$")
_SAID_BE = re.compile(r"\b(?:be|is|are|has|have|was|were)\b")
_AMENDED = re.compile(r"\bfollowing (?:\w+ )?amendments?\b")
_ORPHAN = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]\)?\s+)?That\b")
LONGEST_PARAGRAPH = 20_000
"""Characters that a numbered paragraph may have with its own list; nothing longer was resolved as one."""
_ASIDE = {"purpose", "recommendations", "documents", "options", "reasons", "urgency"}


@dataclass
class Block:
    """One resolution: its formal word, to whom it recommends, and its paragraphs. ``counted`` is whether their number is sure.

    ``by`` is the body that its line names before the word. ``advice`` are those of its paragraphs that only recommend, by their
    own words, by their place.
    """

    word: str
    start: int
    to: Found | None = None
    paragraphs: list[Found] = field(default_factory=list)
    counted: bool = True
    amendments: list[Found] = field(default_factory=list)
    advice: dict[int, Advice] = field(default_factory=dict)
    by: str = ""

    @property
    def recommends(self) -> bool:
        """Whether it only recommends, so that it has no effect until somebody else resolves it."""
        return self.word.lower().startswith("recommend") or 0 < len(self.paragraphs) == len(self.advice)

    @property
    def recommended(self) -> list[Found]:
        """Its paragraphs that only recommend."""
        return [each for at, each in enumerate(self.paragraphs) if self.recommends or at in self.advice]

    @property
    def bodies(self) -> list[Found]:
        """To whom it recommends, as it says at its head or else in its paragraphs."""
        return [self.to] if self.to else [each.to for each in self.advice.values() if each.to]

    @property
    def whole(self) -> Found:
        """Its paragraphs as one place."""
        return Found(len(self.paragraphs), self.paragraphs[0].start, self.paragraphs[-1].end)


def resolutions(page: Page) -> list[Block]:
    """Every resolution of a page, in order; the decision and the minutes of one item may both hold the same one."""
    found: list[Block] = []
    beside = aside(page)
    at = 0
    while at < len(page.lines):
        line = page.lines[at]
        opener = None if line.start in beside or not is_readable(line) else _last_opener(line.text)
        if opener is None:
            at += 1
            continue
        block, at = _block(page, at, opener)
        block.by = _by(line.text[: opener.start()])
        if block.paragraphs:
            found.append(block)
    found = found or _decided(page) or _orphans(page, beside)
    for block in found:
        if not block.recommends:
            told = {at: advice_in(page, each) for at, each in enumerate(block.paragraphs)}
            block.advice = {at: each for at, each in told.items() if each}
    return found


def _by(words: str) -> str:
    """The body that words before a formal word name, and nobody else."""
    match = _BY_BODY.match(words)
    return (body_in(match["by"]) or "") if match else ""


def _decided(page: Page) -> list[Block]:
    """What stands under the label "Decision:", or under a body's name, where no formal word stands before it."""
    all_of_them = labels(page)
    for label in named(all_of_them, "decision"):
        lines = section(page, label, all_of_them)
        first = next((line for line in lines if _NUMBERED.match(line.text)), None)
        at = page.lines.index(first) if first in page.lines else None
        if at is not None:
            block, _ = _list(page, at, Block("", page.lines[at].start), 0)
            return [block] if len(block.paragraphs) > 1 else []
        if len(lines) == 1 and _ONE.match(lines[0].text):
            only = page.quote(lines[0].start, _trimmed(page, lines[0].start, lines[0].end))
            return [Block("", lines[0].start, paragraphs=[only], counted=False)]
    for at, line in enumerate(page.lines[:-1]):
        if line.text.endswith(":") and is_body(line.text[:-1]) and _NUMBERED.match(page.lines[at + 1].text):
            block, _ = _list(page, at + 1, Block("", line.start), 0)
            return [block] if len(block.paragraphs) > 1 else []
    return []


def aside(page: Page) -> set[int]:
    """Where lines begin that tell of a purpose, a reason or an option: what they propose was not resolved."""
    gone: set[int] = set()
    all_of_them: list[Label] = labels(page)
    for place, label in enumerate(all_of_them):
        if label.name in _ASIDE:
            until = all_of_them[place + 1].at if place + 1 < len(all_of_them) else len(page.lines)
            gone |= {each.start for each in page.lines[label.at : until]}
    return gone


def _last_opener(text: str) -> re.Match[str] | None:
    found = None
    for match in _OPENER.finditer(text):
        if (
            _ELSEWHERE.match(text, match.start())
            or _UNDONE.search(text[: match.end()])
            or ((match["advises"] or match["agrees"]) and not _by(text[: match.start()]))
        ):
            continue
        if (
            found is None
            or not text[found.end() : match.start()].strip(" :-")
            or text[found.end() : match.start()].strip(" :-") == "to"
        ):
            found = match
    return found


def _block(page: Page, at: int, opener: re.Match[str]) -> tuple[Block, int]:
    line = page.lines[at]
    word = next(each for each in opener.groups() if each)
    block = Block(word, line.start + opener.start())
    rest = line.text[opener.end() :]
    here = opener.end() + len(rest) - len(rest := _NOISE.sub("", rest))
    if block.recommends and (to := _TO.match(rest)) and (words := body_in(to["to"])):
        begin = line.start + here + to.start("to")
        block.to = page.quote(begin, begin + len(words))
        tail = rest[to.start("to") + len(words) :]
        if _THAT.match(_NOISE.sub("", tail)) or tail.lstrip(" :-").lower().startswith("that"):
            here += to.start("to") + len(words)
            rest = tail
            here += len(rest) - len(rest := _NOISE.sub("", rest))
        elif not tail.strip(" :-"):
            rest = ""
    first = _NUMBERED.match(rest)
    if first is None and (_THAT.match(rest) or _lead_in(rest)):
        return _below(page, at + 1, block)
    begun = line.start + here
    if first is not None:
        return _list(page, at, block, begun)
    if word.lower() in {"agreed", "decided"} and (to_do := re.match(r"to (?=[a-z])", rest)):
        begun += to_do.end()
        end = line.end - (1 if line.text.endswith(".") else 0)
        block.paragraphs.append(page.quote(begun, _sentence_end(page, begun, end)))
        return block, at + 1
    if _OPENS_LIST.search(line.text):
        return _with_sublist(page, at, block, begun)
    block.paragraphs.append(page.quote(begun, _trimmed(page, begun, line.end)))
    return _joined(page, at + 1, block)


def _joined(page: Page, at: int, block: Block) -> tuple[Block, int]:
    """The paragraphs without numbers that follow one which ends as all but the last of a list do: "; and"."""
    while at < len(page.lines) and _GOES_ON.search(page.lines[at - 1].text):
        line = page.lines[at]
        if label_of(line) or _OPENER.match(line.text) or _NUMBERED.match(line.text):
            block.counted = False
            break
        block.paragraphs.append(page.quote(line.start, _trimmed(page, line.start, line.end)))
        at += 1
    return block, at


def _below(page: Page, at: int, block: Block) -> tuple[Block, int]:
    """The paragraphs of a formal word that stands by itself."""
    if at >= len(page.lines):
        return block, at
    line = page.lines[at]
    if _lead_in(line.text) and _OPENS_LIST.search(line.text) and at + 1 < len(page.lines) and not label_of(line):
        at += 1
        line = page.lines[at]
    if label_of(line) or _OPENER.match(line.text):
        return block, at
    if _NUMBERED.match(line.text):
        return _list(page, at, block, line.start)
    if _OPENS_LIST.search(line.text):
        return _with_sublist(page, at, block, line.start)
    block.paragraphs.append(page.quote(line.start, _trimmed(page, line.start, line.end)))
    block, at = _joined(page, at + 1, block)
    while at < len(page.lines) and re.match(r"That\b", page.lines[at].text) and not label_of(page.lines[at]):
        more = page.lines[at]
        block.paragraphs.append(page.quote(more.start, _trimmed(page, more.start, more.end)))
        at += 1
    return block, at


def _list(page: Page, at: int, block: Block, begun: int) -> tuple[Block, int]:
    """Numbered paragraphs, the first of which begins at a place in a line; those numbered otherwise belong to the one before."""
    style, expected, inner = "", 1, ""
    while at < len(page.lines):
        line = page.lines[at]
        start = max(begun, line.start)
        words = page.plain[start : line.end]
        match = _NUMBERED.match(words)
        if label_of(line) and match is None:
            break
        if match is None:
            if not block.paragraphs or not _continues(block.paragraphs[-1], words):
                break
            if _too_long(block, line.end):
                break
            block.paragraphs[-1] = page.quote(block.paragraphs[-1].start, _trimmed(page, start, line.end))
        else:
            mark = match["in"] or match["out"] or match["point"]
            if expected == 1 or _is(mark, style, expected):
                if expected == 1:
                    style = _style(mark)
                    block.counted = _is(mark, style, 1)
                block.paragraphs.append(
                    page.quote(start + match.start("rest"), _trimmed(page, start + match.start("rest"), line.end))
                )
                expected, inner = expected + 1, ""
            elif _too_long(block, line.end):
                break
            elif _is(mark, _style(mark), 1) or inner == _style(mark):
                inner = _style(mark)
                block.paragraphs[-1] = page.quote(block.paragraphs[-1].start, _trimmed(page, start, line.end))
            else:
                block.counted = False
                break
        at += 1
    block.paragraphs = [each for each in block.paragraphs if each.value]
    return block, at


def _too_long(block: Block, end: int) -> bool:
    """Whether the last paragraph would be longer than any is; then how many there are is not sure."""
    if end - block.paragraphs[-1].start <= LONGEST_PARAGRAPH:
        return False
    block.counted = False
    return True


def _with_sublist(page: Page, at: int, block: Block, begun: int) -> tuple[Block, int]:
    """One paragraph that says something and opens a list: whether the list is counted is not sure, save of amendments."""
    line = page.lines[at]
    lead = page.plain[begun : line.end]
    inner = Block("", begun)
    _, after = (
        _list(page, at + 1, inner, 0)
        if at + 1 < len(page.lines) and _NUMBERED.match(page.lines[at + 1].text)
        else (inner, at + 1)
    )
    end = inner.paragraphs[-1].end if inner.paragraphs else line.end
    block.paragraphs.append(page.quote(begun, end))
    block.counted = bool(re.search(r"\bfollowing (?:reasons?|grounds?|comments?)\b", lead))
    if inner.paragraphs and inner.counted and _AMENDED.search(lead):
        block.amendments = inner.paragraphs
    return block, after


def _orphans(page: Page, beside: set[int]) -> list[Block]:
    """Paragraphs that begin with "That" where the formal word before them was lost."""
    for at, line in enumerate(page.lines):
        if line.start in beside or not _ORPHAN.match(line.text):
            continue
        block = Block("", line.start)
        if _NUMBERED.match(line.text):
            _list(page, at, block, line.start)
        else:
            _below(page, at, block)
        return [block] if block.paragraphs else []
    return []


def _lead_in(words: str) -> bool:
    """Whether words only say who is to do what follows: "That Cabinet:"."""
    match = _LEAD.match(words)
    if match is None or _SAID_BE.search(words):
        return False
    return match["who"] is None or bool(_OPENS_LIST.search(words)) or is_body(match["who"])


def _sentence_end(page: Page, start: int, end: int) -> int:
    stop = re.search(r"[.;](?=\s)", page.plain[start:end])
    return start + stop.start() if stop else end


def _trimmed(page: Page, start: int, end: int) -> int:
    """The end of a paragraph without the "; and" that joins it to the next."""
    words = _without_stop(page.plain[start:end].rstrip())
    if join := _JOIN.search(words[-4:]):
        words = _without_stop(words[: len(words) - len(join[0])].rstrip())
    return start + len(words) if words else end


def _without_stop(words: str) -> str:
    return words[:-1].rstrip() if words.endswith((";", ",")) else words


def _continues(before: Found, words: str) -> bool:
    return words[:1].islower() and not str(before.value).endswith((".", ":"))


def _style(mark: str) -> str:
    if mark.isdigit():
        return "number"
    if "." in mark:
        return "point"
    if mark in ("i", "ii", "iii", "iv", "vi") or (len(mark) > 1):
        return "roman"
    return "lower" if mark.islower() else "upper"


def _is(mark: str, style: str, ordinal: int) -> bool:
    if style == "number":
        return mark.isdigit() and int(mark) == ordinal
    if style == "point":
        return "." in mark and int(mark.rpartition(".")[2]) == ordinal
    if style == "roman":
        return ordinal <= len(_ROMAN) and mark == _ROMAN[ordinal - 1]
    return ordinal <= 26 and mark == chr((ord("a") if style == "lower" else ord("A")) + ordinal - 1)
