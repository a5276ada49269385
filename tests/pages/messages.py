"""Visits to the outbox, the inbox, and what goes to a customer before it goes."""

from collections.abc import Iterator
from datetime import datetime

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, press
from tests.rooms.emails import letter

from guildhall.serve.models import Arrival, Message
from guildhall.serve.telling.inbound.arriving import arrive


def begin_messages(at: datetime) -> dict[str, str]:
    """An email from somebody unknown, and an open case whose customer is told by letter."""
    arrive(raw=letter("When do you open on Saturday?", sender="new@example.org").as_bytes(), at=at)
    written = Message.objects.filter(kind="letter", about="receipt", case__closed_at=None).order_by("id")[0]
    assert written.case is not None
    return {"arrival": str(Arrival.objects.get(became="unknown").pk), "told": written.case.reference}


def messages() -> Iterator[Visit]:
    """Every page of messages."""
    case, preview = "/desk/cases/{case}", "desk/cases/<str:reference>/preview/<str:act>"
    yield staff("desk/outbox", state="filled", typical=True)
    yield staff("desk/outbox", address="/desk/outbox?kind=call&state=stopped", state="empty")
    yield staff("desk/outbox/<int:message>", address="/desk/outbox/{message}", state="filled")
    yield staff("desk/outbox/wordings", state="filled")
    yield staff("desk/outbox/inbox", state="filled")
    yield staff("desk/outbox/inbox", address="/desk/outbox/inbox?which=all", state="filled, all")
    email, read = "desk/outbox/inbox/<int:arrival>", "/desk/outbox/inbox/{arrival}"
    yield staff(email, address=read, state="filled")
    yield staff(email, address=read, state="with errors", act=_looked_up(""))
    yield staff(
        email, address=read, state="filled, who may have written", typical=True, act=_looked_for("mali griffith")
    )
    yield staff(
        preview,
        address="/desk/cases/{told}",
        state="filled, preview",
        typical=True,
        act=_written("The lorry is late today."),
    )
    yield staff(preview, address=case, state="with errors", act=_written(""))


def _looked_up(reference: str) -> Act:
    def act(page: Page) -> None:
        page.locator("main [name=reference]").fill(reference)
        press(page.get_by_role("button", name="Look at the case"))

    return act


def _looked_for(name: str) -> Act:
    def act(page: Page) -> None:
        page.locator("main [name=typed]").fill(name)
        press(page.get_by_role("button", name="Look for them"))

    return act


def _written(text: str) -> Act:
    def act(page: Page) -> None:
        page.locator("main [name=note]").fill(text)
        press(page.get_by_role("button", name="Write it to the customer"))

    return act
