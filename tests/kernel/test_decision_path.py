"""Where a decision stands is worked out from its dated facts: the paths that the law and constitutions know, one by one."""

from datetime import date

import pytest

from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.values import Maker, Path, Possible, Terms
from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.clocks import Calendar
from guildhall.kernel.clocks.duties import duties

ENGLAND = Calendar(in_england(range(2018, 2028)))
ORDINARY = Terms()
KEY = Terms(key=True)
COUNCIL = Terms(maker="council")
OFFICER = Terms(maker="officer", call_in=False)


def on(written: str) -> date:
    return date.fromisoformat(written)


def by(day: str, terms: Terms, *facts: tuple[str, FactKind]) -> Path:
    return path([Fact(kind, on(when)) for when, kind in facts], on(day), terms, ENGLAND)


def stands(found: Path) -> tuple[str, str, str]:
    assert found.status is not None
    return found.status.name, found.status.since.isoformat(), found.status.why


DECIDED: tuple[tuple[str, FactKind], ...] = (("2023-02-01", "decided"), ("2023-02-03", "notice-published"))
"""New Forest, 2023: its notice says that it has effect from Saturday 11 February."""


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2023-02-02", ("decided", "2023-02-01", "decided")),
        ("2023-02-10", ("call-in-open", "2023-02-03", "notice-published")),
        ("2023-02-11", ("effective", "2023-02-11", "call-in-ended")),
    ],
)
def test_a_decision_has_effect_when_the_time_to_call_it_in_is_over(day: str, status: tuple[str, str, str]) -> None:
    assert stands(by(day, ORDINARY, *DECIDED)) == status


def test_while_it_can_be_called_in_the_last_day_and_the_day_of_effect_are_told() -> None:
    found = by("2023-02-06", ORDINARY, *DECIDED)
    assert found.due == on("2023-02-11")
    assert found.status is not None
    assert Possible("called-in", None, on("2023-02-10")) in found.status.next_possible
    assert Possible("effective", on("2023-02-11"), on("2023-02-11")) in found.status.next_possible


def test_a_decision_that_was_not_published_never_has_effect_by_itself() -> None:
    assert stands(by("2026-01-01", ORDINARY, DECIDED[0])) == ("decided", "2023-02-01", "decided")


def test_a_call_in_holds_it_until_it_is_confirmed() -> None:
    called: tuple[tuple[str, FactKind], ...] = (*DECIDED, ("2023-02-09", "called-in"))
    assert stands(by("2024-02-09", ORDINARY, *called)) == ("called-in", "2023-02-09", "called-in")
    sent = (*called, ("2023-02-20", "referred-back"))
    assert stands(by("2024-02-09", ORDINARY, *sent)) == ("referred-back", "2023-02-20", "referred-back")
    ended = by("2024-02-09", ORDINARY, *sent, ("2023-03-01", "confirmed"))
    assert stands(ended) == ("effective", "2023-03-01", "confirmed")
    assert [step.name for step in ended.steps][-4:] == ["called-in", "referred-back", "confirmed", "effective"]


def test_a_call_in_found_invalid_leaves_the_rest_of_the_time() -> None:
    called: tuple[tuple[str, FactKind], ...] = (
        *DECIDED,
        ("2023-02-06", "called-in"),
        ("2023-02-07", "call-in-rejected"),
    )
    assert stands(by("2023-02-10", ORDINARY, *called)) == ("call-in-open", "2023-02-07", "call-in-rejected")
    assert by("2023-02-11", ORDINARY, *called).effective == on("2023-02-11")
    again = by("2023-03-01", ORDINARY, *called, ("2023-02-08", "called-in"))
    assert stands(again)[0] == "called-in"


def test_a_call_in_after_it_had_effect_changes_nothing_and_is_told() -> None:
    found = by("2023-03-01", ORDINARY, *DECIDED, ("2023-02-11", "called-in"))
    assert stands(found) == ("effective", "2023-02-11", "call-in-ended")
    assert [breach.code for breach in found.breaches] == ["called-in-late"]


def test_a_council_with_another_call_in_period_sets_it_in_its_profile() -> None:
    york = Terms(duties=duties({"call-in": {"days": 1}}))
    found = by("2011-03-01", york, ("2011-02-15", "decided"), ("2011-02-16", "notice-published"))
    assert found.effective == on("2011-02-18")


