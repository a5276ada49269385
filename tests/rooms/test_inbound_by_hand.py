"""Promises about an email from an address that nobody knows: somebody puts it on its case, sees first on which, and can undo it."""

from datetime import timedelta

import pytest
from tests.rooms.council import AMIR, WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.emails import letter
from tests.rooms.test_inbound import picture
from tests.rooms.test_sending import told, veras_case

from guildhall.ledger.door import history
from guildhall.people import door as people
from guildhall.serve.casework import papers
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Arrival, Case, Enquiry, Message, Note, Task
from guildhall.serve.telling.inbound import by_hand
from guildhall.serve.telling.inbound.arriving import arrive

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LATER = WEDNESDAY + timedelta(hours=1)
FROM_WORK = "vera@work.example.org"


def waiting(text: str = "The lane is Hollow Lane.") -> Arrival:
    """An email that waits in the inbox."""
    arrive(raw=letter(text, sender=FROM_WORK, Subject="My bin").as_bytes(), at=WEDNESDAY)
    return Arrival.objects.get()


def page_of(arrival: Arrival) -> str:
    """Where it is read."""
    return f"/desk/outbox/inbox/{arrival.pk}"


def put_on(tom: Clerk, arrival: Arrival, case: CaseValue) -> Clerk:
    """Both presses."""
    tom.open(page_of(arrival)).press("Look at the case", {"reference": case.reference.lower()})
    return tom.press(f"Put it on {case.reference}")


def test_it_is_put_on_its_case_once_somebody_has_seen_which_case_that_is(tom: Clerk) -> None:
    case, arrival = veras_case(), waiting()
    tom.open(page_of(arrival)).press("Look at the case", {"reference": f" {case.reference.lower()} "})
    assert f"Case{case.reference} ServiceReport a missed bin" in tom.main
    assert not Note.objects.exists()
    tom.press(f"Put it on {case.reference}")
    assert f"It stands on case {case.reference}, for staff" in tom.main
    note = Note.objects.get()
    assert (note.case_id, note.shown, note.by) == (case.id, False, tom.reference)
    assert note.text.endswith("The lane is Hollow Lane.")
    assert Task.objects.get(kind="read-email").case_id == case.id
    event = next(each for each in history(subject=case.subject, audience="staff") if each.type == "email.arrived")
    assert (event.actor.reference, event.data["became"]) == (tom.reference, "by-hand")
    tom.open(f"/desk/cases/{case.reference}")
    assert "The lane is Hollow Lane." in tom.main
    tom.open("/desk/outbox/inbox")
    assert "My bin" not in tom.main


def test_its_sender_is_believed_no_more_than_before_and_written_to_by_nobody(tom: Clerk) -> None:
    case = veras_case()
    told(case)
    before = Message.objects.count()
    put_on(tom, waiting(), case)
    again = letter("And another thing", sender=FROM_WORK, Subject=case.reference)
    assert arrive(raw=again.as_bytes(), at=WEDNESDAY) == "unknown"
    assert Enquiry.objects.get().replied_at is None
    assert Message.objects.count() == before
    assert not people.find(email=FROM_WORK)
    assert FROM_WORK not in Note.objects.get().text


