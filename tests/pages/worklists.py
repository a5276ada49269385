"""Visits to worklists: filters, the keys, many cases at once, and the map."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, both, press

from guildhall.serve.models import BulkAct, SavedFilter

OFFICER = "service-officer"


def begin_worklists() -> dict[str, str]:
    """A saved filter, and something that was done in bulk."""
    return {
        "filter": str(SavedFilter.objects.filter(team="")[0].pk),
        "bulk": str(BulkAct.objects.order_by("id")[0].key),
    }


def worklists() -> Iterator[Visit]:
    """Every page of lists and of what is done from them."""
    at, acts = "desk/cases", "desk/cases/bulk-acts"
    officer = {"role": OFFICER}
    yield staff(at, address="/desk/cases?all=yes", state="all chosen", **officer)
    yield staff(at, address="/desk/cases?state=late&ward=harbour&channel=api", state="none found", **officer)
    yield staff(at, role="advisor", state="read only")
    yield staff(f"{at}/filters", state="filled", typical=True, **officer)
    yield staff(f"{at}/filters", role="advisor", state="of teams")
    yield staff(f"{at}/filters", address="/desk/cases", state="with errors", act=_saved_as(""), **officer)
    yield staff(f"{at}/filters/<int:number>", address="/desk/cases/filters/{filter}", state="filled", **officer)
    yield staff(f"{at}/filters/<int:number>/map", address="/desk/cases/filters/{filter}/map", state="filled", **officer)
    yield staff(f"{at}/map", state="filled", typical=True, **officer)
    yield staff(f"{at}/map", address="/desk/cases/map?state=late&channel=api", **officer)
    yield staff(f"{at}/shortcuts", state="filled", typical=True, **officer)
    yield staff(acts, state="filled", **officer)
    yield staff(acts, role="advisor")
    yield staff(f"{acts}/preview", address="/desk/cases", state="to give", act=_chosen("Give to somebody"), **officer)
    yield staff(f"{acts}/preview", address="/desk/cases", state="to note", act=_chosen("Add a note"), **officer)
    yield staff(
        f"{acts}/preview",
        address="/desk/cases",
        state="with errors",
        act=both(_chosen("Close"), _see()),
        typical=True,
        **officer,
    )
    yield staff(
        f"{acts}/preview",
        address="/desk/cases",
        state="previewed",
        act=both(_chosen("Close"), _see(outcome="done", text="We have done what you asked for.")),
        typical=True,
        **officer,
    )
    yield staff(f"{acts}/<uuid:key>", address="/desk/cases/bulk-acts/{bulk}", state="filled", typical=True, **officer)


def _saved_as(name: str) -> Act:
    def act(page: Page) -> None:
        page.get_by_text("Save these as a filter").click()
        page.locator("main [name=name]").fill(name)
        press(page.get_by_role("button", name="Save", exact=True))

    return act


def _chosen(button: str) -> Act:
    """Choose the first three cases, and press one of the buttons for them."""

    def act(page: Page) -> None:
        for place in range(3):
            page.locator("main [name=case]").nth(place).check()
        press(page.get_by_role("button", name=button, exact=True))

    return act


def _see(outcome: str = "", text: str = "") -> Act:
    def act(page: Page) -> None:
        if outcome:
            page.locator(f"main [name=outcome][value={outcome}]").check()
        page.locator("main textarea[name=text]").fill(text)
        press(page.get_by_role("button", name="See what will be done"))

    return act
