"""Headings: which sort of page it is, and the titles with their numbers and the marks of attached files taken off."""

import re

from guildhall.decide.reading.labels import Label, label_of, named
from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.people import PHRASE, is_plain_name
from guildhall.decide.reading.record import Found, Sheet
from guildhall.decide.reading.talk import post_from

_HEADINGS = (
    ("agenda_item", re.compile(r"^agenda item$", re.I)),
    ("issue", re.compile(r"^issue - meetings$", re.I)),
    ("issue_decision", re.compile(r"^issue - decisions?$", re.I)),
    ("issue_history", re.compile(r"^issue (?:details|history)$", re.I)),
    (
        "decision",
        re.compile(
            r"^(?:decision details|decision - details|officer decision details|delegated decision details)$", re.I
        ),
    ),
    (
        "meeting",
        re.compile(
            r"^(?:agenda|(?:draft |printed )?minutes|agenda(?:,? decisions)?(?: and| &) (?:draft |"
            r"printed )?(?:minutes|decisions)|meeting details)$",
            re.I,
        ),
    ),
    ("attendance", re.compile(r"^attendance (?:statistics|record|summary)\b", re.I)),
    (
        "decisions_register",
        re.compile(
            r"^(?:decisions?(?: published)?|delegated decisions|officer decisions|decisions register|browse decisions)$",
            re.I,
        ),
    ),
    (
        "forward_plan",
        re.compile(r"^(?:forward plan(?: items?)?|plan items|forthcoming decisions|.{0,60}\bforward plan)$", re.I),
    ),
    ("register_of_interests", re.compile(r"^register of (?:members' )?interests$", re.I)),
)
_SURE = re.compile(
    r"^(?:agenda item|issue - |issue (?:details|history)|decision details|agenda,? .*minutes$|attendance )", re.I
)
"""Headings that stand in no menu of a council's frame, so that they may stand below one."""
FURNITURE = re.compile(
    r"^(?:councillors and committees|skip to (?:main )?content|skip to menu|home|menu|items|media|"
    r"no\. ?\|? ?item|share this item|view directions|"
    r"\u2022? ?share this item|find out more about this issue|decisions? published|"
    r"statistic \| count \| percentage|\W*|.{0,12}webcast.{0,12}|rating button|"
    r"download pdf declaration|documents|agenda items|plan (?:items|description)|\d{1,3}\.)$",
    re.I,
)
"""Lines that committee systems print on every page."""
MEETING = re.compile(
    r"^Meeting: (?P<date>\d{1,2}/\d{1,2}/\d{4}) - (?P<body>.+?)(?: \(Item (?P<item>[^)\s:]*[^)\s:.])[:.]?\))?$"
)
"""The line of an issue that names a meeting, its body and the item there."""
_PDF = re.compile(r"(?:(?:pdf|word) icon {0,9})?\b(?:PDF|DOCX?|XLSX?) {1,9}\d[\d,.]*\s*[KM]B(?:/\d+)?\s*(?:\W|$)", re.I)
NUMBERED_ITEM = re.compile(r"^(?P<item>\d{1,4}[a-z]?(?:/\d{2,4})?)\.? +(?P<title>\S.*)$")
FILE = re.compile(r"(?:(?:pdf|word) icon {0,9})?\b(?:PDF|DOCX?|XLSX?) {1,9}\d[\d,.]*\s*[KM]B\s*$", re.I)
_OFFSET = re.compile(r"\s*\(\d{2}-\d{2}-\d{2}\)\s*$")
_NEW = re.compile(r"\s+New!$")
_REPORT_OF = re.compile(rf"^(?P<title>.+?) - (?:Joint )?Report of (?:the )?(?P<post>{PHRASE})$")
_AT_TIME = re.compile(r"(?: - \d{1,2}[.:]\d{2} ?[ap]\.?m\.?)?$", re.I)
LONGEST_TITLE = 300


def heading(page: Page) -> tuple[str, Line | None]:
    """The kind of page that a heading near its top names, with that heading; an empty kind where none does."""
    for lines, only in ((page.lines[:60], _SURE), (page.lines[:12], None)):
        for line in lines:
            for kind, pattern in _HEADINGS:
                if (only is None or only.match(line.text)) and pattern.match(line.text):
                    return kind, line
    return "", None


