"""Visits to the people desk: the search, and the one view of a person."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, both, press


def people() -> Iterator[Visit]:
    """Every page of the people desk."""
    at, one = "desk/people", "desk/people/<str:key>"
    known = "/desk/people/{known}"
    yield staff(at)
    yield staff(at, role="safeguarding", state="found", act=_sought("mali griffith"), typical=True)
    yield staff(at, state="found many", act=_sought("zz1 2ab"))
    yield staff(at, state="nothing found", act=_sought("nobody zz9 9zz"))
    yield staff(at, state="with errors", act=_sought("a"))
    yield staff(f"{at}/registrations", address=f"/{at}", state="with errors", act=both(_sought("quant"), _registered))
    yield staff("desk/phone", address="/desk/phone?for=own", state="who is speaking", act=_spoken)
    yield staff(one, address=known, state="filled", typical=True)
    yield staff(one, address="/desk/people/{protected}", role="advisor", state="withheld")
    yield staff(one, address="/desk/people/{protected}", role="safeguarding", state="protected")
    yield staff(one, address="/desk/people/{nowhere}", state="no fixed address")
    yield staff(one, address="/desk/people/{hub}", state="an organisation")
    for act, opener in (
        ("names", "Change the name"),
        ("contacts", "Add a way"),
        ("residences", "They moved"),
        ("needs", "Say what they need"),
        ("belongings", "Add an organisation"),
    ):
        yield staff(f"{one}/{act}", address=known, state="with errors", act=_amiss(opener), typical=act == "residences")


def _sought(text: str) -> Act:
    def act(page: Page) -> None:
        page.locator("main [name=typed]").fill(text)
        press(page.get_by_role("button", name="Find", exact=True))

    return act


def _registered(page: Page) -> None:
    page.locator("summary").click()
    page.locator("main [name=name]").fill("")
    press(page.get_by_role("button", name="Register", exact=True))


def _spoken(page: Page) -> None:
    page.locator("main [name=typed]").fill("mali")
    press(page.get_by_role("button", name="Find them"))
    press(page.get_by_role("button", name="Choose").first)


def _amiss(opener: str) -> Act:
    """Open a form behind its words and send it with nothing in it."""

    def act(page: Page) -> None:
        behind = page.locator("details", has=page.get_by_text(opener))
        behind.locator("summary").click()
        for box in behind.locator("form").first.locator("input[type=text]").all():
            box.fill("")
        press(behind.locator("form").first.get_by_role("button"))

    return act
