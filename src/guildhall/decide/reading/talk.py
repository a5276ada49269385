"""What the account of an item tells: which body sat, whose report it was, who introduced it, when the meeting paused and ended."""

import re

from guildhall.decide.reading.dates import DATE, TIME, clock, dated
from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.people import COUNCILLOR, PHRASE, is_body, is_plain_name, is_post, without_formal_words
from guildhall.decide.reading.record import Found, Sheet
from guildhall.decide.reading.resolutions import Block

_SAT = re.compile(
    rf"^(?:The |At its meeting,? the )?(?P<body>{PHRASE})(?: (?:then |also |duly |unanimously |"
    rf"carefully )*(?:considered|received|resolved|weighed|noted|agreed|had before it|gave|"
    rf"welcomed|discussed|approved|debated|supported|examined|reviewed|heard|recommends?|recommended|endorsed|RECOMMEND)\b|(?<=RESOLVED)|(?<=AGREED)|(?<=RECOMMENDED)|(?<=RECOMMENDS)|(?<=NOTED)|$)"
)
_REPORT = re.compile(rf"\b[Rr]eport(?: \*)? (?:of|by|from) the (?P<post>Section 151 Officer|{PHRASE})")
_INTRODUCED = (
    re.compile(
        rf"\bThe (?P<post>{PHRASE}), (?P<who>{COUNCILLOR}),? (?:then |formally )*introduced\b(?! (?:him|her|them)sel)"
    ),
    re.compile(
        rf"(?P<who>{COUNCILLOR}), (?:the )?(?P<post>{PHRASE}),? (?:then |formally )*introduced\b(?! (?:him|her|them)sel)"
    ),
    re.compile(rf"(?P<who>{COUNCILLOR}) (?:then |formally )*introduced\b(?! (?:him|her|them)sel)"),
)
_PRESENTED = re.compile(
    rf"\b(?:The )?(?P<who>{COUNCILLOR}|(?<=The ){PHRASE})(?:, (?P<name>{COUNCILLOR}),?|, [^,.]+,)? (?:then )?(?:(?:presented|"
    rf"submitted) (?:(?:the|a|an|this|its|his|her|their) )?(?:[\w-]+ ){{0,4}}(?:report|item|paper|strategy|plan|update|budget)\b"
    r"|(?:worked|talked|took (?:members|the meeting)) through\b)"
)
_ADJOURNED = re.compile(
    rf"\badjourned at (?P<from>{TIME})(?:.*?\b(?:resumed|reconvened|restarted) at (?P<to>{TIME}))?", re.I
)
_ENDED = re.compile(
    rf"\bmeeting (?:was )?(?:ended|closed|concluded|finished|declared closed)(?: at)? (?P<time>{TIME})", re.I
)
_EFFECT = re.compile(
    rf"\b(?:take|takes|with|have|come into|comes into) effect (?:from|on) (?P<when>{DATE})|\beffective from (?P<from>{DATE})",
    re.I,
)
_NOTICE = re.compile(
    r"\b[Dd]ecision [Nn]otice (?:(?:[Nn]o|[Nn]umber|[Rr]ef|[Rr]eference)\.?:? )?(?P<ref>[A-Z]{1,5}/[\w/.-]*\d|\d[\w/.-]*/[\w/.-]*\d)"
)
_EXEMPT = re.compile(
    r"\bexempt information\b[^.]*?\b(?:items?|minutes?)(?: nos?\.?)? (?P<items>\d{1,3}[a-z]?(?:(?:, | and |, and | & )\d{1,3}[a-z]?\b)*)",
    re.I,
)
_VIDEO = re.compile(r"\((?P<h>\d{2})-(?P<m>\d{2})-(?P<s>\d{2})\)")
_TRAIL = re.compile(r"(?:,? (?:and|of|for|the|in|to|&))+$|[,:]$")
_FROM_SCRUTINY = re.compile(rf"\bRecommendations? (?:from|of) the (?P<from>{PHRASE})")
_NOTED = re.compile(
    r"\b(?:concerns|recommendations?|views|comments) (?:(?:set out |contained |made )?(?:in|at|under) [Mm]inute (?:(?:no\.?|number) )?"
    r"(?P<minute>\d{1,4}(?:/\d{2,4})?),? )?(?:of|from|made by) (?:the )?[\w &-]+? be "
    r"(?P<response>NOTED|noted|accepted|ACCEPTED|rejected|REJECTED|agreed|AGREED)\b"
)
_OWNER = re.compile(
    rf"\bthat the (?P<owner>{PHRASE}) (?:contact|write|report|bring|ask|prepare|provide|review|meet|"
    rf"investigate|consider|be asked|be requested)\b"
)


def read_body(page: Page, sheet: Sheet, lines: tuple[Line, ...] | None = None) -> None:
    """Write down which body sat, where the account names one and no other."""
    found: dict[str, Found] = {}
    for line in page.readable if lines is None else lines:
        match = _SAT.match(line.text)
        if match is None:
            continue
        words = without_formal_words(match["body"])
        if not is_body(words) or (not line.text.startswith("The ") and len(words.split()) < 2):
            continue
        start = line.start + match.start("body")
        found.setdefault(words, page.quote(start, start + len(words)))
    if len(found) == 1:
        sheet.put("body", next(iter(found.values())))


