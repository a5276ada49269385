"""Promises on the one view of a person: who acts for them, recorded with its basis, ended at once on their word."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.rooms.acquainted import ASHA, about_vera, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk

from guildhall.kernel.clocks import LONDON
from guildhall.people import door
from guildhall.serve.models import Message

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


def test_she_is_shown_the_words_she_agreed_to_by_her_own_way(page: Clerk) -> None:
    vera = vera_in(page)
    door.reached_by(
        reference=vera, kind="email", value="vera.lind@example.org", preferred=True, actor=ASHA, at=WEDNESDAY
    )
    chosen(page, agreed="yes", by="phone")
    (given,) = door.represented_by(reference=vera)
    [told] = Message.objects.filter(about="acting")
    assert (told.party, told.kind, told.to) == (vera, "email", "vera.lind@example.org")
    assert "You agreed that Mali Griffith may act for you with us." in told.body
    assert given.wording in told.body
    assert given.told_at == WEDNESDAY
    assert given.code in told.body  # by which she ends it, and nobody else
    assert given.code not in page.open(page.address).source


def test_where_no_way_reaches_her_somebody_is_set_the_task_to_tell_her(page: Clerk) -> None:
    vera = vera_in(page)
    for each in door.contacts_of(reference=vera):
        door.no_longer_reached_by(reference=vera, point=each.id, actor=ASHA, at=WEDNESDAY)
    door.moved(reference=vera, lives={"kind": "unknown"}, actor=ASHA, at=WEDNESDAY)
    chosen(page, agreed="yes", by="counter")
    [given] = door.represented_by(reference=vera)
    assert (Message.objects.get(about="acting").kind, given.told_at) == ("otherwise", None)


def test_nobody_acts_who_cannot_be_named_to_her(page: Clerk) -> None:
    vera = vera_in(page)
    nobody = door.register(name="", phone="01632 960777", at=WEDNESDAY)
    page.press("Find them", {"agent": "01632 960777", "basis": "consent"})
    typed = {"agent-party": nobody.removeprefix("party/"), "basis": "consent", "powers": ["hear"], "agreed": "yes"}
    page.press("Record it", typed)
    assert page.status == 409
    assert "We could not say to them who acts: this record has no name." in page.main
    assert (door.represented_by(reference=vera), Message.objects.filter(about="acting").count()) == ((), 0)


def test_what_goes_is_read_before_it_is_recorded_and_nothing_is_lost_on_the_way(page: Clerk) -> None:
    vera = vera_in(page)
    door.reached_by(
        reference=vera, kind="email", value="vera.lind@example.org", preferred=True, actor=ASHA, at=WEDNESDAY
    )
    page.press("Find them", {"agent": "mali", "basis": "consent"})
    page.press("See what goes", {"basis": "consent", "powers": ["hear"], "agreed": "yes"})
    assert "You agreed that Mali Griffith may act for you with us." in page.main
    assert (door.represented_by(reference=vera), Message.objects.filter(about="acting").count()) == ((), 0)
    page.press("Record it")
    assert [each.powers for each in door.represented_by(reference=vera)] == [("hear",)]
    assert Message.objects.filter(about="acting").count() == 1


def test_who_acts_and_for_whom_is_asked_at_once(page: Clerk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    vera = vera_in(page)
    chosen(page, agreed="yes", by="phone")
    (given,) = door.represented_by(reference=vera)
    for whose, around in ((vera, ((given,), ())), (given.agent, ((), (given,)))):
        with django_assert_num_queries(1):
            assert door.acting_around(references=[whose]) == around


@pytest.mark.parametrize(
    ("basis", "said", "box"),
    [
        ("consent", "Read the words, and tick that they agreed", "agreed"),
        ("power-of-attorney", "Write what you saw, or keep a copy", "saw"),
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
    chosen(page, basis="power-of-attorney", powers=["hear", "decide"], saw="Registered deed 7042", by="counter")
    (given,) = door.represented_by(reference=vera)
    assert (given.evidence, given.powers) == ("seen at the counter: Registered deed 7042", ("hear", "decide"))
    assert "Power of attorney" in page.main


def test_it_stands_from_the_first_day_to_the_end_of_the_last(page: Clerk) -> None:
    vera = vera_in(page)
    days = {"from": "1 12 2026", "until": "31 3 2027"}
    chosen(page, basis="deputy", saw="Order of the court", **days)
    (given,) = door.represented_by(reference=vera)
    assert (given.since, given.until) == (datetime(2026, 12, 1, tzinfo=LONDON), datetime(2027, 4, 1, tzinfo=LONDON))
    assert "the end of 31 March 2027" in page.main


@pytest.mark.parametrize(
    ("typed", "box", "says"),
    [
        ({"from": "31 2 2027"}, "from", "date"),
        ({"until": "soon"}, "until", "date"),
        ({"until": "17 11 2026"}, "until", "The last day is over already"),
        ({"from": "2 12 2026", "until": "1 12 2026"}, "until", "before the first"),
    ],
)
def test_days_that_do_not_fit_are_said_at_their_box(page: Clerk, typed: dict[str, str], box: str, says: str) -> None:
    vera = vera_in(page)
    chosen(page, agreed="yes", **typed)
    assert says in page.page.xpath(f'//*[@id="{box}-error"]')[0].text_content()
    assert page.value(box) == typed[box]
    assert door.represented_by(reference=vera) == ()


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