def test_what_is_exempt_or_not_subject_to_call_in_has_effect_at_once() -> None:
    urgent = by("2023-02-01", ORDINARY, ("2023-01-31", "call-in-exempted"), ("2023-02-01", "decided"))
    assert stands(urgent) == ("effective", "2023-02-01", "call-in-exempted")
    officers = by("2023-02-01", OFFICER, ("2023-02-01", "decided"))
    assert stands(officers) == ("effective", "2023-02-01", "not-subject-to-call-in")


def test_a_recommendation_has_no_effect_until_council_resolves_it() -> None:
    """Arun, 2019: Cabinet recommends a digital strategy on 9 December, and Council adopts it on 15 January."""
    cabinet: tuple[tuple[str, FactKind], ...] = (("2019-12-09", "recommended"), ("2019-12-11", "notice-published"))
    waiting = by("2020-01-14", ORDINARY, *cabinet)
    assert stands(waiting) == ("recommended", "2019-12-09", "recommended")
    assert (waiting.due, waiting.is_in_force) == (None, False)
    adopted = by("2020-01-15", ORDINARY, *cabinet, ("2020-01-15", "resolved"))
    assert stands(adopted) == ("effective", "2020-01-15", "resolved")
    refused = by("2021-01-15", ORDINARY, *cabinet, ("2020-01-15", "not-adopted"))
    assert (stands(refused)[0], refused.is_in_force) == ("not-adopted", False)


def test_a_recommendation_to_another_body_has_effect_with_what_that_body_decides() -> None:
    """A committee of Cabinet recommends; Cabinet decides so, and its own decision can be called in first."""
    asked: tuple[tuple[str, FactKind], ...] = (("2023-01-10", "recommended-elsewhere"), DECIDED[1])
    waiting = by("2023-03-01", ORDINARY, *asked)
    assert stands(waiting) == ("recommended-elsewhere", "2023-01-10", "recommended-elsewhere")
    assert (waiting.due, waiting.is_in_force) == (None, False)
    agreed = by("2023-03-01", ORDINARY, *asked, ("2023-02-10", "adopted"))
    assert (stands(agreed)[0], agreed.is_in_force) == ("adopted", False)
    stood = by("2023-03-01", ORDINARY, *asked, ("2023-02-10", "adopted"), ("2023-02-18", "adoption-effective"))
    assert stands(stood) == ("effective", "2023-02-18", "adoption-effective")
    refused = by("2023-03-01", COUNCIL, asked[0], ("2023-02-10", "not-adopted"))
    assert (stands(refused)[0], refused.is_in_force) == ("not-adopted", False)
    councils = by("2023-03-01", ORDINARY, *asked, ("2023-02-10", "resolved"))
    assert [each.code for each in councils.breaches] == ["not-before-council"]


@pytest.mark.parametrize(
    "after",
    [
        [("2023-02-06", "recommended"), ("2023-02-07", "call-in-exempted")],
        [("2023-02-06", "called-in"), ("2023-02-07", "recommended"), ("2023-02-08", "confirmed")],
        [("2023-02-06", "called-in"), ("2023-02-07", "recommended"), ("2023-02-08", "call-in-withdrawn")],
        [("2023-02-06", "recommended"), ("2023-02-07", "notice-published")],
    ],
)
def test_what_is_recorded_as_decided_and_as_recommended_waits_for_council(after: list[tuple[str, FactKind]]) -> None:
    found = by("2024-01-01", ORDINARY, *DECIDED, *after)
    assert (found.effective, found.due) == (None, None)
    assert "decided-and-recommended" in [breach.code for breach in found.breaches]


def test_councils_own_decision_has_effect_when_resolved_and_cannot_be_called_in() -> None:
    facts: tuple[tuple[str, FactKind], ...] = (
        ("2026-02-17", "agenda-published"),
        ("2026-02-25", "resolved"),
        ("2026-02-26", "called-in"),
    )
    found = by("2026-02-27", COUNCIL, *facts)
    assert stands(found) == ("effective", "2026-02-25", "resolved")
    assert [breach.code for breach in found.breaches] == ["not-on-this-path"]


