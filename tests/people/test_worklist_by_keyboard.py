"""An officer goes through the worklist by keyboard alone; and somebody without the single keys, by Tab and Enter."""

import pytest
from playwright.sync_api import expect
from tests.people.hands import Keyboard, press
from tests.people.town import MORNING, Town
from tests.rooms.acquainted import case_of
from tests.rooms.promising import MISSED

from guildhall.people import door
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def references(town: Town) -> list[str]:
    """Four missed bins, in the order of the list."""
    town.at(MORNING)
    vera = door.register(name="Vera Lind", phone="01632 960101", at=MORNING)
    live = editions.current(service="missed-bin")
    assert live is not None
    return [case_of(live, vera, **MISSED).reference for _each in range(4)]


def given(reference: str) -> str:
    return Case.objects.get(reference=reference).assigned_to


def test_along_the_rows_chosen_taken_undone_and_opened_with_single_keys(town: Town, references: list[str]) -> None:
    first, second, third, _fourth = references
    desk = town.staff("service-officer")
    keys = Keyboard(desk)
    keys.open("/desk/cases")
    keys.press("j")  # outside the list a key does nothing
    keys.to(desk.get_by_role("link", name=first))
    keys.press("j")
    expect(desk.get_by_role("link", name=second)).to_be_focused()
    keys.press("x")
    expect(desk.get_by_role("checkbox", name=f"Choose {second}")).to_be_checked()
    keys.press("ArrowDown")
    keys.press("x")
    keys.press("k")
    keys.press("ArrowUp")
    keys.press("ArrowUp")  # from the first there is no way up
    expect(desk.get_by_role("link", name=first)).to_be_focused()
    with desk.expect_navigation():
        keys.press("a")
    keys.settle()
    expect(desk.get_by_role("button", name="Give 2 cases")).to_be_focused()
    keys.enter()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Given to Tom Harrow")
    assert [bool(given(each)) for each in references] == [False, True, True, False]
    keys.to(desk.get_by_role("button", name="Undo it"))
    keys.enter()
    assert not any(map(given, references))

    keys.open("/desk/cases")
    keys.to(desk.get_by_role("checkbox", name=f"Choose {third}"))
    with desk.expect_navigation():
        keys.press("o")
    expect(desk.get_by_role("heading", level=1)).to_contain_text(third)


def test_whoever_turned_them_off_loses_nothing_but_the_keys(town: Town, references: list[str]) -> None:
    first, second, *_rest = references
    desk = town.staff("service-officer")
    keys = Keyboard(desk)
    keys.open("/desk/cases")
    keys.to(desk.get_by_role("link", name=first))
    with desk.expect_navigation():
        keys.press("?")
    keys.to(desk.get_by_role("button", name="Turn them off"))
    keys.enter()
    keys.open("/desk/cases")
    keys.to(desk.get_by_role("link", name=first))
    for key in ("j", "x", "a", "o"):
        keys.press(key)
    expect(desk.get_by_role("link", name=first)).to_be_focused()
    expect(desk.get_by_role("checkbox", name=f"Choose {first}")).not_to_be_checked()
    keys.to(desk.get_by_role("checkbox", name=f"Choose {second}"))
    keys.press("Space")
    keys.to(desk.get_by_role("button", name="Give to me"))
    keys.enter()
    keys.enter()
    assert [bool(given(each)) for each in references] == [False, True, False, False]


def test_without_script_all_on_the_stretch_are_chosen_by_a_link(town: Town, references: list[str]) -> None:
    desk = town.staff("service-officer", script=False)
    desk.goto("/desk/cases")
    press(desk.get_by_role("link", name="Choose all 4 here"))
    press(desk.get_by_role("button", name="Give to me"))
    press(desk.get_by_role("button", name="Give 4 cases"))
    assert all(map(given, references))
