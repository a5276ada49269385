"""Interests that were declared: who, at which item, of what type, why, and whether they took part."""

import re

from guildhall.decide.reading.page import Line, Page, sentences_of
from guildhall.decide.reading.people import COUNCILLOR, councillors
from guildhall.decide.reading.record import Found, Sheet, Tree

_TYPE = (
    r"(?:non[- ])?(?:disclosable|discloseable|pecuniary|prejudicial|personal|registrable|registerable|registered|other|significant|"
    r"statutory|financial|affected|material|direct|indirect|beneficial|declarable|ordinary|private|potential|possible|conflicting|code)"
)
"""One word of the sort of an interest, as codes of conduct have them."""
_DECLARED = re.compile(
    r"\b(?:declared|disclosed|declares|registered|expressed)(?: that (?:he|she|they) had)?,? (?:an?|their|his|her|the following|the)? ?"
    rf"(?P<type>{_TYPE}(?:(?:,| and| or|,? and/or)? {_TYPE}){{0,5}})?(?: ?\(?(?:DPI|NPI|ORI|NRI)\)?)? ?\binterests?\b",
    re.I,
)
_NONE = re.compile(
    r"\b(?:there were no|no|nil)(?: (?:other|further))? (?:(?:declarations?|disclosures?|interests)\b(?! form)|"
    r"interest (?:was|were) declared\b)[^.]{0,60}"
    r"|^none (?:was|were) (?:declared|received|made)\b|\bno members? declared\b",
    re.I,
)
_ITEM = re.compile(
    r"\b(?:agenda )?(?:items?|minutes?)(?: (?:numbers?|"
    r"nos?\.?))? (?P<item>\d{1,4}[a-z]?(?:/\d{2,4})?(?:(?:, | and | & )\d{1,4}[a-z]?(?:/\d{2,4})?\b)*)",
    re.I,
)
_MINUTE = re.compile(r"\bminutes?(?: (?:numbers?|nos?\.?))? (?P<minute>\d{1,4}(?:/\d{2,4})?)\b", re.I)
_REASON = re.compile(
    r"\b(?:as|because|due to|by virtue of|in that|on the grounds? that|owing to|since)\s+(?P<article>(?:an?|the) )?(?P<reason>.+?)"
    r"(?=,? (?:and|but) (?:he |she |they |had |therefore |so |as such |accordingly )*(?:remained|left|"
    r"withdrew|took|would|did|stayed|was|were|spoke|voted|participated|had)\b"
    r"|[;)]|\.(?: |$)|$)"
)
_AWAY = re.compile(
    r"\b(?:left the (?:room|meeting|chamber|table)|withdrew|took no part|did not (?:take part|participate|vote|speak)|"
    r"take no part|taking no part|(?:was|were) not present)\b",
    re.I,
)
_STAYED = re.compile(
    r"\b(?:remained in (?:the )?(?:room|meeting|chamber)|stayed in the (?:room|meeting|chamber)|took part|participated|"
    r"did not (?:stop|prevent|preclude) (?:him|her|them))\b",
    re.I,
)
_FOLLOWS = re.compile(r"^(?:This|It|He|She|They|The Councillor|The member)\b")
_ALL = re.compile(r"^All (?:of )?(?:the )?(?:above|these) (?:members|councillors)\b", re.I)
_KIN = re.compile(r"\bboth\b.*\btheir\b")
_CELL = re.compile(r"\s*\|\s*|\s{3,}")
_MINUTE_COLUMN = re.compile(r"(?:minute|item|agenda)", re.I)
_MEMBER_COLUMN = re.compile(r"(?:member|councillor|name)", re.I)
_TYPE_COLUMN = re.compile(r"(?:level|type|category)\b.*interest|^interest$", re.I)
_REASON_COLUMN = re.compile(r"(?:nature|reason|details?)\b", re.I)


def read_declarations(page: Page, sheet: Sheet, *, brief: bool = False) -> None:
    """Write down each declaration. ``brief``: without reasons, where each item of the page is also read by itself."""
    found = _tables(page)
    used = {line.start for _, line in found}
    rows: list[dict[str, Tree]] = [tree for tree, _ in found]
    for line in page.readable:
        if line.start not in used:
            _line(page, line, sheet, rows, brief=brief)
    sheet.put("declarations", [*rows] or _none(page))


def _none(page: Page) -> Tree | None:
    """That nobody declared anything is said by an empty list; where nothing is said there is no list."""
    for sentence in page.sentences:
        match = _NONE.search(sentence.text)
        if match and re.search(r"declar|interest|disclos", sentence.text, re.I):
            return Found([], sentence.start + match.start(), sentence.start + match.end())
    return None


