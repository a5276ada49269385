"""Promises about looks: whoever of the staff, or of those who help, is shown somebody's record, it is written down where."""

import pytest
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import promised

from guildhall.people import door
from guildhall.people.models import Look
from guildhall.serve.casework import acts
from guildhall.serve.models import CaseLook, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def vera() -> Acquaintance:
    return about_vera()


def people_looked_at() -> list[tuple[str, str]]:
    """Whom, and on which page."""
    return [(f"party/{each.party_id.hex}", each.page) for each in Look.objects.order_by("id")]


def cases_looked_at() -> list[tuple[str, str]]:
    rows = CaseLook.objects.order_by("id")
    return list(rows.values_list("case__reference", "page"))


@pytest.mark.parametrize("beside", ["", "/work", "/papers", "/told", "/clocks", "/matter"])
def test_a_page_of_a_case_and_each_beside_it(tom: Clerk, vera: Acquaintance, beside: str) -> None:
    assert tom.open(f"/desk/cases/{vera.bin.reference}{beside}").status == 200
    assert cases_looked_at() == [(vera.bin.reference, f"cases-{beside[1:] or 'case'}")]


def test_a_case_of_another_team_was_not_seen(vera: Acquaintance) -> None:
    other = clerk("service-officer", team="housing")
    assert other.open(f"/desk/cases/{vera.bin.reference}/told").status == 403
    assert cases_looked_at() == []


def test_the_sheet_of_a_call_back(asha: Clerk, vera: Acquaintance) -> None:
    callback = promised(vera.reference)
    assert asha.open(f"/desk/callbacks/{callback.id}").status == 200
    assert (vera.reference, "callbacks-sheet") in people_looked_at()


def test_a_message_in_the_outbox(tom: Clerk, vera: Acquaintance) -> None:
    acts.ask(case=vera.bin, question="Which bin is it?", actor=ASHA, at=WEDNESDAY)
    written = Message.objects.filter(case_id=vera.bin.id).latest("id")
    tom.open(f"/desk/outbox/{written.pk}")
    assert people_looked_at() == [(vera.reference, "outbox-message")]
    assert cases_looked_at() == [(vera.bin.reference, "outbox-message")]


def test_whoever_a_search_shows_with_where_they_live_and_nobody_of_whom_it_says_only_the_name(asha: Clerk) -> None:
    lives = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
    here = door.register(name="Hetty Sorrel", lives=lives, at=WEDNESDAY)
    door.register(name="Hetty Poyser", at=WEDNESDAY)
    asha.open("/desk/people").press("Find", {"typed": "hetty"})
    assert "4 Mill Lane" in asha.main
    assert "Hetty Poyser" in asha.main
    assert people_looked_at() == [(here, "people")]


def test_a_page_that_leads_elsewhere_has_shown_nobody(asha: Clerk, vera: Acquaintance) -> None:
    asha.client.post(f"/desk/people/{vera.key}/languages", {"language": "cy"})
    assert people_looked_at() == []
