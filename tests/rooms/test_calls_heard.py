"""Promises about what the telephone system tells: believed only when signed, kept once, and rightly in any order."""

import json
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk
from tests.rooms.ringing import FORM, JSON, SECRET, Switchboard

from guildhall.estate.door import council
from guildhall.serve import outbox
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import calls
from guildhall.serve.contacts.signing import signature
from guildhall.serve.desks.api import routes
from guildhall.serve.models import Call, Interaction

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def line(settings: Any) -> Switchboard:
    settings.CALLS_SECRET = SECRET
    return Switchboard()


def second(number: int) -> Any:
    return WEDNESDAY + timedelta(seconds=number)


@pytest.mark.parametrize("form", [True, False])
def test_a_call_is_heard_as_a_form_or_as_json(line: Switchboard, *, form: bool) -> None:
    for later, event in enumerate(("newCall", "answer", "hangup")):
        assert line.tell(event, later=later, form=form, agent="204").json() == {"kept": True}
    call = Call.objects.get()
    assert (call.key, call.number, call.direction, call.agent) == ("call-1", "+441632960101", "in", "204")
    assert [call.rang_at, call.answered_at, call.hung_up_at] == [second(0), second(1), second(2)]


def test_the_names_that_telephone_systems_themselves_use_are_understood(line: Switchboard) -> None:
    told = {"event": "newCall", "callId": "abc", "from": "441632960101", "to": "441632960100", "user": ["Asha", "Tom"]}
    assert line.send(json.dumps(told).encode()).status_code == 200
    assert line.send(b"event=answer&callId=abc&from=441632960101&user%5B%5D=Asha", FORM).status_code == 200
    call = Call.objects.get()
    assert (call.key, call.number, call.agent) == ("abc", "+441632960101", "Asha")


def test_of_an_outgoing_call_the_number_is_the_one_that_was_rung(line: Switchboard) -> None:
    told = {"event": "newCall", "callId": "abc", "from": "441632960100", "to": "441632960101", "direction": "out"}
    line.send(json.dumps(told).encode())
    assert (Call.objects.get().direction, Call.objects.get().number) == ("out", "+441632960101")


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
def test_any_order_and_any_repetition_makes_the_same_call(line: Switchboard, order: tuple[int, ...]) -> None:
    events = ("newCall", "answer", "hangup")
    for place in (*order, *order, order[0]):
        assert line.tell(events[place], later=place, agent="204").status_code == 200
    call = Call.objects.get()
    assert [call.rang_at, call.answered_at, call.hung_up_at] == [second(0), second(1), second(2)]
    assert (call.number, call.agent, call.direction) == ("+441632960101", "204", "in")


def test_a_hangup_of_a_call_that_nobody_told_of_is_tolerated_and_shown_nowhere(line: Switchboard) -> None:
    assert line.tell("hangup", "unknown").status_code == 200
    assert calls.log().calls == ()
    assert calls.going_on(account="account/1", at=WEDNESDAY) == ()


@pytest.mark.parametrize("number", ["anonymous", "Anonymous", "", "withheld", "unknown"])
def test_a_withheld_number_is_a_call_like_any_other(line: Switchboard, number: str) -> None:
    assert line.tell("newCall", number=number).status_code == 200
    assert Call.objects.get().number == ""


@pytest.mark.parametrize(
    ("given", "form"),
    [("01632 960101", "+441632960101"), ("+44 1632 960101", "+441632960101"), ("33123456789", "+33123456789")],
)
def test_a_number_is_kept_in_its_one_form(given: str, form: str) -> None:
    assert calls.one_form(given) == form


def test_nothing_is_believed_that_is_not_signed(line: Switchboard) -> None:
    body = b'{"event": "newCall", "id": "x", "number": "01632 960101"}'
    other = signature(secret=SECRET, timestamp=str(int(WEDNESDAY.timestamp())), body=b"{}")
    answers = [
        line.send(body, secret="another"),
        line.send(body, Guildhall_Signature=""),
        line.send(body, Guildhall_Signature="sha256=ÿÿ"),
        line.send(body, Guildhall_Signature=other),
        line.send(body, Guildhall_Timestamp=""),
        line.send(body, Guildhall_Timestamp="yesterday"),
        line.send(body, Guildhall_Timestamp="9" * 40),
        line.send(body, Guildhall_Timestamp=str(int(WEDNESDAY.timestamp()) + 1)),
    ]
    assert [each.status_code for each in answers] == [401] * len(answers)
    assert answers[0].json()["code"] == "not-signed"
    assert not Call.objects.exists()


def test_what_was_overheard_cannot_be_sent_again_later(line: Switchboard) -> None:
    body, then = b'{"event": "hangup", "id": "x"}', str(int(WEDNESDAY.timestamp()))
    signed = signature(secret=SECRET, timestamp=then, body=body)
    headers = {"Guildhall_Timestamp": then, "Guildhall_Signature": signed}
    assert line.send(body, later=299, **headers).status_code == 200
    assert line.send(body, later=301, **headers).status_code == 401


def test_where_no_secret_is_shared_nothing_is_heard(line: Switchboard, settings: Any) -> None:
    settings.CALLS_SECRET = ""
    assert line.tell("newCall").status_code == 401
    body = b"{}"
    assert line.send(body, secret="").status_code == 401


