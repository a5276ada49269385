"""Promises about sending: once, at a decent hour, by a way that is safe now; and where it fails, by the next."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.people.post import open_post_office
from tests.rooms.acquainted import ASHA, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.notify_stand_in import KEY, StandIn

from guildhall.kernel.clocks import LONDON
from guildhall.people import door as people
from guildhall.serve.casework import acts, cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Message, Task
from guildhall.serve.telling import sending
from guildhall.serve.telling.senders import smtp

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SMTP = "django.core.mail.backends.smtp.EmailBackend"
ANSWERS = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Vera Lind"}


def veras_case(by: str = "email", **contacts: str) -> CaseValue:
    """Vera's missed bin; she asked to be told ``by`` this way, and is known by these others."""
    vera = person("Vera Lind", **({"email": "vera@example.org", "phone": "07700 900123"} | contacts))
    to = {"email": {"email": "vera@example.org"}, "sms": {"mobile": "07700 900123"}, "letter": {}, "none": {}}[by]
    return case_of(in_force(), vera, **(ANSWERS | {"contact-by": by} | to))


def told(case: CaseValue, text: str = "Which lane is it?", at: datetime = WEDNESDAY) -> Message:
    """The message by which she is asked something."""
    acts.ask(case=case, question=text, actor=ASHA, at=at)
    return Message.objects.get(about="asked", instead_of=None)


def chain() -> list[tuple[str, str]]:
    """Each message of the question with what became of it, the first first."""
    found = Message.objects.filter(about="asked").order_by("id")
    return [
        (
            each.kind,
            "stopped" if each.stopped_at else "failed" if each.failed_at else "sent" if each.sent_at else "waiting",
        )
        for each in found
    ]


def test_a_way_marked_unsafe_after_the_words_were_written_is_not_used_and_the_reason_stands() -> None:
    message = told(veras_case())
    people.mark_contact(reference=message.case.customer, kind="email", safe=False)  # type: ignore[union-attr]
    sending.deliver(message=message.pk, at=WEDNESDAY)
    message.refresh_from_db()
    assert (message.stopped_reason, message.sent_at) == ("not-safe", None)
    assert chain() == [("email", "stopped"), ("sms", "waiting")]
    assert mail.outbox == []


def test_a_way_marked_unsafe_before_is_stopped_on_the_record_and_the_next_is_taken() -> None:
    case = veras_case()
    people.mark_contact(reference=case.customer, kind="email", safe=False)
    told(case)
    assert chain() == [("email", "stopped"), ("sms", "waiting")]


def test_where_no_safe_way_is_left_an_advisor_has_the_task_and_nothing_is_sent() -> None:
    case = veras_case(post="4 Mill Lane, ZZ1 2AB")
    for kind in ("email", "phone", "post"):
        people.mark_contact(reference=case.customer, kind=kind, safe=False)
    acts.ask(case=case, question="Which lane?", actor=ASHA, at=WEDNESDAY)
    assert [each.kind for each in Task.objects.filter(case_id=case.id)] == ["tell-otherwise"]
    assert {state for _, state in chain()} == {"stopped"}
    assert "message.stopped" in [each.type for each in cases.happenings(case=case, audience="staff")]


def test_what_the_mail_server_refuses_for_good_goes_by_the_next_way_and_the_case_says_so(settings: Settings) -> None:
    case = veras_case()
    message = told(case)
    with open_post_office() as office:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", office.port
        office.answer = "550 5.1.1 No such mailbox"
        sending.deliver(message=message.pk, at=WEDNESDAY)
    assert chain() == [("email", "failed"), ("sms", "waiting")]
    message.refresh_from_db()
    assert "550" in message.failure
    assert {"message.failed", "message.fell-back"} <= {
        each.type for each in cases.happenings(case=case, audience="staff")
    }


