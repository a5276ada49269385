"""Promises about a helper's consent that names somebody already known: they are known again, and the helper learns nothing."""

import re
from datetime import date

import pytest
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk
from tests.rooms.helpers_of_grace import ANSWERS, organisation, sends
from tests.rooms.promising import seen

from guildhall.people import door
from guildhall.people.models import Party
from guildhall.serve.models import Journey

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

CODE = re.compile(r"If the visit is cut off .* Stop here")
"""By which a form is taken up again: another for each."""
BORN = date(1957, 3, 27)
TOLD = {"name": "Grace  Adeyemi", "born": "27 3 1957", "phone": "+44 7700 900456", "email": ""}


@pytest.fixture
def dai() -> Clerk:
    in_force()
    return organisation().helper("Dai Morgan")


def grace(name: str = "Grace Adeyemi", born: date | None = BORN, **more: object) -> str:
    found = person(name, **({"phone": "07700 900456", "email": "grace@example.org"} | more))
    door.born(reference=found, on=born, actor=ASHA, at=WEDNESDAY)
    return found


def agreed(dai: Clerk, **told: str) -> str:
    """Whom the form is for that began when she agreed."""
    before = list(Journey.objects.values_list("id", flat=True))
    dai.open("/desk/partner").press("Show them the consent", {"service": "missed-bin", "lang": "en"})
    dai.press("I agree", TOLD | told)
    return Journey.objects.exclude(id__in=before).get().on_behalf_of


def test_whoever_tells_all_three_is_known_again_and_not_registered_twice(dai: Clerk) -> None:
    known = grace()
    people = Party.objects.count()
    assert agreed(dai) == known
    assert Party.objects.count() == people
    (given,) = door.represented_by(reference=known)
    assert given.scope == (f"journey/{Journey.objects.get().id}",)


def test_the_helper_reads_the_same_whether_they_were_known_or_not(dai: Clerk) -> None:
    known, pages = grace(), []
    for day, is_known in (("27 3 1957", True), ("28 3 1957", False)):
        assert (agreed(dai, born=day) == known) is is_known
        dai.press("Go on", ANSWERS[0])
        assert "grace@example.org" not in dai.source
        pages.append(CODE.sub("", dai.main))
    assert pages[0] == pages[1]


def test_of_somebody_known_nothing_is_kept_that_another_says(dai: Clerk) -> None:
    known = grace()
    case = sends(dai, **TOLD)
    assert (case.customer, case.journey.on_behalf_of) == (known, known)
    assert "4 Mill Lane" in case.answers
    kept = seen(known)
    assert [each.kind for each in kept.contacts] == ["email", "phone"]
    assert kept.residences == ()


@pytest.mark.parametrize(
    "told",
    [
        {"born": ""},
        {"born": "28 3 1957"},
        {"name": "Grace Adeyemi-Cole"},
        {"name": "grace adeyemi"},
        {"phone": ""},
        {"phone": "07700 900457"},
        {"email": "other@example.org"},
    ],
)
def test_less_than_all_registers_them_anew_for_the_proposals_to_find(dai: Clerk, told: dict[str, str]) -> None:
    known = grace()
    found = agreed(dai, **told)
    assert found != known
    assert Party.objects.get(id=Party.id_in(found)).compared_at is None


def test_nobody_protected_is_known_again(dai: Clerk) -> None:
    known = grace()
    door.protect(reference=known, actor=ASHA, at=WEDNESDAY)
    assert agreed(dai) != known


@pytest.mark.parametrize(("unsafe", "is_known"), [("phone", False), ("email", True)])
def test_a_number_that_is_not_safe_is_no_way_to_know_them_again(dai: Clerk, unsafe: str, is_known: bool) -> None:
    known = grace()
    point = next(each.id for each in seen(known).contacts if each.kind == unsafe)
    door.mark_point(
        reference=known, point=point, safe=False, may_leave_message=None, preferred=False, actor=ASHA, at=WEDNESDAY
    )
    assert (agreed(dai) == known) is is_known


def test_two_who_fit_are_both_left_alone(dai: Clerk) -> None:
    both = {grace(), grace()}
    assert agreed(dai) not in both


def test_what_is_amiss_is_said_at_its_box_in_their_language_and_nothing_is_lost(dai: Clerk) -> None:
    dai.open("/desk/partner").press("Show them the consent", {"service": "missed-bin", "lang": "cy"})
    dai.press("Rwy’n cytuno", TOLD | {"born": "soon", "phone": "12"})
    for box in ("born", "phone"):
        assert dai.page.xpath(f'//*[@id="{box}-error"]')
    assert dai.value("born") == "soon"
    assert dai.value("name") == "Grace  Adeyemi"
    assert not Journey.objects.exists()
