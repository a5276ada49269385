"""Promises that every contact is logged as one, whichever record came of it: once, with its channel, its way and whose it was."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera, person
from tests.rooms.complained import acknowledged, answered, complaint
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk
from tests.rooms.emails import letter
from tests.rooms.test_inbound import picture
from tests.rooms.test_told_by_telephone import LANDLINE, asked_for

from guildhall.ledger.door import Actor, history
from guildhall.people import door as people
from guildhall.serve.casework import acts, complaints, enquiries, inspections, tasks
from guildhall.serve.contacts import calls, interactions
from guildhall.serve.contacts.spans import spans_of
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Arrival, Call, Enquiry, Inspection, Interaction, Journey, Task
from guildhall.serve.parting.giving import give
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.privacy.erasing import erase_email
from guildhall.serve.privacy.gathering import held_about
from guildhall.serve.telling.inbound import by_hand
from guildhall.serve.telling.inbound.arriving import arrive

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

RESIDENT = Actor("resident")
LATER = WEDNESDAY + timedelta(hours=1)


@pytest.fixture
def vera() -> Acquaintance:
    open_places(at=WEDNESDAY)
    return about_vera()


def contact(reason: str) -> Interaction:
    """The one contact for this reason, told of to the ledger as it is kept."""
    row = Interaction.objects.get(reason=reason)
    [event] = history(subject=f"contact/{row.pk}", audience="staff")
    assert (event.data["channel"], event.data["reason"]) == (row.channel, reason)
    return row


def emailed(vera: Acquaintance, subject: str = "Still waiting", sender: str = "vera.lind@example.org") -> str:
    raw = letter("It is still there.", Subject=f"{subject} {vera.bin.reference}", sender=sender)
    return arrive(raw=bytes(raw), at=LATER)


def booked_by_her(party: str) -> Appointment:
    guildhall = place(slug="the-guildhall", at=WEDNESDAY)
    _day, openings = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)[0]
    told = {"place": guildhall, "starts_at": openings[0][0], "whom": Whom(party=party), "purpose": Purpose()}
    made = book(**told, channel="web", actor=RESIDENT, at=LATER)  # type: ignore[arg-type]
    return Appointment.objects.get(reference=made.reference)


@pytest.mark.parametrize("channel", ["web", "email"])
def test_what_they_answered_is_a_contact_on_its_channel(vera: Acquaintance, channel: str) -> None:
    acts.ask(case=vera.bin, question="Which lane?", actor=ASHA, at=WEDNESDAY)
    if channel == "email":
        assert emailed(vera) == "reply"
    else:
        asked = Enquiry.objects.get()
        for _ in range(2):
            enquiries.reply(case=vera.bin, enquiry=asked.pk, text="Back", channel="web", actor=RESIDENT, at=LATER)
    made = contact("replied")
    assert (made.channel, made.direction, made.party, made.case) == (channel, "in", vera.reference, vera.bin.reference)
    assert made.failure_demand is False


def test_an_email_that_brings_nothing_is_failure_demand_and_the_same_one_is_logged_once(vera: Acquaintance) -> None:
    raw = bytes(letter("It is still there.", Subject=f"Again {vera.bin.reference}", sender="vera.lind@example.org"))
    assert [arrive(raw=raw, at=LATER), arrive(raw=raw, at=LATER)] == ["note", "note"]
    made = contact("wrote")
    assert (made.channel, made.party, made.case) == ("email", vera.reference, vera.bin.reference)
    assert made.failure_demand is True


def test_an_email_of_somebody_unknown_is_a_contact_when_it_comes_and_the_same_one_on_whatever_case_it_is_put(
    vera: Acquaintance,
) -> None:
    raw = bytes(letter("It is still there.", sender="somebody@example.org"))
    assert [arrive(raw=raw, at=LATER), arrive(raw=raw, at=LATER)] == ["unknown", "unknown"]
    email, waiting = Arrival.objects.get(), contact("wrote")
    assert (waiting.channel, waiting.direction, waiting.at) == ("email", "in", LATER)
    assert (waiting.party, waiting.called, waiting.case, waiting.failure_demand) == ("", "", "", None)
    by_hand.put(arrival=email.pk, case=vera.bin, actor=ASHA, at=LATER + timedelta(days=3))
    made = contact("wrote")
    assert (made.pk, made.at, made.party) == (waiting.pk, LATER, "")
    assert (made.case, made.service, made.failure_demand) == (vera.bin.reference, vera.bin.service, True)
    by_hand.take_off(arrival=email.pk, actor=ASHA, at=LATER + timedelta(days=4))
    made = contact("wrote")
    assert (made.pk, made.case, made.service, made.failure_demand) == (waiting.pk, "", "", None)
    by_hand.put(arrival=email.pk, case=vera.hole, actor=ASHA, at=LATER + timedelta(days=5))
    assert (contact("wrote").pk, contact("wrote").case) == (waiting.pk, vera.hole.reference)


def test_an_email_of_somebody_unknown_that_brings_a_document_is_no_failure_demand(vera: Acquaintance) -> None:
    raw = letter("Here it is.", sender="somebody@example.org")
    raw.add_attachment(picture(), maintype="image", subtype="png", filename="lane.png")
    assert arrive(raw=bytes(raw), at=LATER) == "unknown"
    by_hand.put(arrival=Arrival.objects.get().pk, case=vera.bin, actor=ASHA, at=LATER)
    assert contact("wrote").failure_demand is False


def test_a_machine_that_writes_is_no_contact(vera: Acquaintance) -> None:
    raw = letter("I am away.", sender="somebody@example.org", Auto_Submitted="auto-replied")
    assert arrive(raw=bytes(raw), at=LATER) == "automatic"
    assert not Interaction.objects.filter(reason="wrote").exists()


def test_erasing_an_email_that_nobody_tied_leaves_the_contact_counted(vera: Acquaintance) -> None:
    emailed(vera, sender="somebody@example.org")
    erase_email(email=Arrival.objects.get(), at=LATER)
    assert (Arrival.objects.get().text, contact("wrote").channel) == ("", "email")


def test_a_call_that_was_ticked_off_is_a_contact_with_its_spans(vera: Acquaintance) -> None:
    number = tasks.set_task(case=vera.bin, kind="ring-customer", words="", due_on=None, actor=ASHA, at=WEDNESDAY)
    for _ in range(2):
        acts.finish_task(case=vera.bin, task=number, actor=ASHA, at=LATER)
    made = contact("rung")
    assert (made.channel, made.direction, made.party, made.by) == ("phone", "out", vera.reference, ASHA.reference)
    assert "We rang them about it" in clerk("advisor").open(f"/desk/people/{vera.key}").main


def test_other_tasks_are_no_contacts(vera: Acquaintance) -> None:
    number = tasks.set_task(case=vera.bin, kind="chase", words="", due_on=None, actor=ASHA, at=WEDNESDAY)
    before = Interaction.objects.count()
    acts.finish_task(case=vera.bin, task=number, actor=ASHA, at=LATER)
    assert Interaction.objects.count() == before


def test_a_visit_is_a_contact_once_somebody_was_there(vera: Acquaintance) -> None:
    opens = WEDNESDAY + timedelta(days=1)
    window = {"opens": opens, "closes": opens + timedelta(hours=1), "goes": "", "tell": False}
    inspections.book(case=vera.bin, place="4 Mill Lane", actor=ASHA, at=WEDNESDAY, **window)  # type: ignore[arg-type]
    assert not Interaction.objects.filter(reason="visited").exists()
    inspections.visited(
        case=vera.bin, inspection=Inspection.objects.get().pk, found="Full", sent=[], actor=ASHA, at=opens
    )
    made = contact("visited")
    assert (made.channel, made.direction, made.case) == ("visit", "out", vera.bin.reference)
    [told] = (
        each for each in held_about(parties=[vera.reference], language="en") if each.record == f"contact/{made.pk}"
    )
    assert ("By which way", "By a visit") in told.said
    assert "Visit" in clerk("advisor").open(f"/desk/people/{vera.key}").main


def test_taking_a_complaint_further_is_a_contact_by_the_way_they_chose() -> None:
    case = answered(acknowledged(complaint(), at=WEDNESDAY), at=WEDNESDAY)
    complaints.go_on(case=case, because="", channel="web", actor=RESIDENT, at=LATER)
    made = contact("stage-2")
    assert (made.channel, made.party, made.case) == ("web", case.customer, case.reference)


def test_an_appointment_that_they_book_themselves_is_a_contact_and_goes_with_it(vera: Acquaintance) -> None:
    row = booked_by_her(vera.reference)
    assert contact("booked").party == vera.reference
    other = person("V Lind")
    give(record=f"appointment/{row.pk}", was=vera.reference, whose=other, actor=ASHA, at=LATER)
    assert contact("booked").party == other


def test_no_contact_stands_twice_in_the_story(vera: Acquaintance) -> None:
    acts.ask(case=vera.bin, question="Which lane?", actor=ASHA, at=WEDNESDAY)
    emailed(vera)
    emailed(vera, subject="Again")
    booked_by_her(vera.reference)
    assert set(Interaction.objects.values_list("reason", flat=True)) >= {"replied", "wrote", "booked"}
    story = clerk("advisor").open(f"/desk/people/{vera.key}").main
    assert story.count("They wrote") == 2
    assert story.count("An appointment was booked") == 1
    for code in ("replied", "Replied", "wrote ", "booked at by"):
        assert code not in story.replace("They wrote", "")


def test_whoever_the_case_turns_out_to_be_has_its_contacts(vera: Acquaintance) -> None:
    emailed(vera)
    other = person("V Lind")
    people.assert_link(one=vera.reference, other=other, actor=ASHA, at=WEDNESDAY)
    give(record=f"case/{vera.bin.reference}", was=vera.reference, whose=other, actor=ASHA, at=LATER)
    assert contact("wrote").party == other


def test_the_call_that_was_made_to_them_is_its_contact_with_what_it_took() -> None:
    case = asked_for()
    for event, second in (("newCall", 0), ("answer", 5), ("hangup", 65)):
        calls.told(
            event=event,  # type: ignore[arg-type]
            key="out-1",
            at=WEDNESDAY + timedelta(seconds=second),
            number=calls.one_form(LANDLINE),
            direction="out",
            by=ASHA.reference,
        )
    task = Task.objects.get(kind="call-customer")
    acts.finish_task(case=case, task=task.pk, actor=ASHA, at=WEDNESDAY + timedelta(minutes=2))
    made = contact("rung")
    assert Call.objects.get().interaction_id == made.pk
    assert spans_of(made) == (timedelta(seconds=5), timedelta(minutes=1), timedelta(seconds=55))


def test_a_wait_that_nobody_measured_is_not_known_and_is_said_to_be_so() -> None:
    case = asked_for("phone")
    Journey.objects.update(begun_at=WEDNESDAY - timedelta(minutes=3))
    Interaction.objects.all().delete()
    interactions.led_to_case(reference=case.reference)
    made = Interaction.objects.get(reason="case")
    assert spans_of(made) == (None, timedelta(minutes=3), None)
    Interaction.objects.filter(id=made.pk).update(reason="progress")
    story = clerk("advisor").open(f"/desk/people/{case.customer.removeprefix('party/')}").main
    assert "how long they waited is not known, spoke 3 min 0 s" in story
