"""Visits to the clocks of cases and to the closures that move them."""

from collections.abc import Iterator
from datetime import date

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import press, submit

from guildhall.estate.door import close_on, closure_on
from guildhall.serve.models import Case, Extension


def begin_clocks() -> dict[str, str]:
    """A case whose clock was stopped, and one that took more time, of which they are not told yet; and a closure."""
    extended = Extension.objects.filter(obligation__case__closed_at=None, obligation__met_at=None)
    last = extended.select_related("obligation__case").latest("id")
    extended.filter(id=last.pk).update(notified_at=None)
    close_on(day=date(2030, 1, 2), reason="Training", reason_cy="Hyfforddiant")
    closure = closure_on(day=date(2030, 1, 2))
    return {
        "paused": Case.objects.exclude(paused_at=None).filter(closed_at=None)[0].reference,
        "extended": last.obligation.case.reference,
        "closure": str(closure.id if closure else 0),
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
    yield staff(
        f"{at}/tellings", address="/desk/cases/{extended}/clocks", state="with errors", act=submit("They were told now")
    )
    yield staff("desk/closures", role="administrator", state="filled", typical=True)
    yield staff("desk/closures", role="administrator", state="with errors", act=submit("See what this would change"))
    yield staff("desk/closures", role="administrator", state="previewed", act=_previewed)
    reversal, address = "desk/closures/<int:number>/reversal", "/desk/closures/{closure}/reversal"
    yield staff(reversal, address=address, role="administrator", state="filled")
    yield staff(reversal, address=address, role="administrator", state="with errors", act=submit("Take it back"))


def _previewed(page: Page) -> None:
    page.locator("main [name=day]").fill("2026-11-23")
    page.locator("main [name=reason]").fill("Training")
    page.locator("main [name=reason_cy]").fill("Hyfforddiant")
    press(page.get_by_role("button", name="See what this would change"))
