"""Who may vote, and what a vote came to."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.kernel.authority.voting import (
    Choice,
    Count,
    Dispensation,
    Interest,
    Result,
    Vote,
    casting_refused,
    counted,
    disagreements,
    dispensation_refused,
    no_quorum,
    quorum,
    result,
    result_refused,
    stopped,
    to_report,
)

ITEM = "item/2026-03-FC-9"
DAY = date(2026, 3, 25)
PECUNIARY = Interest("person/1", ITEM, "disclosable-pecuniary")
LETS = Dispensation("person/1", date(2025, 5, 1), date(2026, 4, 30), frozenset({"discuss", "vote"}))


def test_a_disclosable_pecuniary_interest_without_a_dispensation_stops_discussion_and_vote() -> None:
    found = stopped("person/1", ITEM, "vote", DAY, interests=[PECUNIARY], dispensations=[])
    assert found is not None
    assert "section 31(4)(b)" in found.said("clerk")
    assert "section 34" in found.said("clerk")
    assert "adran 31(4)" in found.said("public", "cy")
    talks = stopped("person/1", ITEM, "discuss", DAY, interests=[PECUNIARY], dispensations=[])
    assert talks is not None
    assert talks.code == "pecuniary-interest-discussion"


def test_it_stops_nobody_else_and_nothing_else() -> None:
    assert stopped("person/2", ITEM, "vote", DAY, interests=[PECUNIARY], dispensations=[]) is None
    assert stopped("person/1", "item/2026-03-FC-10", "vote", DAY, interests=[PECUNIARY], dispensations=[]) is None


@pytest.mark.parametrize("kind", ["personal", "other-registrable"])
def test_another_interest_stops_no_vote(kind: str) -> None:
    interest = Interest("person/1", ITEM, kind)  # type: ignore[arg-type]
    assert stopped("person/1", ITEM, "vote", DAY, interests=[interest], dispensations=[]) is None


@pytest.mark.parametrize(
    ("dispensation", "votes"),
    [
        (LETS, True),
        (Dispensation("person/1", DAY, DAY, frozenset({"vote"}), ITEM), True),
        (Dispensation("person/2", DAY, DAY, frozenset({"vote"})), False),
        (Dispensation("person/1", DAY, DAY, frozenset({"discuss"})), False),
        (Dispensation("person/1", DAY, DAY, frozenset({"vote"}), "item/other"), False),
        (Dispensation("person/1", date(2025, 5, 1), date(2026, 3, 24), frozenset({"vote"})), False),
        (Dispensation("person/1", date(2026, 3, 26), date(2026, 4, 24), frozenset({"vote"})), False),
        (Dispensation("person/1", date(2025, 5, 1), date(2029, 5, 1), frozenset({"vote"})), False),
    ],
)
def test_a_dispensation_lets_its_member_do_what_it_allows_while_it_runs(
    dispensation: Dispensation, votes: bool
) -> None:
    found = stopped("person/1", ITEM, "vote", DAY, interests=[PECUNIARY], dispensations=[dispensation])
    assert (found is None) == votes


def test_a_dispensation_lasts_four_years_at_most() -> None:
    assert dispensation_refused(Dispensation("person/1", date(2025, 5, 1), date(2029, 4, 30), frozenset())) is None
    for until, code in ((date(2029, 5, 1), "dispensation-too-long"), (date(2025, 4, 30), "dispensation-backwards")):
        found = dispensation_refused(Dispensation("person/1", date(2025, 5, 1), until, frozenset()))
        assert found is not None
        assert found.code == code


def test_a_vote_that_happened_all_the_same_is_for_the_monitoring_officer() -> None:
    votes = [Vote("person/1", "for"), Vote("person/2", "for")]
    assert [each.about for each in to_report(votes, ITEM, DAY, interests=[PECUNIARY], dispensations=[])] == ["person/1"]
    assert to_report([Vote("person/1", "abstain")], ITEM, DAY, interests=[PECUNIARY], dispensations=[]) == ()
    assert to_report(votes, ITEM, DAY, interests=[PECUNIARY], dispensations=[LETS]) == ()


@pytest.mark.parametrize(("members", "needed"), [(98, 25), (54, 14), (100, 25), (3, 1), (1, 1)])
def test_a_quarter_of_all_members_is_a_quorum(members: int, needed: int) -> None:
    assert quorum(members) == needed
    assert no_quorum(needed, members) is None
    found = no_quorum(needed - 1, members)
    assert found is not None
    assert found.said("clerk") == f"There is no quorum: {needed - 1} of {needed}. No business may be done."


@pytest.mark.parametrize(
    ("count", "casting", "came_to"),
    [
        (Count(12, 11, 30), None, Result("carried", "majority")),
        (Count(11, 12), None, Result("lost", "majority")),
        (Count(12, 12), None, Result("tied", "equal-votes")),
        (Count(12, 12), "for", Result("carried", "casting-vote")),
        (Count(12, 12), "against", Result("lost", "casting-vote")),
    ],
)
def test_most_votes_decide_and_the_casting_vote_where_they_are_equal(
    count: Count, casting: str, came_to: Result
) -> None:
    assert result(count, casting) == came_to  # type: ignore[arg-type]
    assert casting_refused(count, casting) is None  # type: ignore[arg-type]


def test_a_casting_vote_is_refused_where_votes_are_not_equal() -> None:
    assert casting_refused(Count(12, 11), "for") is not None


def test_counted_and_named_votes_and_attendance_agree_or_everything_wrong_is_told() -> None:
    votes = [Vote("person/1", "for"), Vote("person/1", "for"), Vote("person/4", "against")]
    found = disagreements(Count(3, 1), votes, ["person/1", "person/2", "person/3"])
    assert [each.code for each in found] == [
        "more-votes-than-present",
        "named-twice",
        "named-not-present",
        "votes-differ",
    ]
    assert found[-1].about == "for 3 counted, 2 named"
    assert [each.code for each in disagreements(Count(-1, 1), None, [])] == ["votes-negative"]
    assert disagreements(Count(1, 1, 1), None, ["person/1", "person/2", "person/3"]) == ()


choices = st.sampled_from(["for", "against", "abstain"])


@settings(max_examples=60)
@given(st.lists(choices, max_size=12), st.integers(0, 3))
def test_named_votes_agree_with_their_own_count_and_with_no_other(chosen: list[Choice], more: int) -> None:
    votes = [Vote(f"person/{number}", choice) for number, choice in enumerate(chosen)]
    present = [vote.member for vote in votes] + ["person/more"] * 1
    count = counted(votes)
    assert disagreements(count, votes, present) == ()
    other = Count(count.for_ + more, count.against, count.abstained)
    assert bool(disagreements(other, votes, present)) == (more > 0)
    assert (
        result(count).outcome
        == {1: "carried", 0: "tied", -1: "lost"}[(count.for_ > count.against) - (count.for_ < count.against)]
    )


@pytest.mark.parametrize(
    ("count", "said", "how", "code"),
    [
        (Count(2, 5), "carried", {}, "not-carried"),
        (Count(3, 3), "carried", {}, "not-carried"),
        (Count(3, 3), "carried", {"casting": True}, None),
        (Count(3, 3), "lost", {}, None),
        (Count(5, 2), "lost", {}, "not-lost"),
        (Count(5, 3), "lost", {"majority": "two-thirds-of-votes"}, None),
        (Count(5, 3), "carried", {"majority": "two-thirds-of-votes"}, "too-few-for-it"),
        (Count(4, 2, 9), "carried", {"majority": "two-thirds-of-votes"}, None),
        (Count(4, 2, 9), "lost", {"majority": "two-thirds-of-votes"}, "not-lost"),
        (Count(2, 5), "carried", {"majority": "two-thirds-of-votes"}, "not-carried"),
        (Count(3, 3), "carried", {"majority": "two-thirds-of-votes", "casting": True}, "too-few-for-it"),
        (Count(5, 0), "carried", {"majority": "half-of-members", "members": 10}, "too-few-for-it"),
        (Count(6, 4), "carried", {"majority": "half-of-members", "members": 10}, None),
        (Count(6, 0), "lost", {"majority": "two-thirds-of-members", "members": 9}, "not-lost"),
        (Count(5, 0), "lost", {"majority": "two-thirds-of-members", "members": 9}, None),
        (Count(5, 0), "carried", {"majority": "two-thirds-of-members"}, None),
        (Count(5, 0), "lost", {"majority": "two-thirds-of-members"}, None),
        (Count(5, 2), "carried", {}, None),
        (Count(2, 5), "lost", {}, None),
    ],
)
def test_a_vote_came_to_what_its_numbers_say(count: Count, said: Any, how: dict[str, Any], code: str | None) -> None:
    found = result_refused(count, said, **how)
    assert (found and found.code) == code


@given(yes=st.integers(0, 30), no=st.integers(0, 30), casting=st.sampled_from([None, "for", "against"]))
def test_what_a_vote_comes_to_is_never_refused(yes: int, no: int, casting: Any) -> None:
    found = result(Count(yes, no), casting).outcome
    assert result_refused(Count(yes, no), "lost" if found == "tied" else found, casting=casting is not None) is None
