"""Promises about a link that is taken back: every record is its own party's again, and what was made meanwhile is reviewed."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import history
from guildhall.people import door
from guildhall.people.door import NoSuchLink, sameness
from guildhall.people.models import Attribution, ContactPoint, Residence
from guildhall.serve.casework import cases
from guildhall.serve.casework.timelines import timeline
from guildhall.serve.contacts import interactions
from guildhall.serve.parting import reviewing
from guildhall.serve.parting.reviewing import NotInTheReview

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

ADVISOR = Onlooker(account=ASHA.reference, teams=None, works=None, people=True)
BEFORE, AFTER = WEDNESDAY - timedelta(days=7), WEDNESDAY + timedelta(hours=1)
HARBOUR = {"line1": "12 Harbour Street", "postcode": "ZZ1 3CD"}


@pytest.fixture
def two() -> tuple[str, str, int]:
    """Father and son, taken for one person a week ago: their references, and the link."""
    father = person("Ifan Rees", phone="01632 960100", lives=MILL_LANE)
    son = person("Ifan Rees", email="ifan@example.org", lives=MILL_LANE)
    return father, son, door.assert_link(one=father, other=son, actor=ASHA, at=BEFORE).id


def part(link: int) -> None:
    """They are two people after all."""
    reviewing.part(link=link, why="father and son", onlooker=ADVISOR, actor=ASHA, at=AFTER)


def left(link: int) -> dict[str, str]:
    """What is left to say, and whose each is."""
    return {each.record: each.of for each in reviewing.review(link=link, onlooker=ADVISOR).left}


def attribute(link: int, **whose: str) -> None:
    """Say whose something is; the kind and number are joined by an underscore."""
    said = {each.replace("_", "/", 1): party for each, party in whose.items()}
    reviewing.attribute(link=link, whose=said, why="he rang", onlooker=ADVISOR, actor=ASHA, at=AFTER)


def test_what_was_made_before_and_after_is_not_asked_about(two: tuple[str, str, int]) -> None:
    father, son, link = two
    interactions.log(channel="phone", reason="thanks", party=son, actor=ASHA, at=BEFORE - timedelta(days=1))
    part(link)
    interactions.log(channel="phone", reason="thanks", party=father, actor=ASHA, at=AFTER + timedelta(days=1))
    assert left(link) == {}
    assert sameness.to_review(onlooker=ADVISOR)[0] == ()


def test_a_weeks_work_is_listed_and_each_thing_goes_where_somebody_says(two: tuple[str, str, int]) -> None:
    father, son, link = two
    case = case_of(in_force("street-problem"), father, **POTHOLE)
    call = interactions.log(channel="phone", reason="progress", party=father, actor=ASHA, at=WEDNESDAY)
    point = door.reached_by(reference=father, kind="phone", value="07700 900111", actor=ASHA, at=WEDNESDAY)
    part(link)
    records = {f"case/{case.reference}", f"contact/{call}", f"contact-point/{point}"}
    assert left(link) == dict.fromkeys(records, father)
    assert [each.link.id for each in sameness.to_review(onlooker=ADVISOR)[0]] == [link]

    attribute(link, **{f"case_{case.reference}": son, f"contact_{call}": father})
    assert left(link) == {f"contact-point/{point}": father}
    attribute(link, **{f"contact-point_{point}": son})
    assert sameness.to_review(onlooker=ADVISOR)[0] == ()

    assert cases.find(reference=case.reference).customer == son
    assert [each.kind for each in timeline(parties=[father], onlooker=ADVISOR).entries] == ["contact"]
    assert [each.kind for each in timeline(parties=[son], onlooker=ADVISOR).entries] == ["case"]
    assert "07700 900111" in {each.value for each in door.contacts_of(reference=son)}
    kept = {each.record: (each.was, each.whose, each.why, each.by, each.at) for each in Attribution.objects.all()}
    assert kept[f"case/{case.reference}"] == (father, son, "he rang", ASHA.reference, AFTER)
    assert kept[f"contact/{call}"][:2] == (father, father)
    told = history(subject=f"case/{case.reference}", audience="staff")[-1]
    assert (told.type, told.data["was"], told.data["whose"]) == ("person.record-attributed", father, son)


def test_a_move_told_of_the_wrong_one_leaves_him_where_he_lived(two: tuple[str, str, int]) -> None:
    father, son, link = two
    door.moved(reference=father, lives=HARBOUR, actor=ASHA, at=WEDNESDAY)
    part(link)
    ((record, _),) = left(link).items()
    reviewing.attribute(link=link, whose={record: son}, why="", onlooker=ADVISOR, actor=ASHA, at=AFTER)
    homes = {each: door.portrait(reference=each, onlooker=ADVISOR).residences for each in (father, son)}
    assert [home.lines for home in homes[father]] == [("4 Mill Lane",)]
    assert [home.lines for home in homes[son]] == [("12 Harbour Street",)]
    assert Residence.objects.count() == 3


def test_a_move_told_of_the_wrong_one_that_was_put_right_meanwhile_leaves_one_address(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    door.moved(reference=father, lives=HARBOUR, actor=ASHA, at=WEDNESDAY)
    wrong = Residence.objects.get(line1=HARBOUR["line1"])
    door.moved(reference=father, lives=HARBOUR | {"line1": "9 Quay"}, actor=ASHA, at=WEDNESDAY + timedelta(minutes=5))
    part(link)
    attribute(link, **{f"residence_{wrong.pk}": son})
    here = door.portrait(reference=father, onlooker=ADVISOR).residences
    assert [home.lines for home in here] == [("9 Quay",)]


def test_what_both_hold_already_stands_once(two: tuple[str, str, int]) -> None:
    father, son, link = two
    point = door.reached_by(reference=father, kind="email", value="IFAN@example.org", actor=ASHA, at=WEDNESDAY)
    door.needs(reference=father, code="large-print", actor=ASHA, at=WEDNESDAY)
    door.needs(reference=son, code="large-print", actor=ASHA, at=WEDNESDAY)
    part(link)
    whose = dict.fromkeys(left(link), son)
    reviewing.attribute(link=link, whose=whose, why="", onlooker=ADVISOR, actor=ASHA, at=AFTER)
    assert len(door.contacts_of(reference=son)) == 1
    assert ContactPoint.objects.get(id=point).until == AFTER
    assert len(door.portrait(reference=son, onlooker=ADVISOR).needs) == 1


def test_nothing_is_said_of_what_is_not_listed_or_given_to_a_stranger(two: tuple[str, str, int]) -> None:
    father, son, link = two
    call = interactions.log(channel="phone", reason="progress", party=father, actor=ASHA, at=WEDNESDAY)
    stranger = person("Vera Lind")
    elsewhere = interactions.log(channel="phone", reason="thanks", party=stranger, actor=ASHA, at=WEDNESDAY)
    part(link)
    for said in ({f"contact_{call}": stranger}, {f"contact_{elsewhere}": son}, {f"contact_{call}": son, "case_X": son}):
        with pytest.raises(NotInTheReview):
            attribute(link, **said)
    assert left(link) == {f"contact/{call}": father}
    assert not Attribution.objects.exists()


def test_another_teams_case_is_neither_shown_nor_taken_for_said(two: tuple[str, str, int]) -> None:
    father, _, link = two
    case_of(in_force("street-problem"), father, **POTHOLE)
    part(link)
    rounds = Onlooker(account="account/7", teams=("waste-rounds",), works=("waste-rounds",), people=True)
    assert reviewing.review(link=link, onlooker=rounds).left == ()
    assert [each.link.id for each in sameness.to_review(onlooker=rounds)[0]] == [link]


def test_where_one_is_protected_the_link_and_its_review_are_for_those_who_keep_people_safe(
    two: tuple[str, str, int],
) -> None:
    _, son, link = two
    interactions.log(channel="phone", reason="progress", party=son, actor=ASHA, at=WEDNESDAY)
    door.protect(reference=son, actor=ASHA, at=WEDNESDAY)
    safe = Onlooker(account="account/8", people=True, safeguards=True)
    with pytest.raises(NoSuchLink):
        part(link)
    reviewing.part(link=link, why="father and son", onlooker=safe, actor=ASHA, at=AFTER)
    with pytest.raises(NoSuchLink):
        reviewing.review(link=link, onlooker=ADVISOR)
    assert sameness.to_review(onlooker=ADVISOR)[0] == ()
    assert len(sameness.to_review(onlooker=safe)[0]) == 1


def test_two_who_were_parted_are_not_proposed_again(two: tuple[str, str, int]) -> None:
    _, _, link = two
    part(link)
    list(sameness.go_through(at=AFTER))
    assert sameness.proposals(onlooker=ADVISOR, at=AFTER)[0] == ()


Deed = tuple[str, int, int]
deeds = st.lists(
    st.tuples(st.sampled_from(["link", "retract", "call", "say"]), st.integers(0, 3), st.integers(0, 3)), max_size=16
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_is_linked_taken_back_and_said_every_record_is_where_a_plain_list_says(done: list[Deed]) -> None:
    people = [person(f"Person {number}") for number in range(4)]
    links: dict[frozenset[int], int] = {}
    parted: list[int] = []
    owner: dict[int, int] = {}
    for step, (deed, one, other) in enumerate(done):
        at = BEFORE + timedelta(hours=step)
        if deed == "link" and other not in _cluster(one, links):
            made = door.assert_link(one=people[one], other=people[other], actor=ASHA, at=at)
            links[frozenset((one, other))] = made.id
        elif deed == "retract" and frozenset((one, other)) in links:
            parted.append(links.pop(frozenset((one, other))))
            reviewing.part(link=parted[-1], why="two", onlooker=ADVISOR, actor=ASHA, at=at)
        elif deed == "call":
            owner[interactions.log(channel="phone", reason="thanks", party=people[one], actor=ASHA, at=at)] = one
        elif deed == "say" and parted:
            shown = reviewing.review(link=parted[-1], onlooker=ADVISOR)
            whose = shown.joined.sides[other % len(shown.joined.sides)]
            said = {each.record: whose for each in shown.left}
            reviewing.attribute(link=parted[-1], whose=said, why="", onlooker=ADVISOR, actor=ASHA, at=at)
            owner |= {int(record.partition("/")[2]): people.index(whose) for record in said}
    for one, reference in enumerate(people):
        cluster = _cluster(one, links)
        references = door.portrait(reference=reference, onlooker=ADVISOR).references
        shown_calls = {each.number for each in timeline(parties=references, onlooker=ADVISOR).entries}
        assert shown_calls == {call for call, whose in owner.items() if whose in cluster}
        alone = {each.number for each in timeline(parties=[reference], onlooker=ADVISOR).entries}
        assert alone == {call for call, whose in owner.items() if whose == one}


def _cluster(start: int, links: dict[frozenset[int], int]) -> set[int]:
    """The slow way: add whoever is linked to somebody in it, until nobody comes."""
    found = {start}
    while True:
        more = {each for link in links if link & found for each in link} - found
        if not more:
            return found
        found |= more
