"""An agenda item, an issue at one or more meetings, and the rules of prose that every account of an item is read by."""

import re

from guildhall.decide.reading.apologies import read_apologies
from guildhall.decide.reading.callins import read_call_in, read_exemption
from guildhall.decide.reading.dates import DATE, TIME, clock, dated
from guildhall.decide.reading.declarations import read_declarations
from guildhall.decide.reading.delegations import read_delegations
from guildhall.decide.reading.headings import (
    FILE,
    MEETING,
    NUMBERED_ITEM,
    author_in,
    clean,
    is_title,
    put_title,
    title_after,
)
from guildhall.decide.reading.labels import Label, label_of, labels, named, section
from guildhall.decide.reading.motions import read_motions
from guildhall.decide.reading.page import Line, Page, stretches
from guildhall.decide.reading.record import Found, Reading, Sheet, Tree
from guildhall.decide.reading.resolving import read_advice, read_resolved
from guildhall.decide.reading.strategies import read_promises, read_scrutiny, read_strategy
from guildhall.decide.reading.talk import read_body, read_report, read_scrutiny_response, read_talk, read_video
from guildhall.decide.reading.votes import read_votes

_AT_MEETING = re.compile(
    rf"^Meeting of (?:the )?(?P<body>[A-Z][^|]{{2,100}}?),? (?:on )?(?P<date>{DATE})(?:,? (?:at )?(?P<time>{TIME}))?"
    r"(?: \(Item (?P<item>[^)\s:]*[^)\s:.])[:.]?\))?$",
    re.I,
)
_NONE = re.compile(
    r"(?:none|nil|n/a|not applicable|there (?:were|are) none)(?: declared| considered| identified| received)?\.?$", re.I
)
"""What is said where there is nothing: it must be said, for a blank says nothing."""


def read_account(page: Page, sheet: Sheet, title: Found | None, *, several: bool = False) -> None:
    """Read the account of an item by every rule of prose. Of ``several`` items together, what is said of one is not taken."""
    blocks = read_resolved(page, sheet)
    read_motions(page, sheet)
    read_votes(page, sheet)
    read_delegations(page, sheet, blocks)
    read_declarations(page, sheet)
    read_exemption(page, sheet)
    read_call_in(page, sheet, title, blocks)
    read_talk(page, sheet, blocks, several=several)
    if not several:
        read_report(page, sheet)
    read_strategy(page, sheet, title)
    read_scrutiny(page, sheet)
    read_scrutiny_response(page, sheet, title)
    read_promises(page, sheet)
    read_reasons(page, sheet, labels(page))
    if title and str(title.value).lower().startswith("apolog"):
        read_apologies(page, sheet)
    if title and "declaration" in str(title.value).lower() and "declarations" not in sheet.fields:
        none = next((each for each in page.readable if _NONE.match(each.text)), None)
        sheet.put("declarations", Found([], none.start, none.end) if none else None)


def read_reasons(page: Page, sheet: Sheet, all_of_them: list[Label]) -> None:
    """Write down that reasons are given, what they are, and the options that were considered, each as the page has it."""
    for label in named(all_of_them, "reasons"):
        lines = section(page, label, all_of_them)
        if lines:
            last = lines[0] if not label.empty else lines[-1]
            end = last.end - (1 if last.text.endswith("]") and "[" not in last.text else 0)
            sheet.put("reasons", Found(True, lines[0].start, end))
            sheet.put("reasons_given", page.quote(lines[0].start, end))
    decided = [line for label in named(all_of_them, "decision") for line in section(page, label, all_of_them)]
    if decided and len(named(all_of_them, "decision")) == 1:
        sheet.put("decided", page.quote(decided[0].start, decided[-1].end))
        read_advice(page, sheet, decided[0])
    papers = [
        line
        for label in named(all_of_them, "documents")
        for line in section(page, label, all_of_them)
        if FILE.search(line.text)
    ]
    sheet.put("documents", [clean(page, line.start, line.end) for line in papers])
    for line in papers:
        sheet.know(line.start, line.end)
    options: list[Tree] = []
    for label in named(all_of_them, "options"):
        options += [page.quote(each.start, each.end) for each in section(page, label, all_of_them)]
    said_none = options[0] if len(options) == 1 and isinstance(options[0], Found) else None
    none = said_none and _NONE.match(str(said_none.value)) and said_none._replace(value=[])
    sheet.put("options", none or options)
    for label in named(all_of_them, "interests"):
        for line in section(page, label, all_of_them)[:1]:
            if _NONE.match(line.text) and "declarations" not in sheet.fields:
                sheet.put("declarations", Found([], line.start, line.end))


def read_agenda_item(page: Page, sheet: Sheet, heading: Line | None) -> None:
    """Read the page of one agenda item. Only some such pages name the meeting and the item's number."""
    title = title_after(page, heading) if heading else None
    put_title(page, sheet, title)
    for line in page.readable[:20]:
        if match := _AT_MEETING.match(line.text):
            sheet.put("body", page.group(line, match, "body"))
            sheet.put("meeting_date", dated(page, line.start + match.start("date"), line.start + match.end("date")))
            if match["time"] and (time := clock(match["time"])):
                sheet.put("time", Found(time, line.start + match.start("time"), line.start + match.end("time")))
            sheet.put("item", page.group(line, match, "item") if match["item"] else None)
    read_body(page, sheet)
    read_account(page, sheet, title)


