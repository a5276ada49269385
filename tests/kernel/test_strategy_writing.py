"""A strategy is written piece by piece, and whatever is done to one piece leaves every other as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.kernel.test_strategy_text import BASE

from guildhall.kernel.planning.strategy import strategy_of
from guildhall.kernel.planning.writing import (
    CODED,
    LISTS,
    PARTS,
    NotThere,
    Place,
    Sort,
    moved,
    named_by,
    piece,
    pieces,
    put,
    taken_out,
)

WHOLE = strategy_of(
    BASE | {"statements": [*BASE["statements"], {"code": "P", "level": "principle", "text": {"en": "Tell us once."}}]}
)
PLACES = [
    Place(sort, str(each["code"]) if sort in CODED else str(at), "C1" if sort in PARTS else "strategy/old")
    for sort in (*LISTS, *PARTS, "level", "became")
    for at, each in enumerate(pieces(WHOLE, sort, "C1" if sort in PARTS else ""), 1)
]
SORTS: list[Sort] = [*LISTS, *PARTS, "level", "became"]


def test_there_is_a_piece_of_nearly_every_sort_to_try() -> None:
    assert {each.sort for each in PLACES} == set(SORTS) - {"audience"}


@given(st.sampled_from(PLACES))
def test_what_is_put_where_it_stands_changes_nothing(place: Place) -> None:
    assert put(WHOLE, place, piece(WHOLE, place)) == WHOLE


@given(st.sampled_from(PLACES))
def test_what_is_taken_out_and_put_back_is_the_last_of_its_like(place: Place) -> None:
    held = piece(WHOLE, place)
    if named_by(WHOLE, place):
        with pytest.raises(ValidationError):
            taken_out(WHOLE, place)
        return
    less = taken_out(WHOLE, place, held)
    assert len(pieces(less, place.sort, place.under)) == len(pieces(WHOLE, place.sort, place.under)) - 1
    again = put(less, Place(place.sort, "", place.under), held)
    assert pieces(again, place.sort, place.under)[-1] == held
    for sort in set(SORTS) - {place.sort} - (set(PARTS) if place.sort == "commitment" else set()):
        assert pieces(again, sort, "C1" if sort in PARTS else "") == pieces(WHOLE, sort, "C1" if sort in PARTS else "")


@given(st.sampled_from([each for each in PLACES if each.sort in LISTS]), st.booleans())
def test_what_is_moved_and_moved_back_stands_where_it_stood(place: Place, up: bool) -> None:
    there = moved(WHOLE, place, up)
    assert there == WHOLE or moved(there, place, not up) == WHOLE


def test_a_commitment_is_moved_among_those_of_its_theme_alone() -> None:
    assert moved(WHOLE, Place("commitment", "C1"), up=False) == WHOLE
    assert [each.code for each in moved(WHOLE, Place("statement", "P"), up=True).statements] == ["P", "V"]


def test_a_piece_without_a_code_is_found_by_what_it_said_however_it_moved() -> None:
    line = {"pence": 1, "period": {"en": "x"}, "source": {"en": "x"}}
    two = put(WHOLE, Place("budget", "", "C1"), line)
    first = pieces(two, "budget", "C1")[0]
    one = taken_out(two, Place("budget", "1", "C1"), first)
    changed = put(one, Place("budget", "2", "C1"), line | {"pence": 2}, was=line)
    assert [each["pence"] for each in pieces(changed, "budget", "C1")] == [2]
    assert piece(one, Place("budget", "9", "C1")) is None


def test_nothing_is_put_under_a_commitment_that_is_not_there() -> None:
    with pytest.raises(NotThere):
        put(WHOLE, Place("need", "", "C9"), {"said": {"en": "x"}})
    assert piece(WHOLE, Place("need", "1", "C9")) is None