def kind_of(page: Page, all_of_them: list[Label]) -> tuple[str, Line | None]:
    """The kind of page, from its heading or else from the labels that only such pages have; empty where it is none of them."""
    kind, line = heading(page)
    names = {each.name for each in all_of_them}
    numbered = [_PDF.search(each.text) and NUMBERED_ITEM.match(each.text) for each in page.lines]
    if (
        kind == "decisions_register"
        and {"date", "meeting"} & names
        and "ref:" not in page.plain
        and not re.search(r"\| ?Effective from", page.plain)
    ):
        kind = "decision" if "status" in names and "date" in names else kind
    if kind == "meeting" and not (
        any(re.match(r"No\. ?\|? ?Item$", each.text) for each in page.lines) or {"venue", "when", "committee"} & names
    ):
        kind = ""
    if kind:
        return kind, line
    tests = (
        ("attendance", "Total expected attendances" in page.plain),
        ("issue", any(MEETING.match(each.text) for each in page.lines)),
        (
            "decision",
            {"decision_maker", "status", "key", "call_in", "date"} & names
            and {"publication_date", "date"} & names
            and "ref:" not in page.plain
            and "decision_due" not in names,
        ),
        ("forward_plan", bool({"decision_due", "first_published"} & names)),
        ("decisions_register", bool(re.search(r"\bref: ?\d+", page.plain))),
        ("issue_history", "kind" in names and bool({"status", "wards"} & names)),
        ("meeting", any(re.match(r"No\. ?\|? ?Item$", each.text) for each in page.lines)),
        ("issue_decision", bool(re.match(r"\d{2}/\d{2}/\d{4} - \S", page.lines[0].text)) if page.lines else False),
        ("issue", bool(numbered and (numbered[0] or ("minutes" in names and any(numbered))))),
        (
            "agenda_item",
            bool(named(all_of_them, "documents"))
            and any(re.search(r"(?i)\bsupporting documents:", each.text) for each in page.lines),
        ),
        ("agenda_item", bool({"minutes"} & names) and bool(re.search(r"\bRESOLVED\b|\bCouncillor\b", page.plain))),
    )
    return next((name for name, holds in tests if holds), ""), None


def title_after(page: Page, line: Line | None) -> Found | None:
    """The title that stands under a heading: the next line that is no label, no furniture and no prose."""
    below = [each for each in page.lines if line is None or each.start > line.start]
    for each in below[:4]:
        if FURNITURE.match(each.text):
            continue
        if label_of(each) or MEETING.match(each.text) or not is_title(each.text):
            return None
        return clean(page, each.start, each.end)
    return None


def is_title(words: str) -> bool:
    """Whether a line can be a title: it is short and does not end as prose does."""
    return len(words) <= LONGEST_TITLE and not (
        words.endswith((":", ";", ",")) or (words.endswith(".") and len(words.split()) > 8)
    )


def clean(page: Page, start: int, end: int) -> Found:
    """A title without the mark of an attached file, the place in a recording, or "New!"."""
    while page.plain[start] in "\u2022\xb7* " and start < end - 1:
        start += 1
    for pattern in (FILE, _OFFSET, _NEW):
        if (mark := pattern.search(page.plain[start:end])) and mark.start():
            end = start + mark.start()
    return page.quote(start, end)


def put_title(page: Page, sheet: Sheet, title: Found | None) -> None:
    """Write down a title, and the post whose report it says it is."""
    if title is None:
        return
    words = page.plain[title.start : title.end]
    match = _REPORT_OF.match(words)
    if match is None:
        sheet.put("title", title)
        return
    line = Line(title.start, title.end, words)
    sheet.put("title", page.group(line, match, "title"))
    sheet.put("report_of", post_from(page, line, match, "post"))


def author_in(page: Page, issue: Found, title: Found) -> Found | None:
    """The person that an issue's title names after the item's own: "… - Ann Lee - 10.00 am"."""
    words, own = page.plain[issue.start : issue.end], page.plain[title.start : title.end]
    if not words.startswith(f"{own} - "):
        return None
    rest = words[len(own) + 3 :]
    name = _AT_TIME.sub("", rest)
    return (
        page.quote(issue.start + len(own) + 3, issue.start + len(own) + 3 + len(name)) if is_plain_name(name) else None
    )


def know_furniture(page: Page, sheet: Sheet, line: Line | None, all_of_them: list[Label]) -> None:
    """The heading, the labels and what is printed on every page are understood, though they give no field."""
    if line:
        sheet.know(line.start, line.end)
    for each in page.lines:
        if FURNITURE.match(each.text):
            sheet.know(each.start, each.end)
    for label in all_of_them:
        sheet.know(label.line.start, max(label.line.start + 1, label.start if not label.empty else label.line.end))
