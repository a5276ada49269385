"""Promises about finding help in person: near, open, with the help one needs, and honest about what is not known."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml.html import fromstring
from pytest_django import DjangoAssertNumQueries
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY, in_force

from guildhall.estate.door import close_on
from guildhall.serve.clock import standing_at
from guildhall.serve.demo.places import open_places
from guildhall.serve.places.gazetteer import NotAPostcode, where
from guildhall.serve.places.keeping import end
from guildhall.serve.places.known import place, places
from guildhall.serve.places.nearest import Wanted, nearest
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "town")]

FIND = "/en/help-in-person"


@pytest.fixture
def town() -> None:
    open_places(at=WEDNESDAY)


def looked(client: Client, lang: str = "en", **typed: Any) -> Any:
    """What somebody sees who fills in the boxes."""
    there = {"en": FIND, "cy": "/cy/cymorth-wyneb-yn-wyneb"}[lang]
    return fromstring(client.post(there, typed).content.decode())


def named(page: Any) -> list[str]:
    return [each.text_content() for each in page.xpath("//ul[contains(@class, 'gh-near')]//h3")]


def at(page: Any, place: str) -> Any:
    return page.xpath(f"//*[@id='{place}']")


def text(page: Any) -> str:
    return " ".join(page.text_content().split())


def test_the_nearest_comes_first_with_how_far_it_is(client: Client) -> None:
    page = looked(client, postcode="zz2 1gh")
    assert named(page)[0] == "Westmere Library"
    assert page.find_class("gh-away")[0].text_content() == "0.3 miles away"
    assert "Near ZZ2 1GH" in text(page)
    welsh = looked(client, "cy", postcode="ZZ3 2QT")
    assert named(welsh)[0] == "Neuadd Bentref Garth Uchaf"
    assert "milltir i ffwrdd" in text(welsh)


def test_a_device_that_says_where_it_is_finds_the_nearest_and_what_was_written_goes_before_it(client: Client) -> None:
    westmere = place(slug="westmere-library", at=WEDNESDAY).point
    assert westmere is not None
    here = {"lat": str(westmere.latitude), "lon": str(westmere.longitude)}
    page = looked(client, **here)
    assert named(page)[0] == "Westmere Library"
    assert "Near where you are" in text(page)
    assert "Ger ble rydych chi" in text(looked(client, "cy", **here))
    assert named(looked(client, "cy", postcode="ZZ3 2QT", **here))[0] == "Neuadd Bentref Garth Uchaf"
    for nowhere in ({"lat": "0", "lon": "0"}, {"lat": "x"}, {"lon": "\x00"}, {"lat": "9" * 400, "lon": "1"}):
        assert "We could not find where you are." in text(looked(client, **nowhere))
    assert len(named(fromstring(client.get(FIND, here).content.decode()))) == len(named(looked(client)))


def test_a_postcode_of_which_little_is_known_is_told_so(client: Client) -> None:
    assert "roughly where this postcode is" in text(looked(client, postcode="ZZ2 9XY"))
    assert named(looked(client, postcode="ZZ2"))[0] == "Westmere Library"
    unknown = looked(client, postcode="EH1 1AA")
    assert "We do not know where this postcode is" in text(unknown)
    assert "miles away" not in text(unknown)
    assert len(named(unknown)) == 4


def test_no_postcode_stands_in_an_address(client: Client) -> None:
    answer = client.post(FIND, {"postcode": "ZZ2 1GH"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "miles away" not in client.get(f"{FIND}?postcode=ZZ2 1GH").content.decode()


@pytest.mark.parametrize(
    "typed", ["nowhere", "ZZ", "12", "ZZ1 1AAA", "ZZ1 1A", "'; DROP", "ＺＺ１ １ＡＡ", "ZZ1 1AA" * 50]
)
def test_what_is_no_postcode_is_told_at_its_box_and_stays(client: Client, typed: str) -> None:
    with pytest.raises(NotAPostcode):
        where(postcode=typed)
    page = looked(client, postcode=typed, when="now", help=["bsl"])
    assert at(page, "postcode-error")
    assert at(page, "postcode")[0].get("value") == typed
    assert at(page, "when-now")[0].get("checked") is not None
    assert at(page, "help-bsl")[0].get("checked") is not None


def test_open_now_and_open_on_a_day_leave_out_what_is_closed(client: Client) -> None:
    wednesday_at_two = WEDNESDAY.replace(hour=14, minute=0)
    with standing_at(wednesday_at_two):
        assert named(looked(client, when="now")) == ["Harbour Hub", "The Guildhall", "Westmere Library"]
    assert named(looked(client, when="now")) == []
    assert "No place fits" in text(looked(client, when="now"))
    assert named(looked(client, when="day", day="28 11 2026")) == ["Westmere Library"]
    assert at(looked(client, when="day", day="31 2 2026"), "day-error")
    assert at(looked(client, when="day"), "day-error")


def test_the_help_must_be_there_on_the_very_day(client: Client) -> None:
    assert named(looked(client, help=["bsl"])) == ["Harbour Hub", "The Guildhall"]
    assert named(looked(client, help=["bsl"], when="day", day="24 11 2026")) == ["The Guildhall"]
    assert named(looked(client, help=["bsl", "money"], device=["wifi"], access=["step-free"])) == ["Harbour Hub"]
    assert named(looked(client, help=["no such help"])) == named(looked(client))


def test_a_bank_holiday_and_a_closure_close_a_place_and_its_own_day_opens_it(client: Client) -> None:
    close_on(day=date(2026, 11, 20), office="Westmere Library", reason="The boiler is out", reason_cy="Dim gwres")
    found = {each.slug: each.times for each in places(at=WEDNESDAY)}
    friday, christmas, eve = date(2026, 11, 20), date(2026, 12, 25), date(2026, 12, 24)
    assert not found["westmere-library"].on(friday)
    assert found["the-guildhall"].on(friday)
    assert not any(times.on(christmas) for times in found.values())
    assert found["westmere-library"].on(eve)[0][1].hour == 12
    page = text(fromstring(client.get(f"{FIND}/westmere-library").content.decode()))
    assert "Friday 20 November 2026: Closed (The boiler is out)" in page


def test_each_place_has_a_page_with_all_that_is_to_know(client: Client) -> None:
    page = fromstring(client.get(f"{FIND}/westmere-library").content.decode())
    said = text(page)
    assert "Opens tomorrow at 10am" in said
    rows = {each.findtext("dt"): each.findtext("dd") for each in page.find_class("gh-week")[0].iter("div")}
    assert rows == {
        "Monday": "Closed",
        "Tuesday to Wednesday": "10am to 4pm",
        "Thursday": "10am to 1pm and 2pm to 7pm",
        "Friday to Saturday": "10am to 4pm",
        "Sunday": "Closed",
    }
    for told in ("In English, Welsh, Polish", "On: Thursday, Saturday", "Changing Places toilet", "Printer", "ZZ2 4BB"):
        assert told in said
    assert "Iaith Arwyddion Prydain" in client.get("/cy/cymorth-wyneb-yn-wyneb/harbour-hub").content.decode()
    assert client.get(f"{FIND}/nowhere").status_code == 404


def test_finding_costs_no_more_statements_for_more_places(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(FIND)
    with django_assert_num_queries(3):
        looked(client, postcode="ZZ1 1AA", help=["bsl"])


def test_a_long_list_comes_in_stretches_and_leaves_nobody_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guildhall.serve.desks.places.finding.SHOWN", 3)
    first = looked(client, postcode="ZZ1 1AA")
    [more] = first.xpath("//button[@name='after']")
    rest = looked(client, postcode="ZZ1 1AA", after=more.get("value"))
    assert len(named(first)) == 3
    assert sorted(named(first) + named(rest)) == sorted(named(looked(client, area="elverdon")) + named(rest))
    assert not rest.xpath("//button[@name='after']")


def test_whoever_is_open_next_is_told_without_a_walk_of_more_than_a_year() -> None:
    hall = place(slug="upper-garth-village-hall", at=WEDNESDAY)
    [near] = nearest([hall], Wanted(), at=WEDNESDAY)
    assert near.next is not None
    assert near.next[0] == datetime(2026, 11, 19, 10, tzinfo=WEDNESDAY.tzinfo)
    assert near.next[1] - near.next[0] == timedelta(hours=2)


def test_every_service_page_leads_there_and_still_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    in_force()
    client.get("/en/services/missed-bin")
    with django_assert_num_queries(0):
        page = client.get("/en/services/missed-bin").content.decode()
    assert 'href="/en/help-in-person"' in page


def test_every_service_page_says_which_place_is_open_now_or_next_and_who_helps_there(client: Client) -> None:
    in_force()
    with standing_at(WEDNESDAY.replace(hour=11)):
        page = text(fromstring(client.get("/en/services/missed-bin").content.decode()))
    assert "Where somebody can help you" in page
    assert "Open until" in page
    assert "Filling in forms" in page
    with standing_at(WEDNESDAY.replace(hour=3)):
        page = text(fromstring(client.get("/cy/gwasanaethau/missed-bin").content.decode()))
    assert "Ble gall rhywun eich helpu" in page
    assert "Yn agor heddiw am" in page
    assert "Llenwi ffurflenni" in page


def test_a_place_that_has_ended_stands_on_no_service_page_any_more(client: Client) -> None:
    in_force()
    with standing_at(WEDNESDAY.replace(hour=11)):
        before = client.get("/en/services/missed-bin").content.decode()
        for each in places(at=WEDNESDAY):
            end(slug=each.slug, actor=ASHA, at=WEDNESDAY)
        editions.changed()
        after = client.get("/en/services/missed-bin").content.decode()
    assert "Where somebody can help you" in before
    assert "Where somebody can help you" not in after
