"""Visits to the desk that decides whether two records are one person, and to the review of what was made when they were not."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, press

from guildhall.people.models import IdentityLink, Proposal, Verdict


def begin_sameness() -> dict[str, str]:
    """A proposal that waits and one that is settled, a link that stands and one that was taken back."""
    return {
        "proposal": str(Proposal.objects.filter(settled_at=None).order_by("-points", "id")[0].pk),
        "settled": str(Verdict.objects.order_by("id")[0].proposal_id),
        "joined": str(IdentityLink.objects.filter(retracted_at=None).order_by("id")[0].pk),
        "parted": str(IdentityLink.objects.exclude(retracted_at=None).order_by("id")[0].pk),
    }


def sameness() -> Iterator[Visit]:
    """Every page of the desk."""
    at = "desk/people"
    one, link, review = f"{at}/proposals/<int:proposal>", f"{at}/links/<int:link>", f"{at}/reviews/<int:link>"
    yield staff(f"{at}/proposals", state="filled", typical=True)
    yield staff(f"{at}/proposals", address=f"/{at}/proposals?after=-9~0")
    other, known = f"{at}/<str:key>/links", f"/{at}/{{known}}/links"
    yield staff(other, address=known)
    yield staff(other, address=known, state="found", act=_sought("pugh"))
    yield staff(other, address=known, state="with errors", act=_pressed("Find"))
    yield staff(one, address=f"/{at}/proposals/{{proposal}}", state="filled", typical=True)
    yield staff(one, address=f"/{at}/proposals/{{proposal}}", state="with errors", act=_wordy)
    yield staff(one, address=f"/{at}/proposals/{{settled}}", state="decided")
    yield staff(link, address=f"/{at}/links/{{joined}}", state="filled")
    yield staff(link, address=f"/{at}/links/{{joined}}", state="with errors", act=_pressed("Take it back"))
    yield staff(link, address=f"/{at}/links/{{parted}}", state="taken back")
    yield staff(f"{at}/reviews", state="filled")
    yield staff(f"{at}/reviews", address=f"/{at}/reviews?after=2999-01-01T00:00%2B00:00~1")
    yield staff(review, address=f"/{at}/reviews/{{parted}}", state="filled", typical=True)
    yield staff(review, address=f"/{at}/reviews/{{parted}}", state="with errors", act=_pressed("Keep what I chose"))


def _pressed(button: str) -> Act:
    def act(page: Page) -> None:
        press(page.get_by_role("button", name=button))

    return act


def _sought(text: str) -> Act:
    def act(page: Page) -> None:
        page.locator("main [name=typed]").fill(text)
        press(page.get_by_role("button", name="Find", exact=True))

    return act


def _wordy(page: Page) -> None:
    page.get_by_label("Why (optional)").fill("x" * 201)
    press(page.get_by_role("button", name="One person"))
