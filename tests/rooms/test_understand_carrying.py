"""Promises of carrying events to where they are counted: each once, whatever breaks off, and nothing strange counted in silence."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.measured import LATER, begun, carry, sent

from guildhall.kernel.clocks import LONDON
from guildhall.ledger.door import Actor, Value, record
from guildhall.ledger.models import Event
from guildhall.serve import outbox
from guildhall.serve.casework import acts
from guildhall.serve.casework.reopening import reopen
from guildhall.understand import carrying, laid, rows
from guildhall.understand.engine import Engine, opened
from guildhall.understand.models import Aside, Extract

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
STAFF = Actor("staff", "account/1")


class CutOff(Exception):
    """The power went."""


def counted(columns: str = "subject, sequence", where: str = "TRUE") -> list[tuple[object, ...]]:
    """What the files on record hold."""
    with opened() as engine:
        engine.lay(laid.views(), carrying.files(), laid.unit_costs(), LATER.date())
        return engine.rows(f"SELECT {columns} FROM events WHERE {where} ORDER BY subject, sequence")


def recorded() -> list[tuple[object, ...]]:
    return list(Event.objects.order_by("subject", "sequence").values_list("subject", "sequence"))


def satisfied(number: int, at: datetime) -> None:
    told: dict[str, Value] = {"service": "missed-bin", "channel": "web", "score": 4}
    record(subject=f"satisfaction/{number}", type="satisfaction.given", actor=Actor("system"), at=at, data=told)


def test_every_event_is_counted_once_whatever_is_carried_again() -> None:
    sent(in_force(), at=WEDNESDAY)
    carry()
    assert counted() == recorded()
    assert carry() == []
    sent(in_force(), at=WEDNESDAY + timedelta(days=1))
    carry()
    assert counted() == recorded()
    assert Extract.objects.count() == 2


def test_what_was_left_by_a_making_that_broke_off_is_taken_away_the_next_day_and_nothing_else() -> None:
    sent(in_force(), at=WEDNESDAY)
    carry()
    (kept,) = carrying.files()
    rows_left, half, whole = (carrying.folder() / name for name in (".rows-x7", "000002-aa.part", "000002-aa.parquet"))
    rows_left.mkdir()
    (rows_left / "rows.txt").write_text("§", encoding="utf-8")
    for each in (half, whole):
        each.write_bytes(b"PAR1")
    for days, left in ((0, {rows_left, half, whole}), (2, set())):
        for each in (rows_left, half, whole):
            moment = (LATER - timedelta(days=days)).timestamp()
            os.utime(each, (moment, moment))
        os.utime(kept, (0, 0))
        carry()
        assert set(carrying.folder().iterdir()) == {kept, *left}
    assert counted() == recorded()


@pytest.mark.parametrize("breaks", ["while the file is written", "before it is on record"])
def test_what_breaks_off_leaves_no_double_and_no_gap(
    breaks: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = sent(in_force(), at=WEDNESDAY)
    carry()
    acts.close(case=case, outcome="done", told="It is done.", actor=STAFF, at=WEDNESDAY + timedelta(days=1))
    before = counted()
    with monkeypatch.context() as broken:
        if breaks == "before it is on record":
            broken.setattr(carrying, "set_carried", _cut_off)
        else:
            broken.setattr(Engine, "write", _cut_off)
        with pytest.raises(CutOff):
            carry()
    assert counted() == before
    carry()
    assert counted() == recorded()


def _cut_off(*_: object, **__: object) -> None:
    raise CutOff


def test_of_two_who_carry_at_once_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    sent(in_force(), at=WEDNESDAY)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(carrying, "lay_out", partial(_while_another_carries, meanwhile, rows.lay_out))
        with pytest.raises(carrying.CarriedMeanwhile):
            carry()
    assert counted() == recorded()
    assert carry() == []


def _while_another_carries(
    meanwhile: pytest.MonkeyPatch, theirs: Callable[..., object], *told: object, **more: object
) -> object:
    meanwhile.undo()
    carry()
    return theirs(*told, **more)


def test_a_round_in_which_all_was_kept_aside_ends_too() -> None:
    satisfied(1, LATER + timedelta(days=2))
    assert carry() == [0]
    assert carry() == []
    satisfied(2, WEDNESDAY)
    carry()
    assert counted("subject") == [("satisfaction/2",)]
    assert carrying.counted_through() == WEDNESDAY


def test_a_rebuild_gives_the_same_as_what_was_carried_day_by_day() -> None:
    live = in_force()
    for day in range(3):
        case = sent(live, at=WEDNESDAY + timedelta(days=day))
        acts.close(case=case, outcome="done", told="Done.", actor=STAFF, at=WEDNESDAY + timedelta(days=day + 2))
        carry()
    every = ", ".join(laid.views()[0].columns)
    by_day = counted(every)
    carrying.begin_anew()
    assert counted() == []
    carry()
    assert counted(every) == by_day
    assert Extract.objects.count() == 1


def test_an_event_that_a_task_told_twice_is_kept_aside_and_named() -> None:
    journey = begun(in_force(), at=WEDNESDAY)
    told = {"journey": str(journey.id), "service": "missed-bin", "channel": "web", "edition": journey.live.hash}
    for _ in range(2):
        outbox.record_journey_begun.call(**told, actor_kind="resident", actor="", at=WEDNESDAY.isoformat())
    carry()
    [aside] = Aside.objects.all()
    assert (aside.subject, aside.sequence, aside.why) == (f"journey/{journey.id}", 2, "repeated")
    assert counted(where="type = 'journey.begun'") == [(f"journey/{journey.id}", 1)]


def test_an_event_of_a_month_that_was_told_already_is_late_until_all_is_counted_anew() -> None:
    satisfied(1, WEDNESDAY)
    carry()
    satisfied(2, WEDNESDAY - timedelta(days=32))
    satisfied(3, WEDNESDAY - timedelta(days=30))
    carry()
    assert [(each.subject, each.why) for each in Aside.objects.all()] == [("satisfaction/2", "late")]
    assert counted("subject") == [("satisfaction/1",), ("satisfaction/3",)]
    carrying.begin_anew()
    carry()
    assert len(counted()) == 3
    assert not Aside.objects.exists()


def test_an_event_of_a_clock_that_runs_ahead_is_kept_aside() -> None:
    satisfied(1, LATER + timedelta(days=2))
    satisfied(2, LATER + timedelta(minutes=5))
    carry()
    assert [(each.subject, each.why) for each in Aside.objects.all()] == [("satisfaction/1", "ahead")]


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), "2026-03-28", 23),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-29", 0),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29", 2),  # an hour that the wall never showed
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), "2026-03-30", 0),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), "2026-10-25", 0),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25", 1),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25", 1),  # and one that it showed twice
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "2026-10-25", 23),
    ],
)
def test_an_event_counts_on_the_day_and_hour_that_the_wall_showed(moment: datetime, day: str, hour: int) -> None:
    satisfied(1, moment)
    carry()
    assert counted("CAST(day AS VARCHAR), hour") == [(day, hour)]
    assert datetime.fromisoformat(day).date() == moment.astimezone(LONDON).date()


def test_what_a_file_holds_names_nobody_and_no_answer() -> None:
    case = sent(in_force(), at=WEDNESDAY, channel="phone", actor=STAFF)
    acts.close(case=case, outcome="done", told="Vera, it is done.", actor=STAFF, at=WEDNESDAY + timedelta(days=1))
    carry()
    text = str(counted("*"))
    assert not [word for word in ("Vera", "Lind", "account/", "party/", "Mill Lane", "ZZ1") if word in text]


def test_a_case_that_was_opened_again_is_not_closed_until_it_is_again() -> None:
    case = sent(in_force(), at=WEDNESDAY)
    acts.close(case=case, outcome="done", told="Done.", actor=STAFF, at=WEDNESDAY + timedelta(hours=1))
    reopen(
        case=case,
        reason="not-done",
        text="It was not.",
        clock="continues",
        actor=STAFF,
        at=WEDNESDAY + timedelta(days=9),
    )
    carry()
    assert _closings("kept") == []
    acts.close(case=case, outcome="done", told="Done.", actor=STAFF, at=WEDNESDAY + timedelta(days=10))
    carry()
    assert _closings("kept, opened_on") == [(False, WEDNESDAY.date())]


def test_a_case_that_is_closed_while_its_clock_stands_still_was_not_late() -> None:
    case = sent(in_force(), at=WEDNESDAY)
    acts.ask(case=case, question="Which side?", actor=STAFF, at=WEDNESDAY + timedelta(hours=1))
    acts.close(case=case, outcome="done", told="Done.", actor=STAFF, at=WEDNESDAY + timedelta(days=20))
    carry()
    assert _closings("kept, ward, channel, service") == [(True, "mill-lane", "web", "missed-bin")]


def _closings(columns: str) -> list[tuple[object, ...]]:
    with opened() as engine:
        engine.lay(laid.views(), carrying.files(), laid.unit_costs(), LATER.date())
        return engine.rows(f"SELECT {columns} FROM closings")
