"""Promises about who answers a request and by when: at most two further months, told in time; and who sees what is protected."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.privacy_world import WYN, Held, held_of_vera

from guildhall.estate.door import give_role
from guildhall.people.door import protect
from guildhall.serve.models import Extension, Message, Obligation
from guildhall.serve.obligations.acting import NothingRuns
from guildhall.serve.privacy import requests

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def wyn() -> Clerk:
    """Who sees to the law of people's records."""
    return clerk("information-governance", name="Wyn Keating")


def due_on(held: Held) -> str:
    return str(Obligation.objects.get(case_id=held.request.case.id, name=requests.OWED[held.request.kind]).due_on)


def at_request(wyn: Clerk, held: Held) -> Clerk:
    return wyn.open(f"/desk/privacy/requests/{held.request.case.reference}")


def test_more_time_is_taken_at_the_desk_and_whoever_asks_is_told_why(wyn: Clerk) -> None:
    held = held_of_vera(wanted="copy")
    assert due_on(held) == "2026-12-18"
    at_request(wyn, held).press("Take more time", {"months": "2", "reason": "There are many records."})
    assert due_on(held) == "2027-02-18"
    told = Message.objects.filter(case_id=held.request.case.id, about="notice").latest("id")
    assert "There are many records." in told.body
    assert "18 February 2027" in told.body
    assert not wyn.has("months")


def test_what_is_missing_is_said_at_its_box_and_what_was_typed_stays(wyn: Clerk) -> None:
    held = held_of_vera()
    at_request(wyn, held).press("Take more time", {"months": "2"})
    assert wyn.status == 409
    assert wyn.page.xpath('//a[@href="#reason"]')
    assert wyn.page.xpath('//input[@id="months-2" and @checked]')
    wyn.press("Take more time", {"months": "", "reason": "It is complex."})
    assert "It is complex." in wyn.main
    assert not Extension.objects.exists()


def test_never_more_than_two_months_and_never_when_the_month_is_over_or_stands_still() -> None:
    held = held_of_vera()
    asked = {"request": held.request, "actor": WYN}
    with pytest.raises(requests.NoMoreTime):
        requests.extend(**asked, months=3, reason="Complex", at=WEDNESDAY)  # type: ignore[arg-type]
    requests.extend(**asked, months=1, reason="Complex", at=WEDNESDAY)  # type: ignore[arg-type]
    requests.extend(**asked, months=1, reason="Complex", at=WEDNESDAY)  # type: ignore[arg-type]
    assert (Extension.objects.count(), due_on(held)) == (1, "2027-01-18")
    later = WEDNESDAY + timedelta(days=1)
    with pytest.raises(requests.NoMoreTime):
        requests.extend(**asked, months=2, reason="Many", at=later)  # type: ignore[arg-type]
    assert requests.more_months(request=held.request, at=later) == 1
    over = WEDNESDAY + timedelta(days=70)
    assert requests.more_months(request=held.request, at=over) == 0
    with pytest.raises(NothingRuns):
        requests.extend(**asked, months=1, reason="Many", at=over)  # type: ignore[arg-type]
    requests.ask_proof(request=held.request, actor=WYN, at=later)
    with pytest.raises(NothingRuns):
        requests.extend(**asked, months=1, reason="Many", at=later)  # type: ignore[arg-type]
    assert Extension.objects.count() == 1


def test_the_page_of_somebody_protected_says_who_must_answer(wyn: Clerk) -> None:
    held = held_of_vera(wanted="copy")
    protect(reference=held.vera, actor=ASHA, at=WEDNESDAY)
    safe = clerk("safeguarding", name="Rhian Price")
    assert safe.open(f"/desk/privacy/requests/{held.request.case.reference}").status == 403
    assert "Nobody holds both now: ask an administrator" in at_request(wyn, held).main
    give_role(account=safe.reference, role="information-governance", since=WEDNESDAY)
    assert "Ask Rhian Price." in at_request(wyn, held).main
    assert "What would be given" in at_request(safe, held).main
