"""The record of one decision, by its labels; the decision of an issue; and the few labels of an issue's history."""

import re

from guildhall.decide.reading.callins import outcome_in
from guildhall.decide.reading.dates import dated
from guildhall.decide.reading.headings import put_title, title_after
from guildhall.decide.reading.items import read_account
from guildhall.decide.reading.labels import Label, labels, named, section, the_one, value
from guildhall.decide.reading.page import Line, Page, stretches
from guildhall.decide.reading.people import councillors, is_body, is_post
from guildhall.decide.reading.record import Found, Reading, Sheet, Tree
from guildhall.decide.reading.talk import read_body

_YES = re.compile(r"^(?:yes|y|true|key)\b", re.I)
_NO = re.compile(r"^(?:no|n|false|non[- ]?key)\b", re.I)
_DATES = {
    "publication_date": "publication_date", "date": "date", "effective_from": "effective_from", "call_in_deadline": "call_in_deadline",
}  # fmt: skip
_MEETING = re.compile(r"^(?P<date>\d{1,2}/\d{1,2}/\d{4}) - (?P<body>.+)$")
_DATED_TITLE = re.compile(r"^(?P<date>\d{1,2}/\d{1,2}/\d{4}) - (?P<title>\S.*)$")


def read_decision(page: Page, sheet: Sheet, heading: Line | None) -> None:
    """Read the page of one decision."""
    all_of_them = labels(page)
    first = all_of_them[0].at if all_of_them else len(page.lines)
    head = page.part(0, first)
    title = (title_after(head, heading) if head.lines else None) or the_one(page, all_of_them, "title")
    put_title(page, sheet, title)
    read_labels(page, sheet, all_of_them)
    _called_in(page, sheet, all_of_them)
    aside = {
        line.start
        for name in ("purpose", "recommendations", "consultees", "private", "call_in_outcome")
        for label in named(all_of_them, name)
        for line in [label.line, *section(page, label, all_of_them)]
    }
    read_account(page.part(first, len(page.lines)).without(aside), sheet, title)


def read_labels(page: Page, sheet: Sheet, all_of_them: list[Label]) -> None:
    """Write down what the labels of a decision say."""
    makers(page, sheet, all_of_them)
    sheet.put("status", the_one(page, all_of_them, "status"))
    sheet.put("key", said_yes(page, sheet, all_of_them, "key") or said_yes(page, sheet, all_of_them, "kind"))
    outcome = [line for label in named(all_of_them, "call_in_outcome") for line in section(page, label, all_of_them)]
    if subject := said_yes(page, sheet, all_of_them, "call_in"):
        sheet.put("call_in", {"subject": subject} | outcome_in(page, [(line.start, line.end) for line in outcome]))
    sheet.put("report_author", the_one(page, all_of_them, "report_author"))
    sheet.put("lead_officer", the_one(page, all_of_them, "lead_officer"))
    sheet.put("lead_member", the_one(page, all_of_them, "lead_member"))
    sheet.put("decision_ref", the_one(page, all_of_them, "reference"))
    for name, key in _DATES.items():
        sheet.put(key, date_of(page, sheet, all_of_them, name))
    put_wards(page, sheet, all_of_them)
    if decided := the_one(page, all_of_them, "meeting"):
        line = Line(decided.start, decided.end, page.plain[decided.start : decided.end])
        if match := _MEETING.match(line.text):
            sheet.put("body", page.group(line, match, "body"))
            held = dated(page, decided.start, decided.start + match.end("date"))
            sheet.put("meeting_date", held)


def makers(page: Page, sheet: Sheet, all_of_them: list[Label]) -> None:
    """Write down who decides: one, or several where commas part names that can each stand alone."""
    maker = the_one(page, all_of_them, "decision_maker")
    if maker is None:
        return
    words = page.plain[maker.start : maker.end]
    pieces = [(each.start(), each.end()) for each in re.finditer(r"(?:(?!, ).)+(?=, |$)", words)]
    pieces = [(start + (2 if words[start : start + 2] == ", " else 0), end) for start, end in pieces]
    alone = [words[start:end].strip(", ") for start, end in pieces]
    if len(pieces) > 1 and all(is_body(each) or (is_post(each) and " " in each) for each in alone):
        sheet.put(
            "decision_makers",
            [
                page.quote(maker.start + words.index(each), maker.start + words.index(each) + len(each))
                for each in alone
            ],
        )
    else:
        sheet.put("decision_maker", maker)


