"""A card is paid with by the customer, at an address that they are sent: the advisor never hears its number."""

import re

import pytest
from django.core import mail
from django.test import Client
from tests.rooms.browsing import Resident
from tests.rooms.council import in_force
from tests.rooms.deskwork import Clerk

from guildhall.serve.clock import now
from guildhall.serve.models import Case, Message, Payment
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

SAID = {
    "address.line1": "4 Mill Lane",
    "address.postcode": "ZZ1 2AB",
    "main-home": "1",
    "permits-already": "0",
    "vehicle": "XY70 ZZZ",
    "keeper": "1",
    "emissions": "1",
    "starts": "1 12 2026",
    "proof-of-home.later": "yes",
    "proof-of-vehicle.later": "yes",
    "name": "Dai Morgan",
    "contact-by": "1",
    "email": "dai@example.org",
    "reminder": "2",
    "declaration": "yes",
}


def rung(asha: Clerk) -> str:
    """A parking permit by telephone, sent; the reference."""
    in_force("resident-parking-permit")
    asha.open("/desk/phone").press("Apply for a resident parking permit", {"for": "own"})
    while here := {name: value for name, value in SAID.items() if asha.has(name)}:
        asha.press(typed=here)
    asha.press("Send it")
    return Case.objects.get().reference


def test_the_customer_is_sent_an_address_shows_who_they_are_and_pays_once(asha: Clerk) -> None:
    reference = rung(asha)
    assert "I never need to hear your card number." in asha.main
    asha.press("Send the address to pay at", {"kind": "email", "to": "dai@example.org"})
    assert "Card by link: waiting for them to pay" in asha.main
    messages.deliver(message=Message.objects.get().pk, at=now())
    (address,) = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))

    assert Client().get(address)["Location"] == f"/en/track?reference={reference}"
    customer = Resident(in_force("resident-parking-permit")).go(address).post(detail="dai@example.org")
    assert "We sent you an address at which to pay." in customer.text
    assert "We got ready for you to pay by card" in customer.text
    assert "You began to pay" not in customer.text
    customer.go(address).post(does="pay")
    assert "You have paid £20.00" in customer.text
    assert [(each.method, each.settled_at is not None) for each in Payment.objects.all()] == [("card-by-link", True)]
    assert "Paid card by link" in asha.open(f"/desk/phone/cases/{reference}").main


def test_an_address_that_cannot_be_written_to_is_told_and_what_was_typed_stays(asha: Clerk) -> None:
    rung(asha)
    asha.press("Send the address to pay at", {"kind": "email", "to": "dai at example"})
    assert "Write an email address like name@example.org" in asha.main
    assert asha.value("to") == "dai at example"
    assert not Message.objects.exists()
    assert not Payment.objects.exists()
