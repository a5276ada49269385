"""What a page says of strategies and plans: which one it is and for what years, what it replaces, what it stands beside."""

import re

from guildhall.decide.reading.numbers import NUMBER, number
from guildhall.decide.reading.page import Page
from guildhall.decide.reading.people import PHRASE, is_body, is_post
from guildhall.decide.reading.record import Found, Sheet, Tree
from guildhall.decide.reading.resolutions import aside

_PERIOD = re.compile(
    r"^(?P<name>.*\bStrategy)\b,?:? \(?(?P<from>(?:19|20)\d{2}) ?(?:-|/|to) ?(?P<to>(?:19|20)?\d{2})\)?(?!\d)"
)
_NAMED = rf"{PHRASE}"
_BESIDE = re.compile(
    rf"\b(?:align(?:ment|ed|s)?(?: closely)? (?:to|with)|complement(?:s|ed)?|stood beside|stands beside|"
    rf"alongside|linked to|links to|supports|supported)"
    rf" (?:the |our |its )?(?P<names>(?:Council's|council's|authority's) (?:[a-z]+ ){{1,4}}(?:strategy|plan)|"
    rf"{_NAMED}(?: and the {_NAMED})*)(?=\W|$)"
)
_PLANNED = re.compile(
    r"\bthe (?P<name>Delivery Plan|Action Plan|Implementation Plan)(?= that would follow| which would follow| that will follow)"
)
_A_PLAN = re.compile(r"\b(?:Strategy|Plan|Policy|Framework)$")
_REPLACED = re.compile(
    r"\b(?P<name>(?:existing|current|previous|last) (?:[a-z]+ )?(?:strategy|plan|policy)) (?:was|"
    r"had been) (?:adopted|approved|agreed) in (?P<year>(?:19|20)\d{2})\b"
)
_YEARS = re.compile(
    rf"\b(?:next|coming) (?P<n>{NUMBER}) years\b|\b(?P<m>{NUMBER})[- ]year (?:[A-Z]\w+ )*(?:Strategy|Plan)\b", re.I
)
_REVIEWED = re.compile(
    rf"\b(?:thanked|grateful to) the (?P<who>{PHRASE}) for (?:its|their) (?:review|scrutiny|consideration|examination)\b"
)
_HAD_REVIEWED = re.compile(
    rf"\b(?:reviewed|scrutinised|considered in advance|pre-scrutinised|"
    rf"considered(?= by the [A-Z][^.,]{{0,60}}Scrutiny)) by the (?P<who>{PHRASE})|"
    rf"\b[Tt]he (?P<by>{PHRASE}) (?:had )?(?:reviewed|scrutinised) the\b"
)
_PROMISED = re.compile(
    r"\b(?:an?|the) (?P<what>(?:[a-z-]+ ){0,3}(?:plan|report|review|update|policy|strategy)) (?:will|"
    r"would) be (?:produced|prepared|developed|brought|drawn up|written)\b"
)
_RETURN = re.compile(
    r"\b(?:will|would|to) (?:then )?(?:come back|return|be brought back|report back|be reported back|be returned)\b[^.;]{0,80}? in "
    r"(?P<when>(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?20\d{2})\b"
)
_UNDERTOOK = re.compile(
    rf"\b(?P<who>[Tt]he {PHRASE}|Councillor {PHRASE}) (?:undertook|agreed|promised|"
    rf"would undertake) to (?P<what>(?:reply|respond|write|provide|report back|circulate|bring)\b[^.;]*)"
)


def read_strategy(page: Page, sheet: Sheet, title: Found | None) -> None:
    """Write down what the page says of the strategy in its title, and of others."""
    own = _own(page, sheet, title) if title else ""
    page = page.without(aside(page))
    if "strategy" not in (str(title.value).lower() if title else "") and "plan" not in (
        str(title.value).lower() if title else ""
    ):
        return
    sheet.put("related", _related(page, own, str(title.value) if title else ""))
    for line in page.readable:
        if match := _REPLACED.search(line.text):
            sheet.put(
                "replaces", {"strategy": page.group(line, match, "name"), "adopted": page.group(line, match, "year")}
            )
    _horizon(page, sheet)


