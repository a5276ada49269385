"""The text of a strategy hangs together, is read back as it was, and is compared element by element."""

from typing import Any

import pytest

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.planning.comparing import Change, changes
from guildhall.kernel.planning.strategy import Strategy, kept_strategy, strategy_of, unaccounted

BASE: dict[str, Any] = {
    "title": {"en": "Digital", "cy": "Digidol"},
    "levels": {"theme": {"en": "Priority", "cy": "Blaenoriaeth"}},
    "statements": [{"code": "V", "level": "vision", "text": {"en": "Nobody left out."}}],
    "themes": [{"code": "T1", "title": {"en": "Open"}}, {"code": "T2", "title": {"en": "Near"}}],
    "commitments": [
        {
            "code": "C1", "theme": "T1", "text": {"en": "Every way in stays open."},
            "owner": {"post": "post/head", "said": {"en": "Head of Digital"}},
            "actions": [{"code": "A1", "text": {"en": "Ask callers."}, "due": "2026-09-30"}],
            "milestones": [{"code": "M1", "text": {"en": "Every form on paper."}, "due": "2026-12-31"}],
            "budget": [{"pence": 4200000, "period": {"en": "2026/27"}, "source": {"en": "Own budget"}}],
            "needs": [{"commitment": "C2"}],
            "measures": [
                {
                    "kind": "share", "measure": "promise-kept", "direction": "up", "target": 95, "by": "2027-03-31",
                    "baseline": {"value": "88.5", "unit": {"en": "%"}, "on": "2025-03-31", "source": {"en": "Yearly report"}},
                }
            ],
        },
        {"code": "C2", "theme": "T2", "text": {"en": "Help near everybody."}},
    ],
    "alignments": [{"name": {"en": "Poverty strategy"}, "how": {"en": "The same places."}, "commitments": ["C2"]}],
    "predecessor": {"strategy": "strategy/old", "became": [{"code": "1", "how": "changed", "as": ["C1"]}]},
}  # fmt: skip


def _with(**more: Any) -> Strategy:
    return strategy_of(BASE | more)


def test_a_strategy_is_kept_whole_and_has_one_hash_however_it_was_written() -> None:
    held = _with()
    again = kept_strategy(canonical_json(held.to_json()))
    assert again == held
    assert again.hash() == held.hash()
    assert changes(held, again) == ()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"themes": [{"code": "C1", "title": {"en": "Twice"}}, *BASE["themes"]]}, "stand twice: C1"),
        ({"themes": []}, "named and not there: T1, T2"),
        ({"commitments": [BASE["commitments"][0], {"code": "C3", "text": {"en": "x"}}]}, "not there: C2"),
        ({"period": {"first": "2027-01-01", "last": "2026-01-01"}}, "ends before it begins"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_does_not_hang_together_is_refused(more: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        _with(**more)


@pytest.mark.parametrize(
    ("promise", "says"),
    [
        ({"kind": "share", "measure": "x", "direction": "up", "target": 101}, "from 0 to 100"),
        ({"kind": "number", "target": 5}, "needs its measure"),
        ({"kind": "milestone", "said": {"en": "Open"}}, "the day by which"),
        ({"kind": "yes-or-no"}, "words that say what"),
        ({"target": 40, "said": {"en": "to 40%"}}, "not read yet"),
        ({}, "not read yet"),
    ],
)
def test_a_promise_is_one_of_four_kinds_and_whole_or_its_words_alone(promise: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        _with(
            commitments=[
                {"code": "C1", "text": {"en": "x"}, "measures": [promise]},
                {"code": "C2", "text": {"en": "y"}},
            ]
        )


def test_each_element_says_what_became_of_it() -> None:
    first, second = BASE["commitments"]
    later = _with(
        commitments=[
            first | {"text": {"en": "Every way in stays open, always."}},
            second | {"theme": "T1"},
            {"code": "C3", "text": {"en": "New."}},
        ],
        statements=[],
    )
    told = changes(_with(), later)
    assert [(each.kind, each.of, each.code) for each in told] == [
        ("reworded", "commitment", "C1"),
        ("moved", "commitment", "C2"),
        ("added", "commitment", "C3"),
        ("taken-out", "statement", "V"),
    ]
    (passage,) = told[0].passages
    assert (passage.name, passage.before, passage.after) == (
        "text", {"en": "Every way in stays open."}, {"en": "Every way in stays open, always."},
    )  # fmt: skip
    assert told[1] == Change("moved", "commitment", "C2", (), "T2", "T1")


@pytest.mark.parametrize(
    "changed",
    [
        {"owner": {"post": "post/head", "said": {"en": "Somebody else"}}},
        {"owner": None},
        {"actions": []},
        {"milestones": [{"code": "M1", "text": {"en": "Every form on paper."}, "due": "2027-12-31"}]},
        {"budget": [{"pence": 1, "period": {"en": "2026/27"}, "source": {"en": "Own budget"}}]},
        {"needs": []},
        {"measures": [BASE["commitments"][0]["measures"][0] | {"target": 90}]},
        {"audience": [{"en": "Carers"}]},
    ],
)
def test_no_part_of_a_commitment_changes_unseen(changed: dict[str, Any]) -> None:
    first, second = BASE["commitments"]
    (told,) = changes(_with(), _with(commitments=[first | changed, second]))
    assert (told.kind, told.code, len(told.passages)) == ("reworded", "C1", 1)


def test_a_change_is_told_in_words_in_both_languages() -> None:
    first, second = BASE["commitments"]
    promise = {"kind": "share", "measure": "completion", "direction": "up", "target": 85, "by": "2028-04-06"}
    line = {"pence": 6_500_000, "period": {"en": "Two years"}, "source": {"en": "Reserves", "cy": "Cronfeydd"}}
    (told,) = changes(_with(), _with(commitments=[first | {"measures": [promise], "budget": [line]}, second]))
    said = {each.name: each.after for each in told.passages}
    assert said["measure 1"] == {
        "en": "A share · measured as “completion” · At least 85% by Thursday 6 April 2028",
        "cy": "Cyfran · wedi’i fesur fel “completion” · O leiaf 85% erbyn dydd Iau 6 Ebrill 2028",
    }
    assert said["budget 1"] == {"en": "£65,000.00 · Two years · Reserves", "cy": "£65,000.00 · Two years · Cronfeydd"}


def test_what_became_of_each_commitment_before_is_said_or_missed() -> None:
    assert unaccounted(_with(), ["1", "2", "3"]) == ("2", "3")
    for became, says in (
        ({"code": "1", "how": "dropped"}, "say why"),
        ({"code": "1", "how": "kept"}, "as which it goes on"),
        ({"code": "1", "how": "finished", "as": ["C1"]}, "has none"),
    ):
        with pytest.raises(ValueError, match=says):
            _with(predecessor={"strategy": "strategy/old", "became": [became]})
