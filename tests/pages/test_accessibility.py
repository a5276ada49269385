"""Promises that everybody can use every page: in each language, empty, with errors and filled; and of the HTML it is made of."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Response
from tests.pages import sight, validator
from tests.pages.gallery import DESK, Gallery
from tests.pages.routes import VISITS
from tests.pages.validator import Validator
from tests.pages.visits import Visit, ordinary

ORDINARY = ordinary(VISITS)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        "visit",
        [pytest.param(each, id=str(each), marks=() if each in ORDINARY else pytest.mark.full) for each in VISITS],
        scope="module",
    ),
]

NOT_OURS = re.compile(
    r"crown|crest|GDS Transport|govuk-(logo|footer__licence|footer__copyright)|/assets/(images|fonts)", re.I
)


class Seen:
    """A visit, with script or without, and every address it asked for on the way."""

    def __init__(self, gallery: Gallery, visit: Visit, *, script: bool = True) -> None:
        self.visit = visit
        self.page: Page = gallery.newcomer(role=visit.role, script=script)
        self.asked: list[str] = []
        self.missing: list[str] = []
        self.page.on("request", self._hear)
        self.page.on("response", self._miss)
        answer = self.page.goto(gallery.address(visit.address))
        assert answer is not None
        self.there, self.sent = self.page.url, answer.text()
        visit.act(self.page)

    def close(self) -> None:
        """What is asked for from now on is another's."""
        self.page.remove_listener("request", self._hear)
        self.page.remove_listener("response", self._miss)

    def source(self) -> str:
        """The page as it was sent; where sending a form led to it, as the browser holds it."""
        if self.visit.with_errors:
            return "<!DOCTYPE html>\n" + self.page.content().partition(">")[2]
        if self.page.url == self.there:
            return self.sent
        return self.page.request.get(self.page.url).text()

    def _hear(self, asked: Request) -> None:
        self.asked.append(asked.url)

    def _miss(self, answer: Response) -> None:
        if answer.status == 404:
            self.missing.append(answer.url)


@pytest.fixture(scope="module")
def seen(gallery: Gallery, visit: Visit) -> Iterator[Seen]:
    found = Seen(gallery, visit)
    yield found
    found.close()


@pytest.fixture(scope="module")
def plain(gallery: Gallery, visit: Visit) -> Iterator[Seen]:
    found = Seen(gallery, visit, script=False)
    yield found
    found.close()


@pytest.fixture(scope="session")
def markup() -> Iterator[Validator]:
    with validator.standing() as found:
        yield found


@pytest.fixture
def page(seen: Seen) -> Iterator[Page]:
    yield seen.page
    seen.page.set_viewport_size(DESK)


def test_a_page_meets_wcag_2_2_aa(page: Page) -> None:
    assert sight.barriers(page) == []


def test_a_page_says_its_language_and_its_name(page: Page, visit: Visit) -> None:
    assert sight.title_and_headings(page, visit.language, with_errors=visit.with_errors) == []


def test_the_tab_key_reaches_everything_in_reading_order_and_is_seen_there(page: Page) -> None:
    assert sight.astray_by_keyboard(page, one_column=False) == []


def test_nobody_scrolls_sideways_on_a_small_phone_or_at_400_percent(page: Page) -> None:
    page.set_viewport_size(sight.NARROW)
    assert sight.wider_than_the_screen(page) == []
    assert sight.astray_by_keyboard(page, one_column=True) == []
    assert sight.barriers(page) == []


@pytest.mark.parametrize("width", [320, DESK["width"]])
def test_more_space_between_words_and_lines_loses_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert sight.lost_with_more_space(page) == []


def test_a_page_works_without_script(plain: Seen, page: Page) -> None:
    assert sight.words_of(plain.page) == sight.words_of(page)
    assert sight.dead_without_script(plain.page) == []


def test_what_is_sent_is_sound_html(plain: Seen, markup: Validator) -> None:
    assert markup.faults_in(plain.source()) == []


def test_nothing_on_a_page_is_the_crowns_or_comes_from_elsewhere(seen: Seen) -> None:
    page, here = seen.page, urlsplit(seen.page.url).netloc
    assert seen.missing == []
    assert {urlsplit(each).netloc for each in seen.asked if each.startswith("http")} <= {here}
    styles = [
        page.request.get(each.get_attribute("href") or "").text() for each in page.locator("link[rel=stylesheet]").all()
    ]
    assert NOT_OURS.findall("".join([page.content(), *styles])) == []
