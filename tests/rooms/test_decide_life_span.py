"""A body or a post whose end lies ahead is there until its day, says which day that is, and is gone from then on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided
from tests.rooms.deskwork import clerk

from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.bodies import dissolve_body, end_post, found_body

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
END = date(2026, 3, 31)


@pytest.fixture
def made() -> Iterator[Council]:
    """On 13 March 2026, a body, a part of another and a post are to end on the last of the month."""
    with standing_at(AFTER):
        made = decided()
        part = found_body(name="Harbour Committee", kind="committee", parent=made.full_council, **BY)
        for each in (made.cabinet, part):
            dissolve_body(body=each, on=END, **BY)
        end_post(post=made.head, on=END, **BY)
        yield made


def read(where: str) -> str:
    return Client().get(where).content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_decides_what_shows_it_until_its_day(made: Council, lang: str) -> None:
    listed, whole = (address(lang, "bodies"), address_of(lang, made.full_council.reference))
    cabinet = f'href="{address_of(lang, made.cabinet.reference)}"'
    assert cabinet in read(listed)
    assert "Harbour Committee" in read(whole)
    with standing_at(AFTER + timedelta(days=20)):
        assert cabinet not in read(listed)
        assert "Harbour Committee" not in read(whole)


def test_its_page_says_when_it_ends_and_afterwards_when_it_ended(made: Council) -> None:
    said = {made.cabinet: ("It ends on", "It ended on"), made.head: ("This post ends on", "This post ended on")}
    for office, (before, after) in said.items():
        assert before in read(address_of("en", office.reference))
        with standing_at(AFTER + timedelta(days=20)):
            assert after in read(address_of("en", office.reference))


def test_the_desk_offers_it_until_its_day(made: Council) -> None:
    hand = clerk("democratic-services")
    item = f"/desk/record/items/{made.item.key}"
    assert "Cabinet" in hand.open("/desk/record/meetings").main
    assert made.head.label in hand.open(item).main
    with standing_at(AFTER + timedelta(days=20)):
        assert "Cabinet" not in hand.open("/desk/record/meetings").main
        assert f'value="{made.head.reference}"' not in hand.open(item).source
