"""Promises about what was written over while two records were taken for one person: what stood before stands with each again."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_people_parting_whole import AFTER, BEFORE, KEEPER, give, left, part

from guildhall.people import door
from guildhall.people.models import Change
from guildhall.serve.parting import reviewing
from guildhall.serve.privacy.gathering import held_about

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

LONG_BEFORE = BEFORE - timedelta(days=1)
HOME, WORK = "01632 960100", "07700 900111"


@pytest.fixture
def two() -> tuple[str, str, int]:
    """Father and son with one telephone at home, taken for one person a week ago: their references, and the link."""
    father = person("Ifan Rees", phone=HOME, language="en")
    son = person("Ifan Rees Junior", phone=HOME, language="en")
    door.born(reference=father, on=date(1951, 3, 2), actor=ASHA, at=LONG_BEFORE)
    return father, son, door.assert_link(one=father, other=son, actor=ASHA, at=BEFORE).id


def known(party: str) -> tuple[str, date | None, str]:
    """What somebody is called, when they were born and which language they wish for."""
    one = door.portrait(reference=party, onlooker=KEEPER)
    return one.name, one.born_on, one.language


def at_the_desk(party: str) -> Clerk:
    """The page of one, open before somebody who keeps people safe."""
    return clerk("safeguarding", name="Ruth Calder").open(f"/desk/people/{party.removeprefix('party/')}")


def test_a_language_told_of_one_holds_for_both_while_they_are_one_and_for_that_one_alone_afterwards(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    at_the_desk(son).press("Keep the language", {"language": "cy"})
    assert [known(each)[2] for each in (father, son)] == ["cy", "cy"]
    ((record, of),) = part(link).items()
    assert of == son
    assert [known(each)[2] for each in (father, son)] == ["en", "cy"]
    give(link, record, father)
    assert [known(each)[2] for each in (father, son)] == ["cy", "en"]
    assert left(link) == {}


def test_a_name_and_a_birth_that_were_the_others_go_to_him_and_what_stood_before_stands_again(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    door.called(reference=father, name="Ifan Rhys Rees", actor=ASHA, at=WEDNESDAY)
    door.born(reference=father, on=date(1980, 6, 9), actor=ASHA, at=WEDNESDAY)
    listed = part(link)
    assert set(listed.values()) == {father}
    for record in listed:
        give(link, record, son)
    assert known(father) == ("Ifan Rees", date(1951, 3, 2), "en")
    assert known(son) == ("Ifan Rhys Rees", date(1980, 6, 9), "en")
    found = door.search_for(sought=door.understood(text="rhys rees"), onlooker=KEEPER)[0]
    assert [each.reference for each in found] == [son]


def test_of_two_names_told_one_after_another_each_goes_by_itself(two: tuple[str, str, int]) -> None:
    father, son, link = two
    for minute, name in enumerate(("Evan Rees", "Ifan Rhys Rees")):
        door.called(reference=father, name=name, actor=ASHA, at=WEDNESDAY + timedelta(minutes=minute))
    first, last = sorted(part(link))
    give(link, first, son)
    assert [known(each)[0] for each in (father, son)] == ["Ifan Rhys Rees", "Evan Rees"]
    give(link, last, son)
    assert [known(each)[0] for each in (father, son)] == ["Ifan Rees", "Ifan Rhys Rees"]


def test_what_was_told_since_they_are_two_is_not_written_over_by_a_review(two: tuple[str, str, int]) -> None:
    father, son, link = two
    door.called(reference=father, name="Evan Rees", actor=ASHA, at=WEDNESDAY)
    ((record, _),) = part(link).items()
    for each, name in ((father, "Ifan Rees the Elder"), (son, "Ifan Rees the Younger")):
        door.called(reference=each, name=name, actor=ASHA, at=AFTER)
    give(link, record, son)
    assert [known(each)[0] for each in (father, son)] == ["Ifan Rees the Elder", "Ifan Rees the Younger"]


def test_a_way_that_was_ended_meanwhile_is_listed_and_stands_again_with_whoever_it_was_not_said_of(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    at_the_desk(father).press("No longer theirs")
    assert not door.contacts_of(reference=father) + door.contacts_of(reference=son)
    listed = part(link)
    assert sorted(listed.values()) == sorted((father, son))
    for record in listed:
        give(link, record, son)
    assert [each.value for each in door.contacts_of(reference=father)] == [HOME]
    assert door.contacts_of(reference=son) == ()


def test_a_number_that_was_not_safe_is_not_safe_again_whatever_was_said_of_the_other(two: tuple[str, str, int]) -> None:
    father, son, link = two
    new = person("Ifan Rees Third", phone=WORK)
    (point,) = door.contacts_of(reference=new)
    marks = {"reference": new, "point": point.id, "may_leave_message": False, "preferred": False, "actor": ASHA}
    door.mark_point(**marks, safe=False, at=LONG_BEFORE)  # type: ignore[arg-type]
    further = door.assert_link(one=father, other=new, actor=ASHA, at=BEFORE).id
    door.mark_point(**marks | {"may_leave_message": True}, safe=True, at=WEDNESDAY)  # type: ignore[arg-type]
    listed = part(further)
    (again,) = door.contacts_of(reference=new)
    assert (again.safe, again.may_leave_message) == (False, False)
    assert [each.partition("/")[0] for each in listed] == ["change", "change"]
    for record in listed:
        give(further, record, new)
    (still,) = door.contacts_of(reference=new)
    assert (still.safe, still.may_leave_message) == (False, False)
    assert son in door.portrait(reference=father, onlooker=KEEPER).references
    assert link != further


def test_whoever_speaks_no_longer_for_an_organisation_speaks_again_where_that_was_said_of_the_other(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    firm = person("Rees and Son", kind="organisation")
    door.belongs(person=son, organisation=firm, role="clerk", actor=ASHA, at=LONG_BEFORE)
    door.belongs_no_longer(person=father, organisation=firm, actor=ASHA, at=WEDNESDAY)
    ((record, of),) = part(link).items()
    assert of == son
    give(link, record, father)
    assert [each.role for each in door.portrait(reference=son, onlooker=KEEPER).belongings] == ["clerk"]


def roles(party: str) -> list[str]:
    """What somebody is now, in every organisation that they speak for."""
    return [each.role for each in door.portrait(reference=party, onlooker=KEEPER).belongings]


def test_what_somebody_was_in_an_organisation_they_are_again_where_another_role_was_said_of_the_other(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    firm = person("Rees and Son", kind="organisation")
    door.belongs(person=father, organisation=firm, role="director", actor=ASHA, at=LONG_BEFORE)
    for role, hours in (("clerk", 2), ("clerk", 1), ("driver", 0)):
        door.belongs(person=father, organisation=firm, role=role, actor=ASHA, at=WEDNESDAY - timedelta(hours=hours))
    assert roles(father) == ["driver"]
    clerk_, driver = part(link)
    give(link, clerk_, son)
    assert (roles(father), roles(son)) == (["driver"], ["clerk"])
    give(link, driver, son)
    assert (roles(father), roles(son)) == (["director"], ["driver"])
    assert left(link) == {}


def test_a_role_that_was_said_of_whoever_it_stands_with_stays_theirs(two: tuple[str, str, int]) -> None:
    father, son, link = two
    firm = person("Rees and Son", kind="organisation")
    door.belongs(person=father, organisation=firm, role="director", actor=ASHA, at=LONG_BEFORE)
    door.belongs(person=father, organisation=firm, role="clerk", actor=ASHA, at=WEDNESDAY)
    ((record, of),) = part(link).items()
    assert of == father
    give(link, record, father)
    assert (roles(father), roles(son), left(link)) == (["clerk"], [], {})


def test_whoever_speaks_for_another_organisation_after_all_speaks_for_it_in_that_role() -> None:
    ours, theirs = (person(name, kind="organisation") for name in ("Rees and Son", "Rees and Sons Ltd"))
    who = person("Ifan Rees", phone=HOME)
    door.belongs(person=who, organisation=ours, role="director", actor=ASHA, at=LONG_BEFORE)
    link = door.assert_link(one=ours, other=theirs, actor=ASHA, at=BEFORE).id
    door.belongs(person=who, organisation=ours, role="clerk", actor=ASHA, at=WEDNESDAY)
    ((record, of),) = part(link).items()
    assert of == ours
    give(link, record, theirs)
    assert sorted(roles(who)) == ["clerk", "director"]


def preferred(party: str) -> list[str]:
    """Which of the ways to reach somebody they prefer."""
    return [each.value for each in door.contacts_of(reference=party) if each.preferred]


def spoken(party: str) -> list[str]:
    """In which language somebody is interpreted for."""
    one = door.portrait(reference=party, onlooker=KEEPER)
    return [each.language for each in one.needs if each.code == "interpreter"]


def test_the_way_that_was_preferred_before_is_preferred_again_where_another_was_said_of_the_other(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    (home,) = door.contacts_of(reference=father)
    mobile = door.reached_by(reference=father, kind="phone", value=WORK, preferred=False, actor=ASHA, at=LONG_BEFORE)
    marks = {"reference": father, "may_leave_message": None, "safe": None, "actor": ASHA}
    door.mark_point(**marks, point=home.id, preferred=True, at=LONG_BEFORE)  # type: ignore[arg-type]
    door.mark_point(**marks, point=mobile, preferred=True, at=WEDNESDAY)  # type: ignore[arg-type]
    assert preferred(father) == [WORK]
    ((record, of),) = part(link).items()
    assert of == father
    give(link, record, son)
    assert (preferred(father), preferred(son)) == ([HOME], [])


def test_a_way_that_goes_to_the_other_leaves_the_one_preferred_that_was_before(two: tuple[str, str, int]) -> None:
    father, son, link = two
    (home,) = door.contacts_of(reference=father)
    marks = {"reference": father, "may_leave_message": None, "safe": None, "actor": ASHA}
    door.mark_point(**marks, point=home.id, preferred=True, at=LONG_BEFORE)  # type: ignore[arg-type]
    door.reached_by(reference=father, kind="phone", value=WORK, preferred=True, actor=ASHA, at=WEDNESDAY)
    assert preferred(father) == [WORK]
    ((record, _of),) = part(link).items()
    assert record.startswith("contact-point/")
    give(link, record, son)
    assert (preferred(father), preferred(son)) == ([HOME], [WORK])


def test_the_language_of_an_interpreter_that_was_the_others_goes_to_him(two: tuple[str, str, int]) -> None:
    father, son, link = two
    door.needs(reference=father, code="interpreter", language="pl", actor=ASHA, at=LONG_BEFORE)
    door.needs(reference=father, code="interpreter", language="uk", actor=ASHA, at=WEDNESDAY)
    assert spoken(father) == ["uk"]
    part(link)
    shown = clerk("safeguarding", name="Wyn Keating").open(f"/desk/people/reviews/{link}")
    assert "Language of their interpreter Ukrainian instead of Polish" in shown.main
    ((record, _of),) = left(link).items()
    give(link, record, son)
    assert (spoken(father), spoken(son)) == (["pl"], ["uk"])


def test_what_was_changed_is_told_in_words_at_the_review_and_goes_where_somebody_says(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    ruth = at_the_desk(father).press("Keep the name", {"name": "Evan Rees"})
    ruth.open(f"/desk/people/{father.removeprefix('party/')}").press("Keep the language", {"language": "cy"})
    part(link)
    ruth.open(f"/desk/people/reviews/{link}")
    assert "Name Evan Rees instead of Ifan Rees" in ruth.main
    assert "Language Cymraeg (Welsh) instead of English" in ruth.main
    shown = reviewing.review(link=link, onlooker=KEEPER)
    sons = "one" if shown.joined.one.reference == son else "other"
    ruth.press("Keep what I chose", {each.record.replace("/", "-"): sons for each in shown.left})
    assert known(son) == ("Evan Rees", None, "cy")
    assert known(father) == ("Ifan Rees", date(1951, 3, 2), "en")


def test_what_stood_before_is_kept_only_while_it_may_be_needed_and_told_to_whoever_asks_what_we_hold(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    alone = person("Vera Lind")
    door.called(reference=alone, name="Vera Lynd", actor=ASHA, at=WEDNESDAY)
    assert not Change.objects.exists()
    door.called(reference=father, name="Evan Rees", actor=ASHA, at=WEDNESDAY)
    assert any("Ifan Rees" in text for each in held_about(parties=[father], language="en") for _, text in each.said)
    ((record, _),) = part(link).items()
    give(link, record, father)
    assert not Change.objects.exists()
    again = door.assert_link(one=father, other=son, actor=ASHA, at=AFTER)
    door.called(reference=father, name="Ifan Rees", actor=ASHA, at=AFTER)
    assert Change.objects.filter(party=UUID(father.removeprefix("party/"))).exists()
    assert again.id != link
    door.forget(reference=father, actor=ASHA, at=AFTER)
    assert not Change.objects.exists()
