"""Promises of the clocks on cases: whatever happens to them, the date is as a slow count gives it, and the old one stands."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.kernel.slow_clock import slowly
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force

from guildhall.estate.door import ClosureValue, Onlooker, calendar, closure_on
from guildhall.estate.models import Closure
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import LONDON, Due, Extension, Pause, Term, local, read
from guildhall.serve.casework import acts, cases, enquiries, opening, worklists
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.wanted import State, Wanted
from guildhall.serve.models import Case, Escalated, Message, Obligation, Rereckoning, Task
from guildhall.serve.models import Extension as ExtensionRow
from guildhall.serve.models import Pause as PauseRow
from guildhall.serve.obligations import acting, owing, recomputing, watching
from guildhall.serve.obligations.standing import PROMISE, REASONS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = timedelta(days=1)
TRAINING = ClosureValue(date(2026, 11, 20), "Everybody is at a training", "Mae pawb mewn hyfforddiant")
THREE_DAYS = Term(3, "working-days")
THURSDAY = WEDNESDAY + DAY
ALL = Onlooker("account/1", teams=None)
Step = tuple[Literal["ask", "pause", "resume", "extend", "close"], int, int]


def opened(**answers: Any) -> CaseValue:
    return opening.submit(journey=finished(in_force(), **answers).id, actor=VERA, channel="web", at=WEDNESDAY)


def due(case: CaseValue) -> date | None:
    return cases.find(reference=case.reference).due_on


def working_year() -> Any:
    return calendar(year_from=2025, year_to=2028, afresh=True)


def closed_on(day: date, at: datetime = WEDNESDAY, **more: Any) -> None:
    """Record a closure, and do at once what the worker would."""
    was = closure_on(day=day)
    closure = replace(TRAINING, day=day, **more)
    recomputing.record_closure(closure=closure, actor=AMIR, at=at)
    recomputing.work_out_again(day=day, was=was, at=at)


steps = st.tuples(
    st.sampled_from(["ask", "pause", "resume", "resume", "extend", "close"]), st.integers(0, 500), st.integers(1, 5)
)


_plain = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(_plain, max_examples=10)
@given(st.lists(steps, max_size=7))
def test_after_any_pauses_extensions_and_closures_a_case_is_due_as_counted_slowly(done: list[Step]) -> None:
    hold_true(done)


@pytest.mark.larger
@settings(_plain, max_examples=60)
@given(st.lists(steps, max_size=7))
def test_so_it_is_after_many_more(done: list[Step]) -> None:
    hold_true(done)


def hold_true(done: list[Step]) -> None:
    """Do all of it to a case, and count its days slowly after each."""
    Closure.objects.all().delete()
    case, at = opened(), WEDNESDAY
    pauses: list[list[Any]] = []
    more: list[Extension] = []
    for kind, five_minutes, number in done:
        at += timedelta(minutes=5 * five_minutes)
        told = slow_due(pauses, more)
        late = told is not None and at >= told.ends
        standing = [each for each in pauses if each[1] is None]
        if kind in {"ask", "pause"}:
            reason = "customer" if kind == "ask" else REASONS[number]
            if not late and not any(each[2] == reason for each in standing):
                pauses.append([at, None, reason])
            if late:
                with pytest.raises(acting.NothingRuns):
                    acting.pause(case=case.id, reason=reason, actor=AMIR, at=at)
            else:
                acting.pause(case=case.id, reason=reason, actor=AMIR, at=at)
        elif kind == "resume":
            for each in standing:
                each[1] = at
            if standing:
                acting.resume(case=case.id, actor=AMIR, at=at)
        elif kind == "extend":
            by = Term(number, "working-days")
            more.append(Extension(by, {"en": f"It is complex {len(more)}"}, at))
            acting.extend(case=case.id, name=PROMISE, by=by, reason=more[-1].reason["en"], actor=AMIR, at=at)
        else:
            closed_on(local(at).date() + number * DAY, at)
        row = Case.objects.get(id=case.id)
        found = Due(row.due_on) if row.due_on else None
        assert found == slow_due(pauses, more)


def slow_due(pauses: list[list[Any]], more: list[Extension]) -> Due | None:
    told = [Pause(a, b, why, {"en": why}) for a, b, why in pauses if b is None or b > a]
    return slowly(THREE_DAYS, WEDNESDAY, working_year(), told, more)


def test_what_is_asked_stops_the_clock_until_the_last_answer_came() -> None:
    case = opened()
    assert due(case) == date(2026, 11, 23)
    acts.ask(case=case, question="Is the gate open?", actor=AMIR, at=THURSDAY)
    acts.ask(case=case, question="Which side?", actor=AMIR, at=THURSDAY)
    assert due(case) is None
    first, second = enquiries.of_case(case=case)
    enquiries.reply(case=case, enquiry=first.id, text="Yes", channel="web", actor=VERA, at=THURSDAY + DAY)
    assert due(case) is None
    enquiries.reply(case=case, enquiry=second.id, text="Left", channel="web", actor=VERA, at=THURSDAY + 4 * DAY)
    assert due(case) == date(2026, 11, 25)


def test_whoever_answered_what_was_asked_is_told_once_that_the_clock_runs_and_until_when() -> None:
    case = opened(**{"contact-by": "email", "email": "vera@example.org"})
    for question in ("Is the gate open?", "Which side?"):
        acts.ask(case=case, question=question, actor=AMIR, at=THURSDAY)
    asked = Message.objects.filter(case_id=case.id).count()
    first, second = enquiries.of_case(case=case)
    enquiries.reply(case=case, enquiry=first.id, text="Yes", channel="web", actor=VERA, at=THURSDAY + DAY)
    assert Message.objects.filter(case_id=case.id).count() == asked
    for _ in range(2):
        enquiries.reply(case=case, enquiry=second.id, text="Left", channel="web", actor=VERA, at=THURSDAY + 4 * DAY)
    assert Message.objects.filter(case_id=case.id).count() == asked + 1
    told = Message.objects.filter(case_id=case.id).latest("id")
    assert "The time we promised runs again" in told.body
    assert "It is now due Wednesday 25 November 2026." in told.body


def test_the_promise_as_it_was_given_stands_beside_every_later_date() -> None:
    case = opened()
    acting.extend(case=case.id, name=PROMISE, by=Term(2, "working-days"), reason="Snow.", actor=AMIR, at=THURSDAY)
    moved = Rereckoning.objects.get(obligation__case=case.id)
    assert read(read_json(moved.old)).due == Due(date(2026, 11, 23))
    assert read(read_json(moved.new)).due == Due(date(2026, 11, 25))
    now = cases.find(reference=case.reference)
    assert now.promise is not None
    assert "23 November 2026" in now.promise["en"]
    assert now.due_on == date(2026, 11, 25)


def test_an_extension_is_told_in_words_with_the_new_date() -> None:
    case = opened(contact_by="email", email="vera@example.org")
    acting.extend(case=case.id, name=PROMISE, by=Term(2, "working-days"), reason="Snow.", actor=AMIR, at=THURSDAY)
    message = Message.objects.get(about="notice")
    assert "We need more time: 2 working days. Snow. It is now due Wednesday 25 November 2026." in message.body


def test_the_same_extension_pressed_twice_is_taken_once() -> None:
    case = opened()
    for _press in range(2):
        acting.extend(case=case.id, name=PROMISE, by=Term(2, "working-days"), reason="Snow.", actor=AMIR, at=THURSDAY)
    assert due(case) == date(2026, 11, 25)


def test_more_time_that_is_told_later_by_telephone_counts_from_then_where_it_is_in_time() -> None:
    case, late = opened(), opened()
    for each, told_at in ((case, THURSDAY + DAY), (late, WEDNESDAY + 90 * DAY)):
        owing.owe(case=each.id, name="complaint-stage-1", received=WEDNESDAY, actor=AMIR, at=WEDNESDAY)
        before = Obligation.objects.get(case=each.id, name="complaint-stage-1").due_on
        more = Term(10, "working-days")
        acting.extend(case=each.id, name="complaint-stage-1", by=more, reason="Complex.", actor=AMIR, at=THURSDAY)
        made = ExtensionRow.objects.get(obligation__case=each.id)
        assert made.notified_at is None
        for _press in range(2):
            acting.told_of_extension(case=each.id, extension=made.pk, channel="phone", actor=AMIR, at=told_at)
        made.refresh_from_db()
        assert made.notified_at == told_at
        moved = Obligation.objects.get(case=each.id, name="complaint-stage-1").due_on != before
        assert moved is (each is case)


@pytest.mark.parametrize("name", ["subject-access", "erasure"])
def test_a_request_about_ones_records_is_put_off_by_two_further_months_and_no_more(name: str) -> None:
    case = opened(contact_by="email", email="vera@example.org")
    owing.owe(case=case.id, name=name, received=WEDNESDAY, actor=AMIR, at=WEDNESDAY)
    asked: dict[str, Any] = {"case": case.id, "name": name, "actor": AMIR, "at": THURSDAY}
    for by in (Term(3, "months"), Term(1, "days"), Term(1, "working-days")):
        with pytest.raises(acting.TooLong):
            acting.extend(**asked, by=by, reason="Complex.")
    acting.extend(**asked, by=Term(2, "months"), reason="Complex.")
    with pytest.raises(acting.TooLong) as none_left:
        acting.extend(**asked, by=Term(1, "months"), reason="More.")
    assert (none_left.value.left.count, none_left.value.left.unit) == (0, "months")
    assert Obligation.objects.get(case=case.id, name=name).due_on == date(2027, 2, 18)


def test_a_statutory_extension_that_nobody_was_told_of_does_not_count() -> None:
    case = opened()
    owing.owe(case=case.id, name="complaint-stage-1", received=WEDNESDAY, actor=AMIR, at=WEDNESDAY)
    before = Obligation.objects.get(name="complaint-stage-1").due_on
    found = acting.extend(
        case=case.id, name="complaint-stage-1", by=Term(10, "working-days"), reason="Complex.", actor=AMIR, at=THURSDAY
    )
    assert found is not None
    assert not found.told
    assert Obligation.objects.get(name="complaint-stage-1").due_on == before


def test_what_the_law_sets_runs_on_while_a_promise_waits_for_the_customer() -> None:
    case = opened()
    owing.owe(case=case.id, name="freedom-of-information", received=WEDNESDAY, actor=AMIR, at=WEDNESDAY)
    assert due(case) == date(2026, 11, 23)
    acts.ask(case=case, question="Is the gate open?", actor=AMIR, at=THURSDAY)
    assert due(case) == date(2026, 12, 17)
    closed_on(date(2026, 12, 1), THURSDAY)
    assert due(case) == date(2026, 12, 17)


def test_a_closure_moves_the_promises_it_touches_once_and_keeps_the_old_date_with_its_days() -> None:
    case = opened()
    for _again in range(2):
        closed_on(date(2026, 11, 20))
    assert due(case) == date(2026, 11, 24)
    moved = Rereckoning.objects.get(obligation__case=case.id)
    assert moved.why == "calendar"
    old = read(read_json(moved.old))
    assert old.due == Due(date(2026, 11, 23))
    assert [line.day.day for line in old.explained if line.kind == "counted"] == [19, 20, 23]


def test_a_closure_said_again_otherwise_moves_it_back() -> None:
    case = opened()
    closed_on(date(2026, 11, 20))
    closed_on(date(2026, 11, 20), since=time(16))
    assert due(case) == date(2026, 11, 23)
    assert Rereckoning.objects.count() == 2


def test_the_customer_of_a_promise_that_moves_is_told_once_in_the_words_of_the_preview() -> None:
    opened(**{"contact-by": "email", "email": "vera@example.org"})
    [(_old, new, _many)] = recomputing.foreseen(closure=TRAINING, onlooker=ALL, at=WEDNESDAY).moves
    assert not Message.objects.filter(about="moved").exists()
    for _again in range(2):
        closed_on(date(2026, 11, 20))
    told = Message.objects.get(about="moved")
    why = recomputing.because(TRAINING, None, "en")
    assert (told.kind, told.to, told.told) == ("email", "vera@example.org", recomputing.told_of(why, new, "en"))
    assert told.told in told.body
    assert "Tuesday 24 November 2026" in told.told
    assert "Everybody is at a training." in told.told


def test_whoever_wished_not_to_be_told_or_gave_no_way_is_not_written_to_and_nobody_has_a_task() -> None:
    opened()
    closed_on(date(2026, 11, 20))
    assert not Message.objects.filter(about="moved").exists()
    assert not Task.objects.filter(kind="tell-otherwise").exists()


def test_a_preview_says_what_a_closure_would_move_and_moves_nothing() -> None:
    case = opened()
    found = recomputing.foreseen(closure=ClosureValue(date(2026, 11, 20), "Training"), onlooker=ALL, at=WEDNESDAY)
    assert found.moves == ((Due(date(2026, 11, 23)), Due(date(2026, 11, 24)), 1),)
    assert due(case) == date(2026, 11, 23)
    hub = ClosureValue(date(2026, 11, 20), "x", office="hub")
    assert recomputing.foreseen(closure=hub, onlooker=ALL, at=WEDNESDAY).count == 0


def test_each_point_is_escalated_once_and_the_list_of_late_cases_shows_it() -> None:
    case = opened()
    assert watching.escalate(at=WEDNESDAY) == 0
    monday = WEDNESDAY.replace(day=23)
    for at in (monday, monday, WEDNESDAY.replace(day=24), WEDNESDAY.replace(day=24)):
        watching.escalate(at=at)
    assert list(Escalated.objects.order_by("moment", "id").values_list("point", flat=True)) == [
        "three-quarters", "due-today", "overdue",
    ]  # fmt: skip
    assert [each.reference for each in _listed("late", WEDNESDAY.replace(day=24))] == [case.reference]
    assert _listed("soon", WEDNESDAY.replace(day=24)) == ()
    assert [each.reference for each in _listed("soon", monday)] == [case.reference]


def test_a_date_that_moved_on_is_late_no_more() -> None:
    case = opened()
    watching.escalate(at=WEDNESDAY.replace(day=24))
    acting.extend(
        case=case.id, name=PROMISE, by=Term(5, "working-days"), reason="Snow.", actor=AMIR, at=WEDNESDAY.replace(day=24)
    )
    assert Case.objects.get(id=case.id).reached == ""


def test_a_case_that_is_closed_owes_nothing_and_nothing_can_be_stopped() -> None:
    case = opened()
    acts.ask(case=case, question="Is the gate open?", actor=AMIR, at=THURSDAY)
    acts.close(case=case, outcome="done", told="Done.", actor=AMIR, at=THURSDAY + DAY)
    assert Obligation.objects.get().met_at == THURSDAY + DAY
    assert PauseRow.objects.get().until == THURSDAY + DAY
    with pytest.raises(acting.NothingRuns):
        acting.pause(case=case.id, reason="other", actor=AMIR, at=THURSDAY + DAY)
    with pytest.raises(acting.NothingWaits):
        acting.resume(case=case.id, actor=AMIR, at=THURSDAY + DAY)
    assert watching.escalate(at=WEDNESDAY + 40 * DAY) == 0


def test_a_promise_in_working_hours_goes_on_when_the_office_opens_again() -> None:
    document = in_force().service.to_json()
    (end,) = (each for each in document["outcomes"] if each["kind"] == "submit")
    end["promise"] = {
        "span": {"workingHours": 4},
        "sentence": {"en": "By {time} on {date}", "cy": "Erbyn {time}, {date}"},
    }
    live = in_force(text=canonical_json(document))
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=LONDON)
    case = opening.submit(journey=finished(live, at=friday).id, actor=VERA, channel="web", at=friday)
    assert case.due_at == datetime(2026, 11, 23, 11, 30, tzinfo=LONDON)
    assert case.promise is not None
    assert case.promise["en"] == "By 11:30am on 23 November 2026"


def test_the_worklist_goes_by_the_new_dates() -> None:
    first, second = opened(), opened()
    acting.extend(case=first.id, name=PROMISE, by=Term(2, "working-days"), reason="Snow.", actor=AMIR, at=THURSDAY)
    listed = _listed("open", THURSDAY)
    assert [each.reference for each in listed] == [second.reference, first.reference]
    acting.pause(case=second.id, reason="other", actor=AMIR, at=THURSDAY)
    listed = _listed("open", THURSDAY)
    assert [(each.reference, each.paused_at) for each in listed] == [
        (first.reference, None),
        (second.reference, THURSDAY),
    ]


def _listed(state: State, at: datetime) -> tuple[worklists.Listed, ...]:
    return worklists.worklist(onlooker=ALL, wanted=Wanted(state=state), at=at).cases
