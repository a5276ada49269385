"""Members' interests: what they declare is checked against the register, and nobody votes whom the law stops unless it is known."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.authority.concerns import see_to, waiting
from guildhall.decide.authority.declarations import checked, declare, find_in_register, unregistered
from guildhall.decide.authority.interests import end, grant, register, register_of
from guildhall.decide.authority.refused import NotAllowed
from guildhall.decide.keeping import motions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import KEEPERS, seen, withheld
from guildhall.ledger.door import history

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


def before_the_vote() -> Council:
    """The council of `decided`, but that Councillor Shield has not voted yet."""
    made = decided(published=False)
    m.Vote.objects.filter(person=made.shield).update(option="absent")
    return made


def declared(made: Council, kind: str = "disclosable-pecuniary", **told: Any) -> m.Declaration:
    return declare(meeting=made.meeting, item=made.item, person=made.shield, kind=kind, **told, **BY)


def vote(made: Council, option: str = "yes", **told: Any) -> m.VoteEvent:
    return motions.take_vote(motion=made.motion, names={made.leader: "yes", made.shield: option}, **told, **BY)


def allowed(made: Council, **told: Any) -> m.Dispensation:
    given: dict[str, Any] = {
        "person": made.shield, "about": "The vote on the stalls", "ground": "c", "granted_on": date(2026, 3, 1),
        "until": date(2026, 12, 31), "post": made.head,
    }  # fmt: skip
    return grant(**given | told, **BY)


def test_a_vote_by_a_member_with_a_pecuniary_interest_is_stopped_at_entry_with_the_section() -> None:
    made = before_the_vote()
    declared(made)
    taken = m.VoteEvent.objects.count()
    with pytest.raises(NotAllowed, match=r"Alan Shield .*Localism Act 2011, section 31\(4\)\(b\)") as refused:
        vote(made)
    assert [each.code for each in refused.value.reasons] == ["pecuniary-interest-vote"]
    assert m.VoteEvent.objects.count() == taken
    assert not m.Concern.objects.exists()


def test_what_happened_all_the_same_is_recorded_as_it_happened_and_reported_to_the_monitoring_officer() -> None:
    made = before_the_vote()
    row = declared(made)
    event = vote(made, as_it_happened=True, result="pass")
    assert (event.yes, {each.option for each in event.votes.filter(person=made.shield)}) == (2, {"yes"})
    (concern,) = waiting()
    assert (concern.person, concern.section, concern.vote and concern.vote.event) == (made.shield, "31(4)(b)", event)
    assert [each.type for each in history(subject=row.reference, audience="staff")] == [
        "declaration.made", "concern.reported",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["personal", "prejudicial", "non-pecuniary", "other"])
def test_a_personal_interest_stops_no_vote(kind: str) -> None:
    made = decided(published=False)
    declared(made, kind)
    assert vote(made).yes == 2
    assert not m.Concern.objects.exists()


def test_an_abstention_is_no_vote_and_nobody_else_is_stopped() -> None:
    made = decided(published=False)
    declared(made)
    assert vote(made, "abstain").abstain == 1
    assert motions.take_vote(motion=made.motion, names={made.leader: "yes"}, **BY).yes == 1


def test_a_casting_vote_is_a_vote() -> None:
    made = before_the_vote()
    declared(made)
    with pytest.raises(NotAllowed):
        motions.take_vote(motion=made.motion, yes=2, no=2, casting=made.shield, **BY)
    motions.take_vote(motion=made.motion, yes=2, no=2, casting=made.shield, as_it_happened=True, **BY)
    assert [each.vote for each in waiting()] == [None]


def test_a_declaration_that_is_entered_after_the_vote_reports_it_too_and_once() -> None:
    made = decided(published=False)
    first = declared(made)
    again = declared(made, participated=True)
    assert first != again
    assert sorted(each.section for each in waiting()) == ["31(4)(a)", "31(4)(b)"]


def test_a_casting_vote_cast_before_the_declaration_is_reported_too() -> None:
    made = before_the_vote()
    motions.take_vote(motion=made.motion, yes=2, no=2, casting=made.shield, **BY)
    declared(made)
    assert [(each.person, each.section) for each in waiting()] == [(made.shield, "31(4)(b)")]


def test_a_dispensation_for_that_interest_lets_them_vote_while_it_lasts() -> None:
    made = decided(published=False)
    interest = register(person=made.shield, category="land", text="4 Mill Lane", **BY)
    declared(made, interest=interest)
    allowed(made)  # for nothing that was declared
    allowed(made, interest=interest, until=date(2026, 3, 11))  # until the day before
    allowed(made, interest=interest, may_vote=False)  # to speak only
    with pytest.raises(NotAllowed):
        vote(made)
    allowed(made, interest=interest, until=EVENING.date())
    assert vote(made).yes == 2


def test_a_dispensation_that_a_declaration_relies_on_covers_it_and_no_other() -> None:
    made = before_the_vote()
    dispensation = allowed(made)
    declared(made, dispensation=dispensation)
    assert vote(made).yes == 2
    assert not waiting().exists()
    declared(made)
    with pytest.raises(NotAllowed):
        vote(made)


def test_no_dispensation_lasts_longer_than_four_years_and_each_says_its_ground_and_giver() -> None:
    made = decided(published=False)
    with pytest.raises(NotAllowed, match=r"section 33\(3\)"):
        allowed(made, until=date(2030, 3, 1))
    assert allowed(made, until=date(2030, 2, 28)).pk
    for box, wrong in (("ground", {"ground": "f"}), ("decision", {"post": None}), ("about", {"about": " "})):
        with pytest.raises(NotRecorded) as refused:
            allowed(made, **wrong)
        assert refused.value.box == box


def test_a_declared_interest_that_is_not_registered_is_said_with_the_last_of_its_28_days() -> None:
    made = decided(published=False)
    row = declared(made, made_at=EVENING)
    found = checked(row)
    assert (found.registered, found.notify_by) == (False, date(2026, 4, 8))
    assert [found.late(day) for day in (date(2026, 4, 8), date(2026, 4, 9))] == [False, True]
    assert list(unregistered()) == [row]
    interest = register(person=made.shield, category="contracts", text="A stall contract", **BY)
    find_in_register(declaration=row, interest=interest, actor=CLERK, at=AFTER)
    assert checked(row).registered
    assert not unregistered().exists()


def test_what_the_law_does_not_ask_to_be_registered_is_said_and_has_no_last_day() -> None:
    made = decided(published=False)
    found = checked(declared(made, "personal"))
    assert (found.registered, found.notify_by) == (False, None)
    assert not unregistered().exists()


def test_an_entry_is_the_members_own_and_of_a_pecuniary_sort_where_that_is_declared() -> None:
    made = decided(published=False)
    others = register(person=made.leader, category="land", text="9 Quay", **BY)
    gift = register(person=made.shield, category="gifts", text="A book", **BY)
    for interest, code in ((others, "another-person"), (gift, "not-pecuniary")):
        with pytest.raises(NotRecorded, match=code):
            declared(made, interest=interest)
    assert checked(declared(made, "personal", interest=gift)).registered
    with pytest.raises(NotRecorded, match="another-person"):
        declared(made, dispensation=allowed(made, person=made.leader))


def test_the_register_is_by_person_and_says_what_stood_on_a_day() -> None:
    made = decided(published=False)
    old = register(person=made.shield, category="employment", text="Tram driver", since=date(2024, 1, 1), **BY)
    new = register(person=made.shield, category="employment", text="Baker", since=date(2026, 2, 1), **BY)
    end(interest=old, until=date(2026, 1, 31), actor=CLERK, at=NOW)
    on = {day: list(register_of(person=made.shield, on=day)) for day in (date(2026, 1, 31), date(2026, 2, 1))}
    assert list(on.values()) == [[old], [new]]
    assert not register_of(person=made.leader, on=date(2026, 2, 1)).exists()


def test_what_a_sensitive_interest_is_stands_nowhere_but_where_it_is_withheld() -> None:
    made = decided(published=False)
    row = register(person=made.shield, category="land", text="MARK house", sensitive=True, **BY)
    assert row.text == ""
    assert "MARK" not in str(m.RegisteredInterest.objects.values().get(pk=row.pk))
    assert [each.text for each in withheld([row.reference])[row.reference]] == [""]
    assert [each.text for each in withheld([row.reference], KEEPERS)[row.reference]] == ["MARK house"]


def test_what_the_monitoring_officer_is_told_is_seen_to_once_and_never_public() -> None:
    made = decided(published=False)
    declared(made)
    (concern,) = waiting()
    with pytest.raises(NotRecorded, match="missing"):
        see_to(concern=concern, done=" ", actor=CLERK, at=AFTER)
    see_to(concern=concern, done="Spoken to; a dispensation was asked for", actor=CLERK, at=AFTER)
    assert not waiting().exists()
    with pytest.raises(NotRecorded, match="seen"):
        see_to(concern=concern, done="Again", actor=CLERK, at=AFTER)
    assert m.Concern.objects.count() == 1
    assert not seen(m.Concern).exists()
