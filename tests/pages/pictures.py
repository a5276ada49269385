"""Photograph every page, narrow and wide, to look at: `python -m tests.pages.pictures FOLDER [-k WORDS]`.

It is run as tests are, in a town of its own; but it promises nothing, so no other run collects it.
"""

import os
import re
import sys
from pathlib import Path

import pytest
from tests.pages.gallery import Gallery
from tests.pages.routes import VISITS, Visit

WIDTHS = (360, 1280)
FOLDER = "GUILDHALL_PICTURES"


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_picture(gallery: Gallery, visit: Visit) -> None:
    folder = Path(os.environ[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", str(visit).casefold()).strip("-")
    page = gallery.visitor(role=visit.role)
    page.goto(gallery.address(visit.address))
    visit.act(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.context.close()


if __name__ == "__main__":
    os.environ[FOLDER] = sys.argv[1]
    sys.exit(pytest.main(["-q", "--tb=line", __file__, *sys.argv[2:]]))
