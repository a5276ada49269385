"""The photographs that `pictures` takes. They promise nothing, so no other run collects them."""

import os
import re
from pathlib import Path

import pytest
from tests.pages.gallery import Gallery
from tests.pages.routes import VISITS
from tests.pages.visits import Visit

FOLDER = Path(os.environ.get("GUILDHALL_PICTURES", "var/pictures"))
WIDTHS = (320, 1280)


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_photograph(gallery: Gallery, visit: Visit) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", str(visit).casefold()).strip("-")
    page = gallery.visitor(role=visit.role)
    page.goto(gallery.address(visit.address))
    visit.act(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
    page.context.close()
