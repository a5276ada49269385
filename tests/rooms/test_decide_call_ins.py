"""Call-in: enough members ask in time that a decision be looked at again; it has no effect until that is over."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pytest_django import Settings
from tests.rooms.decided import AFTER, CLERK, LONDON, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.authority.call_ins import decide_again, enter, judge, settle, withdraw
from guildhall.decide.authority.refused import NotAllowed
from guildhall.decide.authority.standing import paths
from guildhall.decide.keeping import bodies, decisions
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import KEEPERS
from guildhall.estate import council as profiles

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": datetime(2026, 4, 30, 12, 0, tzinfo=LONDON)}
ASKED = datetime(2026, 3, 17, 16, 0, tzinfo=LONDON)
TUESDAY = date(2026, 3, 17)
EFFECT = date(2026, 3, 21)
"""Decided on Thursday 12 March and published on the Friday: five clear working days end on Friday 20 March."""


@pytest.fixture(autouse=True)
def _the_demo_councils_profile() -> Iterator[None]:
    yield
    profiles.council.cache_clear()


def other_profile(settings: Settings, folder: Path, was: str, now: str) -> None:
    """Let the council be another: the demo council's profile with one thing said otherwise."""
    written = (Path(profiles.__file__).parent / "council.yaml").read_text(encoding="utf-8")
    assert was in written
    (folder / "council.yaml").write_text(written.replace(was, now), encoding="utf-8")
    settings.COUNCIL = str(folder / "council.yaml")
    profiles.council.cache_clear()


def taken(made: Council, **told: Any) -> m.Decision:
    """Cabinet decides something, and it is published the next morning."""
    given: dict[str, Any] = {
        "title": "Close a depot", "path": "executive", "outcome": "resolved", "body": made.cabinet, "taken_on": date(2026, 3, 12),
        "paragraphs": [("1", "The depot be closed")], "reasons": "It is empty", "options_rejected": "None", "conflicts": "None",
    }  # fmt: skip
    row = decisions.take_decision(**given | told, actor=CLERK, at=NOW)
    publish(reference=row.reference, actor=CLERK, at=AFTER)
    row.refresh_from_db()
    return row


def members(many: int = 3, kind: str = "member") -> list[m.Person]:
    return [bodies.enter_person(name=f"Mel {letter}", kind=kind, style="Councillor", **BY) for letter in "ABCDE"[:many]]


def called_in(decision: m.Decision, at: datetime = ASKED, **told: Any) -> m.CallIn:
    given: dict[str, Any] = {"signatories": members(), "grounds": "Nobody was consulted"} | told
    return enter(decision=decision, requested_at=at, **given, **BY)


def stands(decision: m.Decision, on: date) -> tuple[str, date | None]:
    """Where a decision stands on a day, and since when it has effect or from when it will have."""
    path = paths([decision], on=on, onlooker=KEEPERS)[decision.pk]
    assert path.status is not None
    return path.status.name, path.effective or path.due


def test_a_decision_has_effect_after_the_clear_days_if_nobody_calls_it_in() -> None:
    row = taken(decided())
    assert stands(row, date(2026, 3, 20)) == ("call-in-open", EFFECT)
    assert stands(row, EFFECT) == ("effective", EFFECT)


def test_while_it_is_called_in_it_has_no_effect_however_long_that_takes() -> None:
    row = taken(decided())
    call_in = called_in(row)
    assert call_in.signatures.count() == 3
    assert stands(row, date(2026, 4, 30)) == ("called-in", None)
    assert stands(row, date(2026, 3, 16)) == ("call-in-open", EFFECT)


def test_confirmed_by_scrutiny_it_has_effect_that_day() -> None:
    made = decided()
    row = taken(made)
    call_in = called_in(row)
    judge(call_in=call_in, valid=True, **BY)
    settle(call_in=call_in, outcome="confirmed", on=date(2026, 4, 2), says="It may stand", by=made.cabinet, **BY)
    assert stands(row, date(2026, 4, 2)) == ("effective", date(2026, 4, 2))
    with pytest.raises(NotRecorded, match="over"):
        withdraw(call_in=call_in, **BY)


def test_sent_back_it_waits_until_it_is_decided_again_and_then_stands_from_that_day() -> None:
    made = decided()
    row = taken(made)
    call_in = called_in(row)
    settle(call_in=call_in, outcome="referred", on=date(2026, 4, 2), says="Consult first", by=made.cabinet, **BY)
    assert stands(row, date(2026, 4, 9)) == ("referred-back", None)
    again = taken(
        made, title="The depot again", taken_on=date(2026, 4, 9), is_subject_to_call_in=False,
        call_in_exempt_because="It was called in already.",
    )  # fmt: skip
    decide_again(call_in=call_in, by=again, changed=False, **BY)
    assert stands(row, date(2026, 4, 9)) == ("effective", date(2026, 4, 9))


def test_sent_back_and_changed_the_new_decision_takes_its_place_and_the_old_one_never_had_effect() -> None:
    made = decided()
    row = taken(made)
    call_in = called_in(row)
    with pytest.raises(NotRecorded, match="not-sent-back"):
        decide_again(call_in=call_in, by=row, changed=True, **BY)
    settle(call_in=call_in, outcome="to-council", on=date(2026, 4, 2), says="For Council", by=made.cabinet, **BY)
    again = taken(made, title="The depot kept", taken_on=date(2026, 4, 16), path="council", body=made.full_council)
    decide_again(call_in=call_in, by=again, changed=True, **BY)
    assert stands(row, date(2026, 4, 16)) == ("superseded", None)


