"""Promises about who is not reached: chance flags nobody, a planted inequity is found, and nothing strange is counted in silence."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from math import exp, lgamma, log
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.measures import Figure
from guildhall.kernel.reach import Area, Cell, Weights, chosen, expected, explained, read_areas, scan
from guildhall.kernel.reach.areas import NEEDED, WrongShape
from guildhall.kernel.reach.choosing import Offered
from guildhall.kernel.reach.scanning import chance_of_so_few, unevenness

PLACES = Path(__file__).parents[3] / "shared" / "data" / "places"
SEEDS = 400
AT_MOST = 28
"""Of 400 looks at a world without inequality, one in twenty may flag something: 20, and 28 allows for the luck of the seeds."""
AREAS, SERVICES, GROUPS = 30, ("missed-bin", "parking", "repair"), ("younger", "older")
LEFT_OUT = "area-07"


@pytest.mark.full
@pytest.mark.parametrize("spread", [0.0, 0.04, 0.25])
def test_where_nobody_is_left_out_chance_and_common_unevenness_flag_hardly_ever(spread: float) -> None:
    flagging = [seed for seed in range(SEEDS) if _flagged(_world(seed, spread))]
    assert len(flagging) <= AT_MOST, flagging


def test_a_few_worlds_where_nobody_is_left_out_flag_hardly_ever() -> None:
    assert sum(bool(_flagged(_world(seed, 0.04))) for seed in range(40)) <= 6


@pytest.mark.parametrize(("spread", "left_out"), [(0.0, 0.5), (0.04, 0.2)])
def test_an_area_of_which_many_do_not_come_is_found_and_hardly_another(spread: float, left_out: float) -> None:
    found = [_flagged(_world(seed, spread, left_out=left_out)) for seed in range(40)]
    assert sum(LEFT_OUT in each for each in found) >= 39
    assert sum(len(each - {LEFT_OUT}) for each in found) <= 12


def test_more_cells_looked_at_do_not_make_more_to_be_seen() -> None:
    few, many = (
        scan(Cell(f"{place:05}", "missed-bin", "", 20, 20.0) for place in range(count)) for count in (10, 20_000)
    )
    assert not any(each.flagged for each in (*few, *many))


@given(st.integers(0, 60), st.floats(0.5, 80), st.sampled_from([0.0, 0.02, 0.5, 3.0]))
def test_a_chance_is_the_sum_of_every_count_below(observed: int, mean: float, spread: float) -> None:
    slow = sum(_probability(count, mean, spread) for count in range(observed + 1))
    told = chance_of_so_few(observed, mean, spread)
    assert told == 1.0 if observed >= mean else told == pytest.approx(slow, rel=1e-9)


def _probability(count: int, mean: float, spread: float) -> float:
    """Of one count, by the books: Poisson's, or a negative binomial of the same mean."""
    if not spread:
        return exp(count * log(mean) - mean - lgamma(count + 1))
    shape = 1 / spread
    ways = lgamma(count + shape) - lgamma(shape) - lgamma(count + 1)
    return exp(ways - shape * log(1 + mean * spread) + count * log(mean * spread / (1 + mean * spread)))


@pytest.mark.parametrize("spread", [0.0, 0.05, 0.3])
def test_how_uneven_areas_are_is_estimated_from_them_and_rather_high(spread: float) -> None:
    told = [unevenness(_world(seed, spread, services=("missed-bin",), areas=300)) for seed in range(12)]
    assert spread * 0.9 <= sum(told) / len(told) <= spread * 1.25 + 0.01


def test_a_planted_inequity_does_not_hide_itself_in_the_unevenness() -> None:
    even, planted = (_world(3, 0.02, left_out=left, areas=100) for left in (1.0, 0.1))
    assert unevenness(planted) == pytest.approx(unevenness(even), abs=0.02)


def test_a_small_number_is_withheld_and_so_is_what_would_give_it_away() -> None:
    cells = [Cell("a", "s", "", 3, 12.0), Cell("b", "s", "", 40, 38.0), Cell("c", "s", "", 90, 83.0)]
    told = scan(cells)
    assert [each.seen.withheld for each in told] == [True, True, False]
    assert [(each.ratio is None, each.chance is None) for each in told] == [(True, True), (True, True), (False, False)]


