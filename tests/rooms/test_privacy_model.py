"""A law: whatever is opened, closed, linked, held, lifted, asked for and erased by rule, each record is where a simple model says."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import WEDNESDAY, in_force

from guildhall.ledger.door import Verified, verify
from guildhall.people.door import assert_link, retract_link
from guildhall.serve.casework import acts, cases
from guildhall.serve.models import Case, Tombstone
from guildhall.serve.privacy import erasing, holds, retention
from guildhall.serve.privacy.erasing import Why
from guildhall.serve.publishing.editions import Live

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
MONTHS_36 = timedelta(days=3 * 365 + 1)
WHO = st.integers(0, 1)
ACTS = st.one_of(
    st.tuples(st.sampled_from(("close", "hold-case", "lift-case", "ask")), WHO),
    st.tuples(st.sampled_from(("hold-person", "lift-person")), WHO),
    st.tuples(st.sampled_from(("link", "retract", "wait", "sweep")), st.just(0)),
)


@dataclass
class Model:
    """What must be: which case is closed since when, what is held, who is one person, and what has gone."""

    closed: dict[int, int] = field(default_factory=dict)
    held: set[tuple[str, int]] = field(default_factory=set)
    linked: bool = False
    years: int = 0
    gone: set[int] = field(default_factory=set)

    def is_held(self, case: int) -> bool:
        people = {0, 1} if self.linked else {case}
        return ("case", case) in self.held or any(("person", each) in self.held for each in people)

    def erase(self, case: int) -> None:
        if not self.is_held(case):
            self.gone.add(case)

    def sweep(self) -> None:
        for case, year in self.closed.items():
            if self.years - year >= 4:
                self.erase(case)


class World:
    """The same, done for real: case 0 is Vera's and case 1 is Amina's."""

    def __init__(self, live: Live) -> None:
        self.people = [person("Vera Lind"), person("Amina Yusuf")]
        self.cases = [case_of(live, each, **POTHOLE) for each in self.people]
        self.link = 0
        self.at = WEDNESDAY

    def do(self, act: str, which: int) -> None:
        case = cases.find(reference=self.cases[which].reference)
        subjects = {"case": case.subject, "person": self.people[which]}
        verb, _, what = act.partition("-")
        if verb == "close" and case.closed_at is None:
            acts.close(case=case, outcome="done", told="Done.", actor=ASHA, at=self.at)
        elif verb == "hold":
            holds.place(subject=subjects[what], reason="A claim", actor=ASHA, at=self.at)
        elif verb == "lift":
            for each in holds.holds_on(subjects=[subjects[what]]):
                holds.lift(hold=each.id, because="It is over", actor=ASHA, at=self.at)
        elif verb == "ask":
            erasing.erase_case(case=case.id, why=Why("request", "period-over"), actor=ASHA, at=self.at)
        elif verb == "link" and not self.link:
            self.link = assert_link(one=self.people[0], other=self.people[1], actor=ASHA, at=self.at).id
        elif verb == "retract" and self.link:
            retract_link(link=self.link, why="They are two", actor=ASHA, at=self.at)
            self.link = 0
        elif verb == "wait":
            self.at += timedelta(days=731)
        elif verb == "sweep":
            retention.forget(at=self.at)


def follow(model: Model, act: str, which: int) -> None:
    verb, _, what = act.partition("-")
    if verb == "close" and which not in model.closed:
        model.closed[which] = model.years
    elif verb == "hold":
        model.held.add((what, which))
    elif verb == "lift":
        model.held.discard((what, which))
    elif verb == "ask":
        model.erase(which)
    elif verb in {"link", "retract"}:
        model.linked = verb == "link"
    elif verb == "wait":
        model.years += 2
    elif verb == "sweep":
        model.sweep()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(ACTS, min_size=4, max_size=10))
def test_every_record_is_where_the_model_says(done: list[tuple[str, int]]) -> None:
    live = in_force("street-problem")
    world, model = World(live), Model()
    for act, which in done:
        world.do(act, which)
        follow(model, act, which)
    for number, case in enumerate(world.cases):
        row = Case.objects.get(id=case.id)
        gone = number in model.gone
        assert (row.erased_at is not None) == gone, done
        assert (row.answers == "{}", row.customer == "") == (gone, gone)
        assert isinstance(verify(subject=case.subject), Verified)
    stones = Tombstone.objects.filter(kind="case")
    assert {each.record for each in stones} >= {world.cases[each].subject for each in model.gone}
