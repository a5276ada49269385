"""HTML turned into Markdown without HTML: paragraphs, headings, lists, bold, links."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "fieldset", "legend", "section", "article", "details", "summary", "table", "tr", "blockquote", "label"}
)
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "### ", "h5": "### ", "h6": "### "}
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_DROPPED = frozenset({"script", "style", "svg", "iframe", "video", "audio", "object", "template"})
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.prefix = ""
        self.lists: list[list[int]] = []
        self.links: list[str | None] = []
        self.link_words: list[str] = []
        self.inner_links: list[str] = []
        self.left_out: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _DROPPED:
            self.silent += 1
            self.left_out.append(tag)
        elif tag == "br":
            self.flush()
        elif tag in {"ul", "ol"}:
            self.flush()
            self.lists.append([0] if tag == "ol" else [])
        elif tag == "li":
            self.flush()
            self.prefix = "  " * max(len(self.lists) - 1, 0) + self._bullet()
        elif tag in _HEADINGS:
            self.flush()
            self.prefix = _HEADINGS[tag]
        elif tag in _EMPHASIS:
            self.line.append(_EMPHASIS[tag])
        elif tag == "a":
            self.links.append((given.get("href") or "").strip() or None)
            self.line.append("\0")
        elif tag == "img":
            self.left_out.append("img")
            self.line.append(given.get("alt") or "")
        elif tag in _BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.silent = max(self.silent - 1, 0)
        elif tag in {"ul", "ol"}:
            self.flush()
            if self.lists:
                self.lists.pop()
        elif tag in _EMPHASIS:
            self.line.append(_EMPHASIS[tag])
        elif tag == "a" and self.links:
            self._close_link(self.links.pop())
        elif tag in _BLOCKS or tag in _HEADINGS or tag in {"li", "br"}:
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.line.append(data.replace("\0", ""))

    def flush(self) -> None:
        """End the line that is being gathered."""
        words = " ".join("".join(self.line).replace("\0", "").split())
        words = re.sub(r"\*\*\s*\*\*", "", words).strip()
        if words:
            self.blocks.append(self.prefix + _tidy(words))
            self.prefix = ""
        self.line = []

    def _bullet(self) -> str:
        if self.lists and self.lists[-1]:
            self.lists[-1][0] += 1
            return f"{self.lists[-1][0]}. "
        return "- "

    def _close_link(self, target: str | None) -> None:
        start = len(self.line) - 1 - self.line[::-1].index("\0") if "\0" in self.line else 0
        words = " ".join("".join(self.line[start:]).replace("\0", "").split())
        if target and words and target.startswith(_ELSEWHERE) and not re.search(r"[\s()<>]", target):
            words = f"[{words}]({target})"
        elif target:
            self.inner_links.append(target)
        self.line[start:] = [words]


class Markdown:
    """The words of a piece of HTML.

    ``text`` is Markdown; ``inner_links`` the targets of links that lead to a page of the same form, whose words stay
    while the link goes; ``left_out`` the elements that have no words.
    """

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        reader.flush()
        self.text = _joined(reader.blocks)
        self.inner_links = tuple(dict.fromkeys(reader.inner_links))
        self.left_out = tuple(dict.fromkeys(reader.left_out))


def plain(html: str) -> str:
    """The words of a label, on one line and without marks."""
    words = " ".join(Markdown(html).text.split())
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("**", "").lstrip("#").strip()


def _joined(blocks: list[str]) -> str:
    text = ""
    for block in blocks:
        follows = re.match(r" *(- |\d+\. )", block) and re.match(r" *(- |\d+\. )", text.rsplit("\n", 1)[-1])
        text += ("\n" if follows else "\n\n") + block
    return text.strip("\n")


def _tidy(words: str) -> str:
    """Bold marks hug their words: ``** so **`` is no bold in Markdown."""
    return re.sub(r"\*\*\s*([^*]+?)\s*\*\*", r"**\1**", words)
