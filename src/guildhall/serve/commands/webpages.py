"""A service as its web pages, one under the other in one file: what the channel composes, with nothing filled in."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.contrib.staticfiles import finders

from guildhall.kernel.journey import Compiled
from guildhall.serve.pages import Composed, Hole, Showing, fill, shown_page
from guildhall.serve.pages.composing import Composing
from guildhall.serve.pages.offering import fee_in_words

_MAIN = re.compile(r"(<main\b[^>]*>)(.*?)(</main>)", re.DOTALL)
_STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*?(guildhall/[^"/]+\.css)">')


def whole(service: Compiled, _channel: str, language: str, today: date) -> bytes:
    """Every page in order: the service's own, its questions, the check and the endings. The frame stands round them once."""
    pieces = dict(Composing(service, language).pieces())
    pages = list(_pages(service, pieces, language, today))
    inner = "\n".join(f'<section id="page-{name}">{_inside(page)}</section>' for name, page in pages)
    framed = _MAIN.sub(lambda found: found[1] + inner + found[3], pages[0][1], count=1)
    return _STYLES.sub(_written_out, framed).encode()


def _pages(service: Compiled, pieces: Composed, language: str, today: date) -> Iterator[tuple[str, str]]:
    def give(hole: Hole) -> str:
        if hole == ("fee",):
            return fee_in_words(service, language, today)
        return fill(pieces[f"row {hole[1]}"], lambda _hole: "") if hole[0] == "row" else ""

    yield "service", fill(pieces["service"], give)
    for page in service.pages.values():
        asked = [question.id for question in page.steps]
        yield f"question-{page.id}", shown_page(pieces, Showing(language, page.id, asked, csrf="", back=""))
    yield "check", fill(pieces["check"], give)
    for outcome in service.outcomes.values():
        sort = "done" if outcome.kind == "submit" else "advice"
        yield f"{sort}-{outcome.id}", fill(pieces[f"{sort} {outcome.id}"], give)


def _inside(page: str) -> str:
    """What stands in a page's main part; the whole of a page that has none."""
    found = _MAIN.search(page)
    return found[2] if found else page


def _written_out(found: re.Match[str]) -> str:
    """The styles themselves in the place of a link to them, so that the file can be opened anywhere."""
    file = finders.find(found[1])
    return f"<style>{Path(str(file)).read_text(encoding='utf-8')}</style>" if file else found[0]
