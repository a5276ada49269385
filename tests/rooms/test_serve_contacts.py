"""Promises about contacts: every one is logged once, with or without a case."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.ledger.door import Actor
from guildhall.serve.casework import opening
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case, Interaction

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ASHA = Actor("staff", "account/asha")


@pytest.fixture(autouse=True)
def missed_bin(wednesday: None) -> None:
    in_force()


def worker_does_what_waits() -> None:
    for row in DBTaskResult.objects.ready().filter(task_path__endswith="send_receipt"):
        row.task.call(**row.args_kwargs["kwargs"])


def called(whose: str) -> Clerk:
    """A call that ends in a case."""
    asha = clerk("advisor").open("/desk/phone").press("Report a missed bin", {"for": whose, "lang": "en"})
    if whose == "other":
        asha.press("They agree", {"whom": "Vera Lind"})
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"})
    asha.press(typed={"bin": "1"}).press(typed={"assisted": "2"}).press(typed={"name": "Vera Lind"})
    return asha.press(typed={"contact-by": "4"}).press("Send it")


@pytest.mark.parametrize("whose", ["own", "other"])
def test_a_call_that_ends_in_a_case_is_logged_with_the_cases_reference(whose: str) -> None:
    asha = called(whose)
    worker_does_what_waits()
    logged = Interaction.objects.get()
    assert (logged.channel, logged.service, logged.reason) == ("phone", "missed-bin", "case")
    assert (logged.case, logged.by, logged.whose) == (Case.objects.get().reference, asha.reference, whose)
    assert logged.at == WEDNESDAY


@pytest.mark.parametrize("channel", ["web", "counter", "paper", "api"])
def test_so_is_a_contact_on_every_other_channel(channel: str) -> None:
    case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel=channel, at=WEDNESDAY)
    worker_does_what_waits()
    logged = Interaction.objects.get()
    assert (logged.channel, logged.case, logged.journey_id) == (channel, case.reference, case.journey)


def test_a_contact_is_logged_once_however_often_the_worker_tries() -> None:
    case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    for _try in range(3):
        interactions.led_to_case(reference=case.reference)
    assert Interaction.objects.count() == 1


def test_a_contact_that_was_logged_for_its_advice_is_the_same_contact() -> None:
    journey = finished(in_force())
    interactions.log(
        channel="paper", reason="advice", service="missed-bin", journey=journey.id, actor=ASHA, at=WEDNESDAY
    )
    case = opening.submit(journey=journey.id, actor=ASHA, channel="paper", at=WEDNESDAY)
    interactions.led_to_case(reference=case.reference)
    logged = Interaction.objects.get()
    assert (logged.reason, logged.case) == ("advice", case.reference)


def test_advice_of_the_day_before_was_another_contact() -> None:
    journey = finished(in_force())
    before = WEDNESDAY - timedelta(days=1)
    interactions.log(channel="phone", reason="advice", service="missed-bin", journey=journey.id, actor=ASHA, at=before)
    case = opening.submit(journey=journey.id, actor=ASHA, channel="phone", at=WEDNESDAY)
    interactions.led_to_case(reference=case.reference)
    assert set(Interaction.objects.values_list("reason", "case")) == {("advice", ""), ("case", case.reference)}
