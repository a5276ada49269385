"""Promises of the looks themselves: each finds the fault that is planted for it, and of one visit nothing is left for the next."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.pages import sight
from tests.pages.gallery import DESK, Gallery

pytestmark = pytest.mark.browser

SOUND = "<!DOCTYPE html><html lang=en><title>Bins - Elverdon Council</title><main><h1>Bins</h1>{}</main></html>"
SHOWN_TO_THE_NARROW = (
    "<style>img {display: none} @media (width < 400px) {img {display: block}}</style><img src='data:,'>"
)
KEPT = "() => [document.cookie, localStorage.length, sessionStorage.length]"
PLANTED: list[tuple[Callable[[Page], list[str]], str]] = [
    (sight.barriers, "<img src='data:,'>"),
    (partial(sight.title_and_headings, language="en"), "<h1>Bins</h1>"),
    (
        partial(sight.astray_by_keyboard, one_column=False),
        "<style>a {outline: none !important}</style><a href='#'>Bins</a>",
    ),
    (
        partial(sight.astray_by_keyboard, one_column=True),
        "<a href='#1' tabindex=2>Bins</a><a href='#2' tabindex=1>Paper</a>",
    ),
    (sight.wider_than_the_screen, "<p style='width: 200vw'>Bins"),
    (sight.lost_with_more_space, "<p style='line-height: 1; height: 1em; overflow: hidden'>Bins"),
    (sight.dead_without_script, "<button type=button>Bins</button>"),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("look", "planted"), PLANTED)
def test_a_look_finds_what_is_planted_for_it_and_nothing_else(
    page: Page, look: Callable[[Page], list[str]], planted: str
) -> None:
    page.set_content(SOUND.format(""))
    assert look(page) == []
    page.set_content(SOUND.format(planted))
    assert look(page) != []


def test_a_barrier_of_a_small_screen_alone_is_found_there(page: Page) -> None:
    page.set_content(SOUND.format(SHOWN_TO_THE_NARROW))
    assert sight.barriers(page) == []
    page.set_viewport_size(sight.NARROW)
    assert sight.barriers(page) != []


@pytest.mark.parametrize("script", [True, False])
def test_nothing_is_left_of_the_visit_before(browser: Browser, tmp_path: Path, *, script: bool) -> None:
    (tmp_path / "index.html").write_text(SOUND.format(""))
    with served(tmp_path) as url:
        gallery = Gallery(url, browser, {})
        page = gallery.newcomer(script=script)
        page.goto("/")
        page.evaluate("() => {document.cookie = 'a=b'; localStorage.a = 'b'; sessionStorage.a = 'b'}")
        assert page.evaluate(KEPT) == ["a=b", 1, 1]
        page = gallery.newcomer(script=script)
        page.goto("/")
        assert page.evaluate(KEPT) == ["", 0, 0]
        gallery.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder's files, at an address of their own."""
    with ThreadingHTTPServer(("localhost", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()