@pytest.mark.parametrize(("changed", "name", "effect"), [(False, "effective", EFFECT), (True, "superseded", None)])
def test_what_was_decided_again_counts_once_that_has_effect_itself(
    changed: bool, name: str, effect: date | None
) -> None:
    made = decided()
    row = taken(made, taken_on=date(2026, 3, 9), stated_publication_on=date(2026, 3, 9))
    call_in = called_in(row, datetime(2026, 3, 10, 16, 0, tzinfo=LONDON))
    settle(call_in=call_in, outcome="referred", on=date(2026, 3, 12), says="Consult first", by=made.cabinet, **BY)
    again = taken(made, title="The depot again")
    for waits, at in ((again, datetime(2026, 3, 20, 23, 0, tzinfo=LONDON)), (made.decision, BY["at"])):
        with pytest.raises(NotRecorded, match="without-effect: by"):
            decide_again(call_in=call_in, by=waits, changed=changed, actor=CLERK, at=at)
    decide_again(call_in=call_in, by=again, changed=changed, **BY)
    assert stands(row, date(2026, 3, 20)) == ("referred-back", None)
    assert stands(row, EFFECT) == (name, effect)


@pytest.mark.parametrize("how", ["invalid", "withdrawn"])
def test_when_it_is_not_valid_or_taken_back_the_rest_of_the_time_runs(how: str) -> None:
    row = taken(decided())
    call_in = called_in(row)
    later = datetime(2026, 3, 19, 9, 0, tzinfo=LONDON)
    if how == "invalid":
        with pytest.raises(NotRecorded, match="missing"):
            judge(call_in=call_in, valid=False, actor=CLERK, at=later)
        call_in.refresh_from_db()
        judge(call_in=call_in, valid=False, because="Two withdrew their names", actor=CLERK, at=later)
    else:
        withdraw(call_in=call_in, actor=CLERK, at=later)
    assert stands(row, date(2026, 3, 19)) == ("call-in-open", EFFECT)
    assert stands(row, EFFECT) == ("effective", EFFECT)


def test_too_few_signatories_are_refused_with_the_councils_own_number(settings: Settings, tmp_path: Path) -> None:
    row = taken(decided())
    with pytest.raises(NotAllowed, match="Not enough members signed: 2 of 3"):
        called_in(row, signatories=members(2))
    for rule, expected in (("call_in: {signatories: 5}", "3 of 5"), ("", "no-rule")):
        other_profile(settings, tmp_path, "call_in: {signatories: 3}", rule)
        with pytest.raises(NotRecorded, match=expected):
            called_in(row)


def test_the_councils_own_clear_days_move_the_last_day(settings: Settings, tmp_path: Path) -> None:
    row = taken(decided())
    other_profile(settings, tmp_path, "call-in: {days: 5", "call-in: {days: 2")
    assert stands(row, TUESDAY) == ("call-in-open", date(2026, 3, 18))


def test_a_profile_that_gives_less_time_than_the_law_is_not_read(settings: Settings, tmp_path: Path) -> None:
    other_profile(settings, tmp_path, "call-in: {days: 5, reading: working}", "agenda: {days: 3}")
    with pytest.raises(ValidationError, match="the law gives 5 clear days"):
        profiles.council()


def test_too_late_exempt_or_no_member_is_refused_with_the_reason() -> None:
    made = decided()
    row = taken(made)
    with pytest.raises(NotAllowed, match="called in until 2026-03-20"):
        called_in(row, datetime(2026, 3, 21, 0, 1, tzinfo=LONDON))
    urgent = taken(made, title="Mend a wall", is_subject_to_call_in=False, call_in_exempt_because="It may fall.")
    with pytest.raises(NotAllowed, match=r"because it was urgent: It may fall\."):
        called_in(urgent)
    with pytest.raises(NotAllowed, match="Councillor Mel A is not a member"):
        called_in(row, signatories=[*members(), *members(1, kind="officer")])
    with pytest.raises(NotAllowed, match="Full Council is decided there"):
        called_in(made.decision)
    assert not m.CallIn.objects.exists()


def test_an_exempt_decision_has_effect_at_once() -> None:
    urgent = taken(decided(), is_subject_to_call_in=False, call_in_exempt_because="It may fall.")
    assert stands(urgent, date(2026, 3, 12)) == ("effective", date(2026, 3, 12))


@pytest.mark.parametrize(("is_key", "since"), [(True, EFFECT), (False, date(2026, 3, 12))])
def test_an_officers_decision_waits_for_call_in_only_where_it_is_key(is_key: bool, since: date) -> None:
    made = decided()
    row = taken(made, path="officer", body=None, post=made.head, is_key=is_key, is_subject_to_call_in=None)
    assert stands(row, EFFECT)[1] == since


def test_a_decision_is_called_in_once_at_a_time() -> None:
    row = taken(decided())
    first = called_in(row)
    with pytest.raises(NotAllowed, match=f"called in already, by {first.reference}"):
        called_in(row)


def test_the_public_path_knows_of_a_call_in_once_it_is_published() -> None:
    row = taken(decided())
    call_in = called_in(row)
    assert paths([row], on=EFFECT)[row.pk].effective == EFFECT
    publish(reference=call_in.reference, actor=CLERK, at=BY["at"])
    assert paths([row], on=EFFECT)[row.pk].effective is None
