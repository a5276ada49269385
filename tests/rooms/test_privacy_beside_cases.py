"""Promises about what is personal beside a case, or in two at once: it is shown, it goes in its time, and nobody else's goes with it."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.acquainted import ASHA, about_vera, person
from tests.rooms.council import MILL_LANE, WEDNESDAY
from tests.rooms.privacy_world import held_of_vera
from tests.rooms.test_estate_files import a_pdf

from guildhall.estate.door import open_file, store_file
from guildhall.kernel.canonical import canonical_json
from guildhall.people.door import assert_link, name_of
from guildhall.serve.casework import cases
from guildhall.serve.contacts import interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.joining import splitting
from guildhall.serve.models import Answer, Appointment, Call, Callback, Case, Interaction, Message, PostHolding
from guildhall.serve.places import post
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import places
from guildhall.serve.privacy import holds, retention
from guildhall.serve.privacy.erasing import Why, erase_case, erase_contact, erase_person
from guildhall.serve.privacy.gathering import held_about

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
WHY = Why("retention", "24 months")


def test_a_document_goes_with_the_last_of_the_cases_that_were_split_from_one() -> None:
    hole = about_vera().hole
    file = store_file(content=a_pdf(), name="hole.pdf", by="", channel="web")
    assert isinstance(file, str)
    Case.objects.filter(id=hole.id).update(answers=canonical_json({"photo": {"files": [file]}}))
    Answer.objects.filter(journey=hole.journey).update(value=canonical_json({"files": [file]}))
    again = cases.find(reference=hole.reference)
    lamp = splitting.split(case=again, what="Lamp", team="", steps=["photo"], actor=ASHA, at=WEDNESDAY)
    assert erase_case(case=hole.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    assert open_file(reference=file) is not None
    assert erase_case(case=lamp.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)


def test_whoever_had_post_held_is_forgotten_as_often_as_it_happens() -> None:
    open_places(at=WEDNESDAY)
    library = next(each for each in places(at=WEDNESDAY) if each.holds_post)
    for name in ("Vera Lind", "Edith Marsh"):
        one = person(name, lives=MILL_LANE)
        post.hold(party=one, place=library, actor=ASHA, at=WEDNESDAY)
        erase_person(party=one, why=WHY, began=WEDNESDAY.date(), actor=retention.HOUSE, at=WEDNESDAY)
        assert name_of(reference=one) == ""
    assert set(PostHolding.objects.values_list("party", "until")) == {("", WEDNESDAY)}


def test_an_appointment_about_no_case_is_emptied_a_year_after_it_was() -> None:
    open_places(at=WEDNESDAY)
    here = next(each for each in places(at=WEDNESDAY) if each.counters)
    _, slots = times(place=here, purpose=Purpose(), at=WEDNESDAY)[0]
    vera = Whom(called="Vera Lind", way="sms", reach="07700 900101")
    booked = {"place": here, "starts_at": slots[0][0], "whom": vera, "purpose": Purpose(), "channel": "web"}
    book(**booked, actor=ASHA, at=WEDNESDAY)  # type: ignore[arg-type]
    retention.forget(at=slots[0][1] + timedelta(days=364))
    assert Appointment.objects.get().called == "Vera Lind"
    retention.forget(at=slots[0][1] + timedelta(days=367))
    row = Appointment.objects.get()
    assert (row.called, row.way, row.reach, row.starts_at) == ("", "", "", slots[0][0])


def test_a_call_and_a_visit_about_a_case_that_went_while_they_were_held_go_once_that_is_over() -> None:
    open_places(at=WEDNESDAY)
    here = next(each for each in places(at=WEDNESDAY) if each.counters)
    hole, edith = about_vera().hole, person("Edith Marsh")
    Callback.objects.create(
        party=edith, language="en", way="voice", to="01632 960101", may_say="nothing", case=hole.reference,
        opens_at=WEDNESDAY, closes_at=WEDNESDAY, promised_by=ASHA.reference, promised_at=WEDNESDAY,
    )  # fmt: skip
    Appointment.objects.create(
        reference="7QX4-M", place_id=here.id, starts_at=WEDNESDAY, ends_at=WEDNESDAY, counter=1, party=edith,
        language="en", channel="phone", case=hole.reference, booked_at=WEDNESDAY,
    )  # fmt: skip
    holds.place(subject=edith, reason="A claim was announced", actor=ASHA, at=WEDNESDAY)
    assert erase_case(case=hole.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    retention.forget(at=WEDNESDAY + timedelta(days=370))
    assert (Callback.objects.get().party, Appointment.objects.get().party) == (edith, edith)
    [held] = holds.holds_on(subjects=[edith])
    holds.lift(hold=held.id, because="It was withdrawn", actor=ASHA, at=WEDNESDAY)
    retention.forget(at=WEDNESDAY + timedelta(days=370))
    assert (Callback.objects.get().party, Callback.objects.get().to, Appointment.objects.get().party) == ("", "", "")


def test_what_we_sent_her_about_no_case_is_told_to_her() -> None:
    vera = held_of_vera(wanted="copy").vera
    Message.objects.create(
        party=vera, kind="sms", to="07700 900101", language="en", body="A letter waits.", rendered_at=WEDNESDAY
    )
    said = [text for each in held_about(parties=[vera], language="en") for _label, text in each.said]
    assert "A letter waits." in said


def test_the_number_that_somebody_rang_from_goes_with_the_contact() -> None:
    number = interactions.log(channel="phone", reason="thanks", party=person("Vera Lind"), actor=ASHA, at=WEDNESDAY)
    Call.objects.create(key="1", number="+441632960101", rang_at=WEDNESDAY, interaction_id=number)
    erase_contact(contact=Interaction.objects.get(id=number), why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    assert Call.objects.get().number == ""


@pytest.mark.parametrize("what", ["case", "person", "same person"])
def test_a_hold_keeps_the_numbers_that_its_contacts_were_made_from_until_it_is_lifted(what: str) -> None:
    vera = about_vera()
    other = person("V Lind")
    assert_link(one=vera.reference, other=other, actor=ASHA, at=WEDNESDAY)
    subject = {"case": vera.bin.subject, "person": vera.reference, "same person": other}[what]
    holds.place(subject=subject, reason="A claim was announced", actor=ASHA, at=WEDNESDAY)
    reached = {"case": vera.bin.reference} if what == "case" else {"party": vera.reference}
    held = interactions.log(channel="phone", reason="progress", **reached, actor=ASHA, at=WEDNESDAY)  # type: ignore[arg-type]
    free = interactions.log(channel="phone", reason="thanks", called="Edith", actor=ASHA, at=WEDNESDAY)
    for number, contact in enumerate((held, free, None)):
        Call.objects.create(key=str(number), number=f"+44163296010{number}", rang_at=WEDNESDAY, interaction_id=contact)
    retention.forget(at=WEDNESDAY + timedelta(days=370))
    assert dict(Call.objects.values_list("key", "number")) == {"0": "+441632960100", "1": "", "2": ""}
    [hold] = holds.holds_on(subjects=[subject])
    holds.lift(hold=hold.id, because="It was withdrawn", actor=ASHA, at=WEDNESDAY)
    retention.forget(at=WEDNESDAY + timedelta(days=370))
    assert not Call.objects.exclude(number="").exists()


def test_the_day_that_is_told_is_the_day_here() -> None:
    held = held_of_vera(wanted="copy")
    Case.objects.filter(id=held.open_case.id).update(opened_at=datetime.fromisoformat("2026-06-30T23:30+00:00"))
    told = {each.record: each.said for each in held_about(parties=[held.vera], language="en")}
    assert "1 July 2026" in {text for _label, text in told[held.open_case.subject]}
