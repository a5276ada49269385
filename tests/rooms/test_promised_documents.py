"""A document that somebody will send later is waited for by name."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk
from tests.rooms.test_web_payments import PERMIT, photograph

from guildhall.estate.models import StoredFile
from guildhall.serve import outbox
from guildhall.serve.answering import journeys
from guildhall.serve.casework import opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Attachment, Case, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def permit() -> CaseValue:
    live = in_force("resident-parking-permit")
    journey = journeys.begin(live=live, language="en", channel="phone", actor=VERA, at=WEDNESDAY, answers=PERMIT)
    return opening.submit(journey=journey.id, actor=VERA, channel="phone", at=WEDNESDAY)


def test_what_was_promised_is_a_task_until_it_has_come(tom: Clerk) -> None:
    case = permit()
    for _time in range(2):
        outbox.send_receipt.call(reference=case.reference)
    tom.open(f"/desk/cases/{case.reference}")
    asked = "Show us that you live there; Show us the log book or the lease"
    assert f"Wait for documents that were promised: {asked}" in tom.main
    assert "To do: Wait for documents that were promised" in tom.main
    assert Task.objects.count() == 1
    tom.press("Done")
    assert "Done: Wait for documents that were promised" in tom.main


def test_what_comes_later_is_attached_to_what_was_promised_and_ends_the_waiting(tom: Clerk) -> None:
    case = permit()
    outbox.send_receipt.call(reference=case.reference)
    tom.open(f"/desk/cases/{case.reference}")
    tom.press("Attach", {"step": "proof-of-home", "channel": "paper", "document": photograph()})
    assert "Wait for documents that were promised" in tom.main
    assert tom.page.xpath("//select[@name='step']/option/@value") == ["proof-of-vehicle"]
    tom.press("Attach", {"step": "proof-of-vehicle", "channel": "counter", "document": photograph()})
    assert "Done: Wait for documents that were promised" in tom.main
    assert "A document came" in tom.main
    assert not tom.has("document")
    links = [each for each in tom.page.xpath("//a/@href") if "/files/" in each]
    assert len(links) == 2
    assert tom.client.get(links[1]).headers["Content-Type"] == "image/png"
    assert [each.channel for each in StoredFile.objects.order_by("stored_at")] == ["paper", "counter"]


def test_a_document_that_has_come_is_not_attached_twice(tom: Clerk) -> None:
    case = permit()
    outbox.send_receipt.call(reference=case.reference)
    page = tom.open(f"/desk/cases/{case.reference}").page
    for _time in range(2):
        tom.page = page
        tom.press("Attach", {"step": "proof-of-home", "channel": "paper", "document": photograph()})
    assert Attachment.objects.count() == StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose the document"),
        ({"document": SimpleUploadedFile("bill.pdf", b"MZ\x90\x00 not a bill")}, "PDF"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_at_its_box(tom: Clerk, sent: dict[str, object], said: str) -> None:
    case = permit()
    outbox.send_receipt.call(reference=case.reference)
    tom.open(f"/desk/cases/{case.reference}").press("Attach", {"channel": "counter", **sent})
    assert said in tom.page.get_element_by_id("document-error").text_content()
    assert tom.page.xpath("//select[@name='channel']/option[@selected]/@value") == ["counter"]
    assert not Attachment.objects.exists()
    assert Task.objects.get().done_at is None


def test_where_nothing_was_promised_nothing_is_waited_for() -> None:
    case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    outbox.send_receipt.call(reference=case.reference)
    assert Case.objects.get().customer
    assert not Task.objects.exists()
