"""Visits to what lies beside a case: its work, decision, complaint, documents, what was told; the tasks and the texts."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, press, submit

from guildhall.serve.casework.cases import CONSULTS
from guildhall.serve.models import Case, TextBlock


def begin_casework() -> dict[str, str]:
    """Cases on which there is something of each sort, and a text that is often written."""
    running = Case.objects.filter(closed_at=None)
    return {
        "worked": running.filter(inspections__isnull=False)[0].reference,
        "decided": running.filter(determinations__isnull=False)[0].reference,
        "stage-1": running.filter(stages__number=1)
        .exclude(stages__acknowledged_at=None)
        .exclude(stages__number=2)[0]
        .reference,
        "stage-2": running.filter(stages__number=2)[0].reference,
        "heard": Case.objects.filter(service=CONSULTS).order_by("received_on")[0].reference,
        "text": str(TextBlock.objects.order_by("id")[0].pk),
    }


def casework() -> Iterator[Visit]:
    """Every page beside a case, empty, filled and with errors."""
    at = "desk/cases/<str:reference>"
    work, decision = "/desk/cases/{worked}/work", "/desk/cases/{decided}/decision"
    yield staff("desk/tasks", state="filled", typical=True)
    yield staff("desk/tasks", address="/desk/tasks?whose=mine&after=9999-12-31~1", state="empty")
    yield staff(f"{at}/work", address="/desk/cases/{case}/work", state="empty")
    yield staff(f"{at}/work", address=work, state="filled", typical=True)
    yield staff(f"{at}/tasks", address=work, state="with errors", act=_opened("Set a task", "Set the task"))
    yield staff(f"{at}/advice", address=work, state="with errors", act=_opened("Ask another team", "Ask them"))
    yield staff(f"{at}/visits", address=work, state="with errors", act=_opened("Book a visit", "Book it"))
    yield staff(
        f"{at}/visits/<int:visit>", address=work, state="with errors", act=_opened("What became of it", "We were there")
    )
    yield staff(f"{at}/decision", address="/desk/cases/{case}/decision", state="empty", typical=True)
    yield staff(f"{at}/decision", address=decision, state="filled")
    yield staff(f"{at}/decision", address=decision, state="with errors", act=submit("See what goes"))
    yield staff(f"{at}/decision", address=decision, state="previewed", act=_granted)
    yield staff(f"{at}/complaint", address="/desk/cases/{stage-1}/complaint", state="to be answered", typical=True)
    yield staff(f"{at}/complaint", address="/desk/cases/{stage-2}/complaint", state="at stage 2")
    yield staff(
        f"{at}/complaint",
        address="/desk/cases/{stage-1}/complaint",
        state="with errors",
        act=submit("Answer and close"),
    )
    yield staff(at, address="/desk/cases/{stage-1}", state="owed an answer")
    yield staff(
        at,
        address="/desk/cases/{stage-1}",
        state="with errors",
        act=_opened("They withdraw it", "Close it as withdrawn"),
    )
    yield staff(f"{at}/reopening", address="/desk/cases/{closed}/reopening", state="filled")
    yield staff(
        f"{at}/reopening", address="/desk/cases/{closed}/reopening", state="with errors", act=submit("Open it again")
    )
    yield staff(f"{at}/heard", address="/desk/cases/{heard}/heard", state="filled", typical=True)
    yield staff(f"{at}/heard", address="/desk/cases/{heard}/heard", state="with errors", act=_in_welsh_alone)
    yield staff(f"{at}/papers", address="/desk/cases/{case}/papers", state="filled")
    yield staff(f"{at}/papers", address="/desk/cases/{case}/papers", state="with errors", act=submit("Add it"))
    yield staff(f"{at}/told", address="/desk/cases/{stage-2}/told", state="filled", typical=True)
    yield staff("desk/texts", state="filled", typical=True)
    yield staff("desk/texts", state="with errors", act=submit("Keep it"))
    yield staff("desk/texts/<int:block>", address="/desk/texts/{text}", role="administrator", state="filled")


def _opened(summary: str, button: str) -> Act:
    def act(page: Page) -> None:
        page.get_by_text(summary).first.click()
        press(page.get_by_role("button", name=button, exact=True))

    return act


def _in_welsh_alone(page: Page) -> None:
    page.locator("main [name=more-cy]").fill("Agorwch ar ddydd Sadwrn.")
    press(page.get_by_role("button", name="Save"))


def _granted(page: Page) -> None:
    page.get_by_label("Granted", exact=True).check()
    page.locator("main [name=words]").fill("Your permit is on its way.")
    press(page.get_by_role("button", name="See what goes"))
