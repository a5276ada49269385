"""Promises to whoever knows that two records are one person though nobody proposed it: found, chosen, put side by side, linked."""

import pytest
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import MILL_LANE, WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.people import door
from guildhall.people.models import IdentityLink, Look, Proposal, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

CHOOSE = "Put both side by side"


def page_of(reference: str) -> str:
    """Where somebody's one view is."""
    return f"/desk/people/{reference.removeprefix('party/')}"


def key_of(reference: str) -> str:
    """What a record is called in a form."""
    return reference.removeprefix("party/")


@pytest.fixture
def two() -> tuple[str, str]:
    """Somebody before and after she married, with nothing in common that we hold."""
    return person("Vera Lind", phone="01632 960101"), person("Mrs V Okafor", lives=MILL_LANE)


def test_from_the_one_view_the_other_record_is_found_chosen_seen_beside_it_and_linked(
    asha: Clerk, two: tuple[str, str]
) -> None:
    vera, married = two
    asha.open(page_of(vera))
    assert "May be the same as" not in asha.main
    asha.follow("Another record is theirs too").press("Find", {"typed": "okafor"})
    assert "4 Mill Lane" in asha.main
    asha.press(CHOOSE, {"party": key_of(married)})
    for told in ("Vera Lind", "Mrs V Okafor", "Against Different names"):
        assert told in asha.main
    asha.press("One person", {"why": "She told us that she married"})
    assert married in door.same_as(references=[vera])[vera]
    assert asha.open(page_of(married)).status == 200
    assert "2, one person" in asha.main
    assert Look.objects.filter(page="people-other").exists()
    assert "okafor" not in " ".join(Proposal.objects.values_list("reasons", flat=True))


def test_what_is_amiss_is_said_at_its_box_and_what_was_typed_stays(asha: Clerk, two: tuple[str, str]) -> None:
    asha.open(f"{page_of(two[0])}/links").press("Find")
    assert "Type a name" in asha.page.xpath('//*[@id="typed-error"]')[0].text_content()
    asha.press("Find", {"typed": "nobody at all"})
    assert "No other record was found" in asha.page.xpath('//*[@id="typed-error"]')[0].text_content()
    assert asha.value("typed") == "nobody at all"
    asha.press("Find", {"typed": "okafor"}).press(CHOOSE)
    assert "Choose one of those" in asha.page.xpath('//*[@id="party-1-error"]')[0].text_content()
    assert asha.value("typed") == "okafor"
    assert not Proposal.objects.exists()


def test_neither_a_record_itself_nor_one_of_theirs_nor_an_organisation_is_offered_or_taken(
    asha: Clerk, two: tuple[str, str]
) -> None:
    vera, married = two
    door.assert_link(one=vera, other=married, actor=ASHA, at=WEDNESDAY)
    shop = door.register(kind="organisation", name="Okafor and Lind", at=WEDNESDAY)
    asha.open(f"{page_of(vera)}/links").press("Find", {"typed": "okafor"})
    assert "No other record was found" in asha.main
    third = person("Ada Okafor")
    asha.press("Find", {"typed": "okafor"})
    assert {each.get("value") for each in asha.page.xpath("//main//input[@name='party']")} == {key_of(third)}
    for forged in (vera, married, shop, "party/" + "0" * 32, "party/x"):
        assert asha.press(CHOOSE, {"party": key_of(forged)}).status == 409
    assert IdentityLink.objects.count() == 1
    assert not Proposal.objects.exists()


def test_two_who_were_said_to_be_two_can_be_put_side_by_side_again(asha: Clerk, two: tuple[str, str]) -> None:
    vera, married = two
    for verdict in ("Two people", "One person"):
        asha.open(f"{page_of(vera)}/links").press("Find", {"typed": "okafor"})
        asha.press(CHOOSE, {"party": key_of(married)}).press(verdict, {"why": "asked her"})
    assert married in door.same_as(references=[vera])[vera]
    assert list(Verdict.objects.order_by("id").values_list("said", flat=True)) == ["different", "same"]


def test_a_protected_record_is_found_and_joined_by_those_who_keep_people_safe_alone(
    asha: Clerk, two: tuple[str, str]
) -> None:
    vera, married = two
    door.protect(reference=married, actor=ASHA, at=WEDNESDAY)
    at = f"{page_of(vera)}/links"
    asha.open(at).press("Find", {"typed": "okafor"})
    assert "No other record was found" in asha.main
    person("Ada Okafor")
    asha.press("Find", {"typed": "okafor"}).press(CHOOSE, {"party": key_of(married)})
    assert (asha.status, "Choose one of those who were found" in asha.main) == (409, True)
    assert not Proposal.objects.exists()
    safe = clerk("safeguarding", name="Ruth Calder").open(at).press("Find", {"typed": "okafor"})
    safe.press(CHOOSE, {"party": key_of(married)}).press("One person")
    assert married in door.same_as(references=[vera])[vera]


def test_only_those_who_look_people_up_come_here(two: tuple[str, str]) -> None:
    for role in ("service-designer", "partner", "councillor"):
        assert clerk(role, team="x", name=f"{role} Moss").open(f"{page_of(two[0])}/links").status == 403
