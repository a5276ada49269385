"""Promises about a calendar that changes otherwise than by a closure: the council's profile, and a closure taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.rooms.complained import complaint
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.test_estate_calendars import profile

from guildhall.estate import calendars, counting
from guildhall.estate.council import council
from guildhall.estate.door import ClosureValue, Onlooker, closure_on, closures
from guildhall.estate.models import CountedBy
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import Due, read
from guildhall.ledger.door import history
from guildhall.serve.casework import cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Message, Obligation, Rereckoning
from guildhall.serve.obligations import following, recomputing
from guildhall.serve.obligations.saying import clocks_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
TRAINING = ClosureValue(FRIDAY, "Everybody is at a training", "Mae pawb mewn hyfforddiant")
NO_FRIDAYS = "nation: england\nopening_hours:\n" + "".join(
    f'  {day}: ["08:30-17:00"]\n' for day in ("monday", "tuesday", "wednesday", "thursday")
)


@pytest.fixture(autouse=True)
def another_process() -> Iterator[None]:
    """What this process read and saw is forgotten, as in one that begins."""
    calendars.forget()
    counting.forget()
    yield
    council.cache_clear()
    calendars.forget()
    counting.forget()


def opened() -> CaseValue:
    journey = finished(in_force(), contact_by="email", email="vera@example.org")
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def due(case: CaseValue) -> date | None:
    return cases.find(reference=case.reference).due_on


def the_worker_does_what_waits() -> None:
    for row in DBTaskResult.objects.ready().filter(task_path__endswith="recompute").order_by("enqueued_at"):
        row.task.call(**row.args_kwargs["kwargs"])
        row.delete()


def without_fridays(settings: Settings, folder: Path) -> None:
    """The council works on Fridays no more, and its processes are begun again."""
    profile(settings, folder, NO_FRIDAYS)
    calendars.forget()
    counting.forget()


def test_when_the_profile_changes_promises_move_with_the_old_date_beside_and_each_customer_is_told_once(
    settings: Settings, tmp_path: Path
) -> None:
    assert not following.look(at=WEDNESDAY)
    case = opened()
    assert due(case) == MONDAY
    assert not following.look(at=WEDNESDAY)
    without_fridays(settings, tmp_path)
    assert following.look(at=WEDNESDAY)
    the_worker_does_what_waits()
    assert due(case) == TUESDAY
    moved = Rereckoning.objects.get()
    old = read(read_json(moved.old))
    assert (moved.why, old.due) == ("calendar", Due(MONDAY))
    assert len(old.explained) > 2
    [clock] = clocks_of(case=case.id, language="en", at=WEDNESDAY)
    assert clock.now == "We promised Monday 23 November 2026. It is now due Tuesday 24 November 2026."
    told = Message.objects.get(about="moved")
    assert told.told == ("The days or hours on which we work have changed. It is now due Tuesday 24 November 2026.")
    assert not following.look(at=WEDNESDAY)
    following.work_out_again(before=CountedBy.objects.earliest("id").pk, day=WEDNESDAY.date(), at=WEDNESDAY)
    assert Message.objects.filter(about="moved").count() == 1


def test_a_process_that_began_before_the_change_neither_undoes_it_nor_works_by_the_old_profile(
    settings: Settings, tmp_path: Path
) -> None:
    following.look(at=WEDNESDAY)
    case = opened()
    following.look(at=WEDNESDAY)
    newer = CountedBy.objects.create(told="{}", since=WEDNESDAY)
    assert not following.look(at=WEDNESDAY)
    assert CountedBy.objects.latest("id") == newer
    following.recompute.call(before=newer.pk - 1, day=WEDNESDAY.date().isoformat())
    assert due(case) == MONDAY
    [again] = DBTaskResult.objects.ready().filter(task_path=following.recompute.module_path)
    assert again.run_after is not None


def test_a_closure_recorded_by_mistake_is_taken_back_after_a_preview_and_promises_stand_as_before() -> None:
    case = opened()
    recomputing.record_closure(closure=TRAINING, actor=AMIR, at=WEDNESDAY)
    the_worker_does_what_waits()
    assert due(case) == TUESDAY
    ada = clerk("administrator", name="Ada Vane").open("/desk/closures").follow("Take it back")
    assert "1 from Tuesday 24 November 2026 to Monday 23 November 2026" in ada.main
    foretold = "Our offices are open on Friday 20 November 2026 after all. It is now due Monday 23 November 2026."
    assert foretold in ada.main
    ada.press("Take it back")
    assert "Write why it is taken back" in ada.main
    assert due(case) == TUESDAY
    ada.press("Take it back", {"because": "It was another week."})
    the_worker_does_what_waits()
    assert due(case) == MONDAY
    assert closure_on(day=FRIDAY) is None
    assert "by Ada Vane: It was another week." in ada.main
    assert [each.told for each in Message.objects.filter(about="moved").order_by("id")][1:] == [foretold]
    kinds = [each.type for each in history(subject=f"closure/{FRIDAY.isoformat()}", audience="staff")]
    assert kinds == ["closure.recorded", "closure.taken-back"]


def test_what_was_taken_back_stays_on_record_and_the_day_can_be_closed_again() -> None:
    recomputing.record_closure(closure=TRAINING, actor=AMIR, at=WEDNESDAY)
    [first] = closures()[0]
    recomputing.take_back(closure=first.id, because="Another week", actor=AMIR, at=WEDNESDAY)
    with pytest.raises(recomputing.NoSuchClosure):
        recomputing.take_back(closure=first.id, because="Again", actor=AMIR, at=WEDNESDAY)
    recomputing.record_closure(closure=TRAINING, actor=AMIR, at=WEDNESDAY + timedelta(hours=1))
    [again, before] = closures()[0]
    assert (before.taken_back_by, before.taken_back_at) == (AMIR.reference, WEDNESDAY)
    assert closure_on(day=FRIDAY) == again


def test_a_closure_between_two_dates_of_one_case_moves_the_later_and_tells_it_once() -> None:
    case = complaint()
    assert due(case) == date(2026, 11, 25)
    assert promised(case) == date(2026, 12, 9)
    between = ClosureValue(date(2026, 12, 1), "Everybody is at a training", "Mae pawb mewn hyfforddiant")
    assert recomputing.foreseen(closure=between, onlooker=Onlooker("", teams=None), at=WEDNESDAY).moves == (
        (Due(date(2026, 12, 9)), Due(date(2026, 12, 10)), 1),
    )
    recomputing.record_closure(closure=between, actor=AMIR, at=WEDNESDAY)
    the_worker_does_what_waits()
    assert due(case) == date(2026, 11, 25)
    assert promised(case) == date(2026, 12, 10)
    told = Message.objects.get(case_id=case.id, about="moved").told
    assert told.endswith("It is now due Thursday 10 December 2026.")


def promised(case: CaseValue) -> date | None:
    return Obligation.objects.get(case_id=case.id, name="promise").due_on
