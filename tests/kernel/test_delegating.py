"""A delegated power is used by whoever holds the post, in time, on a ground, after what was asked; or every reason is told why not."""

from dataclasses import replace
from datetime import date
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.kernel.authority.delegating import Consulted, Delegation, Holding, Use, refusals
from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.refusing import REFUSALS, RefusalCode
from guildhall.kernel.authority.values import Path, Terms
from guildhall.kernel.clocks import Calendar

ADOPTED = date(2020, 1, 15)
USED = date(2021, 6, 1)
GROUP_HEAD = "post/group-head-corporate-support"
POWER = Delegation(
    GROUP_HEAD,
    grounds=frozenset({"new legislation", "alternative working practices"}),
    conditions=frozenset({"within budget"}),
    consultees=frozenset({"post/cabinet-member-technical"}),
    since=date(2020, 2, 1),
    until=date(2025, 3, 31),
)
HOLDINGS = (
    Holding(GROUP_HEAD, "person/1", date(2018, 1, 1), date(2021, 12, 31)),
    Holding(GROUP_HEAD, "person/2", date(2022, 1, 1)),
)
USE = Use(
    "person/1",
    GROUP_HEAD,
    USED,
    ground="new legislation",
    met=frozenset({"within budget"}),
    consulted=frozenset({Consulted("post/cabinet-member-technical", date(2021, 5, 20))}),
    within_scope="It changes only what the Act of 2021 asks for",
    says="person/9",
)


def adopting(*facts: tuple[date, FactKind], on: date = USED) -> Path:
    told = [Fact("recommended", date(2019, 12, 9)), *(Fact(kind, day) for day, kind in facts)]
    return path(told, on, Terms(), Calendar())


def codes(use: Use = USE, delegation: Delegation = POWER, by: Path | None = None) -> list[RefusalCode]:
    live = by or adopting((ADOPTED, "resolved"))
    return [each.code for each in refusals(delegation, use, HOLDINGS, live)]


def test_what_is_in_order_is_not_refused() -> None:
    assert codes() == []


def test_a_delegation_in_a_recommendation_is_inert_until_council_resolves_it() -> None:
    assert codes(by=adopting()) == ["delegation-awaits-council"]
    assert codes(by=adopting((date(2021, 6, 2), "resolved"), on=date(2026, 1, 1))) == ["delegation-not-in-effect"]
    assert codes(by=adopting((ADOPTED, "not-adopted"))) == ["delegation-never-adopted"]


def test_a_delegation_that_was_revoked_or_superseded_is_no_longer_live_and_was_before() -> None:
    for kind in ("revoked", "superseded"):
        end: tuple[date, FactKind] = (date(2021, 6, 1), kind)
        assert codes(by=adopting((ADOPTED, "resolved"), end)) == ["delegation-ended"]
        later: tuple[date, FactKind] = (date(2021, 6, 2), end[1])
        assert codes(by=adopting((ADOPTED, "resolved"), later, on=date(2026, 1, 1))) == []


def test_only_whoever_held_the_post_on_the_day_may_use_it() -> None:
    assert codes(replace(USE, person="person/2")) == ["not-in-post"]
    assert codes(replace(USE, post="post/chief-executive")) == ["wrong-post"]
    assert codes(replace(USE, person="person/2", on=date(2022, 1, 1))) == []
    assert codes(replace(USE, on=date(2022, 1, 1))) == ["not-in-post"]


def test_it_is_used_within_its_term_both_days_included() -> None:
    early, late = replace(USE, on=date(2020, 1, 31)), replace(USE, on=date(2025, 4, 1), person="person/2")
    assert "before-its-term" in codes(early)
    assert codes(late) == ["after-its-term"]
    assert codes(replace(late, on=date(2025, 3, 31))) == []


def test_what_begins_or_ends_with_an_event_is_used_once_somebody_says_how_that_stood() -> None:
    worded = replace(
        POWER, since_when="when Parliament approves the order", until_when="the annual meeting of May 2025"
    )
    assert codes(delegation=worded) == ["beginning-not-said", "end-not-said"]
    assert codes(replace(USE, begun=" ", unended="It is in May 2025"), worded) == ["beginning-not-said"]
    assert codes(replace(USE, begun="Approved on 1 May 2021", unended="It is in May 2025"), worded) == []


def test_a_ground_is_named_and_is_one_that_was_given() -> None:
    assert codes(replace(USE, ground=" ")) == ["ground-missing"]
    assert codes(replace(USE, ground="convenience")) == ["ground-not-given"]
    assert codes(replace(USE, ground=""), replace(POWER, grounds=frozenset())) == []


def test_conditions_are_met_and_consultees_consulted_before() -> None:
    assert codes(replace(USE, met=frozenset())) == ["condition-not-met"]
    assert codes(replace(USE, consulted=frozenset())) == ["not-consulted"]
    late = Consulted("post/cabinet-member-technical", date(2021, 6, 2))
    assert codes(replace(USE, consulted=frozenset({late}))) == ["consulted-too-late"]
    assert codes(replace(USE, consulted=USE.consulted | {late})) == []


def test_a_named_officer_says_why_it_lies_within_the_scope() -> None:
    assert codes(replace(USE, within_scope=" ")) == ["scope-reason-missing"]
    assert codes(replace(USE, says="")) == ["scope-officer-missing"]


def test_every_refusal_is_told_at_once() -> None:
    nothing = Use("person/3", "post/other", date(2019, 1, 1))
    assert codes(nothing, by=adopting(on=date(2020, 1, 1))) == [
        "delegation-awaits-council",
        "before-its-term",
        "wrong-post",
        "ground-missing",
        "condition-not-met",
        "not-consulted",
        "scope-reason-missing",
        "scope-officer-missing",
    ]


def test_every_refusal_has_words_for_the_clerk_and_for_the_public_in_both_languages() -> None:
    assert set(REFUSALS) == set(get_args(RefusalCode))
    for code, said in REFUSALS.items():
        assert said["clerk"]["en"], code
        assert said["public"]["en"] != said["public"]["cy"], code


@settings(max_examples=40)
@given(st.dates(date(2019, 1, 1), date(2027, 1, 1)), st.booleans(), st.booleans())
def test_nothing_is_allowed_outside_its_term_its_holding_or_the_life_of_the_decision(
    day: date, resolved: bool, revoked: bool
) -> None:
    facts: list[tuple[date, FactKind]] = [(ADOPTED, "resolved")] if resolved else []
    facts += [(date(2023, 7, 1), "revoked")] if revoked else []
    allowed = not codes(replace(USE, on=day), by=adopting(*facts, on=date(2027, 1, 1)))
    lives = resolved and day >= ADOPTED and not (revoked and day >= date(2023, 7, 1))
    in_time = date(2020, 2, 1) <= day <= date(2025, 3, 31) and day <= date(2021, 12, 31)
    assert allowed == (lives and in_time and day >= date(2021, 5, 20))
