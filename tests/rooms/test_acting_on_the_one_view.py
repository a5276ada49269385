"""Promises on the one view of a person: who acts for them, recorded with its basis, ended at once on their word."""

import pytest
from tests.rooms.acquainted import ASHA, about_vera, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk

from guildhall.people import door

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def page(asha: Clerk) -> Clerk:
    vera = about_vera()
    person("Mali Griffith")
    return asha.open(f"/desk/people/{vera.key}")


def vera_in(page: Clerk) -> str:
    return "party/" + page.address.split("/")[3].partition("#")[0]


def chosen(page: Clerk, **typed: object) -> Clerk:
    """Mali is found by her name, and chosen; the rest is said."""
    page.press("Find them", {"agent": "mali", "basis": "consent"})
    assert "Choose one of those who were found" in page.main
    return page.press("Record it", {"basis": "consent", "powers": ["hear", "speak"]} | typed)


def test_consent_is_recorded_with_the_words_that_were_read(page: Clerk) -> None:
    vera = vera_in(page)
    read = page.page.xpath('//*[@class="gh-explain"]/q')[0].text_content()
    chosen(page, agreed="yes", by="phone")
    (given,) = door.represented_by(reference=vera)
    assert (given.wording, given.channel, given.by) == (read, "phone", page.reference)
    assert "Mali Griffith" in page.main
    assert "UK GDPR, Articles 4(11) and 7" in page.main


@pytest.mark.parametrize(
    ("basis", "said", "box"),
    [
        ("consent", "Read the words, and tick that they agreed", "agreed"),
        ("power-of-attorney", "Write what you saw, or keep a copy", "seen"),
        ("elected-member", "Choose what it is about", "scope"),
    ],
)
def test_what_a_basis_asks_for_is_said_at_its_box(page: Clerk, basis: str, said: str, box: str) -> None:
    vera = vera_in(page)
    chosen(page, basis=basis)
    assert said in page.main
    assert page.page.xpath(f'//*[@id="{box}-error"]')
    assert door.represented_by(reference=vera) == ()


def test_a_deed_that_was_seen_is_written_down(page: Clerk) -> None:
    vera = vera_in(page)
    chosen(page, basis="power-of-attorney", powers=["hear", "decide"], seen="Registered deed 7042", by="counter")
    (given,) = door.represented_by(reference=vera)
    assert (given.evidence, given.powers) == ("seen at the counter: Registered deed 7042", ("hear", "decide"))
    assert "Power of attorney" in page.main


def test_it_ends_at_once_on_their_word_by_any_channel(page: Clerk) -> None:
    vera = vera_in(page)
    chosen(page, agreed="yes")
    (given,) = door.represented_by(reference=vera)
    page.press("End it now", {"by": "paper"})
    assert "Ended today" in page.main
    assert door.represented_by(reference=vera)[0].withdrawn_at == WEDNESDAY
    assert door.may_act(agent=given.agent, principal=vera, power="hear", about=(), at=WEDNESDAY) is None


def test_the_other_end_shows_for_whom_they_act(page: Clerk) -> None:
    chosen(page, agreed="yes")
    page.follow("Mali Griffith")
    assert "For whom they act" in page.main
    assert "Vera Lind" in page.main


def test_nobody_is_chosen_unasked_and_nobody_acts_for_themselves(page: Clerk) -> None:
    page.press("Find them", {"agent": "vera", "basis": "consent"})
    assert "Nobody of this name is registered" in page.main
    page.press("Find them", {"agent": "mali", "basis": ""})
    assert "Choose on which basis" in page.main


def test_what_is_another_persons_is_not_ended_from_this_page(page: Clerk) -> None:
    other, helper = person("Edith Marsh"), person("Jo Ash")
    given = door.represent(
        principal=other, agent=helper, basis="parent", powers=("hear",), channel="phone", actor=ASHA, at=WEDNESDAY
    )
    address = f"{page.address}/representations/{given.id}/end"
    sent = {"by": "phone", "csrfmiddlewaretoken": page.value("csrfmiddlewaretoken")}
    assert page.client.post(address, sent).status_code == 404
    assert door.represented_by(reference=other)[0].withdrawn_at is None
