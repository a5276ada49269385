"""What holds of any decision whatever its facts, in whatever order they are told."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.kernel.authority.facts import KINDS, Fact
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.values import Path, Terms
from guildhall.kernel.clocks import Calendar

ALWAYS = Calendar()
BEGINS = date(2026, 3, 2)
HELD = ("called-in", "referred-back", "referred-to-council")
RELEASES = {"call-in-rejected", "call-in-withdrawn", "confirmed"}

moments = st.integers(0, 30).map(lambda days: BEGINS + timedelta(days=days))
likely = st.sampled_from([
    "decided", "notice-published", "called-in", "confirmed", "recommended", "resolved", "recommended-elsewhere", "adopted",
    "adoption-effective",
])  # fmt: skip
facts = st.lists(st.builds(Fact, st.one_of(likely, st.sampled_from(KINDS)), moments), max_size=10)
terms = st.builds(
    Terms, st.sampled_from(["body", "individual", "officer", "council"]), st.booleans(), st.booleans(), st.booleans()
)
LAST = BEGINS + timedelta(days=60)


def whole(told: list[Fact], what: Terms, day: date = LAST) -> Path:
    return path(told, day, what, ALWAYS)


@settings(max_examples=60)
@given(facts, terms, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_told_never_matters(told: list[Fact], what: Terms, by_chance: Random) -> None:
    other = [*told, *told[:2]]
    by_chance.shuffle(other)
    assert whole(other, what) == whole(told, what)


@settings(max_examples=60)
@given(facts, terms, moments, facts)
def test_a_later_fact_never_makes_an_earlier_one_unhappened(
    told: list[Fact], what: Terms, day: date, more: list[Fact]
) -> None:
    later = [Fact(each.kind, each.on + (day - BEGINS) + timedelta(days=1)) for each in more]
    before = whole(told, what, day)
    assert whole([*told, *later], what, day) == before
    known = [each for each in told if each.on <= day]
    after = whole([*known, *later], what)
    assert after.steps[: len(before.steps)] == before.steps
    assert after.breaches[: len(before.breaches)] == before.breaches
    assert before.effective in {None, after.effective}


@settings(max_examples=60)
@given(facts, terms, moments)
def test_nothing_has_effect_while_it_is_called_in(told: list[Fact], what: Terms, day: date) -> None:
    found = whole(told, what, day)
    if found.status is not None and found.status.name in HELD:
        assert (found.effective, found.due, found.is_in_force) == (None, None, False)
    names = [step.name for step in found.steps]
    if "effective" in names:
        so_far = found.steps[: names.index("effective")]
        held = [place for place, step in enumerate(so_far) if step.name in HELD]
        assert not held or any(step.why in RELEASES for step in so_far[held[-1] :])


@settings(max_examples=60)
@given(facts, terms)
def test_what_is_recommended_never_has_effect_without_councils_resolution(told: list[Fact], what: Terms) -> None:
    found = whole(told, what)
    names = [step.name for step in found.steps]
    if "recommended" in names and "effective" in names:
        assert names.index("recommended") < names.index("resolved") < names.index("effective")


@settings(max_examples=60)
@given(facts, terms)
def test_what_is_recommended_to_another_body_has_effect_by_that_bodys_decision_alone(
    told: list[Fact], what: Terms
) -> None:
    found = whole(told, what)
    names = [step.name for step in found.steps]
    if "recommended-elsewhere" in names and "recommended" not in names and "effective" in names:
        assert names.index("recommended-elsewhere") < names.index("adopted") < names.index("effective")
        assert found.steps[names.index("effective")].why == "adoption-effective"


@settings(max_examples=60)
@given(facts, terms)
def test_only_what_was_decided_or_resolved_has_effect_and_once_only(told: list[Fact], what: Terms) -> None:
    found = whole(told, what)
    names = [step.name for step in found.steps]
    assert names.count("effective") == (found.effective is not None)
    if found.effective is not None:
        assert {"decided", "resolved", "adopted"} & set(names[: names.index("effective")])
    if found.ended is not None:
        assert (found.due, found.is_in_force) == (None, False)
    assert "called-in" not in names or what.maker != "council"


@settings(max_examples=60)
@given(facts, terms)
def test_steps_are_told_in_the_order_of_their_days(told: list[Fact], what: Terms) -> None:
    days = [step.since for step in whole(told, what).steps]
    assert days == sorted(days)


NAMED_BEFORE = {
    "planned": "planned", "agenda-published": "agenda-published", "agenda-urgency-agreed": "agenda-published",
    "considered": "considered", "deferred": "deferred", "withdrawn": "withdrawn", "recommended": "recommended",
    "recommended-elsewhere": "recommended-elsewhere",
}  # fmt: skip
"""What a fact before a decision brings it to, as the law of it says; every other one of these is a notice."""
NOTICES = [
    each
    for each in KINDS
    if each.endswith(("notice-published", "repeated", "exception-published")) or "urgency" in each
]
BEFORE = sorted({*NAMED_BEFORE, *NOTICES} - {"notice-published"})


def plainly(told: list[Fact], maker: str) -> str | None:
    """Where something stands that nobody decided yet, told as somebody would who reads the days one by one."""
    stood, recommended = None, False
    for day in sorted({each.on for each in told}):
        for kind in (each for each in KINDS if Fact(each, day) in told):
            name = NAMED_BEFORE.get(kind, "noticed")
            if stood == "withdrawn" or (maker == "council" and name == "noticed"):
                continue
            if not recommended or name == "withdrawn" or name.startswith("recommended"):
                stood = name
            recommended = recommended or name.startswith("recommended")
    return stood


@settings(max_examples=100)
@given(st.lists(st.builds(Fact, st.sampled_from(BEFORE), moments), max_size=8), terms)
def test_what_is_not_decided_stands_where_its_last_fact_left_it(told: list[Fact], what: Terms) -> None:
    found = whole(told, what)
    assert (found.status and found.status.name) == plainly(told, what.maker)
    assert found.effective is None
