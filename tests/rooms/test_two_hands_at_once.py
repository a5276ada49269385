"""Promises of acts on cases that belong together, done by two at once: neither stops the other, and both stand whole."""

from uuid import uuid4

import pytest
from django.db import transaction
from tests.rooms.acquainted import ASHA, case_of, person
from tests.rooms.acquainted import POTHOLE as RUNG_ABOUT
from tests.rooms.at_once import Other, when_saved
from tests.rooms.council import AMIR, MILL_LANE, WEDNESDAY, in_force
from tests.rooms.reported import POTHOLE, reported, streets

from guildhall.estate.door import Onlooker
from guildhall.people import door
from guildhall.people.models import Attribution
from guildhall.serve.casework import acts, bulk, cases
from guildhall.serve.casework.bulk import Deed
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.joining import closing, relations
from guildhall.serve.models import Case, Closure, Enquiry
from guildhall.serve.parting import reviewing
from guildhall.serve.parting.reviewing import NotInTheReview

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("wednesday")]
ALL = Onlooker("account/amir", teams=None, works=None)
ADVISOR = Onlooker(account=ASHA.reference, teams=None, works=None, people=True)


def holes(count: int) -> list[CaseValue]:
    street, _danger = streets()
    return [reported(street, POTHOLE) for _each in range(count)]


def join(one: CaseValue, other: CaseValue) -> None:
    relations.join(one=one.id, other=other.id, said="One hole", actor=AMIR, at=WEDNESDAY)


def ask(case: CaseValue) -> None:
    acts.ask(case=case, question="Which side?", actor=AMIR, at=WEDNESDAY)


def in_bulk(deed: Deed, *chosen: CaseValue) -> None:
    seen = {each.reference: "" for each in chosen}
    bulk.do(key=uuid4(), deed=deed, chosen=seen, onlooker=ALL, actor=AMIR, at=WEDNESDAY)


def test_a_case_joined_while_another_join_waited_for_it_is_of_the_same_matter() -> None:
    one, two, three = holes(3)
    other = Other(lambda: join(one, two))
    with transaction.atomic():
        join(two, three)
        other.begin()
    assert other.end() is None
    assert {each.matter for each in Case.objects.all()} == {one.reference}


def test_two_who_ask_about_cases_of_one_matter_both_have_asked() -> None:
    one, two = holes(2)
    join(one, two)
    other = Other(lambda: ask(one))
    with when_saved(Enquiry, other.begin_once):
        ask(two)
    assert other.end() is None
    assert Enquiry.objects.count() == 2


def test_two_bulk_acts_on_cases_that_belong_together_are_both_done() -> None:
    one, two, three = holes(3)
    join(one, three)
    other = Other(lambda: in_bulk(Deed("close", text="Filled", outcome="done"), two, three))
    with when_saved(Closure, other.begin_once):
        in_bulk(Deed("close", text="Filled", outcome="done"), one, two)
    assert other.end() is None
    assert sorted(Closure.objects.values_list("case", flat=True)) == [one.id, two.id, three.id]


def test_a_bulk_act_that_names_no_team_leaves_a_case_with_the_team_it_was_given_to_meanwhile() -> None:
    [case] = holes(1)
    other = Other(lambda: in_bulk(Deed("assign", to="account/lena"), case))
    with transaction.atomic():
        acts.assign(case=case, to="", team="bridges", actor=AMIR, at=WEDNESDAY)
        other.begin()
    assert other.end() is None
    now = cases.find(reference=case.reference)
    assert (now.assigned_to, now.team) == ("account/lena", "bridges")


def test_a_matter_is_closed_whole_or_not_at_all() -> None:
    one, two = holes(2)
    join(one, two)

    def fail_at_the_second() -> None:
        if Closure.objects.count() == 2:
            raise ConnectionError

    with pytest.raises(ConnectionError), when_saved(Closure, fail_at_the_second):
        closing.close(case=one, outcome="done", told="Filled", rest=ALL, actor=AMIR, at=WEDNESDAY)
    assert not Case.objects.filter(closed_at__isnull=False).exists()
    assert not Closure.objects.exists()


def test_of_two_who_say_whose_a_record_is_the_second_is_told_that_it_was_said() -> None:
    father = person("Ifan Rees", phone="01632 960100", lives=MILL_LANE)
    son = person("Ifan Rees", email="ifan@example.org", lives=MILL_LANE)
    link = door.assert_link(one=father, other=son, actor=ASHA, at=WEDNESDAY).id
    case = case_of(in_force("street-problem"), father, **RUNG_ABOUT)
    door.retract_link(link=link, why="father and son", actor=ASHA, at=WEDNESDAY)

    def say(whose: str) -> None:
        said = {f"case/{case.reference}": whose}
        reviewing.attribute(link=link, whose=said, why="he rang", onlooker=ADVISOR, actor=ASHA, at=WEDNESDAY)

    other = Other(lambda: say(father))
    with transaction.atomic():
        say(son)
        other.begin()
    assert isinstance(other.end(), NotInTheReview)
    assert Attribution.objects.get().whose == son
    assert cases.find(reference=case.reference).customer == son
