"""Visits to the caller log and the callbacks desk."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, press


def calls() -> Iterator[Visit]:
    """Every page of calls and callbacks."""
    at, one, form = "desk/callbacks", "desk/callbacks/<int:callback>", "desk/callbacks/promise"
    yield staff("desk/calls", state="filled", typical=True)
    yield staff("desk/calls", address="/desk/calls?show=missed", state="filled, missed")
    yield staff("desk/calls/simulation", address="/desk/calls", state="with errors", act=_simulated("nonsense"))
    yield staff("desk/phone", address="/desk/calls", state="a call", act=_simulated("01632 960 999"))
    yield staff(at, state="filled", typical=True)
    yield staff(at, address=f"/{at}?show=missed", state="filled, missed")
    yield staff(form)
    yield staff(form, address=f"/{form}?person={{known}}", state="filled", typical=True)
    yield staff(form, address=f"/{form}?person={{known}}", state="with errors", act=_promised)
    yield staff(one, address=f"/{at}/{{callback}}", state="filled", typical=True)
    yield staff(one, address=f"/{at}/{{kept}}", state="kept")
    yield staff(f"{one}/window", address=f"/{at}/{{callback}}", state="with errors", act=_moved)
    yield staff(f"{one}/withdrawal", address=f"/{at}/{{callback}}", state="with errors", act=_called_off)


def _simulated(number: str) -> Act:
    def act(page: Page) -> None:
        page.locator("main [name=number]").fill(number)
        press(page.get_by_role("button", name="Simulate a call"))

    return act


def _promised(page: Page) -> None:
    press(page.get_by_role("button", name="Promise it"))


def _moved(page: Page) -> None:
    page.get_by_text("Move it to another time").first.click()
    press(page.get_by_role("button", name="Move it, and tell them"))


def _called_off(page: Page) -> None:
    page.get_by_text("Call it off").first.click()
    press(page.get_by_role("button", name="Call it off"))
