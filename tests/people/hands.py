"""What people do with a page: answer a question in its own words, go on, or use the keyboard alone."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

CONTINUE = {"en": "Continue", "cy": "Parhau"}
SEND = {"en": "Accept and send", "cy": "Derbyn ac anfon"}
FAR = 120
"""Presses of the tab key after which somebody would give up."""


def start(page: Page, service: str, *, language: str = "en") -> None:
    """Open a service's own page and begin."""
    folder = {"en": "services", "cy": "gwasanaethau"}[language]
    page.goto(f"/{language}/{folder}/{service}")
    press(page.get_by_role("button", name={"en": "Start now", "cy": "Dechrau nawr"}[language]))


def press(place: Locator) -> None:
    """Press a button or follow a link: the page that it leads to has come when this returns."""
    with place.page.expect_navigation():
        place.click()


def write(page: Page, **said: str) -> None:
    """Write into boxes, each by its label; an underscore stands for a space."""
    for label, words in said.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(words)


def choose(page: Page, *labels: str) -> None:
    """Choose answers by what stands beside them."""
    for label in labels:
        page.get_by_label(label, exact=True).check()


def go_on(page: Page, language: str = "en") -> None:
    """On to the next page."""
    press(page.locator("main form").get_by_role("button", name=CONTINUE[language], exact=True).last)


def send(page: Page, language: str = "en") -> None:
    """Accept and send."""
    press(page.get_by_role("button", name=SEND[language]))


def moves_within_town(page: Page) -> None:
    """Tell of a move from one home in town to another, as far as who moved."""
    start(page, "house-move")
    choose(page, "From one home in Elverdon to another")
    go_on(page)
    choose(page, "No")
    go_on(page)
    write(page, Day="14", Month="11", Year="2026")
    go_on(page)
    write(page, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(page)
    write(page, Address_line_1="2 Lock Cottages", Postcode="ZZ1 3CS")
    go_on(page)
    choose(page, "To the new address")
    go_on(page)


def asked(page: Page, question: str) -> None:
    """This is what is asked now, and nothing is wrong."""
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"^\s*{re.escape(question)}\s*$"))
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def told_off(page: Page, *messages: str) -> None:
    """The errors stand first, in the title too, and the same words at the field."""
    expect(page).to_have_title(re.compile("^(Error|Gwall):"))
    summary = page.locator(".govuk-error-summary a")
    expect(summary).to_have_text(list(messages))
    for link, message in zip(summary.all(), messages, strict=True):
        expect(page.locator(".govuk-error-message", has_text=message).first).to_be_visible()
        place = (link.get_attribute("href") or "")[1:]
        expect(page.locator(f"[id='{place}']")).to_be_visible()


def reference_on(page: Page) -> str:
    """The case's reference, as it is shown when it is sent."""
    return page.locator(".govuk-panel .gh-code").inner_text().strip()


@dataclass
class Keyboard:
    """Somebody with no mouse. ``pressed`` counts keys that are not letters of an answer; ``typed`` counts those."""

    page: Page
    pressed: int = 0
    typed: int = 0
    seen: list[str] = field(default_factory=list)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.pressed += 1

    def access(self, key: str) -> None:
        """Press an access key: Alt with a letter. Playwright's own Alt carries no letter, so Chromium is told itself."""
        with self.page.expect_navigation():
            self._alt(key)
        self.settle()

    def leap(self, key: str, place: Locator) -> None:
        """Press an access key that only moves the focus, to this place."""
        self._alt(key)
        expect(place).to_be_focused()

    def _alt(self, key: str) -> None:
        how = {"type": "keyDown", "modifiers": 1, "key": key, "unmodifiedText": key}
        self.page.context.new_cdp_session(self.page).send("Input.dispatchKeyEvent", how)
        self.pressed += 1

    def write(self, words: str) -> None:
        """Type into whatever has the focus. What is typed before anything has it goes nowhere."""
        expect(self.page.locator(":focus")).to_have_count(1)
        self.page.keyboard.type(words)
        self.typed += len(words)

    def to(self, place: Locator) -> None:
        """Tab until the focus is there."""
        expect(place).to_be_visible()
        if self.page.locator("[autofocus]").count():
            expect(self.page.locator(":focus")).to_have_count(1)
        for _ in range(FAR):
            if place.evaluate("each => each === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"the tab key does not reach {place}")

    def enter(self) -> None:
        """Send what stands there, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.press("Enter")
        self.settle()

    def open(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Look where the focus is, before typing: a page may set it a moment after it has come."""
        first = self.page.locator("[autofocus]")
        if first.count():
            expect(first.first).to_be_focused()

    def answer(self, words: str) -> None:
        """Answer the question that has the focus, and go on."""
        self.write(words)
        self.enter()
