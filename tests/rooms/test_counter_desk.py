"""Promises of the counter desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk

from guildhall.estate.door import open_file
from guildhall.kernel.canonical import read_json
from guildhall.ledger.door import history
from guildhall.people.door import name_of
from guildhall.serve.models import Answer, Case, Consent, Journey, Payment, Satisfaction

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def missed_bin(wednesday: None) -> None:
    in_force()


def a_photograph() -> SimpleUploadedFile:
    held = BytesIO()
    Image.new("RGB", (40, 30), "white").save(held, "JPEG")
    return SimpleUploadedFile("bill.jpg", held.getvalue(), "image/jpeg")


def at_the_papers(asha: Clerk) -> Clerk:
    """Through the parking permit by its letters, to the first document."""
    live = in_force("resident-parking-permit")
    asha.open("/desk/counter").press("Apply for a resident parking permit", {"for": "own"})
    letters = {"main-home": "A", "permits-already": "1", "keeper": "A", "emissions": "A", "vehicle": "XY70 ZZZ"}
    for _page in range(12):
        if asha.has("proof-of-home.new"):
            return asha
        if asha.has("address.line1"):
            asha.press(typed={"address.line1": "7 Unlisted Row", "address.postcode": "ZZ9 9ZZ"})
        elif asha.has("zone"):
            asha.press(typed={"zone": "A"})
        elif asha.has("starts"):
            asha.press(typed={"starts": "18 11 2026"})
        else:
            step = next(each for each in letters if asha.has(each))
            asha.press(typed={step: letters[step]})
    raise AssertionError(f"{live.id} never asks for proof of home")


def to_the_end(asha: Clerk) -> Clerk:
    at_the_papers(asha).press(typed={"proof-of-home.seen": "Council tax bill of April 2026"})
    typed = {"proof-of-vehicle.later": "yes", "name": "Dai Morgan", "declaration": "yes", "email": "dai@example.org"}
    typed |= {"contact-by": "A", "reminder": "B"}
    for _page in range(12):
        here = {name: value for name, value in typed.items() if asha.has(name)}
        if not here:
            break
        asha.press(typed=here)
    return asha.press("Send it")


def test_options_are_chosen_by_letters_as_on_the_printed_form(asha: Clerk) -> None:
    asha.open("/desk/counter").press("Report a missed bin", {"for": "own"})
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "ZZ1 2AB"})
    assert "A General waste (grey bin)" in asha.main
    asha.press(typed={"bin": "b"})
    answer = Answer.objects.get(step="bin")
    assert (read_json(answer.value), answer.channel) == ("recycling", "counter")


def test_with_a_helper_present_consent_is_read_out_and_kept_word_for_word(asha: Clerk) -> None:
    asha.open("/desk/counter").press("Report a missed bin", {"for": "own", "helper": "yes"})
    read_out = asha.page.xpath("//q")[0].text_content()
    assert "Do you agree?" in read_out
    asha.press("They agree", {"helper": " "})
    assert "Write the helper’s name" in asha.main
    assert not Journey.objects.exists()
    asha.press("They agree", {"helper": "Mali Griffith"})
    consent = Consent.objects.get()
    assert consent.wording == read_out
    assert (consent.by, consent.at) == (asha.reference, WEDNESDAY)
    assert name_of(reference=consent.helper) == "Mali Griffith"
    assert "Helper: Mali Griffith" in asha.main
    journey = Journey.objects.get()
    told = history(subject=f"journey/{journey.id}", audience="staff")
    given = next(event for event in told if event.type == "consent.given")
    assert given.data["helper"] == consent.helper
    assert "Mali" not in asha.address


def test_nobody_speaks_for_another_before_saying_that_they_agreed(asha: Clerk) -> None:
    asha.open("/desk/counter").press("Report a missed bin", {"for": "other", "lang": "cy"})
    assert "A ydynt yn gwybod" in asha.main
    assert asha.open("/desk/counter/services/missed-bin?for=other&lang=cy").address.startswith(
        "/desk/counter/services/missed-bin/consent"
    )
    asha.press("They agree", {"whom": "Edith Marsh"})
    assert Consent.objects.get().language == "cy"
    journey = Journey.objects.get()
    assert journey.on_behalf_of.startswith("party/")
    assert journey.channel == "counter"


def test_a_document_is_scanned_at_the_counter(asha: Clerk) -> None:
    at_the_papers(asha).press(typed={"proof-of-home.new": a_photograph()})
    (kept,) = read_json(Answer.objects.get(step="proof-of-home").value)["files"]
    stored = open_file(reference=kept)
    assert stored is not None
    assert stored.media_type == "image/jpeg"
    assert (stored.stored_by, stored.channel) == (asha.reference, "counter")


def test_a_file_that_is_not_what_it_says_is_refused_in_plain_words_and_nothing_is_kept(asha: Clerk) -> None:
    at_the_papers(asha)
    asha.press(typed={"proof-of-home.new": SimpleUploadedFile("bill.pdf", b"MZ not a document")})
    assert "The file is not what its name says it is." in asha.main
    assert not Answer.objects.filter(step="proof-of-home").exists()


def test_a_document_seen_and_not_kept_leaves_a_note_of_who_saw_what(asha: Clerk) -> None:
    at_the_papers(asha).press(typed={"proof-of-home.seen": "Council tax bill of April 2026"})
    (kept,) = read_json(Answer.objects.get(step="proof-of-home").value)["files"]
    stored = open_file(reference=kept)
    assert stored is not None
    assert stored.name == "Document seen, not kept.pdf"


def test_a_document_of_somebody_elses_cannot_be_put_into_a_journey(asha: Clerk) -> None:
    at_the_papers(asha)
    token = asha.value("csrfmiddlewaretoken")
    asha.client.post(asha.address, {"csrfmiddlewaretoken": token, "proof-of-home.files": "file/" + "0" * 32})
    assert not Answer.objects.filter(step="proof-of-home").exists()


def test_cash_is_taken_once_at_the_counter_and_no_card_number_is_ever_asked(asha: Clerk) -> None:
    to_the_end(asha)
    reference = Case.objects.get().reference
    assert "card number" not in asha.source.lower()
    asha.press("taken: cash")
    assert "Paid" in asha.main
    assert Payment.objects.get().method == "cash"
    token = asha.value("csrfmiddlewaretoken")
    again = asha.client.post(
        f"/desk/counter/cases/{reference}/payment", {"csrfmiddlewaretoken": token, "method": "cheque"}
    )
    assert b"The fee is settled already" in again.content
    assert Payment.objects.filter(settled_at__isnull=False).count() == 1


def test_a_fee_is_waived_with_a_reason_and_not_without(asha: Clerk) -> None:
    to_the_end(asha)
    asha.press("Waive the fee", {"reason": ""})
    assert "Write why the fee is waived" in asha.main
    asha.press("Waive the fee", {"reason": "Charged twice last year"})
    assert "Waived" in asha.main
    assert Payment.objects.get().reason == "Charged twice last year"


def test_satisfaction_is_kept_once_and_apart_from_the_case(asha: Clerk) -> None:
    to_the_end(asha)
    address = asha.address
    asha.press("4")
    assert "Kept, apart from the case and the person." in asha.main
    token = asha.open(address).value("csrfmiddlewaretoken")
    asha.client.post(f"{address}/satisfaction", {"csrfmiddlewaretoken": token, "score": "1"})
    kept = Satisfaction.objects.get()
    assert (kept.service, kept.channel, kept.score) == ("resident-parking-permit", "counter", 4)
    assert {field.name for field in Satisfaction._meta.get_fields()} == {"id", "service", "channel", "score", "on"}
