"""You always know where you stand"""

from tests.spec.scenes import BEFORE_FOUR, EVERY_WAY_IN, ROUND_KNOWN, every_service, missed_bin

from guildhall.kernel.clocks import Term


def test_when_we_do_not_open_a_case_we_say_what_to_do() -> None:
    """When a report comes too early we say so, why, and what to do then. We do not take details that we cannot use."""
    early = missed_bin(type(BEFORE_FOUR)(BEFORE_FOUR.now, facts=ROUND_KNOWN))
    for way_in in EVERY_WAY_IN:
        said = early.by(way_in)
        assert "name" not in said.as_json()["asked"]
        assert said.as_json()["reasons"][0]["sentence"]
        assert said.position.outcome is not None
        assert said.position.outcome.next


def test_every_end_says_what_happens_next() -> None:
    """However a service ends, it says what happens next, in English and in Welsh."""
    for each in every_service():
        for outcome in each.service.outcomes:
            follows = outcome.next or outcome.contact
            assert follows, (each.service.id, outcome.id)
            assert {"en", "cy"} <= set(follows), (each.service.id, outcome.id)


def test_a_person_takes_over_with_a_way_to_reach_them() -> None:
    """Where a person must take over, you are told whom to reach, now."""
    for each in every_service():
        for outcome in each.service.outcomes:
            if outcome.kind == "handover":
                assert outcome.contact or outcome.telephone, (each.service.id, outcome.id)


def test_a_promise_has_a_date() -> None:
    """When we promise to come back for your bin, we say within how many working days."""
    assert missed_bin().by("counter").position.promised == Term(3, "working-days")
