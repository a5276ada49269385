"""Promises of joined cases: one matter whose earliest clock rules, and each as it was when a join is taken back."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.council import AMIR, WEDNESDAY
from tests.rooms.reported import HOLE, POTHOLE, north, reported, row_of, streets

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import Term
from guildhall.serve.casework import acts, cases, worklists
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.wanted import Wanted
from guildhall.serve.joining import relations, telling
from guildhall.serve.joining.relations import NoSuchRelation, NotOpen, OneMatter
from guildhall.serve.models import Case, CaseRelation
from guildhall.serve.obligations import acting
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ALL = Onlooker("account/1", teams=None)


def join(one: CaseValue, other: CaseValue) -> int:
    return relations.join(one=one.id, other=other.id, said="One hole", actor=AMIR, at=WEDNESDAY).id


def part(relation: int) -> None:
    relations.part(relation=relation, why="Two holes", actor=AMIR, at=WEDNESDAY)


def again(case: CaseValue) -> CaseValue:
    return cases.find(reference=case.reference)


def test_the_earliest_clock_rules_what_is_joined_and_a_wrong_join_undone_restores_both_exactly() -> None:
    street, danger = streets()
    shallow, hole = reported(street, POTHOLE), reported(danger, HOLE | {"where": north(12)})
    assert str(hole.due_on) < str(shallow.due_on)
    before = row_of(shallow), row_of(hole)
    relation = join(shallow, hole)
    assert again(shallow).earliest_on == again(hole).earliest_on == hole.due_on
    assert again(shallow).due_on == shallow.due_on
    assert again(shallow).matter == again(hole).matter != ""
    part(relation)
    assert (row_of(shallow), row_of(hole)) == before
    assert CaseRelation.objects.get().why == "Two holes"


def test_worklists_go_by_the_earliest_of_the_joined() -> None:
    street, danger = streets()
    shallow = reported(street, POTHOLE)
    lamp = reported(street, {"dangerous": False, "problem": "streetlight", "where": north(400), "contact-by": "none"})
    hole = reported(danger, HOLE)
    assert listed() == [hole.reference, lamp.reference, shallow.reference]
    relation = join(shallow, hole)
    assert listed() == [shallow.reference, hole.reference, lamp.reference]
    part(relation)
    assert listed() == [hole.reference, lamp.reference, shallow.reference]


def test_a_clock_that_moves_moves_the_whole_matter_and_no_other_clock() -> None:
    street, danger = streets()
    shallow, hole = reported(street, POTHOLE), reported(danger, HOLE)
    join(shallow, hole)
    acting.extend(case=hole.id, name="promise", by=Term(3, "working-days"), reason="Ice", actor=AMIR, at=WEDNESDAY)
    assert again(shallow).earliest_on == again(hole).due_on != hole.due_on
    acting.pause(case=hole.id, reason="weather", actor=AMIR, at=WEDNESDAY)
    assert again(hole).due_on is None
    assert again(hole).earliest_on == again(shallow).earliest_on == shallow.due_on
    assert again(shallow).due_on == shallow.due_on


def test_a_closed_case_rules_no_more_and_is_joined_with_nothing() -> None:
    street, danger = streets()
    shallow, hole, third = reported(street, POTHOLE), reported(danger, HOLE), reported(street, POTHOLE)
    join(shallow, hole)
    acts.close(case=again(hole), outcome="done", told="Filled", actor=AMIR, at=WEDNESDAY)
    assert again(shallow).earliest_on == shallow.due_on
    assert again(hole).earliest_on == hole.due_on
    with pytest.raises(NotOpen):
        join(third, hole)


def test_what_is_one_matter_is_not_joined_twice_and_what_was_taken_back_is_gone() -> None:
    street, _ = streets()
    one, two, three = (reported(street, POTHOLE) for _ in range(3))
    first = join(one, two)
    join(two, three)
    for pair in ((one, two), (one, three), (one, one)):
        with pytest.raises(OneMatter):
            join(*pair)
    part(first)
    with pytest.raises(NoSuchRelation):
        part(first)
    assert again(one).matter == ""
    assert again(two).matter == again(three).matter != ""


Step = tuple[str, int, int]
steps = st.tuples(
    st.sampled_from(["join", "join", "join", "part", "relate", "different", "pause", "resume", "close"]),
    st.integers(0, 4),
    st.integers(0, 4),
)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=12))
def test_after_any_joins_and_partings_every_case_stands_where_a_simple_model_says(done: list[Step]) -> None:
    street, danger = streets()
    deep = POTHOLE | {"depth": "deep"}
    made = [reported(street, POTHOLE), reported(danger, HOLE), reported(street, deep), reported(street, POTHOLE)]
    made.append(reported(danger, HOLE | {"what": "tree"}, at=WEDNESDAY - timedelta(days=2)))
    before = [row_of(each) for each in made]
    edges: dict[int, frozenset[int]] = {}
    shut: set[int] = set()
    for kind, one, other in done:
        if kind in {"join", "part"}:
            join_or_part(kind, (one, other), made, edges, shut)
        elif kind in {"relate", "different"}:
            relate(kind, (one, other), made, edges)
        elif one not in shut:
            work_on(kind, made[one])
            shut |= {one} if kind == "close" else set()
    rows = [row_of(each) for each in made]
    for place, row in enumerate(rows):
        together = group(place, edges)
        assert {other for other in range(5) if row["matter"] and rows[other]["matter"] == row["matter"]} in (
            together,
            set(),
        )
        assert bool(row["matter"]) is (len(together) > 1)
        mine = {place} if place in shut else together - shut
        assert row["earliest_on"] == min((rows[each]["due_on"] for each in mine if rows[each]["due_on"]), default=None)
        assert {key for key in row if row[key] != before[place][key]} <= MOVED
    for relation in sorted(edges):
        part(relation)
    for row in map(row_of, made):
        assert (row["matter"], row["earliest_on"], row["earliest_at"]) == ("", row["due_on"], row["due_at"])


def join_or_part(
    kind: str, pair: tuple[int, int], made: list[CaseValue], edges: dict[int, frozenset[int]], shut: set[int]
) -> None:
    one, other = pair
    if kind == "join":
        refused = one == other or other in group(one, edges) or bool(shut & {one, other})
        try:
            edges[join(made[one], made[other])] = frozenset(pair)
        except (OneMatter, NotOpen):
            assert refused
        else:
            assert not refused
    elif edges:
        relation = sorted(edges)[one % len(edges)]
        part(relation)
        del edges[relation]


def relate(kind: str, pair: tuple[int, int], made: list[CaseValue], edges: dict[int, frozenset[int]]) -> None:
    one, other = pair
    if other not in group(one, edges):
        how = "related" if kind == "relate" else "different"
        relations.relate(one=made[one].id, other=made[other].id, said="", kind=how, actor=AMIR, at=WEDNESDAY)


def work_on(kind: str, case: CaseValue) -> None:
    if kind == "pause":
        acting.pause(case=case.id, reason="weather", actor=AMIR, at=WEDNESDAY)
    elif kind == "close":
        acts.close(case=again(case), outcome="done", told="Done", actor=AMIR, at=WEDNESDAY)
    elif again(case).paused_at:
        acting.resume(case=case.id, actor=AMIR, at=WEDNESDAY)


MOVED = {"matter", "earliest_on", "earliest_at", "due_on", "due_at", "paused_at", "closed_at", "look_at", "reached"}
"""What joins, pauses and closures may change of a case; its answers, promise, reference, reporter and team are not among it."""


def group(start: int, edges: dict[int, frozenset[int]]) -> set[int]:
    """All that is joined with one case, itself among them: grown until it grows no more."""
    found = {start}
    while grown := {each for ends in edges.values() if ends & found for each in ends} - found:
        found |= grown
    return found


def listed() -> list[Any]:
    return [each.reference for each in worklists.worklist(onlooker=ALL, wanted=Wanted(), at=WEDNESDAY).cases]


def told_of(asked: DBTaskResult[..., Any]) -> dict[int, str]:
    """What the reporters were told, by their cases, and each of them once."""
    written = telling.tell_reporters(**asked.args_kwargs["kwargs"], at=WEDNESDAY)
    asked.delete()
    told = {each.case_id: each.told for each in written if each.case_id}
    assert len(told) == len(written)
    return told


def told_of_joining(one: CaseValue, other: CaseValue) -> tuple[dict[int, str], int]:
    """What the reporters are told when two are joined, by their cases, and the relation. It was foretold so, word for word."""
    _date, ahead = telling.foreseen(one=one.id, other=other.id)
    relation = join(one, other)
    told = told_of(DBTaskResult.objects.get(task_path__endswith="tell_reporters"))
    assert {case.pk: text for case, text in ahead} == told
    return told, relation


def told_of_parting(relation: int) -> dict[int, str]:
    """What the reporters are told when a join is taken back, by their cases."""
    part(relation)
    return told_of(DBTaskResult.objects.get(task_path__endswith="tell_reporters"))


TOLD = {"contact-by": "email", "email": "vera@example.org"}


def test_every_reporter_of_a_matter_is_told_of_a_join_once_and_it_is_foretold_so() -> None:
    street, danger = streets()
    first, second, fourth = (reported(street, POTHOLE | TOLD | {"where": north(each)}) for each in range(3))
    third = reported(danger, HOLE | TOLD)
    alone = told_of_joining(first, second)[0]
    assert set(alone) == {first.id, second.id}
    assert all("deal with these reports as one" in each for each in alone.values())
    told = told_of_joining(second, third)[0]
    assert set(told) == {first.id, second.id, third.id}
    assert "deal with these reports as one" in told[third.id]
    assert all("We deal with 3 reports as one now" in told[each.id] for each in (first, second))
    assert all("19 November 2026" in each for each in told.values())
    unchanged = told_of_joining(third, fourth)[0]
    assert set(unchanged) == {first.id, second.id, third.id, fourth.id}
    assert all("We deal with 4 reports as one now" in unchanged[each.id] for each in (first, second, third))


def test_every_reporter_of_a_matter_is_told_of_a_parting_once_and_what_holds_for_theirs() -> None:
    street, danger = streets()
    first, second = (reported(street, POTHOLE | TOLD | {"where": north(each)}) for each in range(2))
    hole = reported(danger, HOLE | TOLD)
    told_of_joining(first, second)
    _, relation = told_of_joining(second, hole)
    told = told_of_parting(relation)
    assert set(told) == {first.id, second.id, hole.id}
    assert "by itself again" in told[hole.id]
    assert "19 November 2026" in told[hole.id]
    for each in (first, second):
        assert "We still deal with 2 as one" in told[each.id]
        assert "by itself" not in told[each.id]
        assert "19 November 2026" not in told[each.id]


def test_whoever_was_told_of_the_end_is_told_of_no_join_or_parting_afterwards() -> None:
    street, _ = streets()
    first, second, third = (reported(street, POTHOLE | TOLD | {"where": north(each)}) for each in range(3))
    told_of_joining(first, second)
    acts.close(case=again(first), outcome="done", told="Filled", actor=AMIR, at=WEDNESDAY)
    told, relation = told_of_joining(second, third)
    assert set(told) == {second.id, third.id}
    assert set(told_of_parting(relation)) == {second.id, third.id}


def test_what_reporters_are_told_is_found_in_as_many_statements_however_many_they_are() -> None:
    street, _ = streets()
    made = [reported(street, POTHOLE | TOLD) for _ in range(6)]
    for one, other in pairwise(made):
        relation = join(one, other)
    for each in made:
        messages.receive(reference=each.reference, at=WEDNESDAY)

    def asked(count: int, hours: int) -> int:
        with CaptureQueriesContext(connection) as told:
            at, ids = WEDNESDAY + timedelta(hours=hours), [each.id for each in made[:count]]
            assert len(telling.tell_reporters(relation=relation, parted=True, cases=ids, at=at)) == count
        return len(told)

    asked(6, 1)
    with CaptureQueriesContext(connection) as written:
        row = Case.objects.get(id=made[0].id)
        messages.write(case=row, about="notice", at=WEDNESDAY + timedelta(hours=2), text="Alone")
    each_written = len(written) - 1
    assert asked(6, 3) - 6 * each_written == asked(2, 4) - 2 * each_written <= 6


def test_no_case_names_another_to_its_customer() -> None:
    street, danger = streets()
    shallow, hole = reported(street, POTHOLE), reported(danger, HOLE)
    part(join(shallow, hole))
    for one, other in ((shallow, hole), (hole, shallow)):
        told = cases.happenings(case=one, audience="customer")
        assert [each.type for each in told] == ["case.opened", "case.joined", "case.parted"]
        assert not any(other.reference in str(each.data) for each in told)
    assert Case.objects.count() == 2
