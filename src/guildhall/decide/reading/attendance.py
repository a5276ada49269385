"""A member's attendance: how often expected and present, and each meeting."""

import re

from guildhall.decide.reading.dates import DATE, TIME, clock, dated
from guildhall.decide.reading.page import Line, Page
from guildhall.decide.reading.record import Found, Sheet, Tree

_OF = re.compile(r"^(?:Attendance (?:statistics|record|summary)|Meeting summary) for (?P<who>\S.*)$", re.I)
_COUNTS = {
    "expected": re.compile(r"^total expected attendances?", re.I),
    "present": re.compile(r"^present as expected", re.I),
    "absent": re.compile(r"^absent\b(?: \(incl\.? apologies\))?", re.I),
    "apologies_sent": re.compile(r"^apologies (?:received|sent)", re.I),
    "in_attendance": re.compile(r"^in attendance", re.I),
}
_MEETING = re.compile(rf"^(?P<date>{DATE})(?:,? (?P<time>{TIME}))?$", re.I)
_BODY = re.compile(rf"^(?P<body>.+?)(?: ?,? ?(?P<again>{DATE}).*)?$", re.I)


def read_attendance(page: Page, sheet: Sheet) -> None:
    """Read the page of one member's attendance. Two dates of one row that differ are flagged, and none is taken."""
    people = [page.group(line, match, "who") for line in page.lines if (match := _OF.match(line.text))]
    if people and len({each.value for each in people}) == 1:
        sheet.put("person", people[0])
        for each in people[1:]:
            sheet.know(each.start, each.end)
    meetings: list[Tree] = []
    for line in page.readable:
        cells = _cells(page, line)
        if len(cells) >= 2:
            _count(page, sheet, cells)
            if row := _meeting(page, sheet, cells):
                meetings.append(row)
    sheet.put("meetings", meetings)
    _look(sheet)


def _cells(page: Page, line: Line) -> list[Found]:
    separated = (
        r"[^|]+"
        if "|" in line.text
        else r"[^\t]+"
        if "\t" in page.text[line.start : line.end]
        else r"(?:\S+ ?)+(?=\s{2,}|$)"
        if re.search(r"\S\s{2,}\S", line.text)
        else r"[^:]+:?"
    )
    cells = (
        page.quote(line.start + each.start(), line.start + each.end())
        for each in re.finditer(separated, page.text[line.start : line.end])
    )
    return [each for each in cells if each.value]


def _count(page: Page, sheet: Sheet, cells: list[Found]) -> None:
    for name, pattern in _COUNTS.items():
        count = str(cells[1].value)
        if pattern.match(str(cells[0].value)) and count.isascii() and count.isdigit() and len(count) < 6:
            sheet.put(name, cells[1]._replace(value=int(count)))
            sheet.know(cells[0].start, cells[0].end)
            for share in (each for each in cells[2:3] if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?%", str(each.value))):
                sheet.know(share.start, share.end)


def _meeting(page: Page, sheet: Sheet, cells: list[Found]) -> dict[str, Tree] | None:
    first, body = cells[0], cells[1]
    when = _MEETING.match(page.plain[first.start : first.end])
    where = _BODY.match(page.plain[body.start : body.end])
    if when is None or where is None:
        return None
    held = dated(page, first.start, first.start + when.end("date"))
    again = dated(page, body.start + where.start("again"), body.start + where.end("again")) if where["again"] else held
    if held is None or again is None or again.value != held.value:
        sheet.doubt(first.start, body.end, f"A row of the attendance has no sure date: “{first.value}”, “{body.value}”")
        return None
    tree: dict[str, Tree] = {"date": held}
    if when["time"] and (time := clock(when["time"])):
        tree["time"] = Found(time, first.start + when.start("time"), first.start + when.end("time"))
    tree["body"] = page.quote(body.start + where.start("body"), body.start + where.end("body"))
    if len(cells) > 2:
        tree["status"] = cells[2]
    sheet.know(first.start, body.end)
    return tree


def _look(sheet: Sheet) -> None:
    said = [sheet.fields.get(each) for each in ("expected", "present", "absent")]
    if all(isinstance(each, int) for each in said):
        expected, present, absent = (int(str(each)) for each in said)
        if present + absent != expected:
            sheet.flag(f"{present} present and {absent} absent do not make {expected} expected")
