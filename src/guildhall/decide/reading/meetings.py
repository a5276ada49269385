"""A meeting with its items, and the interests that a member has registered."""

import re

from guildhall.decide.reading.apologies import read_apologies
from guildhall.decide.reading.dates import DATE, TIME, clock, dated, wrong_weekday
from guildhall.decide.reading.declarations import read_declarations
from guildhall.decide.reading.headings import clean, is_title, put_title
from guildhall.decide.reading.items import read_account
from guildhall.decide.reading.labels import Label, label_of, labels, named, the_one, value
from guildhall.decide.reading.page import Line, Page, stretches
from guildhall.decide.reading.people import is_body
from guildhall.decide.reading.record import Found, Reading, Sheet, Tree

_HEAD = re.compile(rf"^(?P<body>\S.*?)(?: -|,) (?P<date>{DATE})(?:,? (?:at )?(?P<time>{TIME}))?$", re.I)
_WHEN = re.compile(rf"^(?P<date>{DATE})(?: -|,)? ?(?:at )?(?P<time>{TIME})?$", re.I)
_NUMBER = re.compile(r"^(?P<item>[A-Z]{1,4}[./]\d{1,4}|\d{1,4}[a-z]?(?:/\d{2,4})?|\d{1,3}(?:\.\d{1,2}){1,2})\.?$")
_REMOTE = re.compile(
    r"\b(?:remote meeting|virtual meeting|on-?line meeting|remote|virtual|zoom|ms teams|microsoft teams)\b", re.I
)
_VIEW = re.compile(r"\.? View directions$", re.I)
_ATTENDEE = re.compile(r"^(?P<name>[^|]+?) \| (?P<role>[^|]*?) \| (?P<status>[^|]+)$")
_REGISTERED = re.compile(rf"\bregister of interests was published on (?P<date>{DATE})(?:, (?P<time>{TIME}))?", re.I)
_WHOSE = dict.fromkeys(("me", "member", "self", "councillor"), "member") | dict.fromkeys(
    ("partner", "spouse", "spouse/partner", "spouse / partner", "spouse or partner"), "partner"
)
_CATEGORY = re.compile(r"^(?P<n>\d{1,2})\. (?P<category>\S.*)$")


def read_meeting(page: Page, sheet: Sheet, heading: Line | None) -> list[Reading]:
    """Read the page of a meeting. Each item is read by itself too, with what its account says."""
    all_of_them = labels(page)
    starts = _items(page)
    head = page.part(0, starts[0] if starts else len(page.lines))
    _head(head, sheet, heading, all_of_them)
    sheet.put("items", [_number(page, at) for at in starts])
    parts = [_item(page, at, end, sheet) for at, end in stretches(starts, len(page.lines))]
    read_apologies(page, sheet)
    if starts:
        read_declarations(page.part(starts[0], len(page.lines)), sheet, brief=True)
    for part in parts:
        if part.fields.get("declarations") == []:
            sheet.put("declarations", Found([], *part.spans["declarations"]))
    _attendees(page, sheet)
    return parts


def _head(page: Page, sheet: Sheet, heading: Line | None, all_of_them: list[Label]) -> None:
    for line in page.readable[:12]:
        alone = _WHEN.match(line.text)
        match = None if alone else _HEAD.match(line.text)
        if match and not label_of(line) and line != heading and len(match["body"]) < 120:
            sheet.put("body", page.group(line, match, "body"))
            _when(page, sheet, line, match)
            break
        if alone:
            above = page.lines[page.at(line.start) - 1] if page.at(line.start) else line
            sheet.put("body", page.quote(above.start, above.end) if is_body(above.text) else None)
            _when(page, sheet, line, alone)
            break
    here = [each for each in all_of_them if each.at < len(page.lines)]
    sheet.put("body", the_one(page, here, "committee"))
    if when := the_one(page, here, "when"):
        line = Line(when.start, when.end, page.plain[when.start : when.end])
        if match := _WHEN.match(line.text):
            _when(page, sheet, line, match)
        else:
            sheet.doubt(when.start, when.end)
    sheet.put("status", the_one(page, here, "status"))
    if venue := the_one(page, here, "venue"):
        view = _VIEW.search(page.plain, venue.start, venue.end)
        sheet.put("venue", page.quote(venue.start, view.start() if view else venue.end))
        if view:
            sheet.know(view.start(), view.end())
        if remote := _REMOTE.search(page.plain, venue.start, venue.end):
            sheet.put("remote", Found(True, remote.start(), remote.end()))
    for label in named(here, "contact"):
        sheet.put("contact", value(page, label))


