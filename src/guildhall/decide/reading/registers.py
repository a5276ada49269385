"""A register of decisions: entry after entry, or a table."""

import re

from guildhall.decide.reading.dates import day
from guildhall.decide.reading.decisions import read_labels
from guildhall.decide.reading.flags import look
from guildhall.decide.reading.items import read_account
from guildhall.decide.reading.labels import labels
from guildhall.decide.reading.page import Line, Page, stretches
from guildhall.decide.reading.record import Found, Reading, Sheet, Tree
from guildhall.decide.reading.resolutions import resolutions

_ENTRY = re.compile(
    r"^(?P<date>\d{2}/\d{2}/\d{4}) - (?P<title>\S.*?) ref: ?(?P<ref>[\w/-]+)(?: {1,}(?P<status>\S.*))?$"
)
_ROW = re.compile(
    r"^(?P<title>\S.*?) ref: ?(?P<ref>\d+?)(?P<date>\d{2}/\d{2}/\d{4})(?P<effective_from>\d{2}/\d{2}/\d{4})?"
    r"(?P<calls>\d+|Not for call-in)?$"
)
_MINUTE = re.compile(r"^Minute (?:No\.? ?)?(?P<minute>\d{1,4}[a-z]?)\b(?: ?[-:.]|$)")
_IN_ENTRY = (
    "decision_maker",
    "decision_makers",
    "key",
    "status",
    "publication_date",
    "effective_from",
    "report_author",
)
_ORDER = (
    "ref",
    "date",
    "decision_maker",
    "decision_makers",
    "key",
    "status",
    "call_in",
    "publication_date",
    "effective_from",
    "resolved_count",
    "resolved_groups",
)


def read_register(page: Page, sheet: Sheet) -> list[Reading]:
    """Read each decision of a register. ``decisions`` says what is known of each by its reference; the parts hold the whole."""
    starts = [(at, match) for at, line in enumerate(page.lines) if (match := _ENTRY.match(line.text))]
    if starts:
        places = stretches([at for at, _ in starts], len(page.lines))
        read = [_entry(page, at, end, match) for (at, end), (_, match) in zip(places, starts, strict=True)]
    else:
        read = _table(page, sheet)
    sheet.put("decisions", [tree for tree, _, _ in read])
    for _, part, _ in read:
        sheet.take(part)
    return [reading for _, _, reading in read]


def _entry(page: Page, at: int, end: int, match: re.Match[str]) -> tuple[Tree, Sheet, Reading]:
    line, part = page.lines[at], page.part(at + 1, end)
    sheet = Sheet()
    tree: dict[str, Tree] = {"ref": page.group(line, match, "ref")}
    made = page.group(line, match, "date")
    if named := day(match["date"]):
        tree["date"] = made._replace(value=named.isoformat())
    else:
        sheet.doubt(line.start, line.end, f"“{match['date']}” is no date")
    sheet.put("title", page.group(line, match, "title"))
    for name, each in tree.items():
        sheet.put(name, each)
    if match["status"]:
        sheet.put("status", page.group(line, match, "status"))
    if len(match["title"]) < 300:
        read_labels(part, sheet, labels(part))
    groups = _groups(part)
    if groups:
        sheet.put("resolved_groups", groups)
    read_account(part, sheet, None)
    look(sheet)
    told = {name: sheet.again(name) for name in _ORDER if name in sheet.fields}
    if groups:
        told["resolved_groups"] = groups
    return told, sheet, Reading("decision", sheet.fields, sheet.spans, [], sheet.flags, page.text)


def _groups(part: Page) -> list[Tree]:
    """The resolutions of one decision that stand each under the minute it answers."""
    starts = [(at, match) for at, line in enumerate(part.lines) if (match := _MINUTE.match(line.text))]
    groups: list[Tree] = []
    for (at, end), (_, match) in zip(stretches([at for at, _ in starts], len(part.lines)), starts, strict=True):
        blocks = resolutions(part.part(at + 1, end))
        if len(blocks) != 1 or not blocks[0].counted:
            return []
        groups.append({"minute": part.group(part.lines[at], match, "minute"), "count": blocks[0].whole})
    return groups


def _table(page: Page, sheet: Sheet) -> list[tuple[Tree, Sheet, Reading]]:
    """Decisions in rows, under a line that names the columns."""
    found: list[tuple[Tree, Sheet, Reading]] = []
    columns: list[str] = []
    for line in page.readable:
        cells = [
            page.quote(line.start + each.start(), line.start + each.end())
            for each in re.finditer(r"[^|]+", line.text)
            if each[0].strip()
        ]
        names = [str(each.value).lower() for each in cells]
        if "title" in names and len(names) > 2 and "|" in line.text:
            columns = names
            sheet.know(line.start, line.end)
        elif columns and len(cells) == len(columns) and (row := _row(page, dict(zip(columns, cells, strict=True)))):
            found.append(row)
        elif not columns and (match := _ROW.match(line.text)):
            found.append(_glued(page, line, match))
    return found


def _row(page: Page, cells: dict[str, Found]) -> tuple[Tree, Sheet, Reading] | None:
    title = cells["title"]
    ref = re.search(r"\s*\bref: ?(?P<ref>[\w/-]+)$", page.plain[title.start : title.end])
    if ref is None:
        return None
    tree: dict[str, Tree] = {"ref": page.quote(title.start + ref.start("ref"), title.start + ref.end("ref"))}
    for heading, name in (
        ("date", "date"),
        ("date of decision", "date"),
        ("date published", "publication_date"),
        ("effective from", "effective_from"),
    ):
        if (cell := cells.get(heading)) and (named := day(str(cell.value))):
            tree.setdefault(name, cell._replace(value=named.isoformat()))
    if (calls := cells.get("call-ins")) and str(calls.value).lower() == "not for call-in":
        tree["call_in"] = {"subject": calls._replace(value=False)}
    return _made(page, tree, page.quote(title.start, title.start + ref.start()))


def _glued(page: Page, line: Line, match: re.Match[str]) -> tuple[Tree, Sheet, Reading]:
    """A row whose columns have run together: the dates have two digits each for day and month, so they part it."""
    tree: dict[str, Tree] = {"ref": page.group(line, match, "ref")}
    for name in ("date", "effective_from"):
        if match[name] and (named := day(match[name])):
            tree[name] = page.group(line, match, name)._replace(value=named.isoformat())
    if match["calls"] == "Not for call-in":
        tree["call_in"] = {"subject": page.group(line, match, "calls")._replace(value=False)}
    return _made(page, tree, page.group(line, match, "title"))


def _made(page: Page, tree: dict[str, Tree], title: Found) -> tuple[Tree, Sheet, Reading]:
    sheet = Sheet()
    sheet.put("title", title)
    for name, each in tree.items():
        sheet.put(name, each)
    return tree, sheet, Reading("decision", sheet.fields, sheet.spans, [], sheet.flags, page.text)
