"""Where a version of a strategy stands follows from dated facts, in whatever order they are told, and never from what comes later."""

from datetime import date, timedelta
from itertools import permutations
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.planning.promised import BECAME, KINDS
from guildhall.kernel.planning.saying import CHANGES, NAMES, STEPS, stands_in_words
from guildhall.kernel.planning.standing import Fact, FactKind, Standing, Step, standing

DAY = date(2026, 1, 5)
facts = st.lists(
    st.builds(Fact, st.sampled_from(get_args(FactKind)), st.integers(0, 9).map(lambda days: DAY + timedelta(days))),
    max_size=9,
)


def _at(*told: tuple[FactKind, int], on: int = 99) -> Standing:
    return standing([Fact(kind, DAY + timedelta(days)) for kind, days in told], DAY + timedelta(on))


def test_a_version_goes_from_a_draft_to_force_as_it_is_consulted_on_recommended_and_adopted() -> None:
    told: tuple[tuple[FactKind, int], ...] = (
        ("written", 0), ("consultation-opened", 1), ("consultation-closed", 5), ("recommended", 8), ("adopted", 9),
    )  # fmt: skip
    for on, name in ((0, "draft"), (3, "in-consultation"), (6, "consulted"), (8, "recommended"), (9, "adopted")):
        stood = _at(*told, on=on).now
        assert stood is not None
        assert stood.name == name
    assert [_at(*told, on=on).is_in_force for on in (8, 9)] == [False, True]


def test_what_is_in_force_is_no_draft_again_and_gives_way_once() -> None:
    stood = _at(
        ("adopted", 1), ("consultation-opened", 2), ("recommended", 3), ("replaced", 4), ("succeeded", 5), ("ended", 6)
    )
    assert [each.name for each in stood.steps] == ["adopted", "superseded"]
    assert (stood.in_force, stood.over) == (DAY + timedelta(1), DAY + timedelta(4))
    assert not stood.is_in_force


def test_a_decision_that_ends_takes_out_of_force_only_what_was_in_force() -> None:
    assert _at(("recommended", 1), ("ended", 2)).now == Step("recommended", DAY + timedelta(1), "recommended")
    ended = _at(("adopted", 1), ("ended", 2))
    assert ended.now is not None
    assert (ended.now.name, ended.is_in_force) == ("ended", False)


def test_of_nothing_nothing_is_known() -> None:
    assert _at() == Standing(None, (), None, None)


@given(facts, st.integers(0, 9))
def test_the_order_of_telling_says_nothing_and_a_later_fact_unmakes_no_earlier_standing(
    told: list[Fact], day: int
) -> None:
    on = DAY + timedelta(day)
    known = standing([each for each in told if each.on <= on], on)
    assert standing(told, on) == known
    assert all(standing(each, on) == known for each in list(permutations(told))[:6])
    assert not (known.is_in_force and known.over)


def test_everything_that_can_be_said_is_said_in_both_languages() -> None:
    for texts in (NAMES, STEPS, BECAME, KINDS, CHANGES):
        for each in texts.values():
            assert set(each) == {"en", "cy"}
    for name in NAMES:
        said = {language: stands_in_words(Step(name, DAY, "written"), language) for language in ("en", "cy")}
        assert "5 January 2026" in said["en"]
        assert "5 Ionawr 2026" in said["cy"]
