"""Promises about looks: whoever of the staff, or of those who help, is shown somebody's record, it is written down where."""

import pytest
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.helpers_of_grace import organisation, sends
from tests.rooms.privacy_world import held_of_vera
from tests.rooms.promising import promised
from tests.rooms.test_one_view_whole import a_letter_came, expects

from guildhall.people import door
from guildhall.people.models import Look
from guildhall.serve.casework import acts
from guildhall.serve.contacts import interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Call, CaseLook, Message
from guildhall.serve.privacy import holds

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


def test_whoever_a_search_names_with_where_they_live_or_by_the_name_alone(asha: Clerk) -> None:
    lives = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
    here = door.register(name="Hetty Sorrel", lives=lives, at=WEDNESDAY)
    other = door.register(name="Hetty Poyser", at=WEDNESDAY)
    asha.open("/desk/people").press("Find", {"typed": "hetty"})
    assert "4 Mill Lane" in asha.main
    assert "Hetty Poyser" in asha.main
    assert sorted(people_looked_at()) == sorted([(here, "people"), (other, "people")])


def test_whoever_a_list_names(asha: Clerk, vera: Acquaintance) -> None:
    promised(vera.reference)
    call = Call.objects.create(key="1", number="+441632960101", rang_at=WEDNESDAY)
    contact = interactions.log(channel="counter", reason="thanks", party=vera.reference, actor=ASHA, at=WEDNESDAY)
    Call.objects.filter(id=call.pk).update(interaction_id=contact)
    assert "Vera Lind" in asha.open("/desk/callbacks").main
    assert "Vera Lind" in asha.open("/desk/calls").main
    assert people_looked_at() == [(vera.reference, "callbacks"), (vera.reference, "calls")]


def test_whoever_a_list_of_privacy_names(vera: Acquaintance) -> None:
    held = held_of_vera()
    holds.place(subject=vera.reference, reason="A claim", actor=ASHA, at=WEDNESDAY)
    officer = clerk("information-governance")
    for path in ("/desk/privacy", "/desk/privacy/holds"):
        assert "Vera Lind" in officer.open(path).main
    assert people_looked_at() == [(held.vera, "privacy"), (vera.reference, "privacy-holds")]


def test_whoever_is_expected_at_a_counter_or_has_letters_there(vera: Acquaintance) -> None:
    open_places(at=WEDNESDAY)
    expects(vera.reference)
    a_letter_came(vera.reference)
    advisor = clerk("advisor")
    for path in ("/desk/places/the-guildhall/day?day=2026-11-19", "/desk/places/westmere-library/post"):
        assert "Vera Lind" in advisor.open(path).main
    assert people_looked_at() == [(vera.reference, "places-day"), (vera.reference, "places-letters")]


def test_those_whom_a_partner_helps_and_who_asked_a_councillor() -> None:
    in_force()
    dai = organisation().helper("Dai Morgan")
    grace = sends(dai).customer
    Look.objects.all().delete()
    assert "Grace Adeyemi" in dai.open("/desk/partner").main
    assert people_looked_at() == [(grace, "partner")]
    Look.objects.all().delete()
    ann = clerk("councillor", team="mill-lane", name="Ann Moss")
    told = {"name": "Mo Ali", "email": "mo.ali@example.org", "service": "missed-bin"}
    assert "Mo Ali" in ann.open("/desk/councillor").press("They asked me", told).main
    assert {page for _whom, page in people_looked_at()} == {"councillor"}


def test_a_page_that_leads_elsewhere_has_shown_nobody(asha: Clerk, vera: Acquaintance) -> None:
    asha.client.post(f"/desk/people/{vera.key}/languages", {"language": "cy"})
    assert people_looked_at() == []