def test_what_is_refused_for_now_is_tried_again_later_each_time_and_falls_back_at_last(settings: Settings) -> None:
    message, at = told(veras_case()), WEDNESDAY
    with open_post_office() as office:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", office.port
        office.answer = "451 4.3.0 Try later"
        for wait in sending.BACKOFF:
            sending.deliver(message=message.pk, at=at)
            assert chain() == [("email", "waiting")]
            sending.deliver(message=message.pk, at=at + wait - timedelta(seconds=1))
            message.refresh_from_db()
            assert message.held_until == at + wait
            at += wait
        sending.deliver(message=message.pk, at=at)
    assert message.tries == len(sending.BACKOFF)
    assert chain() == [("email", "failed"), ("sms", "waiting")]


def test_a_mail_server_that_is_away_is_tried_again(settings: Settings) -> None:
    message = told(veras_case())
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1
    sending.deliver(message=message.pk, at=WEDNESDAY)
    message.refresh_from_db()
    assert (message.tries, message.failed_at) == (1, None)


def test_an_email_says_the_same_in_plain_text_and_in_html_and_where_to_answer(settings: Settings) -> None:
    case = veras_case()
    message = told(case, "Is it <b>this</b> lane?")
    with open_post_office() as office:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", office.port
        sending.deliver(message=message.pk, at=WEDNESDAY)
    (letter,) = office.letters
    plain, html = (letter.get_body((shape,)).get_content() for shape in ("plain", "html"))  # type: ignore[union-attr]
    assert plain.replace("\r\n", "\n").strip() == message.body
    assert f"/en/track?reference={case.reference}" in plain
    assert "Is it &lt;b&gt;this&lt;/b&gt; lane?" in html
    assert f'<a href="{settings.ADDRESS}/en/track?reference={case.reference}">' in html
    assert (case.reference in letter["Subject"], letter["Auto-Submitted"]) == (True, "auto-generated")
    assert str(letter["Message-ID"]).startswith(f"<m.{message.pk}.")


def test_nobody_can_put_a_heading_of_their_own_into_an_email() -> None:
    message = told(veras_case())
    Message.objects.filter(id=message.pk).update(subject="Hello\r\nBcc: everybody@example.org")
    sending.deliver(message=message.pk, at=WEDNESDAY)
    assert mail.outbox[0].subject == "Hello Bcc: everybody@example.org"
    assert mail.outbox[0].recipients() == ["vera@example.org"]


def test_each_kind_goes_by_notify_with_a_token_that_it_takes(notify: StandIn) -> None:
    for by in ("email", "sms", "letter"):
        case = veras_case(by)
        acts.ask(case=case, question=f"By {by}?", actor=ASHA, at=WEDNESDAY)
        message = Message.objects.get(case_id=case.id, about="asked")
        sending.deliver(message=message.pk, at=WEDNESDAY)
        sending.deliver(message=message.pk, at=WEDNESDAY)
        message.refresh_from_db()
        assert (message.sender, message.sender_reference) == ("notify", notify.taken[-1]["id"])
    email, sms, letter = notify.taken
    assert email["email_address"] == "vera@example.org"
    assert "By email?" in email["personalisation"]["body"]
    assert sms["phone_number"] == "07700 900123"
    assert "By sms?" in sms["personalisation"]["body"]
    assert letter["kind"] == "letter"
    assert len(set(notify.tokens)) >= 1


def test_a_wrong_key_is_ours_to_put_right_and_no_fault_of_the_address(notify: StandIn, settings: Settings) -> None:
    settings.NOTIFY = settings.NOTIFY | {"key": KEY[:-4] + "0000"}
    message = told(veras_case("sms"))
    sending.deliver(message=message.pk, at=WEDNESDAY)
    message.refresh_from_db()
    assert (message.tries, message.failed_at, notify.taken) == (1, None, [])
    assert "403" in message.failure


