"""Promises about the HTML of every page."""

from pathlib import Path

import pytest
from tests.pages import validator
from tests.pages.gallery import Gallery
from tests.pages.routes import VISITS
from tests.pages.visits import Visit

pytestmark = pytest.mark.browser
TYPICAL = [each for each in VISITS if each.typical]


def source_of(gallery: Gallery, visit: Visit) -> str:
    """The page as it was sent; where sending a form led to it, as the browser holds it."""
    page = gallery.visitor(role=visit.role, script=False)
    response = page.goto(gallery.address(visit.address))
    assert response is not None
    there, as_sent = page.url, response.text()
    visit.act(page)
    if page.url == there and not visit.with_errors:
        sent = as_sent
    elif visit.with_errors:
        sent = "<!DOCTYPE html>\n" + page.content().partition(">")[2]
    else:
        sent = page.request.get(page.url).text()
    page.context.close()
    return sent


@pytest.mark.parametrize(
    "visits",
    [pytest.param(TYPICAL, id="typical"), pytest.param(VISITS, id="every page", marks=pytest.mark.full)],
)
def test_what_is_sent_is_sound_html(gallery: Gallery, visits: list[Visit], tmp_path: Path) -> None:
    validator.ready()
    pages = {str(each): source_of(gallery, each) for each in visits}
    faults = validator.faults_in(pages, tmp_path)
    assert not faults, "\n".join(faults)
