"""A page as words and their order only: what is read stays, and nothing runs, loads, looks otherwise or is filled in. Pure."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_KEPT = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div",
    "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "q",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul",
})  # fmt: skip
"""Elements that stay; of every other one its words do."""

_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea", "button", "form", "nav",
    "audio", "video", "canvas",
})  # fmt: skip
"""Elements that go with all that is in them."""

_VOID = frozenset({"br", "hr"})
_ATTRIBUTES = frozenset({"lang", "dir", "id", "scope", "colspan", "rowspan", "headers", "datetime", "start", "open"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def inert(page: str, *, base: str) -> str:
    """A page of HTML as a page that can only be read: its main part, with its title and language. Links become whole addresses."""
    walk = _Walk(base)
    walk.feed(page)
    walk.close()
    walk.end()
    language = escape(walk.language or "en")
    title = escape(" ".join("".join(walk.title).split()))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<main>\n{''.join(walk.made).strip()}\n</main>\n</html>\n"
    )


class _Walk(HTMLParser):
    """Goes through a page tag by tag. Whatever is written is written by it, and escaped."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.made: list[str] = []
        self.title: list[str] = []
        self.language = ""
        self.open: list[str] = []
        self.hidden: list[str] = []
        self.in_main = False
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        elif tag == "title" and not self.in_main:
            self.in_title = True
        elif tag == "main":
            self.in_main = True
        elif tag in _UNSEEN:
            self.hidden.append(tag)
        elif self.in_main and not self.hidden and tag in _KEPT:
            self.made.append(f"<{tag}{self._attributes(tag, attrs)}>")
            if tag not in _VOID:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        elif tag == "main":
            self.end()
            self.in_main = False
        elif tag in _UNSEEN:
            if tag in self.hidden:
                del self.hidden[len(self.hidden) - 1 - self.hidden[::-1].index(tag) :]
        elif tag in self.open and not self.hidden:
            while (last := self.open.pop()) != tag:
                self.made.append(f"</{last}>")
            self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title.append(data)
        elif self.in_main and not self.hidden:
            self.made.append(escape(data))

    def end(self) -> None:
        """Close what is still open."""
        while self.open:
            self.made.append(f"</{self.open.pop()}>")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        kept = [(name, value or "") for name, value in attrs if name in _ATTRIBUTES]
        if tag == "a" and (href := self._href(dict(attrs).get("href") or "")):
            kept.append(("href", href))
        return "".join(f' {name}="{escape(value)}"' for name, value in kept)

    def _href(self, written: str) -> str:
        """A link, whole; nothing where it leads to no address that is only read."""
        if not written.strip() or written.startswith("#"):
            return written.strip()
        try:
            whole = urljoin(f"{self.base}/", written.strip())
            return whole if urlsplit(whole).scheme in _SCHEMES else ""
        except ValueError:
            return ""
