"""Promises to whoever is helped with one form: they are told who acts for them, by which words, and how they end it."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.rooms.council import VERA, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.helpers_of_grace import ANSWERS, begins, organisation

from guildhall.estate.door import standing_at
from guildhall.kernel.canonical import canonical_json
from guildhall.people import door
from guildhall.serve.casework import acts, cases
from guildhall.serve.helping import unsent
from guildhall.serve.helping.withdrawing import withdraw
from guildhall.serve.models import Case, Consent, Journey, Message, Task
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

TONIGHT = datetime.fromisoformat("2026-11-19T00:00+00:00")
BY_EMAIL = ({"contact-by": "a"}, {"email": "grace@example.org"})


@pytest.fixture
def dai() -> Clerk:
    in_force()
    return organisation().helper("Dai Morgan")


def sent_in(helper: Clerk, *, by: tuple[dict[str, str], ...] = BY_EMAIL, language: str = "en") -> Case:
    """The whole form, to the case, whose customer was told."""
    begins(helper, language=language)
    for typed in (*ANSWERS[:4], *by):
        helper.press("Go on", typed)
    helper.press("Send it")
    case = Case.objects.get()
    messages.receive(reference=case.reference, at=WEDNESDAY)
    return Case.objects.get()


def given() -> door.RepresentationValue:
    return door.represented_by(reference=Journey.objects.get().on_behalf_of)[0]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_receipt_says_who_helps_by_which_words_and_how_it_ends_in_one_message(dai: Clerk, language: str) -> None:
    sent_in(dai, language=language)
    [told] = Message.objects.all()
    assert (told.about, told.to) == ("receipt", "grace@example.org")
    assert Consent.objects.get().wording in told.body
    assert {"en": "You agreed that Westmere Library helps you", "cy": "bydd Westmere Library yn eich helpu"}[
        language
    ] in told.body
    assert given().told_at == WEDNESDAY


def test_what_the_message_says_ends_it_on_the_page_that_it_leads_to(dai: Clerk) -> None:
    case = sent_in(dai)
    body = Message.objects.get().body
    assert "end it on the page where you see how it is going" in body
    [address] = re.findall(r"https?://[^/\s]+(/\S+)", body)
    grace = Clerk(Client(), "").open(address)
    grace.press("", {"detail": "grace@example.org"})
    grace.press("End it now: Westmere Library")
    assert given().withdrawn_at == WEDNESDAY
    assert dai.open(f"/desk/partner/cases/{case.reference}").status == 410


def test_what_the_message_says_ends_it_by_telephone(dai: Clerk) -> None:
    case = sent_in(dai)
    assert re.search(r"telephone [0-9 ]+,? or end it", Message.objects.get().body)
    asha = clerk("advisor").open(f"/desk/people/{case.customer.removeprefix('party/')}")
    asha.press("End it now", {"by": "phone"})
    assert dai.open(f"/desk/partner/cases/{case.reference}").status == 410


def test_what_was_taken_back_before_is_not_told_as_if_it_stood(dai: Clerk) -> None:
    begins(dai)
    for typed in (*ANSWERS[:4], *BY_EMAIL):
        dai.press("Go on", typed)
    dai.press("Send it")
    withdraw(representation=given().id, channel="phone", actor=VERA, at=WEDNESDAY)
    messages.receive(reference=Case.objects.get().reference, at=WEDNESDAY)
    assert "Westmere Library" not in Message.objects.get(about="receipt").body


def test_where_the_way_that_was_given_may_not_be_used_one_of_ours_tells_them(dai: Clerk) -> None:
    begins(dai)
    for typed in (*ANSWERS[:4], *BY_EMAIL):
        dai.press("Go on", typed)
    dai.press("Send it")
    grace = Journey.objects.get().on_behalf_of
    door.reached_by(reference=grace, kind="email", value="grace@example.org", actor=VERA, at=WEDNESDAY)
    door.mark_contact(reference=grace, kind="email", safe=False)
    Case.objects.update(answers=canonical_json({"contact-by": "email", "email": "grace@example.org"}))
    messages.receive(reference=Case.objects.get().reference, at=WEDNESDAY)
    assert [each.stopped_reason for each in Message.objects.all()] == ["not-safe"]
    assert Task.objects.get().kind == "tell-otherwise"
    assert given().told_at is None


def test_whoever_gave_no_way_at_all_is_told_by_one_of_ours_that_somebody_acts_for_them(dai: Clerk) -> None:
    begins(dai)
    for typed in ANSWERS:
        dai.press("Go on", typed)
    dai.press("Send it")
    Case.objects.update(answers="{}")  # a service that asks for no way
    messages.receive(reference=Case.objects.get().reference, at=WEDNESDAY)
    assert not Message.objects.exists()
    assert Task.objects.get().kind == "tell-otherwise"


def test_whoever_wishes_for_no_message_is_told_by_one_of_ours_that_somebody_acts_for_them_and_that_is_recorded(
    dai: Clerk,
) -> None:
    begins(dai)
    for typed in (*ANSWERS[:4], {"contact-by": "e"}):
        dai.press("Go on", typed)
    assert "Somebody is set the task to tell them this" in dai.main
    wording = " ".join(Consent.objects.get().wording.split())
    assert wording in dai.main.split("What goes to them")[1]
    dai.press("Send it")
    case = Case.objects.get()
    messages.receive(reference=case.reference, at=WEDNESDAY)
    messages.receive(reference=case.reference, at=WEDNESDAY)
    assert not Message.objects.exists()
    task = Task.objects.get()
    assert (task.kind, Consent.objects.get().wording in task.words) == ("tell-agreed", True)
    assert given().told_at is None
    acts.finish_task(case=cases.find(reference=case.reference), task=task.pk, actor=VERA, at=TONIGHT)
    assert given().told_at == TONIGHT


def test_whoever_wishes_for_no_message_and_whom_nobody_acts_for_is_left_alone(asha: Clerk) -> None:
    in_force()
    asha.open("/desk/phone").press("Report a missed bin", {"for": "own"})
    for answer in (ANSWERS[0], {"bin": "2"}, {"assisted": "2"}, ANSWERS[3], {"contact-by": "5"}):
        asha.press("Go on", answer)
    asha.press("Send it")
    messages.receive(reference=Case.objects.get().reference, at=WEDNESDAY)
    assert not Task.objects.exists()


def test_a_form_that_is_left_is_told_of_at_the_end_of_the_day_and_once(dai: Clerk) -> None:
    begins(dai, email="grace@example.org")
    dai.press("Go on", ANSWERS[0])
    [later] = DBTaskResult.objects.filter(task_path=unsent.tell_of_what_was_agreed.module_path)
    assert later.run_after == TONIGHT
    for _ in range(2):
        unsent.tell(journey=Journey.objects.get().id, at=TONIGHT)
    [told] = Message.objects.all()
    assert (told.about, told.to, told.party) == ("acting", "grace@example.org", Journey.objects.get().on_behalf_of)
    assert "A form was begun for you, and we do not have it yet: Report a missed bin." in told.body
    assert Consent.objects.get().wording in told.body
    assert given().told_at == TONIGHT
    with standing_at(TONIGHT):
        asha = clerk("advisor").open(f"/desk/people/{told.party.removeprefix('party/')}")
        asha.press("End it now", {"by": "phone"})
        assert dai.open(f"/desk/partner/journeys/{Journey.objects.get().id}").status == 410


def test_a_form_that_is_left_by_somebody_whom_nothing_reaches_is_left_to_us(dai: Clerk) -> None:
    begins(dai)
    unsent.tell(journey=Journey.objects.get().id, at=TONIGHT)
    assert Message.objects.get().kind == "otherwise"
    assert given().told_at is None


def test_nothing_more_is_told_at_night_of_what_was_sent_in_or_is_over(dai: Clerk) -> None:
    sent_in(dai)
    unsent.tell(journey=Journey.objects.get().id, at=TONIGHT)
    assert [each.about for each in Message.objects.all()] == ["receipt"]
    begins(dai, name="Vera Lind", email="vera@example.org")
    other = Journey.objects.exclude(case__isnull=False).get()
    withdraw(
        representation=door.represented_by(reference=other.on_behalf_of)[0].id,
        channel="phone",
        actor=VERA,
        at=WEDNESDAY + timedelta(hours=1),
    )
    unsent.tell(journey=other.id, at=TONIGHT)
    assert not Message.objects.filter(about="acting").exists()


def rung_for_grace(**typed: str) -> Clerk:
    """An advisor fills in the form with somebody who speaks for Grace, and sends it."""
    in_force()
    asha = clerk("advisor").open("/desk/phone").press("Report a missed bin", {"for": "other"})
    asha.press("They agree", {"whom": "Grace Adeyemi"} | typed)
    name, email = ANSWERS[3], BY_EMAIL[1]
    for answer in (ANSWERS[0], {"bin": "2"}, {"assisted": "2"}, name, {"contact-by": "1"}, email):
        asha.press("Go on", answer)
    asha.press("Send it")
    messages.receive(reference=Case.objects.get().reference, at=WEDNESDAY)
    return asha


def test_the_person_hears_who_said_that_they_agreed(dai: Clerk) -> None:
    rung_for_grace(helper="Tomos Adeyemi")
    body = Message.objects.get().body
    assert "Tomos Adeyemi told us that you agreed that they do this for you." in body
    assert Consent.objects.get().wording in body


def test_the_person_hears_that_somebody_without_a_name_said_so(dai: Clerk) -> None:
    rung_for_grace()
    assert "They did not say who they are, so they hear nothing from us." in Message.objects.get().body


def test_what_is_seen_before_a_receipt_goes_again_has_these_words_too(dai: Clerk) -> None:
    asha = rung_for_grace(helper="Tomos Adeyemi")
    asha.press("See what goes", {"kind": "email", "to": "grace.a@example.org"})
    assert Consent.objects.get().wording in asha.main
    asha.press("Send the receipt")
    assert [each.to for each in Message.objects.order_by("id")] == ["grace@example.org", "grace.a@example.org"]
    assert Consent.objects.get().wording in Message.objects.latest("id").body