@pytest.mark.parametrize(
    ("notices", "codes"),
    [
        ([], ["key-notice-not-on-record"]),
        ([("2019-11-10", "key-notice-published")], []),
        ([("2019-11-11", "key-notice-published")], ["key-notice-late"]),
        ([("2019-11-20", "key-notice-published"), ("2019-11-29", "general-exception-published")], []),
        ([("2019-12-02", "general-exception-published")], ["key-notice-late"]),
        ([("2019-12-09", "special-urgency-agreed")], []),
        ([("2019-11-10", "key-notice-published"), ("2019-12-02", "agenda-published")], ["agenda-late"]),
    ],
)
def test_a_key_decision_needs_28_clear_days_or_the_general_exception_or_special_urgency(
    notices: list[tuple[str, FactKind]], codes: list[str]
) -> None:
    found = by("2019-12-09", KEY, *notices, ("2019-12-09", "decided"))
    assert [breach.code for breach in found.breaches] == codes


def test_a_private_meeting_needs_both_its_notices() -> None:
    private = Terms(private=True)
    notices: tuple[tuple[str, FactKind], ...] = (
        ("2019-11-10", "private-notice-published"),
        ("2019-11-29", "private-notice-repeated"),
        ("2019-12-09", "decided"),
    )
    assert by("2019-12-09", private, *notices).breaches == ()
    only_one = by("2019-12-09", private, *notices[1:])
    assert [breach.code for breach in only_one.breaches] == ["private-notice-not-on-record"]


@pytest.mark.parametrize("maker", ["officer", "individual"])
def test_nobody_meets_in_private_who_decides_alone(maker: Maker) -> None:
    alone = Terms(maker=maker, key=True, private=True)
    noticed: tuple[str, FactKind] = ("2019-11-10", "key-notice-published")
    waits = by("2019-11-11", alone, noticed)
    assert waits.status is not None
    assert Possible("decided", on("2019-12-09")) in waits.status.next_possible
    assert by("2019-12-09", alone, noticed, ("2019-12-09", "decided")).breaches == ()


def test_what_is_noticed_says_from_when_it_may_be_decided() -> None:
    planned = by("2019-11-01", KEY, ("2019-11-01", "planned"))
    assert planned.status is not None
    assert "decided" not in [each.what for each in planned.status.next_possible]
    noticed = by("2019-11-11", KEY, ("2019-11-01", "planned"), ("2019-11-10", "key-notice-published"))
    assert noticed.status is not None
    assert Possible("decided", on("2019-12-09")) in noticed.status.next_possible


def test_what_was_carried_out_too_early_is_told_and_counts_once_it_has_effect() -> None:
    facts: tuple[tuple[str, FactKind], ...] = (*DECIDED, ("2023-02-06", "carried-out"))
    early = by("2023-02-07", ORDINARY, *facts)
    assert stands(early)[0] == "call-in-open"
    assert [breach.code for breach in early.breaches] == ["carried-out-before-effect"]
    assert stands(by("2023-02-11", ORDINARY, *facts)) == ("carried-out", "2023-02-11", "carried-out")


def test_what_is_superseded_or_revoked_is_no_longer_in_force_and_was() -> None:
    ends: tuple[FactKind, ...] = ("superseded", "revoked")
    for kind in ends:
        found = by("2024-01-01", ORDINARY, *DECIDED, ("2023-12-01", kind))
        assert (stands(found)[0], found.effective, found.ended) == (kind, on("2023-02-11"), on("2023-12-01"))
        assert not found.is_in_force
    gone = by("2024-01-01", ORDINARY, *DECIDED, ("2023-02-10", "revoked"))
    assert gone.effective is None


def test_a_deferred_matter_comes_back() -> None:
    facts: tuple[tuple[str, FactKind], ...] = (("2023-01-04", "considered"), ("2023-01-04", "deferred"))
    assert stands(by("2023-01-31", ORDINARY, *facts))[0] == "deferred"
    assert stands(by("2023-02-02", ORDINARY, *facts, *DECIDED))[0] == "decided"


def test_of_nothing_known_nothing_is_said() -> None:
    assert by("2023-01-01", ORDINARY) == Path(None, (), (), None, None, None)