def test_of_an_area_that_is_expected_to_bring_few_nothing_is_told() -> None:
    (told,) = scan([Cell("a", "s", "", 0, 4.9)])
    assert told.chance is None
    assert not told.flagged


@given(st.integers(0, 5_000), st.floats(5, 5_000))
def test_the_ratio_lies_in_its_interval(observed: int, mean: float) -> None:
    (told,) = scan([Cell("a", "s", "", observed, mean)])
    if told.ratio is not None and told.low is not None and told.high is not None:
        assert 0 <= told.low <= told.ratio <= told.high


@pytest.mark.parametrize(
    "cells",
    [
        [Cell("a", "s", "", -1, 5.0)],
        [Cell("a", "s", "", 1, -5.0)],
        [Cell("a", "s", "", 1, float("nan"))],
        [Cell("a", "s", "", 1, 5.0), Cell("a", "s", "", 2, 5.0)],
    ],
)
def test_counts_that_cannot_be_are_refused(cells: list[Cell]) -> None:
    with pytest.raises(ValueError, match="a"):
        scan(cells)


WHOLE = Area("E1", "W1", "Weir", 1000, {"75plus": 100, "": 900}, 1)
OTHER = Area("E2", "W2", "Moor", 3000, {"75plus": 300, "": 2700}, 5)
NOBODY = Area("E3", "W2", "Moor", 0, {"": 0})


def test_what_is_expected_is_laid_on_areas_by_who_lives_there() -> None:
    assert expected([WHOLE, OTHER, NOBODY], 80) == {"E1": 20, "E2": 60, "E3": 0}
    assert expected([NOBODY], 80) == {"E3": 0}
    need = Weights({"75plus": 10}, {1: 2})
    assert expected([WHOLE, OTHER], 5 * 1900, need) == {"E1": 3800, "E2": 5700}


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=20), st.floats(0, 10_000))
def test_what_is_expected_of_all_is_what_came(people: list[int], total: float) -> None:
    areas = [Area(f"E{place}", "W", "Weir", each, {"": each}) for place, each in enumerate(people)]
    assert sum(expected(areas, total).values()) == pytest.approx(total)


HEADED = "code,ward,ward_name,people,people_75plus,fifth,connected,lat,lon\n"


def test_an_outside_table_is_read_with_what_is_not_known_left_unknown() -> None:
    told = read_areas("\ufeff" + HEADED + "E1,W1,Weir,1000,100,1,0.93,54.1,-1.5\nE2,W2,Moor,3000,300,,,,\n")
    assert told.aside == ()
    first, second = told.areas
    assert first == Area(
        "E1", "W1", "Weir", 1000, {"75plus": 100, "": 900}, 1, Decimal("0.93"), Decimal("54.1"), Decimal("-1.5")
    )
    assert (second.fifth, second.connected, second.lat) == (None, None, None)