def read_issue(page: Page, sheet: Sheet, heading: Line | None) -> list[Reading]:
    """Read the page of an issue: what each meeting did with it, the latest first."""
    meetings = [(at, match) for at, line in enumerate(page.lines) if (match := MEETING.match(line.text))]
    issue = title_after(page, heading) if heading else None
    if not meetings:
        return _without_meetings(page, sheet, issue)
    told = [_sat(page, at, match, sheet) for at, match in meetings]
    if len(told) == 1:
        for name, key in (("meeting_date", "date"), ("body", "body"), ("item", "item")):
            sheet.put(name, told[0].get(key))
    else:
        sheet.put("meetings", [*told])
        if len({match["body"] for _, match in meetings}) == 1:
            sheet.put("body", page.group(page.lines[meetings[0][0]], meetings[0][1], "body"))
    titles = [found for at, match in meetings if (found := _item_title(page, at + 1, match["item"]))]
    _titles(page, sheet, issue, titles)
    first = meetings[0][0]
    read_account(
        page.part(first + 1, len(page.lines)), sheet, titles[0] if titles else issue, several=len(meetings) > 1
    )
    read_video(page, sheet)
    if len(meetings) == 1:
        return []
    places = stretches([at for at, _ in meetings], len(page.lines))
    return [_part(page, at, end, match["item"]) for (at, end), (_, match) in zip(places, meetings, strict=True)]


def _sat(page: Page, at: int, match: re.Match[str], sheet: Sheet) -> dict[str, Tree]:
    """The meeting that a line of an issue names."""
    line = page.lines[at]
    tree: dict[str, Tree] = {}
    if held := dated(page, line.start + match.start("date"), line.start + match.end("date")):
        tree["date"] = held
    else:
        sheet.doubt(line.start, line.end, f"“{match['date']}” is no date")
    tree["body"] = page.group(line, match, "body")
    if match["item"]:
        tree["item"] = page.group(line, match, "item")
    return tree


def _titles(page: Page, sheet: Sheet, issue: Found | None, titles: list[Found]) -> None:
    """Write down the title of the item, and that of the issue where it is another."""
    if not titles or len({str(each.value) for each in titles}) > 1:
        sheet.put("issue_title", issue)
        return
    put_title(page, sheet, titles[0])
    if issue and issue.value != titles[0].value:
        sheet.put("issue_title", issue)
        sheet.put("report_author", author_in(page, issue, titles[0]))
    elif issue:
        sheet.know(issue.start, issue.end)
    for each in titles[1:]:
        sheet.know(each.start, each.end)


def _part(page: Page, at: int, until: int, item: str | None) -> Reading:
    sheet = Sheet()
    part = page.part(at, until)
    title = _item_title(page, at + 1, item)
    line, match = page.lines[at], MEETING.match(page.lines[at].text)
    if match:
        sheet.put("meeting_date", dated(page, line.start + match.start("date"), line.start + match.end("date")))
        sheet.put("body", page.group(line, match, "body"))
        if match["item"]:
            sheet.put("item", page.group(line, match, "item"))
    put_title(page, sheet, title)
    read_account(part.part(1, len(part.lines)), sheet, title)
    return Reading("issue", sheet.fields, sheet.spans, [], sheet.flags, page.text)


def _item_title(page: Page, at: int, item: str | None) -> Found | None:
    """The title of the item as the meeting had it, without its number."""
    if at >= len(page.lines):
        return None
    line = page.lines[at]
    if label_of(line) or not is_title(line.text):
        return None
    match = NUMBERED_ITEM.match(line.text)
    if match and item and match["item"] == item:
        return clean(page, line.start + match.start("title"), line.end)
    return clean(page, line.start, line.end)


def _without_meetings(page: Page, sheet: Sheet, issue: Found | None) -> list[Reading]:
    """An issue whose lines "Meeting: …" were lost: its items are known by their numbers."""
    starts = [
        (at, match)
        for at, line in enumerate(page.lines)
        if (match := NUMBERED_ITEM.match(line.text)) and " KB" in line.text and is_title(line.text)
    ]
    if not starts:
        put_title(page, sheet, issue)
        read_account(page, sheet, issue)
        return []
    sheet.put("items", [page.group(page.lines[at], match, "item") for at, match in starts])
    parts = [_numbered(page, at, end) for at, end in stretches([at for at, _ in starts], len(page.lines))]
    first = starts[0][0]
    titles = [clean(page, page.lines[at].start + match.start("title"), page.lines[at].end) for at, match in starts]
    answering = next(
        (each for each in titles if "ecommendation" in str(each.value)), titles[0] if len(titles) == 1 else None
    )
    if len(titles) == 1:
        put_title(page, sheet, titles[0])
    else:
        for each in titles:
            sheet.know(each.start, each.end)
    read_account(page.part(first, len(page.lines)), sheet, answering, several=len(titles) > 1)
    read_video(page, sheet)
    return parts


def _numbered(page: Page, at: int, end: int) -> Reading:
    sheet = Sheet()
    line = page.lines[at]
    found = NUMBERED_ITEM.match(line.text)
    assert found is not None
    title = clean(page, line.start + found.start("title"), line.end)
    sheet.put("item", page.group(line, found, "item"))
    put_title(page, sheet, title)
    read_account(page.part(at + 1, end), sheet, title)
    return Reading("issue", sheet.fields, sheet.spans, [], sheet.flags, page.text)
