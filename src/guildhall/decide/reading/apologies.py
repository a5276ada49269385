"""Who sent apologies for absence."""

import re

from guildhall.decide.reading.labels import label_of
from guildhall.decide.reading.page import Line, Page, stretches
from guildhall.decide.reading.people import all_named
from guildhall.decide.reading.record import Found, Sheet

_NUMBER = re.compile(r"^(?P<item>[A-Z]{1,4}[./]\d{1,4}|\d{1,4}[a-z]?(?:/\d{2,4})?|\d{1,3}(?:\.\d{1,2}){1,2})\.?$")
_APOLOGIES = re.compile(
    r"(?:^|(?<=[.;] )|(?<=[.;]  ))Apologies(?: {1,2}for (?:their )?absence)?(?: {1,2}(?:were|was|had been|have been))?(?: also)? "
    r"(?:received|submitted|given|tendered|reported|sent) (?:from|by|on behalf of|for)\b",
    re.I,
)
_NONE = re.compile(r"^(?:There were (?:none|no apologies)|None|No apologies)\b", re.I)
_STOP = re.compile(r"(?<![A-Z])[.;](?:\s|$)|\bdue to\b|\bfor late(?:ness| arrival)\b|,? who\b|,? with\b")
_INSTEAD = re.compile(r"\bsubstitut|\bin place of\b|\binstead of\b|\brepresent", re.I)


def read_apologies(page: Page, sheet: Sheet) -> None:
    """Write down who sent apologies. The whole list is left out where a name in it is not sure."""
    found: list[Found] = []
    sure, under = True, False
    for line in page.readable:
        if _NUMBER.match(line.text):
            under = False
        starts = _starts(line)
        if not starts and re.match(r"Apologies\b", line.text) and len(line.text) < 60:
            under = True
        elif not starts and under and (none := _NONE.match(line.text)):
            sheet.put("apologies", Found([], line.start, line.start + none.end()))
        for begin, until in stretches(starts, line.end):
            stop = _STOP.search(page.plain, begin, until)
            end = stop.start() if stop else until
            names = None if _INSTEAD.search(page.plain, begin, end) else all_named(page, begin, end)
            found += names or []
            if not names:
                sure = False
                sheet.doubt(line.start, line.end)
    if sure:
        sheet.put("apologies", [*found])


def _starts(line: Line) -> list[int]:
    """Where the names of a line begin, which says that they sent apologies."""
    said = [line.start + each.end() for each in _APOLOGIES.finditer(line.text)]
    label = label_of(line)
    return said or ([label.start] if label and label.name == "apologies" and not label.empty else [])
