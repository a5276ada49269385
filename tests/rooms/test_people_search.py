"""Promises about finding a person, by whatever somebody knows of them."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor
from guildhall.people import door

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ADVISOR = Onlooker(account="account/1", teams=None, people=True)
SAFE = Onlooker(account="account/2", people=True, safeguards=True)
NOBODY = Onlooker(account="account/3")
ASHA = Actor("staff", "account/1")


def person(name: str, **more: object) -> str:
    return door.register(name=name, **more)  # type: ignore[arg-type]


def found(text: str, onlooker: Onlooker = ADVISOR) -> list[str]:
    rows, _ = door.search_for(sought=door.understood(text=text), onlooker=onlooker)
    return [each.name for each in rows]


@pytest.mark.parametrize(
    "typed",
    [
        "Siân Smyth-O’Neill",
        "sian oneill",
        "SMYTH",
        "Mrs Sian Smyth",
        "sia smy",  # its beginning
        "shan smith onnel",  # its sound
        "01632 960 123",
        "(01632) 960123 sian",
        "sian@example.org",
        "zz23jk",
        "9 zz2 3jk",
        "uprn 10001234",
        "smyth ZZ2 3JK",
    ],
)
def test_she_is_found_by_what_the_caller_says_however_it_is_typed(typed: str) -> None:
    person(
        "Siân Smyth-O'Neill",
        phone="01632 960123",
        email="Sian@Example.org",
        lives={"line1": "9 Weir Terrace", "postcode": "ZZ2 3JK", "uprn": "10001234"},
    )
    person("Gareth Pugh", phone="01632 960 777", lives={"line1": "11 Weir Terrace", "postcode": "ZZ9 9ZZ"})
    assert found(typed) == ["Siân Smyth-O'Neill"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Weir  TERRACE", ["Siân", "Gareth", "Weir Terrace Residents"]),
        ("9 weir terrace", ["Siân"]),
        ("9, Weir Terr.", ["Siân"]),
        ("9 weir terrace, westmere", ["Siân"]),
        ("weir terrace, westmere", ["Siân", "Gareth"]),
        ("flat 2, 11 wéir terrace", ["Gareth"]),
        ("gareth, weir terrace", ["Gareth"]),
        ("garreth, Weir Terrace", ["Gareth"]),
        ("flat 2, 12 St Mary's Rd", ["Mali"]),
        ("st marys road", ["Mali"]),
        ("flat 2", []),
        ("weir", ["Weir Terrace Residents"]),
        ("19 weir terrace", []),
    ],
)
def test_whoever_gives_only_where_they_live_is_found_by_the_street_or_the_whole_line(
    typed: str, names: list[str]
) -> None:
    person("Siân", lives={"line1": "9 Weir Terrace", "postcode": "ZZ2 3JK"})
    person("Gareth", lives={"line1": "Flat 2, 11 Weir Terrace"})
    person("Mali", lives={"line1": "Flat 2", "line2": "12 St. Mary’s Road"})
    person("Weir Terrace Residents", kind="organisation")
    assert sorted(found(typed)) == sorted(names)


def test_nobody_protected_is_found_by_their_street_but_by_those_who_keep_people_safe() -> None:
    door.protect(reference=person("Vera", lives={"line1": "9 Weir Terrace"}), actor=ASHA, at=AT)
    for typed in ("weir terrace", "9 weir terrace", "vera, weir terrace"):
        assert found(typed) == []
        assert found(typed, SAFE) == ["Vera"]


@pytest.mark.parametrize(
    "typed", ["", "  ", "' OR 1=1 --", "\x00", "%", "_", "01632", "sian pugh", "uprn x", "zz2 3jj", "9" * 300]
)
def test_what_fits_nobody_finds_nobody(typed: str) -> None:
    person("Siân Smyth", phone="01632 960123", lives={"line1": "9 Weir Terrace", "postcode": "ZZ2 3JK"})
    assert found(typed) == []


def test_the_name_itself_comes_before_its_beginning_and_its_sound() -> None:
    for name in ("Johnathan Reed", "Jon Reed", "John Reed", "Jean Reed"):
        person(name)
    rows, _ = door.search_for(sought=door.understood(text="john reed"), onlooker=ADVISOR)
    assert [each.by for each in rows] == ["name", "beginning", *["sound"] * (len(rows) - 2)]
    assert [each.name for each in rows][:2] == ["John Reed", "Johnathan Reed"]
    assert "Jon Reed" in [each.name for each in rows]


def test_a_long_list_is_read_stretch_by_stretch_and_nobody_is_missed_or_seen_twice() -> None:
    for number in range(11):
        person(f"John Reed {number}", phone="01632 960 111")
    for number in range(5):
        person(f"Johnny Reed {number}", phone="01632 960 111")
    for typed in ("john reed", "01632 960111"):
        seen: list[str] = []
        after = ""
        while True:
            rows, after = door.search_for(sought=door.understood(text=typed), onlooker=ADVISOR, after=after, limit=4)
            assert len(rows) <= 4
            seen += [each.reference for each in rows]
            if not after:
                break
        assert len(seen) == len(set(seen)) == 16


@pytest.mark.parametrize("mark", ["9~00", "x~y", "1~", "~", "0~" + "0" * 31])
def test_a_mark_that_is_none_begins_at_the_beginning(mark: str) -> None:
    person("John Reed")
    rows, _ = door.search_for(sought=door.understood(text="john"), onlooker=ADVISOR, after=mark)
    assert len(rows) == 1


def test_finding_many_costs_what_finding_one_does(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(20):
        person(f"John Reed {number}", lives={"line1": f"{number} Mill Lane", "postcode": "ZZ1 2AB"})
    with django_assert_num_queries(6):
        assert len(found("john reed")) == 20


def test_whoever_may_not_look_people_up_finds_nobody() -> None:
    person("John Reed")
    assert found("john reed", NOBODY) == []


def test_what_is_protected_finds_nobody_but_the_name_still_finds_her() -> None:
    she = person("Carys Vaughan", phone="01632 960 321", lives={"line1": "2 Quay Court", "postcode": "ZZ4 4DD"})
    door.protect(reference=she, actor=ASHA, at=AT)
    for typed in ("01632 960321", "zz4 4dd", "2 zz4 4dd", "carys zz4 4dd", "carys 01632960321"):
        assert found(typed) == []
        assert found(typed, SAFE) == ["Carys Vaughan"]
    rows, _ = door.search_for(sought=door.understood(text="carys vaughan"), onlooker=ADVISOR)
    assert [(each.name, each.lives, each.protected) for each in rows] == [("Carys Vaughan", "", True)]


def test_a_second_record_of_her_gives_nothing_away_once_it_is_known_to_be_hers() -> None:
    she, twin = person("Carys Vaughan"), person("C Vaughan", phone="01632 960 321")
    door.protect(reference=she, actor=ASHA, at=AT)
    assert found("01632 960321") == ["C Vaughan"]
    link = door.assert_link(one=she, other=twin, actor=ASHA, at=AT)
    assert found("01632 960321") == []
    door.retract_link(link=link.id, why="a mistake", actor=ASHA, at=AT)
    assert found("01632 960321") == ["C Vaughan"]
    assert door.portrait(reference=she, onlooker=ADVISOR).protected


def test_a_number_she_no_longer_has_finds_her_no_more() -> None:
    she = person("Carys Vaughan", phone="01632 960 321")
    (point,) = door.contacts_of(reference=she)
    door.no_longer_reached_by(reference=she, point=point.id, actor=ASHA, at=AT)
    assert found("01632 960321") == []
    assert door.contacts_of(reference=she) == ()


def test_a_name_that_changed_finds_her_by_the_new_one_alone() -> None:
    she = person("Carys Vaughan")
    door.called(reference=she, name="Carys Pritchard", actor=ASHA, at=AT)
    assert found("pritchard") == ["Carys Pritchard"]
    assert found("vaughan") == []


def test_one_person_known_twice_stands_once_in_the_list() -> None:
    one, other = person("Mary Jones"), person("Mary Jones")
    door.assert_link(one=one, other=other, actor=ASHA, at=AT)
    rows, _ = door.search_for(sought=door.understood(text="mary jones"), onlooker=ADVISOR)
    assert [each.same for each in rows] == [1]
