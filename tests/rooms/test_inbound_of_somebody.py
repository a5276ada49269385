"""Promises about an email on no case from an address that nobody knows: put with whoever wrote it, it is a contact of theirs."""

import pytest
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import AMIR, WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_inbound_by_hand import FROM_WORK, page_of, waiting

from guildhall.ledger.door import history
from guildhall.people import door as people
from guildhall.serve.models import Arrival, Interaction, Message
from guildhall.serve.privacy.beside import beside_cases
from guildhall.serve.privacy.gathering import held_about
from guildhall.serve.telling.inbound import by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def given(tom: Clerk, arrival: Arrival, typed: str = "vera lind") -> Clerk:
    """Both presses."""
    tom.open(page_of(arrival)).press("Look for them", {"typed": typed})
    return tom.press("Put it with them: Vera Lind")


def story_of(by: Clerk, party: str) -> str:
    """What stands on somebody's one view."""
    return by.open(f"/desk/people/{party.removeprefix('party/')}").main


def test_it_is_a_contact_on_the_one_view_of_whoever_was_seen_and_chosen(tom: Clerk) -> None:
    vera, arrival = person("Vera Lind"), waiting("When do you open?")
    tom.open(page_of(arrival)).press("Look for them", {"typed": "vera lind"})
    assert Arrival.objects.get().became == "unknown"
    tom.press("Put it with them: Vera Lind")
    assert "It stands with Vera Lind" in tom.main
    assert "They wrote: My bin" in story_of(tom, vera)
    tom.follow("They wrote: My bin")
    assert "When do you open?" in tom.main
    contact = Interaction.objects.get()
    assert (contact.party, contact.case, contact.failure_demand) == (vera, "", False)
    tom.open("/desk/outbox/inbox")
    assert "My bin" not in tom.main
    event = history(subject=f"contact/{contact.pk}", audience="staff")[-1]
    assert (event.type, event.actor.reference, event.data) == ("email.arrived", tom.reference, {"became": "person"})


def test_whoever_reads_no_emails_sees_that_they_wrote_and_is_led_nowhere(tom: Clerk) -> None:
    vera = person("Vera Lind")
    given(tom, waiting())
    asha = clerk("advisor")
    assert "They wrote: My bin" in story_of(asha, vera)
    assert "/desk/outbox/inbox" not in asha.source


def test_its_sender_is_known_by_the_address_no_better_and_written_to_by_nobody(tom: Clerk) -> None:
    person("Vera Lind")
    given(tom, waiting())
    assert not people.find(email=FROM_WORK)
    assert not Message.objects.exists()


def test_taken_off_it_waits_again_with_all_its_words_and_nothing_of_it_is_theirs(tom: Clerk) -> None:
    vera, arrival = person("Vera Lind"), waiting()
    given(tom, arrival).press("Take it off them")
    assert "Taken off. It waits here again." in tom.main
    assert "The lane is Hollow Lane." in tom.main
    assert "They wrote" not in story_of(tom, vera)
    contact = Interaction.objects.get()
    assert (contact.party, contact.failure_demand) == ("", None)
    assert [each.data["became"] for each in history(subject=f"contact/{contact.pk}", audience="staff")[-2:]] == [
        "person",
        "unknown",
    ]
    given(tom, arrival)
    assert "They wrote: My bin" in story_of(tom, vera)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a name"),
        ("v", "Type at least 2 letters"),
        ("Nobody Here", "Nobody was found"),
        ("\x00<b>", "Type at least"),
    ],
)
def test_what_finds_nobody_is_told_at_its_box(tom: Clerk, typed: str, said: str) -> None:
    person("Vera Lind")
    tom.open(page_of(waiting())).press("Look for them", {"typed": typed})
    assert tom.status == 409
    assert said in tom.page.xpath('//*[@id="typed-error"]')[0].text_content()
    assert tom.value("typed") == typed.replace("\x00", "")


@pytest.mark.parametrize("party", ["", "none", "0" * 32])
def test_it_is_put_with_nobody_whom_we_do_not_know(tom: Clerk, party: str) -> None:
    person("Vera Lind")
    arrival = waiting()
    tom.open(page_of(arrival)).press("Look for them", {"typed": "vera"})
    tom.page.xpath("//input[@name='party']")[0].set("value", party)
    tom.press("Put it with them")
    assert (tom.status, "Nobody was found" in tom.main) == (409, True)
    assert Arrival.objects.get().became == "unknown"


def test_pressed_twice_or_by_two_it_stands_with_the_first_who_was_chosen(tom: Clerk) -> None:
    vera, arrival = person("Vera Lind"), waiting()
    tom.open(page_of(arrival)).press("Look for them", {"typed": "vera lind"})
    tomos = person("Tomos Lind")
    by_hand.give(arrival=arrival.pk, party=tomos, actor=AMIR, at=WEDNESDAY)
    tom.press("Put it with them: Vera Lind")
    assert (tom.status, "Somebody has dealt with this email meanwhile" in tom.main) == (409, True)
    assert Interaction.objects.get().party == tomos
    assert "They wrote" not in story_of(tom, vera)


def test_it_is_in_the_copy_of_whom_it_was_put_with_and_of_nobody_else() -> None:
    vera, tomos = person("Vera Lind"), person("Tomos Lind", email=FROM_WORK)
    arrival = waiting()
    by_hand.give(arrival=arrival.pk, party=vera, actor=ASHA, at=WEDNESDAY)
    record = f"email/{arrival.pk}"
    assert record in {each.record for each in held_about(parties=[vera], language="en")}
    assert record in {each.record for each in beside_cases(parties=[vera], at=WEDNESDAY)}
    assert record not in {each.record for each in held_about(parties=[tomos], language="en")}
