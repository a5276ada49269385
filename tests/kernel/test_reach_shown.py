"""Promises about what is shown of who is not reached: no small number follows, few areas hide nothing, and a map is read without colour."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from guildhall.kernel.measures import SMALLEST
from guildhall.kernel.reach import Cell, scan
from guildhall.kernel.reach.lacking import Lack, lacking
from guildhall.kernel.reach.mapping import Mapped, State, Words, mapped
from guildhall.kernel.reach.outlines import Ring
from guildhall.kernel.reach.withholding import withheld

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("stuv"), st.sampled_from("abcdef")), st.integers(0, 60), min_size=1, max_size=24
)
NEED = {f"ward-{place}": people * need for place, (people, need) in enumerate(
    [(5200, 0.8), (4100, 1.4), (6100, 1.2), (5600, 0.7), (4800, 1.0), (5000, 1.1), (5400, 0.9), (4600, 1.3)]
)}  # fmt: skip
LEFT_OUT = "ward-1"
OFTEN = {"missed-bin": 0.06, "street-problem": 0.026, "assisted-bin": 0.008, "digital-help": 0.006}


@given(COUNTS)
def test_no_small_number_follows_from_a_row_or_a_column_and_its_total(counts: dict[tuple[str, str], int]) -> None:
    hidden = withheld(counts)
    services, areas = sorted({service for service, _ in counts}), sorted({area for _, area in counts})

    def number(service: str, area: str) -> int:
        return sum(
            count for (of, at), count in counts.items() if (not service or of == service) and (not area or at == area)
        )

    for service in ("", *services):
        for area in ("", *areas):
            assert number(service, area) >= SMALLEST or (service, area) in hidden
        _follows(hidden, [(service, area) for area in areas], (service, ""), number)
    for area in ("", *areas):
        _follows(hidden, [(service, area) for service in services], ("", area), number)


def _follows(
    hidden: frozenset[tuple[str, str]],
    parts: list[tuple[str, str]],
    total: tuple[str, str],
    number: Callable[[str, str], int],
) -> None:
    dark = [each for each in parts if each in hidden]
    if total in hidden:
        assert dark, "a total is not to be had by adding up"
    elif dark:
        assert len(dark) > 1
        assert sum(number(*each) for each in dark) >= SMALLEST


def test_what_is_large_enough_is_all_shown() -> None:
    assert withheld({("s", "a"): 5, ("s", "b"): 90, ("t", "a"): 12, ("t", "b"): 7}) == frozenset()


@pytest.mark.parametrize(("left_out", "least", "most"), [(0.45, 36, 40), (1.0, 0, 4)])
def test_of_few_areas_one_that_is_left_out_does_not_hide_itself_and_chance_is_no_finding(
    left_out: float, least: int, most: int
) -> None:
    found = [{each.cell.area for each in scan(_eight(Random(seed), left_out)) if each.flagged} for seed in range(40)]
    assert least <= sum(bool(each) for each in found) <= most
    if left_out < 1:
        assert sum(each == {LEFT_OUT} for each in found) >= least


def _eight(luck: Random, left_out: float) -> list[Cell]:
    """Eight wards and four services, with contacts about any of them."""
    cells, any_service = [], dict.fromkeys(NEED, (0, 0.0))
    for service, often in OFTEN.items():
        means = {ward: need * often * (left_out if ward == LEFT_OUT else 1) for ward, need in NEED.items()}
        came = {ward: max(0, round(luck.gauss(mean, mean**0.5))) for ward, mean in means.items()}
        for ward, need in NEED.items():
            expected = sum(came.values()) * need / sum(NEED.values())
            cells.append(Cell(ward, service, "", came[ward], expected))
            count, all_expected = any_service[ward]
            any_service[ward] = (count + came[ward], all_expected + expected)
    return [*cells, *(Cell(ward, "", "", count, expected) for ward, (count, expected) in any_service.items())]


def test_the_way_by_which_most_are_lacking_comes_first_beside_wards_with_as_much_need() -> None:
    came = {
        "a": {"web": 30, "phone": 10},
        "b": {"web": 60, "phone": 60},
        "c": {"web": 60, "phone": 60},
        "d": {"web": 60, "phone": 56, "paper": 4},
        "far": {"web": 900},
        "other": {"phone": 1},
    }
    expected = dict.fromkeys(came, 120.0)
    need = {"a": 1.0, "b": 1.1, "c": 0.9, "d": 1.0, "far": 9.0, "other": 1.0}
    told = lacking("a", came=came, expected=expected, need=need, flagged={"a", "other"})
    assert told == (Lack("phone", 50, 49), Lack("web", 30, 50))
    assert lacking("a", came={}, expected=expected, need=need, flagged={"a"}) == ()
    assert lacking("a", came=came, expected={"a": 5.0}, need=need, flagged={"a"}) == ()


SQUARE: Ring = ((0, 0), (500, 0), (500, 500), (0, 500))
STATES: tuple[State, ...] = ("fewer", "expected", "untold")
WORDS = Words("Contacts & <wards>", "The Docks & more", {"fewer": "Fewer", "expected": "As many", "untold": "Unknown"})


@pytest.mark.parametrize("bounded", [True, False])
def test_a_map_tells_its_wards_apart_by_number_hatching_and_dashes_alone(*, bounded: bool) -> None:
    areas = [
        Mapped(place + 1, STATES[place % 3], (SQUARE,) if bounded else (), Decimal(54 + place), Decimal(-1))
        for place in range(7)
    ]
    drawn = etree.fromstring(mapped("reach", WORDS, areas, 500).encode())
    told = "".join(drawn.itertext())
    assert all(words in told for words in (WORDS.title, WORDS.about, *WORDS.states.values()))
    assert {each.text for each in drawn.iter("{*}text")} >= {f"{number}" for number in range(1, 8)}
    assert {each.get("fill") for each in drawn.iter("{*}path")} == {None, "none", "url(#reach-hatch)"}
    assert {each.get("stroke") for each in drawn.iter("{*}path")} == {"currentColor"}
    wide, high = (float(each) for each in drawn.get("viewBox", "").split()[2:])
    for each in drawn.iter("{*}text"):
        assert 0 <= float(each.get("x", "")) <= wide
        assert 0 <= float(each.get("y", "")) <= high


def test_tiles_lie_about_where_their_wards_lie() -> None:
    areas = [Mapped(1, "expected", (), Decimal(50), Decimal(-1)), Mapped(2, "expected", (), Decimal(55), Decimal(-2)),
             Mapped(3, "expected", (), Decimal(51), Decimal(-3)), Mapped(4, "expected", (), Decimal(54), Decimal(-1))]  # fmt: skip
    drawn = etree.fromstring(mapped("reach", WORDS, areas, 0).encode())
    numbers = [
        each.text for each in drawn.iter("{*}text") if each.get("stroke") is None and (each.text or "").isdecimal()
    ]
    assert numbers == ["2", "4", "3", "1"]