@pytest.mark.parametrize(("status", "states"), [(400, "failed"), (429, "waiting"), (500, "waiting"), (503, "waiting")])
def test_what_notify_refuses_falls_back_and_what_it_cannot_do_now_waits(
    notify: StandIn, status: int, states: str
) -> None:
    notify.refuse = (status, "Not today")
    message = told(veras_case("sms"))
    sending.deliver(message=message.pk, at=WEDNESDAY)
    assert chain()[0] == ("sms", states)
    assert len(chain()) == (2 if states == "failed" else 1)


def test_a_text_that_can_wait_waits_until_the_quiet_hours_end_and_an_urgent_one_goes(notify: StandIn) -> None:
    night = datetime(2026, 11, 21, 22, 0, tzinfo=LONDON)
    message = told(veras_case("sms"), at=night)
    sending.deliver(message=message.pk, at=night)
    message.refresh_from_db()
    monday = datetime(2026, 11, 23, 8, 0, tzinfo=LONDON)
    assert (message.held_until, message.sent_at) == (monday, None)
    assert DBTaskResult.objects.filter(run_after=monday, task_path=sending.send.module_path).exists()
    Message.objects.filter(id=message.pk).update(urgent=True, held_until=None)
    sending.deliver(message=message.pk, at=night)
    assert len(notify.taken) == 1


def test_an_email_keeps_no_quiet_hours() -> None:
    message = told(veras_case())
    sending.deliver(message=message.pk, at=datetime(2026, 11, 22, 3, 0, tzinfo=LONDON))
    assert len(mail.outbox) == 1


def test_what_was_handed_to_a_sender_that_never_answered_is_not_sent_again_by_itself(settings: Settings) -> None:
    message = told(veras_case())
    Message.objects.filter(id=message.pk).update(begun_at=WEDNESDAY)
    sending.deliver(message=message.pk, at=WEDNESDAY + timedelta(days=1))
    assert mail.outbox == []
    assert not sending.again(message=message.pk, at=WEDNESDAY + timedelta(minutes=1))
    assert sending.again(message=message.pk, at=WEDNESDAY + sending.LOST_AFTER + timedelta(minutes=1))


def test_whoever_needs_large_print_gets_the_letter_large(notify: StandIn) -> None:
    case = veras_case("letter")
    people.needs(reference=case.customer, code="large-print", actor=ASHA, at=WEDNESDAY)
    message = told(case)
    sending.deliver(message=message.pk, at=WEDNESDAY)
    message.refresh_from_db()
    assert (message.format, message.sender) == ("large-print", "notify")


def test_what_somebody_must_make_by_hand_waits_for_them_and_no_machine_sends_it(notify: StandIn) -> None:
    case = veras_case("letter")
    people.needs(reference=case.customer, code="braille", actor=ASHA, at=WEDNESDAY)
    message = told(case)
    sending.deliver(message=message.pk, at=WEDNESDAY)
    assert (message.format, notify.taken) == ("braille", [])
    assert sending.done_by_hand(message=message.pk, at=WEDNESDAY)
    assert not sending.done_by_hand(message=message.pk, at=WEDNESDAY)
    assert chain() == [("letter", "sent")]


def test_a_call_is_an_advisors_task_with_the_words_and_done_when_it_is_ticked_off() -> None:
    case = veras_case(post="4 Mill Lane, ZZ1 2AB")
    for kind in ("email", "post"):
        people.mark_contact(reference=case.customer, kind=kind, safe=False)
    people.mark_contact(reference=case.customer, kind="phone", may_leave_message=False)
    acts.ask(case=case, question="Which lane is it?", actor=ASHA, at=WEDNESDAY)
    (call,) = Message.objects.filter(kind="call")
    assert call.task is not None
    assert call.task.kind == "call-customer"
    assert "Which lane is it?" in call.body
    acts.finish_task(case=case, task=call.task.pk, actor=ASHA, at=WEDNESDAY)
    call.refresh_from_db()
    assert (call.sent_at, call.sender) == (WEDNESDAY, "advisor")


def test_smtp_takes_nothing_but_email() -> None:
    assert [smtp.sender(kind) for kind in ("sms", "letter", "call")] == [None, None, None]
