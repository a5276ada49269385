"""Promises about proposals that two records are one person: reasons shown, a person decides, and nobody protected is told of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor, history
from guildhall.people import door
from guildhall.people.door import sameness
from guildhall.people.models import Party, Proposal
from guildhall.people.proposing.round import compare_who_waits
from guildhall.people.sameness import ProposalValue

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ADVISOR = Onlooker(account="account/1", teams=None, people=True)
SAFE = Onlooker(account="account/2", people=True, safeguards=True)
ASHA = Actor("staff", "account/1")
MILL_LANE = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
PHONE = "01632 960100"
EMAIL = "rees@example.org"


def proposed(onlooker: Onlooker = ADVISOR, at: datetime = AT) -> tuple[ProposalValue, ...]:
    """What is proposed once everybody was compared."""
    list(sameness.go_through(at=at))
    return sameness.proposals(onlooker=onlooker, at=at)[0]


def reasons(one: ProposalValue) -> dict[str, int]:
    """Why, and with how many others each is shared."""
    return {each.code: each.count for each in one.reasons}


def father_and_son(**more: object) -> tuple[str, str]:
    """Two of one name, with one telephone and one home."""
    both = {"name": "Ifan Rees", "phone": PHONE, "lives": MILL_LANE} | more
    return door.register(**both), door.register(**both)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "shared", [{"email": EMAIL}, {"phone": PHONE}, {"email": EMAIL, "phone": PHONE, "lives": MILL_LANE}]
)
@pytest.mark.parametrize("names", [("Ann Rees", "Ifan Rees"), ("Ann Rees", "Vera Lind"), ("", "Ifan Rees"), ("", "")])
def test_what_families_share_never_proposes_anybody(shared: dict[str, object], names: tuple[str, str]) -> None:
    for name in names:
        door.register(name=name, **shared)  # type: ignore[arg-type]
    assert proposed() == ()


def test_each_reason_is_told_and_who_else_shares_it() -> None:
    father_and_son()
    door.register(name="Mair Rees", phone=PHONE, lives=MILL_LANE)
    (found,) = proposed()
    assert reasons(found) == {"same-name": 0, "same-phone": 1, "same-home": 1}
    assert found.points == sum(each.points for each in found.reasons)


def test_the_sound_of_a_name_will_do_and_a_part_of_it() -> None:
    for one, other in (("John Smyth", "Jon Smith"), ("Ifan Gwyn Rees", "Ifan Rees"), ("J Bevan", "Jean Bevan")):
        Party.objects.all().delete()
        for name in (one, other):
            door.register(name=name, phone=PHONE)
        assert len(proposed()) == 1, (one, other)


def test_whoever_was_born_on_the_same_day_is_found_wherever_they_live() -> None:
    one, other = (door.register(name=name) for name in ("Vera Lind", "Vera Lynd"))
    for each in (one, other):
        door.born(reference=each, on=date(1950, 5, 1), actor=ASHA, at=AT)
    (found,) = proposed()
    assert reasons(found) == {"name-sounds-alike": 0, "born-the-same-day": 0}


@pytest.mark.parametrize(
    ("days", "told", "likely"),
    [
        ((date(1951, 3, 2), date(1980, 6, 9)), "born-years-apart", False),
        ((date(1951, 3, 2), date(1953, 6, 9)), "born-on-different-days", True),
        ((date(1951, 3, 2), date(1951, 2, 3)), "born-nearly-the-same-day", True),
        ((date(1951, 3, 12), date(1951, 3, 21)), "born-nearly-the-same-day", True),
        ((date(1951, 3, 12), date(1981, 3, 12)), "born-years-apart", False),
    ],
)
def test_different_days_of_birth_speak_against_it(days: tuple[date, date], told: str, likely: bool) -> None:
    for reference, day in zip(father_and_son(email=EMAIL), days, strict=True):
        Party.objects.filter(id=Party.id_in(reference)).update(born_on=day)
    found = proposed()
    assert bool(found) is likely
    if found:
        against = [each for each in found[0].reasons if each.points < 0]
        assert [each.code for each in against] == [told]


def test_nobody_is_taken_for_whom_they_act() -> None:
    father, son = father_and_son(email=EMAIL)
    door.represent(principal=father, agent=son, basis="parent", powers=["hear"], channel="counter", actor=ASHA, at=AT)
    assert proposed() == ()


def test_a_number_that_a_crowd_holds_says_nothing() -> None:
    for _ in range(22):
        door.register(name="Ifan Rees", phone=PHONE)
    assert proposed() == ()


def test_accepting_asserts_a_link_and_keeps_the_reasons() -> None:
    father, son = father_and_son()
    (found,) = proposed()
    link = sameness.decide(proposal=found.id, said="same", why="rang", onlooker=ADVISOR, actor=ASHA, at=AT)
    assert link is not None
    assert set(link.reasons) == {"same-name", "same-phone", "same-home"}
    assert set(door.same_as(references=[father])[father]) == {father, son}
    assert proposed() == ()
    told = sameness.proposal(proposal=found.id, onlooker=ADVISOR)
    assert [(each.said, each.why, each.by) for each in told.before] == [("same", "rang", "account/1")]
    with pytest.raises(sameness.AlreadyDecided):
        sameness.decide(proposal=found.id, said="different", onlooker=ADVISOR, actor=ASHA, at=AT)


def test_two_people_are_proposed_again_only_when_something_new_is_known() -> None:
    father, son = father_and_son()
    (found,) = proposed()
    sameness.decide(proposal=found.id, said="different", why="father and son", onlooker=ADVISOR, actor=ASHA, at=AT)
    list(sameness.go_through(at=AT, again=True))
    door.reached_by(reference=father, kind="phone", value="01632 960777", actor=ASHA, at=AT)
    assert proposed() == ()
    for each in (father, son):
        door.reached_by(reference=each, kind="email", value=EMAIL, actor=ASHA, at=AT)
    (again,) = proposed()
    assert again.id == found.id
    assert [each.why for each in again.before] == ["father and son"]


def test_what_is_put_off_comes_back_after_a_while() -> None:
    father_and_son()
    (found,) = proposed()
    sameness.decide(proposal=found.id, said="later", onlooker=ADVISOR, actor=ASHA, at=AT)
    assert proposed() == ()
    assert [each.id for each in proposed(at=AT + timedelta(days=15))] == [found.id]


def test_who_is_one_by_another_link_is_asked_of_nobody() -> None:
    for _ in range(3):
        door.register(name="Ifan Rees", phone=PHONE)
    one, two, _ = proposed()
    for each in (one, two):
        sameness.decide(proposal=each.id, said="same", onlooker=ADVISOR, actor=ASHA, at=AT)
    assert proposed() == ()


def test_nobody_protected_is_in_a_proposal_or_counted_in_one() -> None:
    father, son = father_and_son()
    hidden = door.register(name="Mair Rees", phone=PHONE, lives=MILL_LANE)
    door.protect(reference=hidden, actor=ASHA, at=AT)
    (found,) = proposed()
    assert reasons(found) == {"same-name": 0, "same-phone": 0, "same-home": 0}
    door.protect(reference=son, actor=ASHA, at=AT)
    assert proposed() == ()
    assert sameness.may_be(references=[father], onlooker=ADVISOR, at=AT) == ()
    assert [each.id for each in proposed(SAFE)] == [found.id]
    for onlooker in (ADVISOR, Onlooker(account="account/9")):
        with pytest.raises(sameness.NoSuchProposal):
            sameness.proposal(proposal=found.id, onlooker=onlooker)
        with pytest.raises(sameness.NoSuchProposal):
            sameness.decide(proposal=found.id, said="same", onlooker=onlooker, actor=ASHA, at=AT)
    assert not door.links_of(references=[father])


def test_a_proposal_that_is_likely_no_more_is_asked_of_nobody() -> None:
    father, _ = father_and_son()
    assert len(proposed()) == 1
    door.called(reference=father, name="Gethin Pugh", actor=ASHA, at=AT)
    assert proposed() == ()
    door.called(reference=father, name="Ifan Rees", actor=ASHA, at=AT)
    assert len(proposed()) == 1


def test_of_somebody_erased_no_proposal_stays_and_no_words() -> None:
    father, son = father_and_son()
    (found,) = proposed()
    link = sameness.decide(proposal=found.id, said="same", onlooker=ADVISOR, actor=ASHA, at=AT)
    assert link is not None
    sameness.part(link=link.id, why="Ifan is his father", onlooker=ADVISOR, actor=ASHA, at=AT)
    door.forget(reference=son, actor=ASHA, at=AT)
    assert not Proposal.objects.exists()
    assert [each.why for each in door.links_of(references=[father])] == [""]


def test_events_name_nobody() -> None:
    father, _ = father_and_son()
    (found,) = proposed()
    sameness.decide(proposal=found.id, said="different", why="Ifan told us", onlooker=ADVISOR, actor=ASHA, at=AT)
    told = history(subject=father, audience="staff")
    assert [each.type for each in told] == ["identity.denied"]
    assert "Ifan" not in str(told)


def test_every_stretch_shows_others_and_costs_the_same_whatever_it_holds() -> None:
    costs, seen = [], list[int]()
    for number in range(30):
        for _ in range(2):
            door.register(name="Ifan Rees", phone=f"01632 9602{number:02}")
        list(sameness.go_through(at=AT))
        if number in {1, 29}:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                stretch, after = sameness.proposals(onlooker=ADVISOR, at=AT, limit=20)
            costs.append(len(asked))
    assert costs[0] == costs[1]
    seen += [each.id for each in (*stretch, *sameness.proposals(onlooker=ADVISOR, at=AT, after=after, limit=20)[0])]
    assert len(seen) == len(set(seen)) == 30


def test_going_through_everybody_costs_no_more_for_each_than_for_a_few() -> None:
    def cost(people: range) -> int:
        for number in people:
            door.register(
                name="Ifan Rees", phone=f"01632 96{number // 2:04}", lives=MILL_LANE | {"line1": f"{number} Way"}
            )
        with CaptureQueriesContext(connection) as asked:
            for _ in sameness.go_through(at=AT, stretch=50):
                pass
        return len(asked)

    few, many = cost(range(40)), cost(range(100, 140))
    assert many <= few + 2
    assert Proposal.objects.count() == 40


def test_the_worker_compares_whoever_is_new_and_comes_back() -> None:
    father_and_son()
    compare_who_waits.call()
    assert len(sameness.proposals(onlooker=ADVISOR, at=AT + timedelta(days=999))[0]) == 1
    assert DBTaskResult.objects.filter(task_path=compare_who_waits.module_path, status="READY").count() == 1


def test_the_command_compares_everybody_again_and_says_how_many_wait(capsys: pytest.CaptureFixture[str]) -> None:
    father_and_son()
    call_command("proposals")
    Proposal.objects.all().delete()
    call_command("proposals")
    assert "0 compared. Proposals that wait: 0." in capsys.readouterr().out
    call_command("proposals", "--again")
    assert "2 compared. Proposals that wait: 1." in capsys.readouterr().out
