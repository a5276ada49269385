"""Promises about who is the same person: a link moves nothing, so taking it back loses nothing."""

from datetime import UTC, datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor, history, verify
from guildhall.people import door

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ADVISOR = Onlooker(account="account/1", teams=None, people=True)
ASHA = Actor("staff", "account/1")


def test_linked_records_are_one_person_and_apart_again_when_the_link_is_taken_back() -> None:
    father = door.register(name="Ifan Rees", phone="01632 960 100")
    son = door.register(name="Ifan Rees", email="ifan@example.org")
    before = [door.portrait(reference=each, onlooker=ADVISOR) for each in (father, son)]
    link = door.assert_link(one=father, other=son, reasons=("same-name",), actor=ASHA, at=AT)
    one = door.portrait(reference=son, onlooker=ADVISOR)
    assert one.reference == son
    assert set(one.references) == {father, son}
    assert {each.value for each in one.contacts} == {"01632 960 100", "ifan@example.org"}
    door.retract_link(link=link.id, why="father and son", actor=ASHA, at=AT)
    assert [door.portrait(reference=each, onlooker=ADVISOR) for each in (father, son)] == before
    (told,) = door.links_of(references=[father])
    assert (told.retracted_by, told.why, told.reasons) == ("account/1", "father and son", ("same-name",))


def test_who_is_one_already_is_not_linked_again() -> None:
    one, two, three = (door.register(name="Ifan Rees") for _ in range(3))
    door.assert_link(one=one, other=two, actor=ASHA, at=AT)
    door.assert_link(one=two, other=three, actor=ASHA, at=AT)
    for pair in ((one, three), (two, one), (one, one)):
        with pytest.raises(door.OneAndTheSame):
            door.assert_link(one=pair[0], other=pair[1], actor=ASHA, at=AT)


def test_a_link_is_taken_back_once() -> None:
    one, two = door.register(), door.register()
    link = door.assert_link(one=one, other=two, actor=ASHA, at=AT)
    door.retract_link(link=link.id, why="", actor=ASHA, at=AT)
    with pytest.raises(door.NoSuchLink):
        door.retract_link(link=link.id, why="", actor=ASHA, at=AT)


def test_both_histories_tell_of_a_link_and_neither_names_anybody() -> None:
    one, two = door.register(name="Ifan Rees"), door.register(name="Ifan Rees")
    link = door.assert_link(one=one, other=two, actor=ASHA, at=AT)
    door.retract_link(link=link.id, why="Ifan is his father", actor=ASHA, at=AT)
    for subject in (one, two):
        told = history(subject=subject, audience="staff")
        assert [each.type for each in told] == ["identity.asserted", "identity.retracted"]
        assert "Ifan" not in str(told)
        assert verify(subject=subject)


def test_nobody_of_that_reference_is_told_apart_from_nobody_who_may_look() -> None:
    one = door.register(name="Ifan Rees")
    for reference, onlooker in ((one, Onlooker(account="account/9")), ("party/" + "0" * 32, ADVISOR), ("x", ADVISOR)):
        with pytest.raises(door.NoSuchParty):
            door.portrait(reference=reference, onlooker=onlooker)


Deed = tuple[str, int, int]
deeds = st.lists(
    st.tuples(st.sampled_from(["link", "retract", "protect", "end"]), st.integers(0, 4), st.integers(0, 4)), max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_is_linked_and_taken_back_everybody_is_who_a_plain_count_says(done: list[Deed]) -> None:
    people = [door.register(name=f"Person {number}") for number in range(5)]
    links: dict[frozenset[int], int] = {}
    protected: set[int] = set()
    for deed, one, other in done:
        if deed == "link" and other not in _cluster(one, links):
            made = door.assert_link(one=people[one], other=people[other], actor=ASHA, at=AT)
            links[frozenset((one, other))] = made.id
        elif deed == "retract" and frozenset((one, other)) in links:
            door.retract_link(link=links.pop(frozenset((one, other))), why="", actor=ASHA, at=AT)
        elif deed == "protect":
            door.protect(reference=people[one], actor=ASHA, at=AT)
            protected.add(one)
        elif deed == "end":
            door.end_protection(reference=people[one], actor=ASHA, at=AT)
            protected.discard(one)
    for one, reference in enumerate(people):
        cluster = _cluster(one, links)
        seen = door.portrait(reference=reference, onlooker=ADVISOR)
        assert set(seen.references) == {people[each] for each in cluster}
        assert seen.protected == bool(cluster & protected)
    same = door.same_as(references=people)
    for one, other in combinations(range(5), 2):
        assert (people[other] in same[people[one]]) == (people[one] in same[people[other]])


def test_who_is_the_same_is_asked_once_however_long_the_chain_of_links(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [door.register(name=f"Ifan {number}") for number in range(12)]
    links = [door.assert_link(one=one, other=other, actor=ASHA, at=AT) for one, other in pairwise(people[:11])]
    with django_assert_num_queries(1):
        same = door.same_as(references=[people[10], people[0], people[11]])
    assert (set(same[people[10]]), same[people[11]]) == (set(people[:11]), (people[11],))
    assert set(same[people[0]]) == set(people[:11])
    door.retract_link(link=links[5].id, why="", actor=ASHA, at=AT)
    assert set(door.same_as(references=[people[0]])[people[0]]) == set(people[:6])
    with django_assert_num_queries(0):
        assert door.same_as(references=[]) == {}


def _cluster(start: int, links: dict[frozenset[int], int]) -> set[int]:
    """The slow way: add whoever is linked to somebody in it, until nobody comes."""
    found = {start}
    while True:
        more = {each for link in links if link & found for each in link} - found
        if not more:
            return found
        found |= more
