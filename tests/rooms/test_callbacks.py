"""Promises about callbacks: made once and in opening hours, kept or escalated, never by voice to whoever needs none."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.rooms.acquainted import ASHA
from tests.rooms.promising import EVERYTHING, FOUR, LATER, MORNING, TWO, about_a_bin, fresh, promised, seen, vera

from guildhall.estate.door import Onlooker, close_on, council
from guildhall.kernel.canonical import read_json
from guildhall.ledger.door import history, verify
from guildhall.people import door
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import callbacks, escalation
from guildhall.serve.contacts.callbacks import MAY_SAY, NoLongerOpen, NoSuchCallback, NotPromised, Stopped
from guildhall.serve.contacts.reachable import ways_left
from guildhall.serve.models import Callback, CallbackAttempt, Case, Interaction, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with standing_at(MORNING):
        yield


def types_of(subject: str, audience: str = "staff") -> list[str]:
    return [event.type for event in history(subject=subject, audience=audience)]  # type: ignore[arg-type]


def test_a_promise_is_kept_with_its_window_and_told_to_the_customer() -> None:
    case = about_a_bin(vera())
    made = promised(case.customer, case=case.reference, service=case.service)
    assert (made.opens_at, made.closes_at, made.may_say, made.case) == (TWO, FOUR, "nothing", case.reference)
    assert types_of(case.subject, "customer")[-1] == "callback.promised"
    [waiting] = DBTaskResult.objects.filter(task_path__endswith="see_whether_kept")
    assert waiting.run_after == FOUR


def test_events_hold_codes_and_moments_alone() -> None:
    made = promised(vera())
    callbacks.attempt(callback=made.id, person=None, outcome="somebody-else", actor=ASHA, at=TWO)
    told = " ".join(str(event) for event in history(subject=made.reference, audience="staff"))
    assert "960101" not in told
    assert "Vera" not in told
    assert types_of(made.reference) == ["callback.promised", "callback.tried"]


def test_a_button_pressed_twice_promises_once() -> None:
    assert promised(vera_is := vera()).id == promised(vera_is).id
    assert promised(vera_is, at=MORNING + timedelta(minutes=2)).id != promised(vera_is).id


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return TWO.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("window", "code", "box"),
    [
        ((at(18, 16), at(18, 14)), "window-turned-round", "until"),
        ((at(18, 14), at(18, 14)), "window-turned-round", "until"),
        ((at(18, 8, 30), at(18, 10)), "window-passed", "until"),
        ((at(18, 16), at(18, 17, 1)), "closed-then", "since"),
        ((at(18, 8), at(18, 17)), "closed-then", "since"),
        ((at(21, 10), at(21, 11)), "closed-that-day", "day"),
        ((at(20, 16), at(23, 10)), "closed-then", "since"),
        ((TWO + timedelta(days=70), FOUR + timedelta(days=70)), "window-too-far", "day"),
    ],
)
def test_a_window_lies_on_one_day_while_we_are_open(window: tuple[datetime, datetime], code: str, box: str) -> None:
    with pytest.raises(NotPromised) as refused:
        promised(vera(), opens_at=window[0], closes_at=window[1])
    assert (refused.value.code, refused.value.box) == (code, box)
    assert not Callback.objects.exists()


def test_nothing_is_promised_on_a_day_on_which_we_close() -> None:
    close_on(day=at(19, 0).date(), reason="Moving house")
    with pytest.raises(NotPromised, match="closed-that-day"):
        promised(vera(), opens_at=at(19, 14), closes_at=at(19, 16))


@pytest.mark.parametrize(
    ("amiss", "code"),
    [({"way": "pigeon"}, "no-way"), ({"to": ""}, "no-number"), ({"may_say": "everything"}, "no-may-say")],
)
def test_half_a_promise_is_none(amiss: dict[str, Any], code: str) -> None:
    with pytest.raises(NotPromised, match=code):
        promised(vera(), **amiss)
    assert not Callback.objects.exists()


def test_each_attempt_is_kept_and_only_speaking_with_them_keeps_the_promise() -> None:
    made = promised(vera())
    for minute, outcome in enumerate(("no-answer", "machine", "somebody-else")):
        callbacks.attempt(callback=made.id, person=None, outcome=outcome, actor=ASHA, at=TWO + minute * LATER)
        assert fresh(made).open
    callbacks.attempt(callback=made.id, person=None, outcome="spoke", actor=ASHA, at=TWO + 5 * LATER)
    assert fresh(made).kept_at == TWO + 5 * LATER
    outcomes = [each.outcome for each in callbacks.attempts_of(callback=made.id)]
    assert outcomes == ["no-answer", "machine", "somebody-else", "spoke"]
    called = Interaction.objects.get()
    assert (called.direction, called.reason, called.party) == ("out", "called-back", made.party)
    with pytest.raises(NoLongerOpen):
        callbacks.attempt(callback=made.id, person=None, outcome="no-answer", actor=ASHA, at=FOUR)


def test_an_attempt_pressed_twice_is_kept_once() -> None:
    made = promised(vera())
    for _ in range(2):
        callbacks.attempt(callback=made.id, person=None, outcome="no-answer", actor=ASHA, at=TWO)
    assert len(callbacks.attempts_of(callback=made.id)) == 1


def test_what_is_missed_is_escalated_once_and_the_officer_on_duty_is_told_nothing_personal() -> None:
    case = about_a_bin(vera())
    made = promised(case.customer, case=case.reference, service=case.service)
    assert escalation.passed(callback=made.id, at=FOUR - LATER) == ()
    sent = escalation.passed(callback=made.id, at=FOUR)
    assert escalation.passed(callback=made.id, at=FOUR + LATER) == ()
    assert len(sent) == Message.objects.filter(id__in=sent).count() == 3
    for message in Message.objects.filter(id__in=sent):
        words = message.subject + message.body
        assert f"number {made.id}" in words
        assert "14:00 to 16:00" in words
        assert not {"Vera", "960101", "960 101", case.reference, "bin"} & set(words.replace(".", " ").split())
        assert message.case is None
    assert (fresh(made).missed_at, fresh(made).escalated_at) == (FOUR, FOUR)
    assert fresh(made).open
    assert types_of(case.subject)[-2:] == ["callback.missed", "callback.escalated"]
    assert types_of(case.subject, "customer")[-1] == "callback.missed"
    assert verify(subject=case.subject)


def test_what_was_kept_or_called_off_is_not_escalated() -> None:
    kept, off = promised(vera()), promised(vera())
    callbacks.attempt(callback=kept.id, person=None, outcome="spoke", actor=ASHA, at=TWO)
    callbacks.withdraw(callback=off.id, because="She came by", actor=ASHA, at=TWO)
    assert [escalation.passed(callback=each.id, at=FOUR) for each in (kept, off)] == [(), ()]
    assert fresh(off).withdrawn_because == "She came by"
    assert not Message.objects.exists()


def test_the_team_whose_case_it_is_about_is_written_to_as_the_profile_says() -> None:
    case = about_a_bin(vera())
    Case.objects.filter(id=case.id).update(team="waste-rounds")
    made = promised(case.customer, case=case.reference, service=case.service)
    sent = Message.objects.filter(id__in=escalation.passed(callback=made.id, at=FOUR))
    assert set(sent.values_list("to", flat=True)) == {
        *council().duty_officer.values(),
        "waste-rounds@elverdon.example.org",
    }
    assert len(set(sent.values_list("body", flat=True))) == 1


def test_the_worker_escalates_when_the_window_has_passed() -> None:
    made = promised(vera())
    [row] = DBTaskResult.objects.filter(task_path__endswith="see_whether_kept")
    with standing_at(FOUR + LATER):
        row.task.call(**row.args_kwargs["kwargs"])
    assert fresh(made).missed_at == FOUR + LATER


@pytest.mark.parametrize("need", ["no-voice", "bsl"])
def test_whoever_needs_no_voice_is_never_promised_a_voice_call(need: str) -> None:
    her = vera(phone="07700 900101")
    door.needs(reference=her, code=need, actor=ASHA, at=MORNING)  # type: ignore[arg-type]
    with pytest.raises(Stopped, match=need):
        promised(her)
    assert not Callback.objects.exists()
    assert {way for way, _ in ways_left(seen(her))} == {"sms", "email"}
    made = promised(her, way="sms", to="07700 900101")
    assert made.closes_at == FOUR
    callbacks.write(callback=made.id, person=seen(her), text="It is on its way.", actor=ASHA, at=TWO)
    assert fresh(made).kept_at == TWO
    assert not CallbackAttempt.objects.filter(way__in=["voice", "relay"]).exists()
    assert Message.objects.get().to == "07700 900101"


def test_whoever_rings_by_relay_is_rung_by_relay_alone() -> None:
    her = vera()
    door.needs(reference=her, code="relay", actor=ASHA, at=MORNING)
    with pytest.raises(Stopped, match="relay"):
        promised(her)
    made = promised(her, way="relay")
    assert made.way == "relay"
    callbacks.attempt(callback=made.id, person=seen(her), outcome="spoke", actor=ASHA, at=TWO)
    assert read_json(Interaction.objects.get().support) == ["relay"]


@pytest.mark.parametrize("to", ["01632 960101", "+44 1632 960101", "01632960101"])
@pytest.mark.parametrize("way", ["voice", "sms"])
def test_a_number_that_is_not_safe_is_not_used_however_it_is_written(way: str, to: str) -> None:
    her = vera()
    door.mark_contact(reference=her, kind="phone", safe=False)
    with pytest.raises(Stopped, match="not-safe"):
        promised(her, way=way, to=to)
    assert ways_left(seen(her)) == (("email", "vera@example.org"),)


def test_that_holds_too_for_those_whose_numbers_are_withheld_from_the_advisor() -> None:
    her = vera()
    door.mark_contact(reference=her, kind="phone", safe=False)
    door.protect(reference=her, actor=ASHA, at=MORNING)
    assert seen(her).contacts == ()
    with pytest.raises(Stopped, match="not-safe"):
        promised(her)


def test_what_is_found_out_after_the_promise_stops_the_call_and_keeps_the_time() -> None:
    her = vera()
    made = promised(her)
    door.needs(reference=her, code="no-voice", actor=ASHA, at=MORNING + LATER)
    for _ in range(2):
        with pytest.raises(Stopped, match="no-voice"):
            callbacks.attempt(callback=made.id, person=seen(her), outcome="no-answer", actor=ASHA, at=TWO)
    [stopped] = callbacks.attempts_of(callback=made.id)
    assert (stopped.way, stopped.outcome, stopped.reason) == ("", "stopped", "no-voice")
    callbacks.reroute(
        callback=made.id, person=seen(her), way="email", to="vera@example.org", actor=ASHA, at=TWO + LATER
    )
    assert (fresh(made).way, fresh(made).closes_at) == ("email", FOUR)
    with pytest.raises(Stopped):
        callbacks.attempt(callback=made.id, person=seen(her), outcome="spoke", actor=ASHA, at=TWO + LATER)
    assert fresh(made).open


def test_a_promise_made_in_a_contact_is_logged_with_it() -> None:
    made = promised(vera(), contact="phone")
    logged = Interaction.objects.get()
    assert (logged.reason, logged.outcome, logged.party) == ("callback", "callback", made.party)
    assert Callback.objects.get().interaction_id == logged.pk


def test_a_caller_need_not_become_a_record() -> None:
    made = promised()
    assert (made.party, made.called) == ("", "a woman called Vera")


def test_the_worklist_has_the_soonest_window_first_and_loses_nothing() -> None:
    her = vera()
    for minute in range(30):
        promised(her, opens_at=TWO - timedelta(minutes=minute), closes_at=FOUR - timedelta(minutes=minute // 2))
    found: list[datetime] = []
    after, ids = "", set()
    while True:
        stretch = callbacks.listed(onlooker=EVERYTHING, after=after, limit=7)
        found += [each.closes_at for each in stretch.callbacks]
        ids |= {each.id for each in stretch.callbacks}
        after = stretch.after
        if not after:
            break
    assert found == sorted(found)
    assert len(found) == len(ids) == 30
    assert callbacks.listed(onlooker=EVERYTHING, missed=True).callbacks == ()
    assert len(callbacks.listed(onlooker=EVERYTHING, after="nonsense").callbacks) == 30


def test_a_team_sees_the_callbacks_of_its_own_cases_alone() -> None:
    case = about_a_bin(vera())
    own, nobodys = promised(case.customer, case=case.reference), promised(vera())
    waste, highways = (Onlooker("account/1", teams=(team,), people=True) for team in (case.team, "highways"))
    assert [each.id for each in callbacks.listed(onlooker=waste).callbacks] == [own.id]
    assert callbacks.listed(onlooker=highways).callbacks == ()
    assert callbacks.find(callback=own.id, onlooker=waste).id == own.id
    for callback, onlooker in ((own, highways), (nobodys, waste), (nobodys, Onlooker("account/1"))):
        with pytest.raises(NoSuchCallback):
            callbacks.find(callback=callback.id, onlooker=onlooker)


def test_there_are_three_things_that_may_be_said_the_least_first() -> None:
    assert MAY_SAY == ("nothing", "who-we-are", "what-about")
