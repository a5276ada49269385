"""Promises about who looked: a desk finds people by one door, which writes down whom it showed."""

from pathlib import Path

from tests.house.source import imported, modules

DESKS = Path("src/guildhall/serve/desks")
LOOKING = DESKS / "looking.py"
BY_THEMSELVES = DESKS / "places" / "mine.py"
"""Where somebody proves that an appointment is their own: nobody else is shown anything."""

FINDERS = {"guildhall.people.door.portrait", "guildhall.people.door.search_for", "guildhall.people.door.contacts_of"}


def test_a_desk_finds_a_person_by_what_writes_down_who_looked_and_by_nothing_else() -> None:
    elsewhere = [
        f"{path}: {name}"
        for path, tree in modules("serve")
        if path.is_relative_to(DESKS) and path not in {LOOKING, BY_THEMSELVES}
        for name in imported(tree)
        if name in FINDERS
    ]
    assert elsewhere == []


def test_every_page_of_the_staff_is_watched() -> None:
    """Each address under /desk is a view that ``desk_page`` guards: none is guarded by hand."""
    by_hand = [
        str(path)
        for path, tree in modules("serve")
        if path.is_relative_to(DESKS) and path != DESKS / "staff.py"
        for name in imported(tree)
        if name == "guildhall.estate.door.require"
    ]
    assert by_hand == []
