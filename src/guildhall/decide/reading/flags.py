"""Contradictions: what on one page cannot all be so. They are flagged for somebody to look at; nothing is corrected."""

import re
from datetime import date

from guildhall.decide.reading.dates import ANY_DATE, DATE, day, no_day, wrong_weekday
from guildhall.decide.reading.decoding import stops_short
from guildhall.decide.reading.page import Page
from guildhall.decide.reading.record import Sheet

LONG = 366
"""Days between two dates of one decision that are told as strange."""
_STRETCH = re.compile(
    rf"\b(?:from|between) (?:the )?(?P<first>{DATE}) (?:up )?(?:to|until|till|and|-) (?:the )?(?P<last>{DATE})", re.I
)
_IN_REFERENCE = re.compile(r"/(\d{2})(\d{2})(\d{2})$")


def look(sheet: Sheet) -> None:
    """Flag the dates and statuses of a page that contradict one another."""
    made, published, effective = (_day(sheet, name) for name in ("date", "publication_date", "effective_from"))
    held = _day(sheet, "meeting_date")
    if made and published and published < made:
        sheet.flag(f"Published on {published}, before it was decided on {made}")
    if made and published and (published - made).days > LONG:
        sheet.flag(f"Published {(published - made).days} days after it was decided: is a year wrong?")
    if made and effective and effective < made:
        sheet.flag(f"Effective from {effective}, before it was decided on {made}")
    if published and effective and effective < published and made is None:
        sheet.flag(f"Effective from {effective}, before it was published on {published}")
    if made and effective and (effective - made).days > LONG:
        sheet.flag(f"Effective {(effective - made).days} days after it was decided: is a year wrong?")
    if made and held and made != held:
        sheet.flag(f"Decided on {made}, at a meeting of {held}")
    if made and str(sheet.fields.get("status", "")).lower() in {"for determination", "for decision", "pending"}:
        sheet.flag(f"The status is “{sheet.fields['status']}”, though a decision of {made} is given")
    _notice(sheet, held or made)


def look_at_dates(page: Page, sheet: Sheet) -> None:
    """Doubt and flag each sentence with a day that there is not, one of another day of the week, or a stretch that runs backwards.

    So it is on every page, wherever the date stands.
    """
    for each in page.sentences:
        for said in ANY_DATE.finditer(each.text):
            words = " ".join(said[0].split())
            if wrong := (f"“{words}” is no date" if no_day(words) else wrong_weekday(words)):
                sheet.doubt(each.start, each.end, wrong)
        for said in _STRETCH.finditer(each.text):
            first, last = day(said["first"]), day(said["last"])
            if first and last and last < first:
                sheet.doubt(each.start, each.end, f"“{' '.join(said[0].split())}” ends before it begins")


def look_at_the_end(page: Page, sheet: Sheet) -> None:
    """Doubt and flag a last line that is prose without a stop: the page may be cut off there."""
    if page.lines and (last := stops_short(page.text)):
        sheet.doubt(page.lines[-1].start, page.lines[-1].end, f"It stops at “{last[-40:]}”: is the page cut off?")


def _notice(sheet: Sheet, held: date | None) -> None:
    match = _IN_REFERENCE.search(str(sheet.fields.get("notice_ref", "")))
    if match is None or held is None:
        return
    if f"{held:%d%m%y}" != "".join(match.groups()):
        sheet.flag(f"The notice {sheet.fields['notice_ref']} names another day than {held}")


def _day(sheet: Sheet, name: str) -> date | None:
    said = sheet.fields.get(name)
    return date.fromisoformat(said) if isinstance(said, str) and len(said) == 10 else None
