"""Visits to the privacy desk: requests, holds, what goes and what has gone, and who looked."""

from collections.abc import Iterator
from datetime import datetime

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import press, submit

from guildhall.ledger.door import Actor
from guildhall.people.door import looked
from guildhall.serve.models import Case, RightsRequest
from guildhall.serve.privacy import retention
from guildhall.serve.privacy.erasing import Why, erase_case

WHO = "information-governance"
POSTED_TO = {
    **{
        f"desk/privacy/requests/<str:reference>/{act}": "takes what is posted, and shows the page it came from"
        for act in ("proofs", "extensions", "decisions", "reviews", "answers")
    },
    "desk/privacy/requests/<str:reference>/copy.pdf": "a PDF, looked at in tests of the copy",
    "desk/privacy/requests/<str:reference>/copy.json": "for machines",
    "desk/privacy/requests/<str:reference>/copy.zip": "a file of files, looked at in tests of the copy",
    "desk/privacy/requests/<str:reference>/documents/<int:number>": "what somebody sent, as they sent it",
}


def begin_privacy(at: datetime) -> dict[str, str]:
    """A request to erase, one for a copy, one to take up; and a case that was erased."""
    taken = {each.kind: each for each in RightsRequest.objects.select_related("case").order_by("id")}
    waiting = Case.objects.filter(service="your-information", closed_at=None, rights_request=None).order_by("-id")[0]
    old = Case.objects.filter(service="missed-bin", closed_at__isnull=False).order_by("id")[0]
    why = Why("retention", "24 months. To answer complaints and to plan rounds")
    erase_case(case=old.pk, why=why, actor=retention.HOUSE, at=at)
    asked = taken["erasure"]
    looked(references=[asked.party], by=Actor("staff", asked.by).reference, page="people-person", at=at)
    return {
        "erasing": asked.case.reference,
        "copying": taken["access"].case.reference,
        "asking": waiting.reference,
        "erased": old.reference,
        "asked-by": asked.party.removeprefix("party/"),
    }


def privacy() -> Iterator[Visit]:
    """Every page of the privacy desk."""
    at, one = "desk/privacy", "desk/privacy/requests/<str:reference>"
    erasing, asking = "/desk/privacy/requests/{erasing}", "/desk/privacy/requests/{asking}"
    yield staff(at, role=WHO, state="filled", typical=True)
    yield staff(one, role=WHO, address=erasing, state="to erase", typical=True)
    yield staff(one, role=WHO, address="/desk/privacy/requests/{copying}", state="for a copy")
    yield staff(one, role=WHO, address=erasing, state="with errors", act=submit("Tell them, and erase what goes"))
    yield staff(one, role=WHO, address=asking, state="to take up", typical=True)
    yield staff(f"{one}/takings", role=WHO, address=asking, state="with errors", act=submit("Take it up"))
    yield staff(f"{at}/holds", role=WHO, state="filled")
    yield staff(f"{at}/holds", role=WHO, state="with errors", act=submit("Hold it"))
    yield staff(f"{at}/holds/<int:hold>/end", role=WHO, address="/desk/privacy/holds", state="with errors", act=_unsaid)
    yield staff(f"{at}/retention", role=WHO, state="empty")
    yield staff(f"{at}/retention", role=WHO, address="/desk/privacy/retention?ahead=365", state="filled")
    yield staff(f"{at}/tombstones", role=WHO, state="filled")
    yield staff("desk/cases/<str:reference>", role=WHO, address="/desk/cases/{erased}", state="erased")
    yield staff(
        f"{at}/looks/<str:kind>/<str:key>", role=WHO, address="/desk/privacy/looks/party/{asked-by}", state="filled"
    )


def _unsaid(page: Page) -> None:
    press(page.get_by_role("button", name="Lift it").first)