def read_report(page: Page, sheet: Sheet) -> None:
    """Write down whose report it was, by post, where the account names one and no other."""
    found: dict[object, Found] = {}
    for line in page.readable:
        for match in _REPORT.finditer(line.text):
            post = post_from(page, line, match, "post")
            if post and (is_post(str(post.value)) or re.search(r"\b(?:Unit|Service|Team)$", str(post.value))):
                found.setdefault(post.value, post)
    if len(found) == 1:
        sheet.put("report_of", next(iter(found.values())))


def post_from(page: Page, line: Line, match: re.Match[str], name: str) -> Found | None:
    """The post that a group of a match begins with: up to a comma, save where the comma joins a list, or a name follows."""
    words = match[name]
    kept, *more = re.split(r"(?<=,) ", words)
    if more:
        rest = " ".join(more)
        following = line.text[match.end(name) : match.end(name) + 1]
        joined = re.match(r"(?:[A-Z][\w'&-]*,? )*(?:and|&) [A-Z]", rest)
        if joined or (is_plain_name(rest) and following in {"", ".", ";", ")", ","}):
            kept = words
    kept = _TRAIL.sub("", kept.rstrip(","))
    start = line.start + match.start(name)
    return page.quote(start, start + len(kept)) if kept else None


def read_talk(page: Page, sheet: Sheet, blocks: list[Block], *, several: bool) -> None:
    """Write down who introduced and presented the item, its notice, when its decision takes effect, and what was exempt."""
    for line in page.readable:
        introduced = (
            None if several else next((match for pattern in _INTRODUCED if (match := pattern.search(line.text))), None)
        )
        if introduced and "introduced_by" not in sheet.fields:
            sheet.put("introduced_by", page.group(line, introduced, "who"))
            if introduced.re.groups > 1 and is_post(introduced["post"]):
                sheet.put("introducer_post", page.group(line, introduced, "post"))
        if (
            not several
            and (presented := _PRESENTED.search(line.text))
            and (is_post(presented["who"]) or presented["who"].startswith(("Councillor", "Cllr")))
        ):
            sheet.put("presented_by", page.group(line, presented, "name" if presented["name"] else "who"))
        if exempt := _EXEMPT.search(line.text):
            at = line.start + exempt.start("items")
            sheet.put(
                "exempt_items",
                [page.quote(at + each.start(), at + each.end()) for each in re.finditer(r"\d+[a-z]?", exempt["items"])],
            )
        if ended := _ENDED.search(line.text):
            _time(page, sheet, line, ended)
    _effect(page, sheet, blocks)
    _one(page, sheet, "notice_ref", _NOTICE, "ref")
    _adjourned(page, sheet)


def read_scrutiny_response(page: Page, sheet: Sheet, title: Found | None) -> None:
    """Write down what was answered to a recommendation of a scrutiny committee, and who is to act."""
    match = _FROM_SCRUTINY.search(page.plain, title.start, title.end) if title else None
    if match is None or not is_body(match["from"]):
        return
    for line in page.readable:
        noted = _NOTED.search(line.text)
        if noted and "RESOLVED" in line.text:
            place = page.group(line, noted, "response")
            tree: dict[str, Found | list[Found]] = {"from": [page.quote(match.start("from"), match.end("from"))]}
            tree["response"] = Found(str(place.value).lower(), place.start, place.end)
            if noted["minute"]:
                tree["minute"] = page.group(line, noted, "minute")
            if (owner := _OWNER.search(line.text)) and is_post(owner["owner"]):
                tree["action_owner"] = page.group(line, owner, "owner")
            sheet.put("scrutiny_response", {**tree})  # type: ignore[dict-item]
            return


def read_video(page: Page, sheet: Sheet) -> None:
    """Write down where in the recording an item begins, from a heading."""
    found = [(line, match) for line in page.readable for match in _VIDEO.finditer(line.text)]
    if len(found) == 1:
        line, match = found[0]
        place = page.quote(line.start + match.start("h"), line.start + match.end("s"))
        sheet.put("video_offset", Found(f"{match['h']}:{match['m']}:{match['s']}", place.start, place.end))


def _time(page: Page, sheet: Sheet, line: Line, match: re.Match[str]) -> None:
    said, place = clock(match["time"]), page.group(line, match, "time")
    if said:
        sheet.put("ended", Found(said, place.start, place.end))


def _adjourned(page: Page, sheet: Sheet) -> None:
    found = [(line, match) for line in page.readable for match in _ADJOURNED.finditer(line.text)]
    if len(found) != 1:
        return
    line, match = found[0]
    times = [(name, clock(match[name])) for name in ("from", "to") if match[name]]
    if all(said for _, said in times):
        sheet.put(
            "adjourned",
            [Found(said, line.start + match.start(name), line.start + match.end(name)) for name, said in times],
        )


def _effect(page: Page, sheet: Sheet, blocks: list[Block]) -> None:
    """From when a resolution says that what it resolves takes effect; other dates of the account are not that day."""
    found: dict[object, Found] = {}
    for each in (paragraph for block in blocks for paragraph in block.paragraphs):
        for match in _EFFECT.finditer(page.plain, each.start, each.end):
            name = "when" if match["when"] else "from"
            if said := dated(page, match.start(name), match.end(name)):
                found.setdefault(said.value, said)
    if len(found) == 1:
        sheet.put("effective_from", next(iter(found.values())))


def _one(page: Page, sheet: Sheet, name: str, pattern: re.Pattern[str], group: str) -> None:
    found: dict[object, Found] = {}
    for line in page.readable:
        for match in pattern.finditer(line.text):
            quoted = page.group(line, match, group)
            found.setdefault(quoted.value, quoted)
    if len(found) == 1:
        sheet.put(name, next(iter(found.values())))
