"""Promises about notices that hold what is made only as they go, or go while somebody is spoken with: they are seen before too."""

import pytest
from django.test import Client
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import vera
from tests.rooms.test_card_by_link import rung
from tests.rooms.test_one_view_whole import expects
from tests.rooms.test_withdrawing import begun

from guildhall.ledger.models import Event
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Journey, Message, Payment
from guildhall.serve.telling.foreseeing import ADDRESS, CODE, REFERENCE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

TUESDAY = "2026-11-24T10:00:00+00:00"


def words_of(text: str) -> str:
    return " ".join(text.split())


def see(officer: Clerk, button: str, typed: dict[str, object]) -> str:
    """What is shown by looking, by which nothing is changed."""
    before = Message.objects.count(), Payment.objects.count(), Event.objects.count()
    [pressed] = officer.page.xpath(f'//button[contains(., "{button}")]')
    form = officer.page.xpath("//main//form").index(pressed.getparent())
    officer.press("See what goes", typed, form=form)
    assert "What goes to the customer" in officer.main
    assert (Message.objects.count(), Payment.objects.count(), Event.objects.count()) == before
    return officer.main


def test_a_receipt_that_goes_another_way_is_seen_first_and_changing_loses_nothing(asha: Clerk) -> None:
    rung(asha)
    shown = see(asha, "Send the receipt", {"kind": "sms", "to": "07700 900 123"})
    assert "square brackets" not in shown
    asha.press("Change it")
    assert asha.page.xpath('//select[@id="kind"]/option[@selected]/@value') == ["sms"]
    assert asha.value("to") == "07700 900 123"
    asha.press("Send the receipt")
    told = Message.objects.get()
    assert words_of(told.body) in shown
    assert (told.kind, told.to) == ("sms", "07700 900 123")


def test_an_address_at_which_to_pay_is_seen_first_and_made_as_it_goes(asha: Clerk) -> None:
    rung(asha)
    shown = see(asha, "Send the address to pay at", {"kind": "email", "to": "dai@example.org"})
    assert ADDRESS in shown
    assert "What stands in square brackets is made as it goes." in shown
    assert "http" not in shown
    asha.press("Send the address to pay at")
    body = words_of(Message.objects.get().body)
    before, after = words_of(shown).split(ADDRESS)[0].rsplit("You can pay", 1)[1], "If you need help"
    assert body.startswith(f"You can pay{before}")
    assert after in body


def test_a_new_code_is_seen_first_and_stands_as_it_was_until_it_goes() -> None:
    journey, _given = begun()
    asha = clerk("advisor").open(f"/desk/people/{journey.on_behalf_of.removeprefix('party/')}")
    shown = see(asha, "End it now", {"by": "paper"})
    assert CODE in shown
    assert Journey.objects.get().resume_code == journey.resume_code
    asha.press("Change it")
    assert asha.page.xpath('//select[@name="by"]/option[@selected]/@value')[0] == "paper"
    see(asha, "End it now", {"by": "paper"})
    asha.press("End it")
    fresh = Journey.objects.get().resume_code
    assert fresh != journey.resume_code
    assert fresh in Message.objects.get(about="code").body


def test_an_appointment_is_seen_first_and_its_reference_made_as_it_goes(asha: Clerk) -> None:
    open_places(at=WEDNESDAY)
    asha.open("/desk/places/the-guildhall/appointments?need=bsl")
    shown = see(asha, "Book", {"time": TUESDAY, "called": "Ida Moss", "reach": "ida@example.org", "channel": "counter"})
    assert not Appointment.objects.exists()
    assert REFERENCE in shown
    assert "What stands in square brackets is made as it goes." in shown
    asha.press("Change it")
    assert asha.page.xpath('//input[@name="time"][@checked]/@value') == [TUESDAY]
    assert (asha.value("called"), asha.value("reach")) == ("Ida Moss", "ida@example.org")
    asha.press("Book", form=1)
    row = Appointment.objects.get()
    assert (row.need, row.called, row.channel) == ("bsl", "Ida Moss", "counter")
    assert words_of(Message.objects.get().body.replace(row.reference, REFERENCE)) in shown


def test_an_appointment_is_seen_moved_before_it_is_and_stays_whose_it_was(asha: Clerk) -> None:
    open_places(at=WEDNESDAY)
    her = vera(phone="07700 900123")
    old = expects(her)
    asha.open(f"/desk/places/the-guildhall/appointments?instead={old}")
    shown = see(asha, "Move it", {"time": TUESDAY, "channel": "phone"})
    assert Appointment.objects.get().cancelled_at is None
    asha.press("Move it")
    moved = Appointment.objects.exclude(reference=old).get()
    assert (moved.party, moved.instead_of.reference if moved.instead_of else "") == (her, old)
    assert words_of(Message.objects.latest("id").body.replace(moved.reference, REFERENCE)) in shown


def test_nobody_looks_who_may_not_do_it(asha: Clerk) -> None:
    reference = rung(asha)
    found = Client().post(f"/desk/phone/cases/{reference}/receipt?see=yes", {"kind": "email", "to": "a@example.org"})
    assert found.status_code in {302, 403}
    assert not Message.objects.exists()
