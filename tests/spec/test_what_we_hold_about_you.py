"""What we hold about you is yours to see, and goes when it is not needed"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.helpers_of_grace import ANSWERS, begins, goes_on, organisation
from tests.rooms.privacy_world import held_of_vera
from tests.rooms.test_privacy_erasing_beside import a_call, begun, laid_out

from guildhall.estate.door import standing_at
from guildhall.people.door import name_of
from guildhall.serve.helping import unsent
from guildhall.serve.helping.granting import grant
from guildhall.serve.models import Arrival, Consent, Journey, Message
from guildhall.serve.privacy import carrying_out, retention
from guildhall.serve.privacy.gathering import held_about
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def wednesday() -> Iterator[None]:
    editions.forget()
    with standing_at(WEDNESDAY):
        yield


def test_you_are_told_of_each_record_what_becomes_of_it_and_why() -> None:
    """Ask us to erase what we hold, and we decide of each record by itself: also of a form that you did not send and a call that
    we promised. We tell you what becomes of each, and why."""
    held = held_of_vera()
    begun(held)
    a_call(held)
    told = carrying_out.told_of(request=held.request, judged=laid_out(held).values())
    assert "The form that was begun on 18 November 2026 and not sent: we erased it." in told
    assert "The call that we promised on 18 November 2026: we keep it. It is still to come" in told


@pytest.mark.parametrize("address", ["/en/services/your-information", "/cy/gwasanaethau/your-information"])
def test_you_ask_what_we_hold_by_whichever_way_you_like(address: str) -> None:
    """You can ask what we hold about you on the web, by telephone, in person or by post. The page says where and when, in English
    and in Welsh, and whoever you speak to takes your request down themselves."""
    live = in_force("your-information")
    page = Clerk(Client(), "").open(address)
    lang = address[1:3]
    for way in ("phone", "counter", "paper"):
        offered = live.service.channels.offered()[way]
        assert offered.contact is not None
        assert offered.contact[lang] in page.main
        assert way == "paper" or (offered.hours or {})[lang] in page.main
    asha = clerk("advisor")
    for desk in ("phone", "counter"):
        asha.open(f"/desk/{desk}").press("See or erase what we hold about you", {"for": "own"})
        asha.press(typed={"wanted": "1" if desk == "phone" else "A"})
        assert "Is it about something in particular?" in asha.main


def test_a_copy_has_what_only_you_can_have_sent_and_nothing_that_may_be_anothers() -> None:
    """A copy of what we hold has every email from your own address. What came from an address that a family shares is shown to
    none of them, for it may be another's."""
    vera, amina = person("Vera Lind", email="lind@example.org"), person("Amina Yusuf", email="amina@example.org")
    Arrival.objects.create(key="1", became="unknown", sender="lind@example.org", text="My gate sticks", at=WEDNESDAY)
    assert "email" in {each.sort for each in held_about(parties=[vera], language="en")}
    assert "email" not in {each.sort for each in held_about(parties=[amina], language="en")}
    person("Tomos Lind", email="lind@example.org")
    assert "email" not in {each.sort for each in held_about(parties=[vera], language="en")}


def test_whoever_agrees_at_a_desk_is_sent_the_words() -> None:
    """When you agree at a desk or by telephone that somebody acts for you, we send you the words that you agreed to."""
    vera, mali = person("Vera Lind", email="vera.lind@example.org"), person("Mali Griffith")
    words = "Mali Griffith may act for you. Do you agree?"
    grant(
        principal=vera, agent=mali, basis="consent", powers=["hear"], scope=(), wording=words, language="en",
        evidence="", channel="phone", actor=ASHA, at=WEDNESDAY,
    )  # fmt: skip
    told = Message.objects.get(about="acting")
    assert told.to == "vera.lind@example.org"
    assert words in told.body


def test_whoever_is_helped_with_one_form_is_sent_the_words() -> None:
    """When somebody fills in a form for you, what we send you says who, how you end it, and the words that were agreed to. Where
    the form is not sent in that day, we tell you all the same."""
    in_force()
    begins(organisation("Westmere Library").helper("Dai Morgan"), email="grace@example.org")
    unsent.tell(journey=Journey.objects.get().id, at=WEDNESDAY + timedelta(hours=8))
    told = Message.objects.get()
    assert told.to == "grace@example.org"
    assert "Westmere Library" in told.body
    assert "it ends at once" in told.body
    assert Consent.objects.get().wording in told.body


def test_whoever_takes_up_a_form_again_ends_there_that_another_acts_for_them() -> None:
    """When you take up a form again that somebody helped you with, we show you first who acts for you and what was agreed to. You can
    end it there, at once."""
    in_force()
    begins(organisation("Westmere Library").helper("Dai Morgan")).press("Go on", ANSWERS[0])
    grace = goes_on(Journey.objects.get().resume_code)
    assert Consent.objects.get().wording in grace.main
    grace.press("End it now: Westmere Library")
    assert "Nobody may act for you in this now." in grace.main


def test_whoever_was_registered_and_asked_for_nothing_is_forgotten() -> None:
    """If we once wrote down who you are and you asked us for nothing in a year, we forget you."""
    edith = person("Edith Marsh")
    retention.forget(at=WEDNESDAY.replace(year=2027, month=10, day=17))
    assert name_of(reference=edith) == "Edith Marsh"
    retention.forget(at=WEDNESDAY.replace(year=2027, month=10, day=22))
    assert name_of(reference=edith) == ""
