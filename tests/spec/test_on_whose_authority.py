"""What is decided, and on whose authority"""

from datetime import date, timedelta

from guildhall.kernel.authority import calling_in, delegating, voting
from guildhall.kernel.authority.differing import difference
from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.authority.values import Path, Terms
from guildhall.kernel.clocks import Calendar

THURSDAY = date(2026, 3, 12)
FRIDAY = date(2026, 3, 13)
COUNCIL_MEETS = date(2026, 4, 16)
USED = date(2026, 5, 1)
GROUP_HEAD, LEADER = "the Group Head", "the Leader"
HAL, OLU = "Hal Dean", "Olu Fry"
POWER = delegating.Delegation(
    GROUP_HEAD,
    grounds=frozenset({"new legislation"}),
    conditions=frozenset({"it costs nothing"}),
    consultees=frozenset({LEADER}),
)
HELD = (delegating.Holding(GROUP_HEAD, HAL, date(2025, 1, 6)),)
AS_IT_SHOULD_BE = delegating.Use(
    HAL,
    GROUP_HEAD,
    USED,
    ground="new legislation",
    met=frozenset({"it costs nothing"}),
    consulted=frozenset({delegating.Consulted(LEADER, date(2026, 4, 28))}),
    within_scope="It changes only what the Act asks for",
    says=OLU,
)
THREE = ("Cllr Archer", "Cllr Bowen", "Cllr Carver")
DECIDED: tuple[tuple[FactKind, date], ...] = (("decided", THURSDAY), ("notice-published", FRIDAY))


def standing(*facts: tuple[FactKind, date], on: date) -> Path:
    """Where a decision of Cabinet stands at the end of a day."""
    return path([Fact(kind, day) for kind, day in facts], on, Terms(), Calendar())


def used(use: delegating.Use, by: Path | None = None) -> tuple[Refused, ...]:
    """Why a power may not be so used."""
    adopted = by or standing(("recommended", THURSDAY), ("resolved", COUNCIL_MEETS), on=USED)
    return delegating.refusals(POWER, use, HELD, adopted)


def stopped(kind: voting.InterestKind, *dispensations: voting.Dispensation) -> Refused | None:
    """Why Councillor Shield may not vote on an item in which they declared an interest."""
    interests = [voting.Interest("Cllr Shield", "item 9", kind)]
    return voting.stopped("Cllr Shield", "item 9", "vote", THURSDAY, interests=interests, dispensations=dispensations)


def test_what_is_recommended_gives_nobody_any_power() -> None:
    """Cabinet asks Full Council to let an officer change a strategy. Until Council has resolved it the officer may change
    nothing, however long that takes. If Council says no, the power was never given.
    """
    waiting = standing(("recommended", THURSDAY), on=USED)
    assert [each.code for each in used(AS_IT_SHOULD_BE, waiting)] == ["delegation-awaits-council"]
    declined = standing(("recommended", THURSDAY), ("not-adopted", COUNCIL_MEETS), on=USED)
    assert [each.code for each in used(AS_IT_SHOULD_BE, declined)] == ["delegation-never-adopted"]
    assert used(AS_IT_SHOULD_BE) == ()


def test_an_officer_uses_a_power_only_as_members_gave_it() -> None:
    """The officer must hold the post on that day, name the ground, keep the conditions, and consult whom they were told to
    consult beforehand. If anything is missing, all of it is said at once and nothing is recorded as done.
    """
    nothing = delegating.Use(OLU, GROUP_HEAD, USED)
    assert {each.code for each in used(nothing)} == {
        "not-in-post", "ground-missing", "condition-not-met", "not-consulted", "scope-reason-missing", "scope-officer-missing",
    }  # fmt: skip
    assert all(each.said("clerk") for each in used(nothing))


def test_a_named_officer_answers_for_what_no_machine_can_judge() -> None:
    """Whether a change lies within what members meant is a judgement. An officer makes it, gives the reason, and is named."""
    unsigned = delegating.Use(
        HAL, GROUP_HEAD, USED, "new legislation", frozenset({"it costs nothing"}), AS_IT_SHOULD_BE.consulted
    )
    assert [each.code for each in used(unsigned)] == ["scope-reason-missing", "scope-officer-missing"]