def _when(page: Page, sheet: Sheet, line: Line, match: re.Match[str]) -> None:
    held = dated(page, line.start + match.start("date"), line.start + match.end("date"))
    if held is None:
        sheet.doubt(line.start, line.end, f"“{match['date']}” is no date")
    sheet.put("meeting_date", held)
    if wrong := wrong_weekday(match["date"]):
        sheet.flag(wrong)
    if match["time"] and (time := clock(match["time"])):
        sheet.put("time", Found(time, line.start + match.start("time"), line.start + match.end("time")))


def _items(page: Page) -> list[int]:
    """The lines that hold the number of an item and nothing else, each with a title below."""
    found = []
    for at, line in enumerate(page.lines[:-1]):
        below = page.lines[at + 1]
        if (
            _NUMBER.match(line.text)
            and not _NUMBER.match(below.text)
            and not label_of(below)
            and re.match(r"[\"'(A-Z]|\d{2,}/", below.text)
        ):
            found.append(at)
    table = next((at for at, line in enumerate(page.lines) if re.match(r"No\. ?\|? ?Item$", line.text)), -1)
    return [at for at in found if at > table]


def _number(page: Page, at: int) -> Found:
    line = page.lines[at]
    match = _NUMBER.match(line.text)
    assert match is not None
    return page.group(line, match, "item")


def _item(page: Page, at: int, end: int, whole: Sheet) -> Reading:
    sheet = Sheet()
    sheet.put("item", _number(page, at))
    title = _title(page, at + 1, end)
    put_title(page, sheet, title)
    read_account(page.part(at + 2, end), sheet, title)
    whole.take(sheet)
    return Reading("agenda_item", sheet.fields, sheet.spans, [], sheet.flags, page.text)


def _title(page: Page, at: int, end: int) -> Found | None:
    line = page.lines[at]
    return clean(page, line.start, line.end) if at < end and is_title(line.text) else None


def _attendees(page: Page, sheet: Sheet) -> None:
    rows: list[Tree] = []
    for label in named(labels(page), "present"):
        for line in page.lines[label.at + 1 :]:
            match = _ATTENDEE.match(line.text)
            if match is None:
                break
            row: dict[str, Tree] = {"name": page.group(line, match, "name")}
            row |= {name: page.group(line, match, name) for name in ("role", "status") if match[name]}
            rows.append(row)
    sheet.put("attendees", rows)


def read_interests(page: Page, sheet: Sheet) -> None:
    """Read a register of interests: when it was published, and what stands under each heading for the member and their partner."""
    for line in page.readable:
        if match := _REGISTERED.search(line.text):
            sheet.put("publication_date", dated(page, line.start + match.start("date"), line.start + match.end("date")))
            if wrong := wrong_weekday(match["date"]):
                sheet.flag(wrong)
    rows: list[Tree] = []
    category: Found | None = None
    columns: list[str] = []
    for line in page.readable:
        cells = [
            page.quote(line.start + each.start(), line.start + each.end())
            for each in re.finditer(r"(?:^|(?<=\|))[^|]*(?=\|)|(?<=\|)[^|]*\S[^|]*$", line.text)
        ]
        if (match := _CATEGORY.match(line.text)) and "|" not in line.text:
            category, columns = page.group(line, match, "category"), []
        elif category and "|" in line.text and not columns:
            columns = [_WHOSE.get(str(each.value).lower(), "") for each in cells]
            if all(columns):
                sheet.know(line.start, line.end)
        elif category and "|" in line.text and len(cells) == len(columns) == len(set(columns) - {""}):
            row: dict[str, Tree] = {name: cell for name, cell in zip(columns, cells, strict=True) if cell.value}
            rows.append({"category": category} | row)
    sheet.put("registered", rows)
