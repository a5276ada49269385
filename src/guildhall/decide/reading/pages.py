"""The reader: the bytes of a council's page in, a record out. It knows no database, no clock and no other file."""

import re
from bisect import bisect_left
from itertools import chain

from guildhall.decide.reading.attendance import read_attendance
from guildhall.decide.reading.decisions import read_decision, read_history, read_issue_decision
from guildhall.decide.reading.decoding import text_in
from guildhall.decide.reading.flags import look, look_at_dates, look_at_the_end
from guildhall.decide.reading.formulas import telling
from guildhall.decide.reading.headings import FILE, kind_of, know_furniture
from guildhall.decide.reading.items import read_agenda_item, read_issue
from guildhall.decide.reading.labels import labels
from guildhall.decide.reading.meetings import read_interests, read_meeting
from guildhall.decide.reading.page import Line, Page, is_readable, sentences_of
from guildhall.decide.reading.people import named_in
from guildhall.decide.reading.plans import read_plan
from guildhall.decide.reading.record import Reading, Sheet, Span, Unreadable
from guildhall.decide.reading.registers import read_register

MOST_LINES = 50_000
"""Lines of a page that are not blank. The longest minutes have some 10,000."""
_FIGURES = re.compile(r"\d+")
_MARK = re.compile(r"(?:[a-z]?\)?[.):]?\)?[^\S\n]+)")
"""What follows the number that a paragraph or an item is counted by, up to its words."""
_BEFORE_MARK = re.compile(r"(?:^|[:;-]\s*)\(?(?:\d{1,3}\.)*$")


def read(held: bytes) -> Reading:
    """Read a page: text, HTML, or GetMeeting XML. Raises ``Unreadable`` where it is none, or is cut off."""
    return read_text(text_in(held))


def read_text(text: str) -> Reading:
    """Read the text of a page. Raises ``Unreadable`` where it is no page of a council that is known."""
    page = Page(text)
    if len(page.lines) > MOST_LINES:
        raise Unreadable(f"it has more than {MOST_LINES:,} lines, which no page of a council has")
    all_of_them = labels(page)
    kind, heading = kind_of(page, all_of_them) if page.lines else ("", None)
    if not kind:
        raise Unreadable("it is not a page of a council that can be read: no heading or label of one stands on it")
    sheet = Sheet()
    parts = _rules(kind, page, sheet, heading)
    if not sheet.fields:
        raise Unreadable("it has the heading of a council's page, and nothing below it that can be read")
    know_furniture(page, sheet, heading, all_of_them)
    look(sheet)
    look_at_dates(page, sheet)
    look_at_the_end(page, sheet)
    return Reading(kind, sheet.fields, sheet.spans, _left_over(page, sheet), sheet.flags, text, parts)


def _rules(kind: str, page: Page, sheet: Sheet, heading: Line | None) -> list[Reading]:
    if kind == "issue":
        return read_issue(page, sheet, heading)
    if kind == "meeting":
        return read_meeting(page, sheet, heading)
    if kind == "decisions_register":
        return read_register(page, sheet)
    if kind == "forward_plan":
        return read_plan(page, sheet)
    if kind == "issue_decision":
        return read_issue_decision(page, sheet, heading)
    if kind == "attendance":
        read_attendance(page, sheet)
    elif kind == "register_of_interests":
        read_interests(page, sheet)
    else:
        rules = {"agenda_item": read_agenda_item, "decision": read_decision}
        rules.get(kind, read_history)(page, sheet, heading)
    return []


def _left_over(page: Page, sheet: Sheet) -> list[Span]:
    """The sentences of which nothing was understood, those that were doubted, and those that say more than was understood.

    More is a number, the name of somebody, or any word beside the formulas in which minutes are written: a condition, a reserve.
    """
    known, doubted = _Places(sheet.understood), _Places(sheet.doubted)
    left: list[Span] = []
    for line in page.lines:
        pieces = sentences_of(line) if is_readable(line) else iter([line])
        left += [
            (each.start, each.end)
            for each in pieces
            if doubted.meet(each.start, each.end) or not known.meet(each.start, each.end) or _more(page, each, known)
        ]
    return left


def _more(page: Page, sentence: Line, known: "_Places") -> bool:
    """Whether a sentence of which something is understood holds a number, a name or a word that nothing was read from."""
    words = FILE.sub("", sentence.text)
    for each in _FIGURES.finditer(words):
        start, end = sentence.start + each.start(), sentence.start + each.end()
        mark = _MARK.match(page.plain, end)
        counts = mark is not None and known.begin(mark.end()) and _BEFORE_MARK.search(words[: each.start()])
        if not (counts or known.meet(start, end)):
            return True
    beside = chain(named_in(words), telling(words))
    return any(not known.meet(sentence.start + start, sentence.start + end) for start, end in beside)


class _Places:
    """Stretches of a text, those that overlap made one, so that it is quick to ask what meets them."""

    def __init__(self, spans: list[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.begun = {start for start, _ in spans}
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with what stands between two places."""
        before = bisect_left(self.starts, end) - 1
        return before >= 0 and self.ends[before] > start

    def begin(self, place: int) -> bool:
        """Whether one of them begins at a place."""
        return place in self.begun
