"""Visits to the clocks of cases and to the closures that move them."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import press, submit

from guildhall.serve.models import Case


def begin_clocks() -> dict[str, str]:
    """A case whose clock was stopped, and one that took more time."""
    return {
        "paused": Case.objects.exclude(paused_at=None).filter(closed_at=None)[0].reference,
        "extended": Case.objects.filter(obligations__extensions__isnull=False, closed_at=None)[0].reference,
    }


def clocks() -> Iterator[Visit]:
    """Every page of clocks and closures."""
    at = "desk/cases/<str:reference>/clocks"
    yield staff(at, address="/desk/cases/{case}/clocks", state="filled", typical=True)
    yield staff(at, address="/desk/cases/{paused}/clocks", state="paused")
    yield staff(at, address="/desk/cases/{extended}/clocks", state="extended")
    yield staff(f"{at}/pauses", address="/desk/cases/{case}/clocks", state="with errors", act=submit("Stop the clock"))
    yield staff(
        f"{at}/extensions", address="/desk/cases/{case}/clocks", state="with errors", act=submit("Take more time")
    )
    yield staff("desk/closures", role="administrator", state="empty", typical=True)
    yield staff("desk/closures", role="administrator", state="with errors", act=submit("See what this would change"))
    yield staff("desk/closures", role="administrator", state="previewed", act=_previewed)


def _previewed(page: Page) -> None:
    page.locator("main [name=day]").fill("2026-11-23")
    page.locator("main [name=reason]").fill("Training")
    page.locator("main [name=reason_cy]").fill("Hyfforddiant")
    press(page.get_by_role("button", name="See what this would change"))
