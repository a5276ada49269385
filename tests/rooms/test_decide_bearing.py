"""An interest in the register that concerns an item stops a vote undeclared; so does one of whoever is there, where no names are taken."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.authority.bearing import find_to_bear, take_back
from guildhall.decide.authority.concerns import see_to, waiting
from guildhall.decide.authority.declarations import declare
from guildhall.decide.authority.interests import end, grant, register
from guildhall.decide.authority.refused import NotAllowed
from guildhall.decide.keeping import meetings, motions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import seen
from guildhall.ledger.door import history

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
A_DAY = timedelta(days=1)


def before_the_vote() -> Council:
    """The council of `decided`, but that Councillor Shield has not voted yet."""
    made = decided(published=False)
    m.Vote.objects.filter(person=made.shield).update(option="absent")
    return made


def entry(made: Council, **told: Any) -> m.RegisteredInterest:
    """What Councillor Shield has in the register."""
    given: dict[str, Any] = {"person": made.shield, "category": "contracts", "text": "A web contract"}
    return register(**(given | told), **BY)


def bears(made: Council, **told: Any) -> m.Bearing:
    return find_to_bear(interest=entry(made, **told), item=made.item, **BY)


def declared(made: Council, **told: Any) -> m.Declaration:
    return declare(meeting=made.meeting, item=made.item, person=made.shield, kind="disclosable-pecuniary", **told, **BY)


def vote(made: Council, option: str = "yes", **told: Any) -> m.VoteEvent:
    return motions.take_vote(motion=made.motion, names={made.leader: "yes", made.shield: option}, **told, **BY)


def show_of_hands(made: Council, **told: Any) -> m.VoteEvent:
    how: dict[str, Any] = {"how": "show", "yes": 2, "no": 0}
    return motions.take_vote(motion=made.motion, **(how | told), **BY)


def attends(made: Council, person: m.Person, **how: Any) -> None:
    told: dict[str, Any] = {"status": "present", "capacity": "member"} | how
    meetings.note_attendance(meeting=made.meeting, person=person, **told, **BY)


def test_an_undeclared_interest_in_the_register_that_concerns_the_item_stops_the_vote_with_the_section() -> None:
    made = before_the_vote()
    row = entry(made)
    assert vote(made).pk  # nobody found yet that it concerns the item
    find_to_bear(interest=row, item=made.item, **BY)
    taken = m.VoteEvent.objects.count()
    with pytest.raises(NotAllowed, match=r"Alan Shield .*Localism Act 2011, section 31\(4\)\(b\)"):
        vote(made)
    assert m.VoteEvent.objects.count() == taken
    assert vote(made, "abstain").abstain == 1


def test_what_happened_all_the_same_is_recorded_and_reported_as_undeclared() -> None:
    made = before_the_vote()
    bears(made)
    event = vote(made, as_it_happened=True)
    (concern,) = waiting()
    assert (concern.person, concern.item, concern.declaration) == (made.shield, made.item, None)
    assert (concern.section, concern.vote and concern.vote.event) == ("31(4)(b)", event)
    assert "did not declare" in concern.says
    assert "concern.reported" in [each.type for each in history(subject=made.shield.reference, audience="staff")]


def test_a_vote_that_was_recorded_before_it_was_found_is_reported_once() -> None:
    made = decided(published=False)
    row = entry(made)
    for _ in range(2):
        find_to_bear(interest=row, item=made.item, **BY)
    assert [each.section for each in waiting()] == ["31(4)(b)"]
    assert m.Bearing.objects.count() == 1


def test_what_was_found_wrongly_is_taken_back_and_stops_nobody_any_more() -> None:
    made = before_the_vote()
    found = bears(made)
    for _ in range(2):
        take_back(bearing=found, **BY)
    found.refresh_from_db()
    assert (found.taken_back_at, found.taken_back_by) == (NOW, CLERK.reference)
    assert vote(made).yes == 2
    again = find_to_bear(interest=found.interest, item=made.item, **BY)
    assert again != found
    assert [each.type for each in history(subject=found.interest.reference, audience="staff")] == [
        "interest.registered", "interest.found-to-bear", "interest.bearing-taken-back", "interest.found-to-bear",
    ]  # fmt: skip


def test_a_dispensation_for_that_entry_lets_them_vote_while_it_lasts() -> None:
    made = before_the_vote()
    row = entry(made)
    find_to_bear(interest=row, item=made.item, **BY)
    given: dict[str, Any] = {"person": made.shield, "about": "The web contract", "ground": "c", "post": made.head}
    grant(**given, interest=row, granted_on=date(2026, 3, 1), until=date(2026, 3, 11), **BY)
    with pytest.raises(NotAllowed):
        vote(made)
    grant(**given, interest=row, granted_on=date(2026, 3, 1), until=EVENING.date(), **BY)
    assert vote(made).yes == 2


def test_the_same_entry_once_declared_goes_by_what_was_declared() -> None:
    made = before_the_vote()
    row = entry(made)
    find_to_bear(interest=row, item=made.item, **BY)
    relied_on = grant(
        person=made.shield, about="The vote", ground="a", post=made.head, granted_on=date(2026, 3, 1),
        until=date(2026, 12, 31), **BY,
    )  # fmt: skip
    declared(made, interest=row, dispensation=relied_on)
    assert vote(made).yes == 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"category": "gifts"}, "not-pecuniary"),
        ({"since": EVENING.date() + A_DAY}, "not-on-that-day"),
    ],
)
def test_only_a_pecuniary_interest_that_they_had_on_the_day_can_bear(told: dict[str, Any], code: str) -> None:
    made = before_the_vote()
    with pytest.raises(NotRecorded, match=code):
        bears(made, **told)
    row = entry(made)
    end(interest=row, until=EVENING.date() - A_DAY, **BY)
    with pytest.raises(NotRecorded, match="not-on-that-day"):
        find_to_bear(interest=row, item=made.item, **BY)


def test_nobody_else_sees_what_was_found() -> None:
    bears(decided())
    assert not seen(m.Bearing).exists()


def test_a_vote_without_names_is_stopped_by_whoever_is_there_with_such_an_interest() -> None:
    made = before_the_vote()
    declared(made)
    ways: list[dict[str, Any]] = [{}, {"how": "assent", "yes": None, "no": None}]
    for how in ways:
        with pytest.raises(NotAllowed, match=r"Alan Shield .*31\(4\)\(b\).*do not vote") as refused:
            show_of_hands(made, **how)
        assert [each.code for each in refused.value.reasons] == ["pecuniary-interest-unnamed"]
    assert not m.Concern.objects.exists()


def test_whoever_is_recorded_as_not_voting_stops_no_vote_without_names_and_its_numbers_stand() -> None:
    made = before_the_vote()
    declared(made)
    event = show_of_hands(made, names={made.shield: "not-voting"})
    assert (event.yes, event.how) == (2, "show")
    assert [(each.person, each.option) for each in event.votes.all()] == [(made.shield, "not-voting")]
    assert not waiting().exists()


@pytest.mark.parametrize("how", [{"left_the_room": True}, {"participated": False}])
def test_whoever_declared_and_left_or_took_no_part_stops_no_vote_without_names(how: dict[str, Any]) -> None:
    made = before_the_vote()
    declared(made, **how)
    assert show_of_hands(made).yes == 2


@pytest.mark.parametrize(
    "how",
    [
        {"status": "apologies"},
        {"capacity": "in-attendance"},
        {"left_at": EVENING + timedelta(minutes=20)},
    ],
)
def test_whoever_was_not_there_to_vote_stops_no_vote_without_names(how: dict[str, Any]) -> None:
    made = before_the_vote()
    attends(made, made.leader)
    attends(made, made.shield)
    declared(made)
    at_seven = EVENING + timedelta(hours=1)
    with pytest.raises(NotAllowed):
        show_of_hands(made, taken_at=at_seven)
    attends(made, made.shield, **how)
    assert show_of_hands(made, yes=1, taken_at=at_seven).yes == 1


def test_an_entry_of_the_register_stops_a_vote_without_names_only_of_whoever_is_noted_as_there() -> None:
    made = before_the_vote()
    bears(made)
    with pytest.raises(NotAllowed):
        show_of_hands(made)  # nobody's attendance is noted yet
    attends(made, made.leader)
    assert show_of_hands(made, yes=1).yes == 1
    attends(made, made.shield)
    with pytest.raises(NotAllowed):
        show_of_hands(made)


def test_a_vote_without_names_that_was_taken_all_the_same_is_reported_each_time_it_happens() -> None:
    made = before_the_vote()
    row = declared(made)
    show_of_hands(made, as_it_happened=True)
    (concern,) = waiting()
    assert (concern.person, concern.vote, concern.section, concern.declaration) == (made.shield, None, "31(4)(b)", row)
    assert "without names" in concern.says
    see_to(concern=concern, done="Spoken to", actor=CLERK, at=AFTER)
    show_of_hands(made, as_it_happened=True)
    assert waiting().count() == 1
    declared(made)  # nothing new happened by it
    assert m.Concern.objects.count() == 2


def test_a_vote_without_names_that_was_recorded_before_the_declaration_is_reported_but_not_of_a_page_from_elsewhere() -> (
    None
):
    made = before_the_vote()
    show_of_hands(made)
    declared(made, elsewhere=True)
    assert not waiting().exists()
    declared(made)
    assert [(each.person, each.section) for each in waiting()] == [(made.shield, "31(4)(b)")]


def test_what_a_record_from_elsewhere_says_of_a_vote_without_names_stands() -> None:
    made = before_the_vote()
    declared(made)
    assert show_of_hands(made, elsewhere=True).yes == 2
    assert not waiting().exists()