def test_put_on_the_wrong_case_it_is_taken_off_with_its_words_and_waits_again(tom: Clerk) -> None:
    case, arrival = veras_case(), waiting()
    put_on(tom, arrival, case).press("Take it off this case")
    assert "Taken off. It waits here again." in tom.main
    tom.open(f"/desk/cases/{case.reference}")
    assert "Hollow Lane" not in tom.main
    assert Note.objects.get().text == by_hand.TAKEN_OFF
    assert Task.objects.get(kind="read-email").withdrawn_by == tom.reference
    types = [each.type for each in history(subject=case.subject, audience="staff")]
    assert types[-2:] == ["note.taken-back", "task.withdrawn"]
    tom.open("/desk/outbox/inbox")
    assert "My bin" in tom.main
    put_on(tom, arrival, case)
    assert Arrival.objects.get().case_id == case.id


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the reference of the case"),
        ("ABCD-EFGH", "There is no such case"),
        ("<b>\x00", "There is no such case"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_at_its_box(tom: Clerk, typed: str, said: str) -> None:
    arrival = waiting()
    tom.open(page_of(arrival)).press("Look at the case", {"reference": typed})
    assert tom.status == 409
    assert said in tom.page.xpath('//*[@id="reference-error"]')[0].text_content()
    assert tom.value("reference") == typed.replace("\x00", "")
    assert Arrival.objects.get().became == "unknown"


def test_another_teams_case_is_neither_shown_nor_written_on() -> None:
    case, arrival = veras_case(), waiting()
    stranger = clerk("service-officer", team="highways", name="Sid")
    stranger.open(page_of(arrival)).press("Look at the case", {"reference": case.reference})
    assert "This is another team's case" in stranger.main
    assert "Report a missed bin" not in stranger.main
    stranger.client.handler.enforce_csrf_checks = False
    posted = stranger.client.post(page_of(arrival), {"act": "put", "reference": case.reference})
    assert posted.status_code == 409
    assert not Note.objects.exists()


def test_pressed_twice_or_by_two_it_stands_once(tom: Clerk) -> None:
    case, arrival = veras_case(), waiting()
    tom.open(page_of(arrival)).press("Look at the case", {"reference": case.reference})
    other = clerk("service-officer", name="Ann")
    put_on(other, arrival, case)
    tom.press(f"Put it on {case.reference}")
    assert (tom.status, "Somebody has dealt with this email meanwhile" in tom.main) == (409, True)
    assert Note.objects.count() == 1
    assert Task.objects.filter(kind="read-email").count() == 1


def test_no_email_is_put_on_a_case_that_was_erased(tom: Clerk) -> None:
    case, arrival = veras_case(), waiting()
    Case.objects.filter(id=case.id).update(erased_at=WEDNESDAY)
    tom.open(page_of(arrival)).press("Look at the case", {"reference": case.reference})
    assert "There is no such case" in tom.main


def test_a_task_that_other_emails_are_read_by_too_outlives_the_one_that_is_taken_off(tom: Clerk) -> None:
    case, arrival = veras_case(), waiting()
    put_on(tom, arrival, case)
    receipt = Message.objects.get(case_id=case.id)
    assert arrive(raw=letter("And the lid is broken.", answers=receipt.pk).as_bytes(), at=LATER) == "note"
    by_hand.take_off(arrival=arrival.pk, actor=AMIR, at=LATER)
    assert Task.objects.get(kind="read-email").withdrawn_at is None
    by_hand.put(arrival=arrival.pk, case=case, actor=AMIR, at=LATER)
    Arrival.objects.filter(became="note").delete()
    by_hand.take_off(arrival=arrival.pk, actor=AMIR, at=LATER)
    assert Task.objects.get(kind="read-email").withdrawn_by == AMIR.reference


def test_nothing_is_put_on_a_case_that_was_erased_between_the_two_presses(tom: Clerk) -> None:
    case, arrival = veras_case(), waiting()
    tom.open(page_of(arrival)).press("Look at the case", {"reference": case.reference})
    Case.objects.filter(id=case.id).update(erased_at=WEDNESDAY)
    with pytest.raises(by_hand.NoCase):
        by_hand.put(arrival=arrival.pk, case=case, actor=AMIR, at=WEDNESDAY)
    tom.press(f"Put it on {case.reference}")
    assert (tom.status, "There is no such case" in tom.main) == (409, True)
    assert Arrival.objects.get().became == "unknown"
    assert not Note.objects.exists()


def test_the_files_of_somebody_unknown_are_kept_as_any_upload_and_stand_with_the_case_it_is_put_on(tom: Clerk) -> None:
    case = veras_case()
    raw = letter("", sender=FROM_WORK, Subject="My bin")
    raw.add_attachment(picture(), maintype="image", subtype="png", filename="lane.png")
    raw.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="lane.png.exe")
    assert arrive(raw=raw.as_bytes(), at=WEDNESDAY) == "unknown"
    arrival = Arrival.objects.get()
    tom.open(page_of(arrival))
    assert "A file was refused" in tom.main
    tom.follow("File 1")
    assert tom.response["Content-Type"] == "image/png"
    put_on(tom, arrival, case)
    assert "Files: 1, in the inbox of the outbox." in Note.objects.get().text
    assert {each.with_what for each in papers.of_case(case=case, given={})} == {"email"}
    by_hand.take_off(arrival=arrival.pk, actor=AMIR, at=WEDNESDAY)
    assert papers.files_of(case=case) == frozenset()