@pytest.mark.parametrize(
    ("told", "errors"),
    [
        ({"event": "ring", "id": "x"}, [("event", "unknown-event")]),
        ({"id": "x"}, [("event", "unknown-event")]),
        ({"event": "newCall"}, [("id", "missing")]),
        ({"event": "newCall", "id": " "}, [("id", "missing")]),
        ({"event": "newCall", "id": "x" * 251}, [("id", "too-long")]),
        ({"event": "newCall", "id": "a\x00b"}, [("id", "unprintable")]),
        ({"event": "answer", "id": "x", "agent": "\x00"}, [("agent", "unprintable")]),
        ({"event": "answer", "id": "x", "agent": "a" * 255}, [("agent", "too-long")]),
        ({"event": "newCall", "id": "x", "number": "Vera Lind"}, [("number", "not-a-number")]),
        ({"event": "newCall", "id": "x", "number": "0" * 60}, [("number", "not-a-number")]),
        ({"event": "newCall", "id": "x", "direction": "up"}, [("direction", "unknown-direction")]),
        ({"event": [["newCall"]], "id": {"a": 1}}, [("event", "unknown-event"), ("id", "missing")]),
        (
            {"event": True, "id": 7.5, "number": "x"},
            [("event", "unknown-event"), ("id", "missing"), ("number", "not-a-number")],
        ),
    ],
)
def test_what_is_malformed_is_refused_with_all_that_is_amiss_by_name(
    line: Switchboard, told: dict[str, object], errors: list[tuple[str, str]]
) -> None:
    answer = line.send(json.dumps(told).encode())
    assert answer.status_code == 400
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == errors
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"{", JSON, 400),
        (b"[" * 5000, JSON, 400),
        (b"[1]", JSON, 400),
        (b"null", JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b"", JSON, 415),
        (b"", FORM, 415),
        (b"%ff=%00&event=%ff", FORM, 400),
        (b"event=newCall&id=x", "text/plain", 415),
        (b"x" * 10_001, JSON, 413),
    ],
)
def test_hostile_bodies_are_told_so_and_keep_nothing(line: Switchboard, body: bytes, media: str, status: int) -> None:
    answer = line.send(body, media)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Call.objects.exists()


def test_other_methods_are_told_which_one_works(line: Switchboard) -> None:
    answer = line.client.get("/api/v1/calls")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_too_many_notices_from_one_place_are_held_off(line: Switchboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(routes.PER_HOUR, "calls", 2)
    assert [line.tell("newCall").status_code for _ in range(3)] == [200, 200, 429]


def test_an_agent_is_known_by_the_email_address_they_log_in_with(line: Switchboard) -> None:
    asha = clerk("advisor")
    line.tell("newCall")
    line.tell("answer", later=3, agent="Asha@Elverdon.example.org")
    assert Call.objects.get().answered_by == asha.reference


@pytest.mark.parametrize("agent", ["12", "ext. 12", "Ext 12", "x12", "extension 12", "+12"])
def test_an_agent_is_known_by_the_extension_that_the_profile_says_is_theirs(line: Switchboard, agent: str) -> None:
    who = clerk("advisor", name="Advisor Pell")
    assert council().extensions["12"] == "advisor@elverdon.example.org"
    line.tell("newCall")
    line.tell("answer", later=3, agent=agent)
    assert Call.objects.get().answered_by == who.reference
    assert [each.agent for each in calls.going_on(account=who.reference, at=second(4))] == [agent]
    assert calls.going_on(account="account/another", at=second(4)) == ()


@pytest.mark.parametrize("agent", ["13", "012", "Asha 12", "12@", "ext."])
def test_an_extension_that_is_nobodys_is_shown_as_it_came(line: Switchboard, agent: str) -> None:
    clerk("advisor", name="Advisor Pell")
    line.tell("newCall")
    line.tell("answer", later=3, agent=agent)
    assert (Call.objects.get().answered_by, Call.objects.get().agent) == ("", agent)


def test_a_caller_who_hangs_up_before_anybody_answers_is_logged_as_abandoned_once(line: Switchboard) -> None:
    line.tell("newCall")
    line.tell("hangup", later=40)
    line.tell("hangup", later=40)
    waiting = DBTaskResult.objects.filter(task_path__endswith="log_abandoned")
    assert {each.run_after for each in waiting} == {second(40) + timedelta(minutes=10)}
    with standing_at(second(700)):
        for row in waiting:
            row.task.call(**row.args_kwargs["kwargs"])
    logged = Interaction.objects.get()
    assert (logged.outcome, logged.reason, logged.by) == ("abandoned", "hung-up", "")
    assert (logged.began, logged.answered, logged.ended) == (second(0), None, second(40))
    assert [each.missed for each in calls.log(missed=True).calls] == [True]


def test_a_call_whose_answer_was_told_late_is_not_abandoned(line: Switchboard) -> None:
    for later, event in ((0, "newCall"), (40, "hangup"), (5, "answer")):
        line.tell(event, later=later)
    outbox.log_abandoned.call(call=Call.objects.get().pk)
    assert not Interaction.objects.exists()
    assert calls.log(missed=True).calls == ()