def test_you_can_see_what_was_changed_without_you() -> None:
    """Both texts are kept, from before and after. What was taken out and what was put in is shown, word by word."""
    shown = difference("Answered in three days.", "Answered in two days.")
    assert [(each.kind, each.text) for each in shown if each.kind != "kept"] == [
        ("removed", " three"),
        ("added", " two"),
    ]


def test_whoever_stands_to_gain_does_not_vote() -> None:
    """A member with a disclosable pecuniary interest and no dispensation cannot be entered as voting. The section of the Act
    that stops them is named.
    """
    refused = stopped("disclosable-pecuniary")
    assert refused is not None
    assert "Localism Act 2011, section 31(4)" in refused.said("public")


def test_a_show_of_hands_is_no_way_round_it() -> None:
    """Where a vote is taken without names, whoever is there with such an interest is recorded as having left or not voting, or
    the vote is stopped. It makes no difference whether they declared it, or the register holds it and it concerns the item.
    """
    interest = voting.Interest("Cllr Shield", "item 9", "disclosable-pecuniary")
    refused = voting.stopped(
        "Cllr Shield", "item 9", "vote", THURSDAY, interests=[interest], dispensations=[], named=False
    )
    assert refused is not None
    assert "they do not vote" in refused.said("clerk")


def test_a_personal_interest_stops_no_vote() -> None:
    """To know somebody, or to belong to a club, is declared so that everybody knows. It stops nobody from voting."""
    assert stopped("personal") is None


def test_a_dispensation_lets_a_member_vote_while_it_lasts() -> None:
    """A dispensation says for how long it is given, and that is four years at most. The day after its last, it is over."""
    given = voting.Dispensation("Cllr Shield", date(2026, 1, 1), THURSDAY, frozenset({"vote"}))
    assert stopped("disclosable-pecuniary", given) is None
    over = voting.Dispensation("Cllr Shield", date(2026, 1, 1), THURSDAY - timedelta(days=1), frozenset({"vote"}))
    assert stopped("disclosable-pecuniary", over) is not None
    too_long = voting.Dispensation("Cllr Shield", date(2026, 1, 1), date(2030, 1, 1), frozenset({"vote"}))
    assert stopped("disclosable-pecuniary", too_long) is not None


def test_a_vote_that_happened_is_never_made_to_look_as_if_it_had_not() -> None:
    """If a member voted all the same, the record says so, and the monitoring officer is told. Nothing is tidied away."""
    votes = [voting.Vote("Cllr Shield", "for"), voting.Vote("Cllr Archer", "for")]
    interests = [voting.Interest("Cllr Shield", "item 9", "disclosable-pecuniary")]
    told = voting.to_report(votes, "item 9", THURSDAY, interests=interests, dispensations=[])
    assert [each.about for each in told] == ["Cllr Shield"]
    assert voting.counted(votes).for_ == 2


def test_members_have_time_to_call_a_decision_in() -> None:
    """A decision has no effect until the clear days that your constitution gives have passed. Enough members may call it in
    until the end of the last of them. Too few, or too late, is refused with the number or the day.
    """
    last, effect = date(2026, 3, 20), date(2026, 3, 21)
    assert standing(*DECIDED, on=last).due == effect
    assert calling_in.refusals(standing(*DECIDED, on=last), Terms(), THREE, 3) == ()
    late = calling_in.refusals(standing(*DECIDED, on=effect), Terms(), THREE[:2], 3)
    assert [(each.code, each.about) for each in late] == [
        ("call-in-too-late", last.isoformat()), ("call-in-too-few", "2 of 3"),
    ]  # fmt: skip


def test_what_is_called_in_waits_until_that_is_over() -> None:
    """While members look at a decision again it has no effect. It has effect from the day on which it is confirmed."""
    called = (*DECIDED, ("called-in", date(2026, 3, 17)))
    assert standing(*called, on=USED).effective is None
    confirmed: tuple[FactKind, date] = ("confirmed", date(2026, 4, 2))
    assert standing(*called, confirmed, on=USED).effective == date(2026, 4, 2)


def test_what_is_urgent_is_exempt_and_says_why() -> None:
    """A decision that cannot wait may be exempted from call-in, for a reason that is published with it. It has effect at
    once, and cannot be called in.
    """
    urgent = standing(("decided", THURSDAY), ("call-in-exempted", THURSDAY), on=THURSDAY)
    assert urgent.effective == THURSDAY
    assert [each.code for each in calling_in.refusals(urgent, Terms(), THREE, 3)] == ["call-in-exempt"]