def read_scrutiny(page: Page, sheet: Sheet) -> None:
    """Write down who reviewed the matter before it was decided."""
    found: dict[object, Found] = {}
    for line in page.readable:
        for pattern, name in ((_REVIEWED, "who"), (_HAD_REVIEWED, "who"), (_HAD_REVIEWED, "by")):
            for match in pattern.finditer(line.text):
                if match[name] and is_body(match[name]):
                    quoted = page.group(line, match, name)
                    found.setdefault(quoted.value, quoted)
    sheet.put("scrutinised_by", [*found.values()])


def read_promises(page: Page, sheet: Sheet) -> None:
    """Write down what a resolution says will come, and undertakings given in debate."""
    promised: list[Found] = []
    undertaken: list[Tree] = []
    for line in page.readable:
        promised += [page.group(line, match, "what") for match in _PROMISED.finditer(line.text)]
        for match in _RETURN.finditer(line.text):
            place = page.group(line, match, 0)
            promised.append(Found(f"return in {match['when']}", place.start, place.end))
        for match in _UNDERTOOK.finditer(line.text):
            who = page.group(line, match, "who")
            if is_post(str(who.value)) or str(who.value).startswith("Councillor"):
                start = who.start + (4 if str(who.value).lower().startswith("the ") else 0)
                undertaken.append({"by": page.quote(start, who.end), "what": page.group(line, match, "what")})
    sheet.put("promised", [*{each.value: each for each in promised}.values()])
    sheet.put("undertakings", undertaken)


def _own(page: Page, sheet: Sheet, title: Found) -> str:
    match = _PERIOD.match(page.plain[title.start : title.end])
    if match is None:
        return ""
    first, last = match["from"], match["to"]
    years = first[:2] + last if len(last) == 2 else last
    if int(years) <= int(first):
        sheet.doubt(title.start, title.end, f"The years of “{title.value}” do not follow one another")
        return ""
    at = title.start
    period: list[Tree] = [
        page.quote(at + match.start("from"), at + match.end("from")),
        Found(years, at + match.start("to"), at + match.end("to")),
    ]
    name = page.quote(at, at + match.end("name"))
    sheet.put("strategy", {"name": name, "period": period})
    return str(name.value)


def _related(page: Page, own: str, title: str) -> Tree:
    found: dict[object, Found] = {}
    for line in page.readable:
        here = []
        for match in _BESIDE.finditer(line.text):
            at = line.start + match.start("names")
            for piece in re.finditer(r"(?:(?!, | and the ).)+", match["names"]):
                words = re.sub(r"^(?:, | ?and the |the |Council's |council's |authority's )", "", piece[0])
                start = at + piece.end() - len(words)
                here.append(page.quote(start, at + piece.end()))
        here += [page.group(line, match, "name") for match in _PLANNED.finditer(line.text)]
        for each in sorted(here, key=lambda one: one.start):
            words = str(each.value)
            if (
                len(words.split()) > 1
                and re.search(r"(?:strategy|plan|policy|framework)$", words, re.I)
                and words != own
                and words not in title
                and not is_post(words)
            ):
                found.setdefault(each.value, each)
    return [*found.values()]


def _horizon(page: Page, sheet: Sheet) -> None:
    found = [(line, match) for line in page.readable for match in _YEARS.finditer(line.text)]
    years = {number(match["n"] or match["m"]) for _, match in found}
    if len(years) == 1:
        line, match = found[0]
        place = page.group(line, match, "n" if match["n"] else "m")
        sheet.put("horizon_years", Found(years.pop(), place.start, place.end))