def _line(page: Page, line: Line, sheet: Sheet, rows: list[dict[str, Tree]], *, brief: bool) -> None:
    latest: list[dict[str, Tree]] = []
    for sentence in sentences_of(line):
        match = _DECLARED.search(sentence.text)
        if match is None:
            _later(page, sentence, latest, rows)
            continue
        who, sure = councillors(
            page, sentence.start, sentence.start + match.start(), kin=bool(_KIN.search(sentence.text))
        )
        if not sure or (not who and re.search(COUNCILLOR, sentence.text)):
            sheet.doubt(sentence.start, sentence.end)
            continue
        about = _about(page, sentence, match, brief=brief)
        latest = [{"who": each} | about for each in who]
        rows += latest


def _about(page: Page, sentence: Line, declared: re.Match[str], *, brief: bool) -> dict[str, Tree]:
    """What is declared, in the order in which a record has it."""
    tree: dict[str, Tree] = {}
    if item := _ITEM.search(sentence.text, declared.start()):
        name = "item" if "item" in item[0].lower() else "minute"
        tree[name] = page.group(sentence, item, "item")
    minute = _MINUTE.search(sentence.text, declared.start())
    if minute and "minute" not in tree:
        tree["minute"] = page.group(sentence, minute, "minute")
    if declared["type"] and declared["type"].strip():
        tree["type"] = _type(page.group(sentence, declared, "type"))
    if participated := _participated(sentence):
        tree["participated"] = participated
    reason = _REASON.search(sentence.text, declared.end())
    if reason and not brief:
        tree["reason"] = page.quote(
            sentence.start + reason.start("reason"),
            _reason_end(page, sentence.start + reason.start("reason"), sentence.start + reason.end("reason")),
        )
    return tree


def _reason_end(page: Page, start: int, end: int) -> int:
    while end > start and page.plain[end - 1] in " .,;)":
        end -= 1
    return end


def _type(said: Found) -> Found:
    return Found(str(said.value).lower().strip(" ,"), said.start, said.end)


def _participated(sentence: Line) -> Found | None:
    away, stayed = _AWAY.search(sentence.text), _STAYED.search(sentence.text)
    if re.search(r"\bwould (?:leave|withdraw|remain|take|not)\b", sentence.text) and not (away or stayed):
        return None
    match = away or stayed
    return Found(away is None, sentence.start + match.start(), sentence.start + match.end()) if match else None


def _later(page: Page, sentence: Line, latest: list[dict[str, Tree]], rows: list[dict[str, Tree]]) -> None:
    """A sentence after a declaration may say whether the member took part."""
    participated = _participated(sentence)
    if participated is None:
        return
    told = rows if _ALL.match(sentence.text) else latest if _FOLLOWS.match(sentence.text) else []
    for each in told:
        each.setdefault("participated", participated)


def _tables(page: Page) -> list[tuple[dict[str, Tree], Line]]:
    """Declarations in columns, under a line that names the columns."""
    found: list[tuple[dict[str, Tree], Line]] = []
    columns: list[str] = []
    for line in page.readable:
        cells = _cells(page, line)
        if (
            len(cells) >= 2
            and any(_MEMBER_COLUMN.search(str(each.value)) for each in cells)
            and re.search("interest", line.text, re.I)
            and not re.search(COUNCILLOR, line.text)
        ):
            columns = [_column(str(each.value)) for each in cells]
        elif columns and len(cells) == len(columns):
            row = _row(cells, columns)
            if row:
                found.append((row, line))
    return found


def _cells(page: Page, line: Line) -> list[Found]:
    cells, at = [], 0
    for gap in _CELL.finditer(line.text):
        cells.append(page.quote(line.start + at, line.start + gap.start()))
        at = gap.end()
    cells.append(page.quote(line.start + at, line.end))
    return [each for each in cells if each.value]


def _column(heading: str) -> str:
    for pattern, name in (
        (_TYPE_COLUMN, "type"),
        (_REASON_COLUMN, "reason"),
        (_MEMBER_COLUMN, "who"),
        (_MINUTE_COLUMN, "item"),
    ):
        if pattern.search(heading):
            return name
    return ""


def _row(cells: list[Found], columns: list[str]) -> dict[str, Tree]:
    row: dict[str, Tree] = {}
    for cell, name in zip(cells, columns, strict=True):
        words = str(cell.value)
        if name == "who" and re.fullmatch(COUNCILLOR, words):
            row["who"] = cell
        elif name == "item" and re.fullmatch(r"[\d, &/and]+[a-z]?", words):
            row["item"] = cell
        elif name == "type":
            end = cell.end - (len(words) - len(re.sub(r"\s*interests?$", "", words, flags=re.I)))
            row["type"] = Found(
                re.sub(r"\s*interests?$", "", words, flags=re.I).lower(), cell.start, max(end, cell.start + 1)
            )
        elif name == "reason":
            row["reason"] = cell
    return {name: row[name] for name in ("who", "item", "type", "reason") if name in row} if "who" in row else {}
