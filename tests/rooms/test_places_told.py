"""Promises that staff desks name the places that there are: a place brought in is closed and read out like any other."""

from datetime import date

import pytest
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk

from guildhall.ledger.door import Actor
from guildhall.serve.demo.places import open_places
from guildhall.serve.places.keeping import end
from guildhall.serve.places.known import place

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
CLOSED = {"day": "2026-11-20", "reason": "The boiler is out", "reason_cy": "Dim gwres"}


def test_a_place_that_was_brought_in_can_be_closed_and_one_that_ended_no_more() -> None:
    open_places(at=WEDNESDAY)
    ada = clerk("administrator", name="Ada Moss")
    ada.open("/desk/closures")
    offered = ada.page.xpath("//select[@name='office']/option/@value")
    assert {"", "The Guildhall", "Harbour Hub"} <= set(offered)
    ada.press("See what this would change", CLOSED | {"office": "Harbour Hub"}).press("Record it")
    harbour = place(slug="harbour-hub", at=WEDNESDAY)
    assert not harbour.times.on(date(2026, 11, 20))
    end(slug="harbour-hub", actor=Actor("system"), at=WEDNESDAY)
    assert "Harbour Hub" not in ada.open("/desk/closures").page.xpath("//select[@name='office']/option/@value")


def test_whoever_rings_is_told_of_every_place_with_its_hours_in_both_languages() -> None:
    open_places(at=WEDNESDAY)
    advisor = clerk("advisor", name="Nia Rees").open("/desk/phone/question")
    assert "Harbour Hub" in advisor.main
    assert "Monday" in advisor.main
    assert "Dydd" in advisor.main


def test_where_no_place_was_brought_in_those_of_the_profile_are_named() -> None:
    advisor = clerk("advisor", name="Nia Rees").open("/desk/phone/question")
    assert "Westmere Library" in advisor.main
    assert "Monday to Friday, 9am to 4:30pm" in advisor.main
