"""Promises about what was ended while two records were taken for one person: that nobody is less safe once they are two again."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk
from tests.rooms.test_people_parting_whole import AFTER, BEFORE, KEEPER, give, left, part

from guildhall.people import door
from guildhall.people.models import Protection

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

LONG_BEFORE = BEFORE - timedelta(days=1)


@pytest.fixture
def rosa() -> str:
    """Protected, and never to be rung; she had needed large print, and needs it no longer."""
    rosa = person("Rosa Delmar")
    door.protect(reference=rosa, actor=ASHA, at=LONG_BEFORE)
    door.needs(reference=rosa, code="no-voice", actor=ASHA, at=LONG_BEFORE)
    door.needs(reference=rosa, code="large-print", actor=ASHA, at=LONG_BEFORE)
    door.needs_no_longer(reference=rosa, code="large-print", actor=ASHA, at=LONG_BEFORE)
    return rosa


def needed(party: str) -> set[str]:
    """What somebody needs so that we understand one another."""
    return {each.code for each in door.portrait(reference=party, onlooker=KEEPER).needs}


def test_protection_and_needs_that_were_ended_meanwhile_stand_again_and_are_reviewed(rosa: str) -> None:
    other = person("Rosa Delmar")
    link = door.assert_link(one=rosa, other=other, actor=ASHA, at=BEFORE).id
    address = f"/desk/people/{other.removeprefix('party/')}"
    keeper = clerk("safeguarding", name="Ruth Calder").open(address).press("The danger is over")
    keeper.open(address).press("No longer needed")
    assert not door.guarded_among(references=[rosa, other]) | needed(rosa)
    listed = part(link)
    assert sorted((each.partition("/")[0], of) for each, of in listed.items()) == [("need", rosa), ("protection", rosa)]
    assert door.guarded_among(references=[rosa, other]) == {rosa}
    assert [needed(rosa), needed(other)] == [{"no-voice"}, set()]
    for record in listed:
        give(link, record, rosa)
    assert left(link) == {}
    assert door.guarded_among(references=[rosa, other]) == {rosa}
    door.end_protection(reference=rosa, actor=ASHA, at=AFTER)  # as somebody says who knows now of whom
    assert door.guarded_among(references=[rosa, other]) == set()


def test_what_had_ended_before_or_stands_still_is_not_begun_again(rosa: str) -> None:
    door.end_protection(reference=rosa, actor=ASHA, at=LONG_BEFORE)
    link = door.assert_link(one=rosa, other=person("Rosa Delmar"), actor=ASHA, at=BEFORE).id
    door.needs_no_longer(reference=rosa, code="no-voice", actor=ASHA, at=WEDNESDAY)
    door.needs(reference=rosa, code="no-voice", actor=ASHA, at=WEDNESDAY)
    assert [each.partition("/")[0] for each in part(link)] == ["need"]
    assert needed(rosa) == {"no-voice"}
    assert Protection.objects.filter(ended_at=None).count() == 0
