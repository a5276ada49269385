"""The demo council in mid-life, for looking at: visitors and staff, and where to find an example of each thing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, StorageState, ViewportSize

from guildhall.serve import clock, demo, editions
from guildhall.serve.desks.paper.keying import code_for
from guildhall.serve.models import Case, Message

MOMENT = datetime(2026, 11, 18, 17, 30, tzinfo=ZoneInfo("Europe/London"))
DESK = ViewportSize(width=1280, height=900)
STAFF = {
    "advisor": "advisor@elverdon.example.org",
    "service-officer": "officer@elverdon.example.org",
    "service-designer": "designer@elverdon.example.org",
    "administrator": "admin@elverdon.example.org",
}


@dataclass
class Gallery:
    """Where to look. ``known`` names an example of whatever stands in an address: a case, a payment."""

    url: str
    browser: Browser
    known: dict[str, str]
    _logged_in: dict[str, StorageState] = field(default_factory=dict)

    def visitor(self, *, role: str = "", script: bool = True, width: int = DESK["width"]) -> Page:
        """A page of somebody's own: of a visitor, or of somebody of the staff who is logged in."""
        context = self.browser.new_context(
            base_url=self.url,
            java_script_enabled=script,
            viewport=ViewportSize(width=width, height=DESK["height"]),
            storage_state=self._state(role) if role else None,
        )
        context.set_default_timeout(30_000)
        return context.new_page()

    def address(self, address: str) -> str:
        """An address with its holes filled from what is known."""
        return address.format(**self.known)

    def _state(self, role: str) -> StorageState:
        if role not in self._logged_in:
            page = self.visitor()
            page.goto("/account/login/")
            page.get_by_label("Email").fill(STAFF[role])
            page.get_by_label("Password", exact=True).fill(demo.PASSWORD)
            page.get_by_role("button", name="Log in", exact=True).click()
            page.wait_for_url("**/desk**")
            self._logged_in[role] = page.context.storage_state()
            page.context.close()
        return self._logged_in[role]


@contextmanager
def open_gallery(url: str, browser: Browser) -> Iterator[Gallery]:
    """The demo council at one moment, with every shipped service."""
    editions.forget()
    with ExitStack() as standing:
        standing.enter_context(clock.standing_for_all_at(MOMENT))
        demo.open_council(at=MOMENT)
        yield Gallery(url, browser, _examples())
    editions.forget()


def _examples() -> dict[str, str]:
    """One of each thing that an address may name."""
    cases = Case.objects.order_by("id")
    still_open = cases.filter(closed_at=None)
    keyed = cases.filter(channel="paper")[0]
    bins = editions.current(service="missed-bin")
    assert bins is not None
    return {
        "case": still_open.filter(service="missed-bin")[0].reference,
        "closed": cases.exclude(closed_at=None)[0].reference,
        "priced": still_open.filter(fee__gt=0, payments=None)[0].reference,
        "keyed": keyed.reference,
        "keyed-form": code_for(editions.of_hash(edition=keyed.edition_id), keyed.language),
        "message": str(Message.objects.order_by("id")[0].pk),
        "form": code_for(bins, "en"),
        "form-cy": code_for(bins, "cy"),
    }
