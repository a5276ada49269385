"""Markdown of a definition as HTML, in the classes of our pages. HTML in it is shown as it was written, never obeyed."""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
}
_LOWER = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_TELEPHONE = re.compile(r"(?<![\d+])(0\d{3,4} ?\d{3} ?\d{3,4}|0\d{2} ?\d{4} ?\d{4})(?!\d)")


def as_html(text: str) -> Markup:
    """A text in Markdown as HTML."""
    tokens = _reader().parse(text)
    for token in tokens:
        _dress(token)
        for inner in token.children or ():
            _dress(inner)
        if token.children:
            token.children = list(_to_ring(token.children))
    made = _reader().renderer.render(tokens, _reader().options, {})
    return Markup(made.strip())  # noqa: S704  # made by markdown-it with HTML off


def with_telephones(text: str) -> Markup:
    """A plain text in which telephone numbers can be rung by touching them."""
    parts = _TELEPHONE.split(text)
    dressed = [
        Markup('<a class="govuk-link gh-number" href="tel:{}">{}</a>').format(part.replace(" ", ""), part)
        if place % 2
        else Markup.escape(part)
        for place, part in enumerate(parts)
    ]
    return Markup("").join(dressed)


def _to_ring(inline: list[Token]) -> Iterator[Token]:
    """The parts of a line, each telephone number outside a link made into one."""
    depth = 0
    for token in inline:
        depth += token.nesting if token.tag == "a" else 0
        if token.type == "text" and depth == 0:
            yield Token("html_inline", "", 0, content=str(with_telephones(token.content)))
        else:
            yield token


def _dress(token: Token) -> None:
    token.tag = _LOWER.get(token.tag, token.tag)
    if token.nesting == 1 and token.tag in _CLASSES:
        token.attrSet("class", _CLASSES[token.tag])


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("image")
