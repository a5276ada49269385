"""HTML to the text that a reader sees, block by block, in the order of the page.

It is walked tag by tag, never as a tree, so that no depth of nesting costs anything; scripts, styles and comments are
left out; nothing is fetched and nothing is run.
"""

import html
import re
from collections import deque

from guildhall.decide.reading.record import Unreadable

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "br", "hr", "section", "article", "header",
    "footer", "nav", "main", "aside", "form", "fieldset", "legend", "blockquote", "pre", "address", "body", "title", "option", "figure",
    "caption",
}  # fmt: skip
_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_UNSEEN = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select", "textarea"}
_MARK = re.compile(r"<(?:!doctype html|html|body|div|table|p|span|h[1-6]|ul|form|section|main)\b", re.I)
_OWN = re.compile(r"\bid\s*=\s*[\"']?modgov\b", re.I)
"""The element in which ModernGov writes; what stands round it is the council's own frame."""
_DATA = re.compile(r"\bsummary\s*=|mgTabTable|mgInterestsTable|mgStatsTable|tablesorter", re.I)
_LAYOUT = re.compile(r"mgItemTable|table of agenda items", re.I)
LONGEST_TAG = 20_000
"""Characters of one tag; a longer one is no tag that anybody wrote."""
_SPACES = re.compile(r"[ \t\r\n\f]+")


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins with a tag that pages are made of."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and bool(_MARK.search(text[:5_000]))


def text_of(page: str) -> str:
    """The text of a page of HTML. Raises ``Unreadable`` where the page is cut off or is not HTML."""
    walk = _Walk(framed=bool(_OWN.search(page)))
    at = 0
    while at < len(page):
        opened = page.find("<", at)
        if opened < 0:
            walk.words(page[at:])
            break
        walk.words(page[at:opened])
        at = _step(page, opened, walk)
    return walk.ended()


def _step(page: str, at: int, walk: "_Walk") -> int:
    """Take one tag, comment or loose sign, and say where the next thing begins."""
    if page.startswith("<!--", at):
        return _past(page, "-->", at + 4)
    if page.startswith(("<!", "<?"), at):
        return _past(page, ">", at + 2)
    match = _TAG.match(page, at, at + LONGEST_TAG)
    if match is None:
        if re.match(r"</?[a-zA-Z]", page[at : at + 3]):
            raise Unreadable("the page is cut off: its HTML ends in the middle of a tag")
        walk.words("<")
        return at + 1
    name = match["name"].lower()
    if name in {"script", "style", "textarea"} and not match["close"]:
        return _past(page, f"</{name}", match.end())
    walk.tag(name, closing=bool(match["close"]), rest=match["rest"])
    return match.end()


def _past(page: str, mark: str, at: int) -> int:
    found = re.compile(re.escape(mark), re.I).search(page, at)
    if found is None:
        raise Unreadable("the page is cut off: its HTML does not end")
    return found.start() if mark.startswith("</") else found.end()


class _Walk:
    """The text so far, and which elements stand open."""

    def __init__(self, *, framed: bool) -> None:
        self.framed = framed
        self.depth = 0
        self.out: list[str] = []
        self.unseen: list[str] = []
        self.open: dict[str, int] = {}
        self.outermost = ""
        self.tables: list[bool] = []
        self.lists: list[deque[str]] = []

    def words(self, raw: str) -> None:
        if not self.unseen and raw and not (self.framed and not self.depth):
            words = html.unescape(raw) if "&" in raw else raw
            self.out.append(_SPACES.sub(" ", words.replace("\xa0", " ")))

    def tag(self, name: str, *, closing: bool, rest: str) -> None:
        if rest.endswith("/") and name not in _BLOCKS:
            return
        self._count(name, closing=closing)
        if name == "div" and self.framed and (self.depth or _OWN.search(rest)):
            self.depth += -1 if closing else 1
        if name in _UNSEEN:
            self._hide(name, closing=closing)
        elif self.unseen:
            return
        elif name in _TABLE:
            self._table(name, closing=closing, rest=rest)
        elif name in {"ol", "ul"}:
            self._list(closing=closing, numbered=name == "ol", rest=rest)
        elif name == "li" and not closing and self.lists and self.lists[-1] and not self._in_row():
            self.out.append(f"\n{self.lists[-1][0]}. ")
            self.lists[-1].rotate(-1)
        elif name in _BLOCKS and not self._in_row():
            self.out.append("\n")
        elif name in _BLOCKS:
            self.out.append(" ")

    def ended(self) -> str:
        if self.outermost and self.open.get(self.outermost, 0) > 0:
            raise Unreadable(f"the page is cut off: its first <{self.outermost}> is never closed")
        if self.open.get("html", 0) > 0 or self.open.get("body", 0) > 0:
            raise Unreadable("the page is cut off: its HTML is never closed")
        lines = (" ".join(each.split()) for each in "".join(self.out).split("\n"))
        return "\n".join(each for each in lines if each.strip(" |")) + "\n"

    def _count(self, name: str, *, closing: bool) -> None:
        if not self.outermost and not closing and name not in {"br", "hr", "img", "input", "meta", "link", "base"}:
            self.outermost = name
        if name in {self.outermost, "html", "body"}:
            self.open[name] = self.open.get(name, 0) + (-1 if closing else 1)

    def _hide(self, name: str, *, closing: bool) -> None:
        if not closing:
            self.unseen.append(name)
        elif name in self.unseen:
            while self.unseen.pop() != name:
                pass

    def _list(self, *, closing: bool, numbered: bool, rest: str) -> None:
        """A list, whose items are numbered as a reader sees them."""
        self.out.append("\n")
        if closing:
            self.lists = self.lists[:-1]
            return
        letters = re.search(r"\btype\s*=\s*[\"']?([aA])\b", rest)
        begun = re.search(r"\bstart\s*=\s*[\"']?(\d{1,3})\b", rest)
        first = int(begun[1]) if begun else 1
        marks = [chr(ord(letters[1]) + at) for at in range(26)] if letters else [str(at) for at in range(1, 1000)]
        self.lists.append(deque(marks[first - 1 :] if numbered else []))

    def _table(self, name: str, *, closing: bool, rest: str) -> None:
        """A table of data, with a heading or a summary, is laid out in rows with bars; any other is only layout."""
        if name == "table":
            if closing:
                self.tables = self.tables[:-1]
            else:
                self.tables.append(bool(_DATA.search(rest)) and not _LAYOUT.search(rest))
            self.out.append("\n")
        elif name in {"td", "th"}:
            self.out.append(" | " if closing and self._in_row() else "" if self._in_row() else "\n")
        else:
            self.out.append("\n")

    def _in_row(self) -> bool:
        return bool(self.tables) and self.tables[-1]
