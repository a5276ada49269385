"""Promises that whatever goes out goes by one set of rules: whoever it is to, and whatever it is about."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.rooms.acquainted import ASHA, case_of, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.notify_stand_in import StandIn
from tests.rooms.promising import FOUR, MISSED, MORNING, TWO, promised, seen, vera

from guildhall.kernel.clocks import LONDON
from guildhall.ledger.door import Actor
from guildhall.people import door as people
from guildhall.serve.casework import acts
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import callbacks, escalation
from guildhall.serve.helping.constituents import Constituent, asked
from guildhall.serve.models import Message, Wording
from guildhall.serve.telling import notices, sending

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NIGHT = datetime(2026, 11, 18, 22, 0, tzinfo=LONDON)
MOBILE = "07700 900101"


def help_asked(*, email: str = "", phone: str = "") -> Message:
    """What a constituent is told who asked their councillor for help, about no case."""
    in_force()
    asked(
        councillor=Actor("helper", "account/9"),
        name="Ann Moss",
        who=Constituent("Vera Lind", email, phone, "cy"),
        case=None,
        service="missed-bin",
        at=WEDNESDAY,
    )
    return Message.objects.get(about="councillor")


def written(text: str = "It is on its way.", to: str = MOBILE, reference: str = "") -> Message:
    """What an advisor answers in writing where nobody is rung."""
    with standing_at(MORNING):
        made = promised(reference, way="sms", to=to)
    person = seen(reference) if reference else None
    callbacks.write(callback=made.id, person=person, text=text, actor=ASHA, at=TWO)
    return Message.objects.get(about="answer", instead_of=None)


@pytest.mark.parametrize(("spoken", "said"), [("cy", "cy"), ("", "en"), ("pl", "en")])
def test_a_notice_is_in_the_persons_own_language_where_we_know_it_and_write_it(spoken: str, said: str) -> None:
    her = person("Vera Lind", email="vera@example.org", language=spoken)
    hers = case_of(in_force(), her, **(MISSED | {"contact-by": "email", "email": "vera@example.org"}))
    acts.ask(case=hers, question="Which lane?", actor=ASHA, at=WEDNESDAY)
    told = Message.objects.get(about="asked")
    assert told.language == notices.language_of(hers) == said
    assert ("Rydym yn gweithio ar hyn" in told.body) == (said == "cy")


def test_a_language_is_known_under_any_record_of_theirs_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    her, again, him = person("Vera Lind"), person("V Lind", language="cy"), person("Ken Baxter", language="en")
    assert people.language_of(reference=her) == ""
    people.assert_link(one=her, other=again, actor=ASHA, at=WEDNESDAY)
    assert people.language_of(reference=her) == "cy"
    with django_assert_num_queries(2):
        assert people.language_of(reference=him) == "en"
    assert people.language_of(reference="party/x") == people.language_of(reference="") == ""


def test_every_message_keeps_the_version_of_its_words() -> None:
    with standing_at(MORNING):
        missed = promised(vera())
    escalation.passed(callback=missed.id, at=FOUR)
    written()
    help_asked(email="vera@example.org")
    found = {each.about: each.wording for each in Message.objects.all()}
    assert set(found) == {"missed", "answer", "councillor"}
    assert {each.about: each.hash for each in Wording.objects.all()} == found


def test_what_a_councillors_constituent_is_told_waits_for_the_morning_and_falls_back() -> None:
    told = help_asked(email="vera@example.org", phone=MOBILE)
    assert (told.kind, told.language, told.case) == ("email", "cy", None)
    sending.failed(message=told.pk, why="No such mailbox", at=WEDNESDAY)
    text = Message.objects.get(instead_of=told)
    assert (text.kind, text.to, text.told) == ("sms", MOBILE, told.told)


def test_a_text_about_no_case_keeps_the_quiet_hours(notify: StandIn) -> None:
    told = help_asked(phone=MOBILE)
    answer = written()
    for message in (told, answer):
        sending.deliver(message=message.pk, at=NIGHT)
        message.refresh_from_db()
        assert message.held_until == datetime(2026, 11, 19, 8, 0, tzinfo=LONDON)
    assert notify.taken == []


def test_a_message_about_no_case_is_stopped_where_its_way_was_found_out_to_be_unsafe() -> None:
    told = help_asked(email="vera@example.org", phone=MOBILE)
    people.mark_contact(reference=told.party, kind="email", safe=False)
    sending.deliver(message=told.pk, at=WEDNESDAY)
    told.refresh_from_db()
    assert (told.stopped_reason, told.sent_at) == ("not-safe", None)
    assert Message.objects.get(instead_of=told).kind == "sms"


def test_an_answer_in_writing_is_stopped_too_and_goes_to_nobody_elses_address() -> None:
    known = written(reference=vera(phone=MOBILE))
    people.mark_contact(reference=known.party, kind="phone", safe=False)
    sending.deliver(message=known.pk, at=TWO)
    known.refresh_from_db()
    assert known.stopped_reason == "not-safe"
    assert Message.objects.get(instead_of=known).to == "vera@example.org"


def test_an_answer_to_somebody_we_do_not_know_goes_where_they_said_or_stands_for_one_of_ours_to_tell() -> None:
    told = written()
    sending.failed(message=told.pk, why="No such number", at=TWO)
    assert list(Message.objects.order_by("id").values_list("kind", "to", "party")) == [
        ("sms", MOBILE, ""),
        ("otherwise", MOBILE, ""),
    ]


def test_our_own_are_told_at_once_at_whatever_hour(notify: StandIn) -> None:
    with standing_at(MORNING):
        missed = promised(vera())
    for message in escalation.passed(callback=missed.id, at=NIGHT):
        sending.deliver(message=message, at=NIGHT)
    assert not Message.objects.filter(sent_at=None).exists()
    assert len(notify.taken) == 2
