"""A forward plan: the decisions that are to be made, each under its title, by its labels."""

import re

from guildhall.decide.reading.dates import dated, month
from guildhall.decide.reading.decisions import date_of, makers, put_wards, said_yes
from guildhall.decide.reading.headings import clean, is_title
from guildhall.decide.reading.labels import Label, label_of, labels, named, section, the_one
from guildhall.decide.reading.page import Line, Page, stretches
from guildhall.decide.reading.people import PHRASE, is_body, is_post
from guildhall.decide.reading.record import Found, Reading, Sheet, Tree

_FIRST = {"decision_maker", "decision_due", "kind", "status"}
_KEY = re.compile(r"\b(?:it is|is a|this is a|is) key(?: decision)?\b(?= because|\.|,| as| decision)", re.I)
_THRESHOLD = re.compile(
    r"\b(?:exceed(?:s|ing)?|more than|over|above|greater than)\s+£(?P<sum>\d{1,3}(?:,\d{3}){1,3}(?!,?\d)|\d{4,9}(?!\d))"
    r"(?![\d,.]*\s*(?:m\b|million|k\b))"
)
_SHORT = re.compile(
    r"\b(?:not (?:been )?(?:on|in|included (?:on|in))|was not)\b[^.]*\b28 (?:clear )?days?\b|\bgeneral exception\b",
    re.I,
)
_SPECIAL = re.compile(r"\bspecial urgency\b|\bcannot reasonably be deferred\b", re.I)
_NOTIFIED = re.compile(rf"\bthe (?P<who>{PHRASE}) (?:has|have|had) been (?:notified|informed)\b")
_RESTRICTION = re.compile(r"\s*-\s*(?:view reasons)?$", re.I)
_ORDER = (
    "title", "decision_maker", "decision_makers", "decision_due", "lead_member", "lead_officer", "first_published", "key", "threshold",
    "urgency", "restriction", "status", "wards",
)  # fmt: skip


def read_plan(page: Page, sheet: Sheet) -> list[Reading]:
    """Read each decision of a forward plan."""
    starts = _starts(page)
    items: list[Tree] = []
    parts: list[Reading] = []
    for (title, end), (_, first) in zip(
        stretches([title for title, _ in starts], len(page.lines)), starts, strict=True
    ):
        entry = Sheet()
        if title < first:
            line = page.lines[title]
            entry.put("title", clean(page, line.start, line.end))
        _entry(page.part(first, end), entry)
        tree = {name: entry.again(name) for name in _ORDER if name in entry.fields}
        items += [tree] if tree else []
        sheet.take(entry)
        parts.append(Reading("forward_plan", entry.fields, entry.spans, [], entry.flags, page.text))
    sheet.put("items", items)
    return parts


def _starts(page: Page) -> list[tuple[int, int]]:
    """For each entry, the line of its title and that of its first label."""
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for label in labels(page):
        if label.name not in _FIRST:
            continue
        above = page.lines[label.at - 1] if label.at else None
        titled = (
            above is not None and not label_of(above) and is_title(above.text) and not _is_value(page, label.at - 1)
        )
        if not found or (titled and label.name in seen):
            found.append((label.at - 1 if titled else label.at, label.at))
            seen = set()
        seen.add(label.name)
    return found


def _is_value(page: Page, at: int) -> bool:
    """Whether a line is the value of the label above it."""
    above = label_of(page.lines[at - 1]) if at else None
    return above is not None and above.empty


def _entry(page: Page, sheet: Sheet) -> None:
    all_of_them = labels(page)
    makers(page, sheet, all_of_them)
    sheet.put("decision_due", _due(page, sheet, all_of_them))
    for name in ("lead_member", "lead_officer", "status"):
        sheet.put(name, the_one(page, all_of_them, name))
    sheet.put("first_published", date_of(page, sheet, all_of_them, "first_published"))
    sheet.put("key", said_yes(page, sheet, all_of_them, "key") or said_yes(page, sheet, all_of_them, "kind"))
    put_wards(page, sheet, all_of_them)
    if restriction := the_one(page, all_of_them, "restriction"):
        mark = _RESTRICTION.search(page.plain, restriction.start, restriction.end)
        sheet.put("restriction", page.quote(restriction.start, mark.start() if mark else restriction.end))
    for label in named(all_of_them, "urgency"):
        for line in section(page, label, all_of_them):
            _urgency(page, sheet, line)
    for label in [*named(all_of_them, "reason_key"), *named(all_of_them, "urgency"), *named(all_of_them, "purpose")]:
        for line in section(page, label, all_of_them):
            _key(page, sheet, line)


def _due(page: Page, sheet: Sheet, all_of_them: list[Label]) -> Found | None:
    said = the_one(page, all_of_them, "decision_due")
    if said is None:
        return None
    words = page.plain[said.start : said.end]
    alone = re.split(r" by ", words)[0].rstrip()
    found = month(page, Line(said.start, said.start + len(alone), alone))
    if found is None and not re.search(r"(?i)\b(?:not before|between|from|before|after)\b", words):
        found = dated(page, said.start, said.end)
    if found is None:
        sheet.doubt(said.start, said.end)
    by = re.search(r" by (?:the )?(?P<who>\S.*)$", words)
    if by and (is_body(by["who"]) or is_post(by["who"])):
        sheet.put("decision_maker", page.quote(said.start + by.start("who"), said.end))
    return found


def _urgency(page: Page, sheet: Sheet, line: Line) -> None:
    """By which exception a decision may come sooner than its notice: of the law's two, the one whose words the page uses."""
    short, special = _SHORT.search(line.text), _SPECIAL.search(line.text)
    if bool(short) == bool(special):
        return
    match = short or special
    assert match is not None
    route = "general exception" if short else "special urgency"
    tree: dict[str, Tree] = {"route": Found(route, line.start + match.start(), line.start + match.end())}
    if told := _NOTIFIED.search(line.text):
        tree["notified"] = page.group(line, told, "who")
    sheet.put("urgency", tree)


def _key(page: Page, sheet: Sheet, line: Line) -> None:
    if match := _KEY.search(line.text):
        sheet.put("key", Found(True, line.start + match.start(), line.start + match.end()))
    if match := _THRESHOLD.search(line.text):
        place = page.group(line, match, "sum")
        sheet.put("threshold", Found(int(match["sum"].replace(",", "")), place.start, place.end))
