"""Visits to what belongs with a case: joined, suggested, related, split; and to what joining would do."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import press, submit

from guildhall.serve.joining import likeness
from guildhall.serve.models import Case


def begin_matters() -> dict[str, str]:
    """A case that is joined with another, and one that may be the same as both."""
    joined = Case.objects.exclude(matter="").order_by("id")[0]
    third = Case.objects.filter(service=joined.service, matter="", closed_at=None, latitude__isnull=False)
    alone = Case.objects.filter(latitude=None, closed_at=None).exclude(service=joined.service).order_by("id")[0]
    return {
        "matter": joined.reference,
        "alike": third.order_by("-id")[0].reference,
        "alike_code": likeness.code_of(Case.objects.filter(matter=joined.matter).order_by("-id")[0].reference),
        "alone": alone.reference,
    }


def matters() -> Iterator[Visit]:
    """Every page of what belongs with a case."""
    at = "desk/cases/<str:reference>/matter"
    one = "/desk/cases/{alike}/matter"
    yield staff(at, address="/desk/cases/{alone}/matter", state="empty")
    yield staff(at, address=one, state="suggested", typical=True)
    yield staff(at, address="/desk/cases/{matter}/matter", state="joined")
    yield staff(f"{at}/joining", address=f"{one}/joining?other={{alike_code}}", state="filled", typical=True)
    yield staff(f"{at}/joining", address=f"{one}/joining?other=7QX4-M3KD", state="with errors")
    yield staff(f"{at}/links", address=one, state="with errors", act=submit("Relate"))
    yield staff(
        f"{at}/links/<int:relation>/retraction",
        address="/desk/cases/{matter}/matter",
        state="with errors",
        act=_wordless,
    )
    yield staff(f"{at}/splits", address=one, state="with errors", act=_nothing_said)
    yield staff("desk/cases/<str:reference>", address="/desk/cases/{matter}", state="joined")


def _wordless(page: Page) -> None:
    page.get_by_text("Take it back").first.click()
    press(page.get_by_role("button", name="Take it back"))


def _nothing_said(page: Page) -> None:
    page.get_by_text("This case holds two matters").click()
    press(page.get_by_role("button", name="Open a second case"))
