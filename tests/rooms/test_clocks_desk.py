"""Promises of the pages about clocks: why a date, what an officer does to it, what the resident reads, and closures."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django_tasks_db.models import DBTaskResult
from tests.rooms.browsing import Resident, publish
from tests.rooms.council import AMIR, MISSED_BIN, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import calendar, closure_on
from guildhall.kernel.clocks import Term
from guildhall.ledger.door import Actor
from guildhall.serve import clock
from guildhall.serve.casework import acts, cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Extension, Message, Pause
from guildhall.serve.obligations import acting, owing, recomputing, watching
from guildhall.serve.obligations.standing import PROMISE

TEAM = "waste-rounds@elverdon.example.org"
STAFF = Actor("staff", f"account/{UUID(int=1)}")
pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture(autouse=True)
def no_closures_left() -> Iterator[None]:
    """What a rolled back closure left in memory is forgotten."""
    yield
    calendar(year_from=2025, year_to=2028, afresh=True)


def opened() -> CaseValue:
    return opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)


def test_the_page_says_day_by_day_why_a_case_is_due_then(tom: Clerk) -> None:
    case = opened()
    tom.open(f"/desk/cases/{case.reference}").follow("Why this date")
    assert "What we promised: 3 working days" in tom.main
    assert "Thursday 19 to Friday 20 November 2026: days 1 to 2." in tom.main
    assert "Saturday 21 to Sunday 22 November 2026: weekend, not counted." in tom.main
    assert "Monday 23 November 2026: due by the end of the day." in tom.main


def test_an_officer_takes_more_time_and_both_dates_stand_on_the_page(tom: Clerk) -> None:
    case = opened()
    tom.open(f"/desk/cases/{case.reference}/clocks")
    tom.press("Take more time", {"count": "2", "unit": "working-days", "why": "Snow lies."})
    assert "We promised Monday 23 November 2026. It is now due Wednesday 25 November 2026." in tom.main
    assert "More time was taken" in tom.main
    assert "by 23 November 2026" in tom.main
    tom.open("/desk/cases")
    assert "25 November" in tom.main


def test_more_time_that_could_not_be_written_of_is_told_by_telephone_and_then_counts(tom: Clerk) -> None:
    case = opened()
    owing.owe(case=case.id, name="subject-access", received=WEDNESDAY, actor=STAFF, at=WEDNESDAY)
    tom.open(f"/desk/cases/{case.reference}/clocks")
    asked = {"owed": "subject-access", "unit": "months", "why": "There are many records."}
    tom.press("Take more time", asked | {"count": "3"})
    assert "The law leaves 2 further months of the two that it allows for such a request" in tom.main
    assert "There are many records." in tom.main
    tom.press("Take more time", asked | {"count": "2"})
    assert "They could not be written to of more time: 2 months. There are many records." in tom.main
    tom.press("They were told now")
    assert "Choose how you told them" in tom.main
    tom.press("They were told now", {"channel": "phone"})
    assert "It is now due Thursday 18 February 2027." in tom.main
    assert "They could not be written to" not in tom.main
    tom.open(f"/desk/cases/{case.reference}")
    assert "The customer was told in person or by telephone that more time is needed" in tom.main


def test_an_officer_stops_the_clock_and_lets_it_run(tom: Clerk) -> None:
    case = opened()
    tom.open(f"/desk/cases/{case.reference}/clocks").press("Stop the clock", {"reason": "weather"})
    assert "The time stands still now" in tom.main
    tom.open("/desk/cases")
    assert "paused" in tom.main
    tom.open(f"/desk/cases/{case.reference}/clocks").press("Let the clock run")
    assert "It is due Monday 23 November 2026." in tom.main


@pytest.mark.parametrize(
    ("button", "typed", "told"),
    [
        ("Stop the clock", {}, "Choose why the clock is stopped"),
        ("Stop the clock", {"reason": "<b>"}, "Choose why the clock is stopped"),
        ("Stop the clock", {"reason": "other", "words": " "}, "Write why, in words for the customer"),
        ("Take more time", {"count": "", "why": "Snow"}, "Write how many as a number, from 1 to 2000"),
        ("Take more time", {"count": "-1", "why": "Snow"}, "Write how many as a number"),
        ("Take more time", {"count": "99999999999999", "why": "Snow"}, "Write how many as a number"),
        ("Take more time", {"count": "²", "why": "Snow"}, "Write how many as a number"),
        ("Take more time", {"count": "2", "why": ""}, "Write why more time is needed"),
        ("Take more time", {"count": "2", "why": "Snow", "unit": "aeons"}, "Choose days, working days"),
        ("Take more time", {"count": "2", "why": "Snow", "owed": "nothing"}, "Nothing here can take more time"),
    ],
)
def test_what_cannot_stand_is_told_at_its_box_and_changes_nothing(
    tom: Clerk, button: str, typed: dict[str, object], told: str
) -> None:
    case = opened()
    tom.open(f"/desk/cases/{case.reference}/clocks").press(button, typed)
    assert told in tom.main
    assert tom.status == 409
    assert not Pause.objects.exists()
    assert not Extension.objects.exists()
    for name in ("words", "why", "count"):
        if typed.get(name, "").strip():  # type: ignore[attr-defined]
            assert tom.value(name) == typed[name]


def test_an_advisor_may_read_the_date_aloud_and_cannot_move_it() -> None:
    case = opened()
    asha = clerk("advisor")
    asha.open(f"/desk/cases/{case.reference}/clocks")
    assert "It is due Monday 23 November 2026." in asha.main
    assert not asha.has("why")


def test_the_hall_lists_what_is_late_and_what_is_due_soon(tom: Clerk) -> None:
    case = opened()
    watching.escalate(at=WEDNESDAY.replace(day=23))
    assert case.reference in tom.open("/desk/cases?state=soon").main
    assert case.reference not in tom.open("/desk/cases?state=late").main
    assert "Due soon" in tom.open("/desk").main
    with clock.standing_at(WEDNESDAY.replace(day=24)):
        assert case.reference in tom.open("/desk/cases?state=late").main
        assert "Late" in tom.open("/desk").main


def test_as_its_time_runs_out_the_team_is_written_to_and_finds_it_on_its_worklist(tom: Clerk) -> None:
    case = opened()
    told = []
    for day in (19, 20, 21, 22, 23, 24, 25):
        with clock.standing_at(WEDNESDAY.replace(day=day, hour=18)):
            watching.look_round.call()
            for row in DBTaskResult.objects.filter(task_path__endswith="outbox.deliver").order_by("enqueued_at"):
                message = Message.objects.get(pk=row.args_kwargs["kwargs"]["message"])
                if message.about == "due" and message.sent_at is None:
                    row.task.call(message=message.pk)
                    told.append((day, Message.objects.get(pk=message.pk)))
            tom.open("/desk/cases?state=late")
            assert (case.reference in tom.main) == (day >= 24)
    assert [(day, each.kind, each.to, each.subject) for day, each in told] == [
        (23, "email", TEAM, f"It is due today: Report a missed bin, {case.reference}"),
        (24, "email", TEAM, f"It is late: Report a missed bin, {case.reference}"),
    ]
    assert all(each.sent_at for _day, each in told)
    assert not any("Vera" in each.body or each.case_id or each.party for _day, each in told)
    assert tom.open(f"/desk/cases/{case.reference}").main.count("The team was told of the due date") == 3


def test_the_team_is_written_to_of_the_furthest_point_alone_and_again_once_it_was_given_more_time() -> None:
    case = opened()
    for _again in range(2):
        watching.escalate(at=WEDNESDAY.replace(day=25))
    [told] = Message.objects.filter(about="due")
    assert told.subject.startswith("It is late")
    late = WEDNESDAY.replace(day=25)
    acting.extend(case=case.id, name=PROMISE, by=Term(5, "working-days"), reason="Snow.", actor=AMIR, at=late)
    watching.escalate(at=WEDNESDAY.replace(day=30))
    assert [each.subject.partition(":")[0] for each in Message.objects.filter(about="due").order_by("id")] == [
        "It is late",
        "It is due today",
    ]


def test_a_closure_is_previewed_before_it_is_recorded() -> None:
    case = opened()
    ada = clerk("administrator", name="Ada Vane")
    typed = {"day": "2026-11-20", "reason": "Training", "reason_cy": "Hyfforddiant"}
    ada.open("/desk/closures").press("See what this would change", typed)
    assert "1 open promise moves." in ada.main
    assert "1 from Monday 23 November 2026 to Tuesday 24 November 2026" in ada.main
    assert "Our offices are not open all of Friday 20 November 2026: Training." in ada.main
    assert "It is now due Tuesday 24 November 2026." in ada.main
    assert "Hyfforddiant" in ada.main
    assert closure_on(day=date(2026, 11, 20)) is None
    ada.press("Record it")
    assert "Recorded: Friday 20 November 2026." in ada.main
    recomputing.work_out_again(day=date(2026, 11, 20), was=None, at=WEDNESDAY)
    assert cases.find(reference=case.reference).due_on == date(2026, 11, 24)
    ada.open(f"/desk/cases/{case.reference}/clocks")
    assert "Friday 20 November 2026: closed, not counted. Training." in ada.main


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"day": ""}, "Write the day"),
        ({"day": "2026-02-31"}, "Write a day, such as 24 12 2026"),
        ({"day": "9999-12-31"}, "Write a day of this century"),
        ({"since": "25:00"}, "Write a time, such as 14:30"),
        ({"since": "14:00", "until": "13:00"}, "It must end later than it begins"),
        ({"reason": ""}, "Write why, in English"),
        ({"reason_cy": ""}, "Write why, in Welsh"),
        ({"reason": "x" * 201}, "200 letters or fewer"),
        ({"office": "Atlantis"}, "Choose an office"),
    ],
)
def test_a_closure_that_cannot_be_is_told_at_its_box(typed: dict[str, str], told: str) -> None:
    ada = clerk("administrator", name="Ada Vane")
    whole = {"day": "2026-11-20", "reason": "Training", "reason_cy": "Hyfforddiant"} | typed
    ada.open("/desk/closures").press("See what this would change", whole)
    assert told in ada.main
    assert ada.status == 409
    assert ada.value("day") == whole["day"]


def test_only_an_administrator_closes_an_office() -> None:
    assert clerk("service-officer").open("/desk/closures").status == 403


def test_the_preview_counts_no_promise_of_a_team_whose_cases_one_does_not_see() -> None:
    case = opened()
    typed = {"day": "2026-11-20", "reason": "Training", "reason_cy": "Hyfforddiant"}
    none, one = (
        ("Ines Vane", "another-team", "No open promise moves."),
        ("Ada Vane", case.team, "1 open promise moves."),
    )
    for name, team, said in (none, one):
        ada = clerk("administrator", team=team, name=name)
        ada.open("/desk/closures").press("See what this would change", typed)
        assert said in ada.main
        assert "What is promised on others moves too" in ada.main
        assert "nobody is written to" not in ada.main


def test_what_was_changed_after_the_preview_is_previewed_again() -> None:
    ada = clerk("administrator", name="Ada Vane")
    typed = {"day": "2026-11-20", "reason": "Training", "reason_cy": "Hyfforddiant"}
    ada.open("/desk/closures").press("See what this would change", typed)
    ada.press("Record it", {"day": "2026-11-19"})
    assert closure_on(day=date(2026, 11, 19)) is None
    assert "Closed on Thursday 19 November 2026" in ada.main
    ada.press("Record it", {"reason": "Moving house"})
    assert closure_on(day=date(2026, 11, 19)) is None
    ada.press("Record it")
    assert closure_on(day=date(2026, 11, 19)) is not None


def test_an_officer_who_asked_sees_that_the_clock_stands(tom: Clerk) -> None:
    case = opened()
    acts.ask(case=case, question="Is the gate open?", actor=STAFF, at=WEDNESDAY)
    assert "Paused" in tom.open(f"/desk/cases/{case.reference}").main


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/track/{}", "We promised Monday 23 November 2026. It is now due Wednesday 25 November 2026."),
        ("/cy/olrhain/{}", "Addawsom Dydd Llun 23 Tachwedd 2026. Y dyddiad nawr yw Dydd Mercher 25 Tachwedd 2026."),
    ],
)
def test_a_resident_reads_the_old_date_the_new_one_and_why(address: str, said: str) -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED_BIN).post()
    case = cases.find(reference=resident.reference())
    by = Term(2, "working-days")
    acting.extend(case=case.id, name=PROMISE, by=by, reason="Snow lies.", actor=AMIR, at=WEDNESDAY)
    shown = resident.go(address.format(case.reference)).text
    assert said in shown
    assert "Snow lies." in shown
    assert case.promise is not None
    assert case.promise["en" if "/en/" in address else "cy"] in shown
