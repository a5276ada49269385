"""Promises of the desk that decides whether two records are one person: reasons side by side, and every look written down."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import MILL_LANE, WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import Onlooker
from guildhall.people import door
from guildhall.people.models import Look
from guildhall.serve.contacts import interactions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

AGO = timedelta(days=7)


def father_and_son() -> tuple[str, str]:
    """Two of one name, one home and one telephone."""
    both = [person("Ifan Rees", phone="01632 960100", lives=MILL_LANE) for _ in range(2)]
    return both[0], both[1]


def page_of(reference: str) -> str:
    """Where somebody's one view is."""
    return f"/desk/people/{reference.removeprefix('party/')}"


def test_the_page_of_a_person_says_who_they_may_be_and_why(asha: Clerk) -> None:
    father, son = father_and_son()
    asha.open(page_of(father))
    assert "May be the same asIfan Rees 4 Mill Lane, ZZ1 2AB" in asha.main
    asha.open(str(asha.page.xpath('//dt[text()="May be the same as"]/..//a/@href')[0]))
    for told in ("For The same name", "For The same telephone number", "For The same address"):
        assert told in asha.main
    looked = Look.objects.filter(page="people-proposal").values_list("party_id", flat=True)
    assert {f"party/{each.hex}" for each in looked} == {father, son}


def test_one_press_decides_and_leads_to_the_next(asha: Clerk) -> None:
    father, son = father_and_son()
    asha.open(page_of(father)).open("/desk/people/proposals").follow("Ifan Rees and Ifan Rees")
    asha.press("One person", {"why": "rang"})
    assert asha.address == "/desk/people/proposals?decided=same"
    assert "Kept: they are one person." in asha.main
    assert son in door.same_as(references=[father])[father]
    asha.open(page_of(son))
    assert "May be the same as" not in asha.main
    asha.follow("Two people?")
    assert "Asha Pell said today" in asha.main


def test_what_was_decided_meanwhile_is_shown_and_not_decided_twice(asha: Clerk) -> None:
    father, _ = father_and_son()
    asha.open(page_of(father)).open("/desk/people/proposals").follow("Ifan Rees and Ifan Rees")
    address = asha.address
    other = clerk("service-officer", name="Tom Harrow")
    other.open(address).press("Two people", {"why": "father and son"})
    asha.press("One person")
    assert (asha.status, "Somebody has decided this meanwhile" in asha.main) == (409, True)
    assert "Two people, said Tom Harrow today" in asha.main
    assert not door.links_of(references=[father])


def test_what_is_amiss_is_said_at_its_box_and_nothing_is_lost(asha: Clerk) -> None:
    father, _ = father_and_son()
    asha.open(page_of(father)).open("/desk/people/proposals").follow("Ifan Rees and Ifan Rees")
    asha.press("One person", {"why": "x" * 201})
    assert "Write at most 200 letters" in asha.page.xpath('//*[@id="why-error"]')[0].text_content()
    assert asha.value("why") == "x" * 201
    asha.press("", {"why": "rang"})
    assert "Choose whether they are one person" in asha.main
    assert asha.value("why") == "rang"


def test_taking_a_link_back_asks_why_and_lists_what_was_made_meanwhile(asha: Clerk) -> None:
    father, son = father_and_son()
    door.assert_link(one=father, other=son, reasons=("same-name",), actor=ASHA, at=WEDNESDAY - AGO)
    interactions.log(channel="phone", reason="progress", party=father, actor=ASHA, at=WEDNESDAY - timedelta(days=1))
    asha.open(page_of(father)).follow("Two people?")
    assert "The same name" in asha.main
    asha.press("Take it back")
    assert "Write why they are two people" in asha.page.xpath('//*[@id="why-error"]')[0].text_content()
    asha.press("Take it back", {"why": "father and son"})
    assert "Taken back. Every record is its own person's again." in asha.main
    assert "How far a case has got" in asha.main
    asha.press("Keep what I chose", {"why": "asked him"})
    assert (asha.status, "Choose whose one of them is" in asha.main) == (409, True)
    assert asha.value("why") == "asked him"
    (box,) = set(asha.page.xpath("//main//input[@type='radio']/@name"))
    asha.press("Keep what I chose", {box: "stands"})
    assert "Kept. Nothing is left to say." in asha.main
    asha.open("/desk/people/reviews")
    assert "Nothing is left to review." in asha.main


def test_what_another_said_meanwhile_is_not_said_again(asha: Clerk) -> None:
    father, son = father_and_son()
    link = door.assert_link(one=father, other=son, actor=ASHA, at=WEDNESDAY - AGO).id
    interactions.log(channel="phone", reason="progress", party=father, actor=ASHA, at=WEDNESDAY - timedelta(days=1))
    asha.open(f"/desk/people/links/{link}").press("Take it back", {"why": "father and son"})
    (box,) = set(asha.page.xpath("//main//input[@type='radio']/@name"))
    clerk("advisor", name="Bryn Colley").open(f"/desk/people/reviews/{link}").press(
        "Keep what I chose", {box: "stands"}
    )
    asha.press("Keep what I chose", {box: "stands"})
    assert asha.status == 409
    assert "somebody has said whose it is" in asha.main


@pytest.mark.parametrize("address", ["proposals/{proposal}", "links/{link}", "reviews/{link}"])
def test_where_somebody_is_protected_none_but_those_who_keep_people_safe_learn_of_it(asha: Clerk, address: str) -> None:
    father, son = father_and_son()
    asha.open(page_of(father))
    proposal = door.sameness.may_be(references=[father], onlooker=Onlooker(account="x", people=True), at=WEDNESDAY)[
        0
    ].id
    link = door.assert_link(one=father, other=son, actor=ASHA, at=WEDNESDAY - AGO).id
    door.protect(reference=son, actor=ASHA, at=WEDNESDAY)
    at = "/desk/people/" + address.format(proposal=proposal, link=link)
    assert asha.open(at).status == 404
    assert clerk("safeguarding", name="Ruth Calder").open(at).status == 200


def test_only_those_who_look_people_up_see_any_of_it(asha: Clerk) -> None:
    father, _ = father_and_son()
    asha.open(page_of(father))
    for role in ("service-designer", "partner", "councillor"):
        other = clerk(role, team="x", name=f"{role} Moss")
        for address in ("proposals", "reviews"):
            assert other.open(f"/desk/people/{address}").status == 403


def test_a_day_of_birth_is_kept_and_refused_where_it_is_none(asha: Clerk) -> None:
    father, _ = father_and_son()
    asha.open(page_of(father)).press("Keep the day of birth", {"born": "31 2 1951"})
    assert "Write a real date" in asha.page.xpath('//*[@id="born-error"]')[0].text_content()
    asha.press("Keep the day of birth", {"born": "2 3 2051"})
    assert "Nobody was born after today" in asha.main
    asha.press("Keep the day of birth", {"born": "2 3 1951"})
    assert "born 2 March 1951" in asha.main


def test_the_list_costs_the_same_however_many_wait(asha: Clerk) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            asha.open("/desk/people/proposals")
        return len(asked)

    asha.open(page_of(father_and_son()[0]))
    few = cost()
    for number in range(8):
        pair = [person("Vera Lind", phone=f"01632 96020{number}") for _ in range(2)]
        asha.open(page_of(pair[0]))
    assert cost() == few