@pytest.mark.parametrize(
    ("row", "why", "column"),
    [
        (",W1,Weir,1000,100,1,,,", "missing", "code"),
        ("E2,,Weir,1000,100,1,,,", "missing", "ward"),
        ("E2,W1,Weir,many,100,1,,,", "no-count", "people"),
        ("E2,W1,Weir,-5,0,1,,,", "no-count", "people"),
        (f"E2,W1,Weir,{'9' * 5_000},0,1,,,", "no-count", "people"),
        ("E2,W1,Weir,٣,0,1,,,", "no-count", "people"),
        ("E2,W1,Weir,100,101,1,,,", "more-than-all", "people_"),
        ("E2,W1,Weir,100,10,6,,,", "out-of-range", "fifth"),
        ("E2,W1,Weir,100,10,2.5,,,", "no-count", "fifth"),
        ("E2,W1,Weir,100,10,1,93,,", "out-of-range", "connected"),
        ("E2,W1,Weir,100,10,1,NaN,,", "out-of-range", "connected"),
        ("E2,W1,Weir,100,10,1,good,,", "no-number", "connected"),
        ("E2,W1,Weir,100", "cells", ""),
        ("E2,W1,Weir,100,10,1,,,,,more", "cells", ""),
        ("E1,W1,Weir,100,10,1,,,", "repeated", "code"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_kept_aside_and_the_others_count(row: str, why: str, column: str) -> None:
    told = read_areas(f"{HEADED}E1,W1,Weir,1000,100,1,,,\n{row}\nE9,W1,Weir,1000,100,1,,,\n")
    assert [each.code for each in told.areas] == ["E1", "E9"]
    assert [(each.line, each.why, each.column) for each in told.aside] == [(3, why, column)]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "<html>", '"', "code,ward\nE1,W1\n"])
def test_a_table_of_the_wrong_shape_is_refused_with_the_columns_it_lacks(text: str) -> None:
    with pytest.raises(WrongShape) as refused:
        read_areas(text)
    assert set(refused.value.missing) <= set(NEEDED)
    assert refused.value.missing


@given(st.text(max_size=200))
def test_no_row_of_a_table_is_lost_in_silence(rubbish: str) -> None:
    try:
        told = read_areas(HEADED + rubbish)
    except WrongShape:
        return
    rows = [each for each in csv.reader(StringIO(rubbish)) if each]
    assert len(told.areas) + len(told.aside) == len(rows)


def test_what_was_offered_is_kept_apart_from_what_was_chosen() -> None:
    told = [Offered("W1", 200, 50, 40, 30), Offered("W2", 200, 180, 0, 0), Offered("W3", 200, 190, 190, 50)]
    whole, (weir, moor, dale) = chosen(told)
    assert [each.offered.value for each in (weir, moor, dale)] == [Decimal("0.25"), Decimal("0.9"), Decimal("0.95")]
    assert [each.chosen.value for each in (weir, dale)] == [Decimal("0.75"), Decimal("0.2632")]
    assert moor.chosen == Figure("W2", 0, None), "where there was one way alone, nobody chose"
    assert (whole.offered.value, whole.chosen.value) == (Decimal("0.7"), Decimal("0.3478"))
    with pytest.raises(ValueError, match="W3"):
        chosen([Offered("W3", 10, 5, 6, 1)])


def test_in_the_census_what_was_offered_explains_nearly_all_of_what_was_chosen() -> None:
    with (PLACES / "census2021_online_vs_paperfirst_lad.csv").open(encoding="utf-8") as written:
        told = explained((float(row["paper_first_pct"]), float(row["online_pct"])) for row in csv.DictReader(written))
    assert told is not None
    assert round(told, 2) == 0.96
    assert explained([]) is None
    assert explained([(1, 2), (1, 3)]) is None


def test_a_real_countys_areas_are_read_and_every_one_of_them_is_expected_to_bring_something() -> None:
    with (PLACES / "areas.csv").open(encoding="utf-8") as written:
        real = list(csv.DictReader(written))
    table = "code,ward,ward_name,people,people_75plus,fifth\n" + "".join(
        f'{row["lsoa21cd"]},{row["ward25cd"]},"{row["ward25nm"]}",{row["pop_total"]},{row["pop_75plus"]},'
        f"{(int(row['imd2019_decile']) + 1) // 2}\n"
        for row in real
    )
    told = read_areas(table)
    assert (len(told.areas), told.aside) == (429, ())
    assert all(each > 0 for each in expected(told.areas, 10_000, Weights({"75plus": 3}, {1: 2})).values())


def _flagged(cells: list[Cell]) -> set[str]:
    return {each.cell.area for each in scan(cells) if each.flagged}


def _world(
    seed: int,
    spread: float,
    *,
    left_out: float = 1.0,
    services: tuple[str, ...] = SERVICES,
    areas: int = AREAS,
) -> list[Cell]:
    """Contacts as they come where areas differ by this much, people alike; of one area only a part come at all."""
    return list(_cells(Random(seed), spread, left_out, services, areas))


def _cells(luck: Random, spread: float, left_out: float, services: tuple[str, ...], areas: int) -> Iterator[Cell]:
    for service in services:
        for place in range(areas):
            area = f"area-{place:02}"
            for group in GROUPS:
                mean = luck.uniform(6, 120)
                come = luck.gammavariate(1 / spread, spread) if spread else 1.0
                part = left_out if area == LEFT_OUT else 1.0
                yield Cell(area, service, group, _poisson(luck, mean * come * part), mean)


def _poisson(luck: Random, mean: float) -> int:
    """A count, by the waits between one contact and the next."""
    count, waited = 0, luck.expovariate(1.0)
    while waited < mean:
        count += 1
        waited += luck.expovariate(1.0)
    return count