def said_yes(page: Page, sheet: Sheet, all_of_them: list[Label], name: str) -> Found | None:
    """What a label that is answered by yes or no says."""
    said = the_one(page, all_of_them, name)
    if said is None:
        return None
    if _YES.match(str(said.value)):
        return said._replace(value=True)
    if _NO.match(str(said.value)):
        return said._replace(value=False)
    sheet.doubt(said.start, said.end)
    return None


def date_of(page: Page, sheet: Sheet, all_of_them: list[Label], name: str) -> Found | None:
    """The date that a label gives. One that does not exist, or says more than a date, is left out and listed."""
    said = the_one(page, all_of_them, name)
    if said is None:
        each_said = [found for each in named(all_of_them, name) if (found := value(page, each))]
        for each in each_said:
            sheet.doubt(each.start, each.end, f"The page gives two dates for “{name.replace('_', ' ')}”")
        return None
    if found := dated(page, said.start, said.end):
        return found
    flag = f"“{said.value}” is no date" if re.search(r"\d+/\d+/\d+", str(said.value)) else ""
    sheet.doubt(said.start, said.end, flag)
    return None


def put_wards(page: Page, sheet: Sheet, all_of_them: list[Label]) -> None:
    """Write down the wards that are affected, parted by semicolons."""
    said = the_one(page, all_of_them, "wards")
    if said is None:
        return
    words = page.plain[said.start : said.end]
    wards: list[Tree] = [
        page.quote(said.start + each.start(), said.start + each.end())
        for each in re.finditer(r"[^;]*[^;\s][^;]*", words)
    ]
    sheet.put("wards", wards)


def _called_in(page: Page, sheet: Sheet, all_of_them: list[Label]) -> None:
    """Write down who called the decision in, and what came of it."""
    names: list[Found] = []
    for label in named(all_of_them, "called_in_by"):
        for line in section(page, label, all_of_them):
            found, sure = councillors(page, line.start, line.end)
            if sure:
                names += found[:1] if "writes" in line.text or "who" in line.text else found
    if names:
        sheet.put("called_in_by", [*names])


def read_issue_decision(page: Page, sheet: Sheet, heading: Line | None) -> list[Reading]:
    """Read the page of an issue's decisions: each "11/07/2018 - The title", and what was decided. Of several, each is a part."""
    starts = [at for at, each in enumerate(page.lines) if _DATED_TITLE.match(each.text)]
    if not starts:
        put_title(page, sheet, title_after(page, heading))
        read_account(page, sheet, None)
        return []
    title = _dated_title(page, starts[0])
    for each in page.lines[: starts[0]]:
        if each.text != page.plain[title.start : title.end] and (heading is None or each.start > heading.start):
            sheet.put("issue_title", page.quote(each.start, each.end))
        sheet.know(each.start, each.end)
    if len(starts) == 1:
        _made(page, starts[0], len(page.lines), sheet)
        return []
    parts = [Sheet() for _ in starts]
    for part, (at, end) in zip(parts, stretches(starts, len(page.lines)), strict=True):
        _made(page, at, end, part)
        sheet.take(part)
    sheet.put(
        "decisions", [{name: part.again(name) for name in ("date", "title") if name in part.fields} for part in parts]
    )
    return [Reading("issue_decision", part.fields, part.spans, [], part.flags, page.text) for part in parts]


def _dated_title(page: Page, at: int) -> Found:
    match = _DATED_TITLE.match(page.lines[at].text)
    assert match is not None
    return page.group(page.lines[at], match, "title")


def _made(page: Page, at: int, end: int, sheet: Sheet) -> None:
    """Read one decision, from the line of its date and title up to another line."""
    title = _dated_title(page, at)
    sheet.put("date", dated(page, page.lines[at].start, title.start))
    put_title(page, sheet, title)
    account = page.part(at + 1, end)
    read_labels(account, sheet, labels(account))
    read_body(account, sheet)
    read_account(account, sheet, title)


def read_history(page: Page, sheet: Sheet, heading: Line | None) -> None:
    """Read the page of an issue's history: its title and what its labels say."""
    put_title(page, sheet, title_after(page, heading) if heading else None)
    read_labels(page, sheet, labels(page))
