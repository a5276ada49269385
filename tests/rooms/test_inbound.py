"""Promises about email that comes in: put where it belongs, never answered by a machine, never half kept."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pytest_django import Settings
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.emails import bounced, letter
from tests.rooms.test_sending import chain, told, veras_case

from guildhall.estate.models import StoredFile
from guildhall.people import door as people
from guildhall.serve.casework import acts
from guildhall.serve.contacts.signing import signature
from guildhall.serve.models import Arrival, Enquiry, Message, Note, Task
from guildhall.serve.telling.inbound.arriving import arrive
from guildhall.serve.telling.inbound.command import inbound
from guildhall.serve.telling.inbound.reading import MOST_HEADINGS, Unreadable, own_words, read

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (4, 4), "green").save(made, "PNG")
    return made.getvalue()


def test_an_answer_to_our_question_answers_it_without_what_is_quoted() -> None:
    message = told(veras_case())
    text = "The back lane.\n\nOn Wed, 18 Nov 2026 at 17:30, Elverdon Council wrote:\n> Which lane is it?\n"
    assert arrive(raw=letter(text, answers=message.pk).as_bytes(), at=WEDNESDAY) == "reply"
    assert Enquiry.objects.get().reply == "The back lane."


def test_the_same_email_handed_over_twice_is_kept_once() -> None:
    message = told(veras_case())
    raw = letter("The back lane.", answers=message.pk).as_bytes()
    assert [arrive(raw=raw, at=WEDNESDAY), arrive(raw=raw, at=WEDNESDAY)] == ["reply", "reply"]
    assert (Arrival.objects.count(), Note.objects.count()) == (1, 0)


def test_what_was_not_asked_is_a_note_for_staff_with_a_task() -> None:
    case = veras_case()
    receipt = Message.objects.get(case_id=case.id)
    assert arrive(raw=letter("And the lid is broken.", answers=receipt.pk).as_bytes(), at=WEDNESDAY) == "note"
    assert "And the lid is broken." in Note.objects.get().text
    assert not Note.objects.get().shown
    assert Task.objects.get().kind == "read-email"


def test_the_reference_in_the_subject_is_enough_from_an_address_we_know_and_from_no_other() -> None:
    case = veras_case()
    subject = f"About {case.reference.lower()}"
    assert arrive(raw=letter("Hello", Subject=subject).as_bytes(), at=WEDNESDAY) == "note"
    stranger = letter("Tell me all", sender="ex@example.org", Subject=subject)
    assert arrive(raw=stranger.as_bytes(), at=WEDNESDAY) == "unknown"
    assert Arrival.objects.get(became="unknown").case is None


def test_a_thread_that_we_did_not_sign_is_no_thread() -> None:
    message = told(veras_case())
    forged = f"<m.{message.pk}.{'0' * 24}@example.org>"
    raw = letter("The back lane", sender="ex@example.org", In_Reply_To=forged).as_bytes()
    assert arrive(raw=raw, at=WEDNESDAY) == "unknown"
    assert Enquiry.objects.get().replied_at is None


def test_an_answer_from_another_address_than_we_wrote_to_is_believed_by_nobody() -> None:
    message = told(veras_case())
    raw = letter("The back lane", sender="ex@example.org", answers=message.pk).as_bytes()
    assert arrive(raw=raw, at=WEDNESDAY) == "unknown"
    assert Enquiry.objects.get().replied_at is None


@pytest.mark.parametrize(
    "heading",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "Auto-Generated; x=y"},
        {"Precedence": "bulk"},
        {"List_Id": "<neighbours.example.org>"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_what_a_machine_wrote_answers_nothing_and_is_answered_by_nothing(heading: dict[str, str]) -> None:
    message = told(veras_case())
    before = (Message.objects.count(), DBTaskResult.objects.count())
    assert arrive(raw=letter("I am away", answers=message.pk, **heading).as_bytes(), at=WEDNESDAY) == "automatic"
    assert Enquiry.objects.get().replied_at is None
    assert (Message.objects.count(), DBTaskResult.objects.count(), mail.outbox) == (*before, [])


def test_nothing_is_ever_sent_back_to_whoever_writes() -> None:
    message = told(veras_case())
    before = Message.objects.count()
    for raw in (letter("Yes", answers=message.pk), letter("Who is Vera?", sender="ex@example.org")):
        arrive(raw=raw.as_bytes(), at=WEDNESDAY)
    assert (Message.objects.count(), mail.outbox) == (before, [])


def test_a_message_that_comes_back_goes_by_the_next_way_once() -> None:
    message = told(veras_case())
    Message.objects.filter(id=message.pk).update(begun_at=WEDNESDAY, sent_at=WEDNESDAY)
    assert [arrive(raw=bounced(message.pk), at=WEDNESDAY) for _ in range(2)] == ["bounce", "bounce"]
    assert chain() == [("email", "failed"), ("sms", "waiting")]


def test_a_message_that_is_only_late_is_not_given_up() -> None:
    message = told(veras_case())
    Message.objects.filter(id=message.pk).update(begun_at=WEDNESDAY, sent_at=WEDNESDAY)
    assert arrive(raw=bounced(message.pk, action="delayed", status="4.4.1"), at=WEDNESDAY) == "bounce"
    assert chain() == [("email", "sent")]


def test_files_pass_the_same_checks_as_any_upload(tom: Clerk) -> None:
    message = told(veras_case())
    raw = letter("Here is the lane", answers=message.pk)
    raw.add_attachment(picture(), maintype="image", subtype="png", filename="lane.png")
    raw.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="lane.png.exe")
    arrive(raw=raw.as_bytes(), at=WEDNESDAY)
    assert "A file was refused" in Enquiry.objects.get().reply
    arrival = Arrival.objects.get()
    tom.open("/desk/outbox/inbox?which=all").follow("Re: your message").follow("File 1")
    assert tom.response["Content-Type"] == "image/png"
    assert tom.open(f"/desk/outbox/inbox/{arrival.pk}/files/{'0' * 32}").status == 404


def test_an_email_of_somebody_unknown_waits_in_the_inbox_until_a_person_dealt_with_it(tom: Clerk) -> None:
    arrive(raw=letter("When do you open? <script>", sender="new@example.org").as_bytes(), at=WEDNESDAY)
    tom.open("/desk/outbox/inbox").follow("Re: your message")
    assert "When do you open? <script>" in tom.main
    tom.press("I have dealt with it")
    assert "No emails here." in tom.main


def test_the_senders_address_of_somebody_protected_is_withheld(tom: Clerk) -> None:
    message = told(veras_case())
    assert message.case is not None
    people.protect(reference=message.case.customer, actor=ASHA, at=WEDNESDAY)
    arrive(raw=letter("The back lane.", answers=message.pk).as_bytes(), at=WEDNESDAY)
    tom.open("/desk/outbox/inbox?which=all").follow("Re: your message")
    assert "vera@example.org" not in tom.main


def nested(deep: int) -> bytes:
    opens = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (each, each) for each in range(deep))
    return b"From: a@example.org\n" + opens + b"Content-Type: text/plain\n\nhello\n"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "noise": lambda: bytes(range(256)) * 400,
    "too many headings": lambda: b"X: y\n" * (MOST_HEADINGS * 20) + b"From: a@example.org\n\nhello",
    "nested": lambda: nested(40),
    "nested deeply": lambda: nested(3000),
    "many parts": lambda: (
        b'From: a@example.org\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 5000 + b"--b--\n"
    ),
    "too big": lambda: b"From: a@example.org\n\n" + b"x" * 25_000_001,
    "two senders": lambda: b"From: a@example.org, b@example.org\n\nhello",
    "no sender": lambda: b"Subject: hello\n\nhello",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_mail_is_refused_in_one_line_and_nothing_is_kept(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(HOSTILE[kind]())
    with pytest.raises(ValueError, match=r"^the email [^\n]+$"):
        inbound([str(file)])
    assert (Arrival.objects.count(), StoredFile.objects.count(), capsys.readouterr().out) == (0, 0, "")


BROKEN = [
    b"Content-Type: text/plain; charset=klingon\n\n\xff\xfehello",
    b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!not base64",
    b"Subject: =?utf-8?B?!!!?= =?nonsense?Q?x?=\n\nhello",
    b"Subject: \xff\xfe\x00\n\nhello\x00there",
    b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>hello<script>x()</script>',
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\xff",
]


@pytest.mark.parametrize("rest", BROKEN)
def test_what_is_badly_encoded_is_read_as_well_as_it_can_be(rest: bytes) -> None:
    raw = b"From: new@example.org\nMessage-ID: <x@example.org>\n" + rest
    assert arrive(raw=raw, at=WEDNESDAY) in {"unknown", "bounce"}
    kept = Arrival.objects.get()
    assert "\x00" not in kept.text + kept.subject
    assert "x()" not in kept.text


@given(st.binary(max_size=400))
def test_whatever_comes_is_read_or_refused(rest: bytes) -> None:
    for raw in (
        rest,
        b"From: a@example.org\n" + rest,
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + rest,
    ):
        with suppress(Unreadable):
            assert len(read(raw).key) == 64


def test_what_stands_above_the_quotation_is_what_somebody_wrote() -> None:
    outlook = "Yes please.\n\n________________________________\nFrom: Elverdon Council\nSent: Wednesday"
    assert own_words(outlook) == "Yes please."
    assert own_words("> You asked\nThe lane.\n> And then\nTwo bins.") == "The lane.\nTwo bins."
    assert (
        own_words("On Wed, Council wrote:\n> What?\nBelow the quotation")
        == "On Wed, Council wrote:\nBelow the quotation"
    )


def test_an_email_by_the_web_is_taken_only_where_it_is_signed(settings: Settings) -> None:
    settings.INBOUND_SECRET = "agreed"
    raw = letter("Hello", sender="new@example.org").as_bytes()
    stamp = str(int(datetime.now(UTC).timestamp()))
    signed = signature(secret="agreed", timestamp=stamp, body=raw)
    heads = {"Guildhall-Timestamp": stamp, "Guildhall-Signature": signed}

    def post(body: bytes, headers: dict[str, str]) -> int:
        answer = Client(enforce_csrf_checks=True).post("/hooks/email", body, "message/rfc822", headers=headers)
        return int(answer.status_code)

    assert post(raw + b"x", heads) == 401
    assert post(raw, {}) == 401
    assert not Arrival.objects.exists()
    assert [post(raw, heads), post(raw, heads)] == [204, 204]
    assert Arrival.objects.count() == 1


def test_a_closed_case_is_not_answered_but_noted() -> None:
    case = veras_case()
    message = told(case)
    acts.close(case=case, outcome="done", told="Done.", actor=ASHA, at=WEDNESDAY)
    assert arrive(raw=letter("The back lane.", answers=message.pk).as_bytes(), at=WEDNESDAY) == "note"
