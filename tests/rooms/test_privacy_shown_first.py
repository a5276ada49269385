"""Promises about requests for what is held: what whoever asks is told is seen word for word first, and nothing is done by looking."""

import pytest
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.privacy_world import WYN, held_of_vera

from guildhall.ledger.models import Event
from guildhall.serve.models import Case, Extension, Message, Release, RightsRequest, Tombstone
from guildhall.serve.privacy import requests

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

MORE = {"months": "2", "reason": "There are <many> records: £1 and ŵ."}


def standing() -> tuple[object, ...]:
    """What is changed by acts such as these."""
    return (
        *(each.objects.count() for each in (Message, Event, Extension, Release, Tombstone)),
        tuple(Case.objects.order_by("id").values_list()),
        tuple(RightsRequest.objects.order_by("id").values_list()),
    )


def words_of(text: str) -> str:
    return " ".join(text.split())


def form_of(wyn: Clerk, button: str) -> int:
    """The place of the form that has this button."""
    forms = wyn.page.xpath("//main//form")
    return next(place for place, form in enumerate(forms) if form.xpath(f'.//button[contains(., "{button}")]'))


@pytest.mark.parametrize(
    ("wanted", "button", "typed"),
    [
        ("erase", "Ask them for proof", {}),
        ("erase", "We know", {"known_by": "document"}),
        ("copy", "Take more time", MORE),
        ("erase", "Tell them, and erase what goes", {}),
        ("copy", "Release it, once", {}),
    ],
)
def test_what_whoever_asks_is_told_is_seen_first_and_goes_as_it_was_seen(
    wanted: str, button: str, typed: dict[str, str]
) -> None:
    held = held_of_vera(wanted=wanted)
    wyn = clerk("information-governance", "safeguarding", name="Wyn Keating")
    wyn.open(f"/desk/privacy/requests/{held.request.case.reference}")
    if button.startswith(("Tell", "Release")):
        requests.prove(request=held.request, known_by="document", actor=WYN, at=WEDNESDAY)
        wyn.open(wyn.address).press("Record these decisions" if wanted == "erase" else "I looked at these")
    if button == "We know":
        requests.ask_proof(request=held.request, actor=WYN, at=WEDNESDAY)
        wyn.open(wyn.address)
    before, told = standing(), Message.objects.count()
    wyn.press("See what goes", typed, form=form_of(wyn, button))
    shown = wyn.main
    assert "What goes to the customer" in shown
    assert standing() == before
    wyn.press("Change it")
    kept = wyn.page.xpath("//main//form")[form_of(wyn, button)].form_values()
    assert typed.items() <= dict(kept).items()
    wyn.press("See what goes", form=form_of(wyn, button))
    assert wyn.main == shown
    wyn.press(button)
    assert wyn.status == 200
    message = Message.objects.order_by("id")[told:].get()
    for part in (message.body, message.to, message.subject):
        assert words_of(part) in shown
