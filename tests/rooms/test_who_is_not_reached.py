"""Promises about who is not reached: the planted inequity is found on the officers' page, and nothing is said of wards with none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import HtmlElement
from pytest_django import Settings
from tests.rooms import reached
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.measured import carry
from tests.rooms.reached import flagged, page, rows, said

from guildhall.serve.demo import year
from guildhall.serve.demo.places import open_places
from guildhall.understand.areas_command import areas
from guildhall.understand.models import Look, Reach, Shortfall

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
DECEMBER = datetime(2026, 12, 2, 9, tzinfo=UTC)
WARD = "The Docks"


@pytest.fixture(autouse=True)
def a_council_without_a_past(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def live_by(*, come: float) -> None:
    """Services in force, a year of contacts told and carried."""
    for service in ("missed-bin", "street-problem", "assisted-bin"):
        in_force(service)
    reached.tell(DECEMBER, come=come)
    carry(DECEMBER)


@pytest.fixture
def officer() -> Clerk:
    return clerk("service-officer")


def served(shown: HtmlElement) -> str:
    return said(shown.xpath("//main")[0]).partition("What would serve them")[2].partition("What was offered, and")[0]


def test_the_planted_inequity_is_found_on_the_page_and_no_other_ward_is(officer: Clerk) -> None:
    open_places(at=WEDNESDAY)
    live_by(come=0.45)
    for service in ("", "missed-bin"):
        shown = page(officer, service)
        assert flagged(shown) == {WARD}
        assert len(rows(shown)) == 8
        assert WARD in said(shown.xpath("//main//svg/desc")[0])
    _, came, expected, of_100 = rows(page(officer, "missed-bin"))[WARD]
    truth = sum(
        count for service, ward, _, count in reached.counts(come=0.45) if (service, ward) == ("missed-bin", "docks")
    )
    assert came == f"{truth}"
    assert int(of_100.split()[0]) == pytest.approx(100 * truth / int(expected), abs=1)
    assert "By telephone: about" in served(page(officer, "missed-bin"))
    assert "miles" in served(page(officer, "missed-bin"))


def test_where_nobody_is_left_out_no_ward_is_flagged_and_nothing_is_advised(officer: Clerk) -> None:
    live_by(come=1.0)
    for service in ("", "missed-bin", "street-problem"):
        assert flagged(page(officer, service)) == set()
        assert "No ward is flagged." in served(page(officer, service))
    assert not Shortfall.objects.exists()


def test_small_numbers_are_withheld_said_to_be_and_not_to_be_had_from_the_others(officer: Clerk) -> None:
    live_by(come=0.45)
    shown = page(officer, "assisted-bin")
    assert {cells[1] for cells in rows(shown).values() if not cells[1].isdecimal()} == {"too few to show"}
    assert "would tell of fewer than five people" in said(shown)
    kept = {(each.service, each.ward): each for each in Reach.objects.all()}
    for ward in year.told()["wards"]:
        dark = [each for (service, where), each in kept.items() if service and where == ward and each.withheld]
        if dark and not kept["", ward].withheld:
            assert len(dark) > 1
            assert sum(each.observed for each in dark) >= 5


def test_what_was_offered_stands_apart_from_what_was_chosen_and_a_choice_counts_where_there_was_one(
    officer: Clerk,
) -> None:
    live_by(come=1.0)
    for each in Reach.objects.filter(service="missed-bin"):
        assert each.offered == each.observed, "it can be had online at any hour"
        assert 0 < each.choosing < each.observed, "by night nobody answers the telephone"
        assert each.online < each.choosing
    [table] = page(officer, "missed-bin").xpath(
        "//main//table[contains(caption, 'What was offered and what was chosen')]"
    )
    for row in table.xpath("tbody/tr"):
        offered, took = (said(cell) for cell in row.findall("td"))
        assert offered == "all"
        assert took.endswith("%") or took == "too few to show"


def test_the_page_answers_from_what_was_worked_out_in_few_statements_whatever_there_is(officer: Clerk) -> None:
    officer.open("/desk/reach")
    reached.worked_out(DECEMBER)
    officer.open("/desk/reach")
    with CaptureQueriesContext(connection) as asked:
        officer.open("/desk/reach")
    assert len(asked) <= 14
    assert not any("ledger" in each["sql"] for each in asked.captured_queries)


def test_before_anything_is_known_the_page_says_so_and_only_officers_see_it(officer: Clerk, settings: Settings) -> None:
    assert "Nothing was held beside" in said(page(officer))
    assert officer.open("/desk/reach?service=no-such").status == 404
    assert clerk("advisor", name="Bea Holt").open("/desk/reach").status == 403
    assert Client().get("/desk/reach").status_code == 302
    settings.COUNCIL = "theirs.yaml"
    in_force()
    reached.tell(DECEMBER, come=1.0)
    carry(DECEMBER)
    assert not Look.objects.exists(), "without areas nothing is expected of any"


def test_other_areas_are_held_beside_what_came_at_once_and_what_is_not_known_is_no_data(
    officer: Clerk, tmp_path: Path
) -> None:
    live_by(come=1.0)
    assert "no data" in said(page(officer)), "of Orchard and Weir no connectivity is known"
    table = tmp_path / "areas.csv"
    table.write_text("code,ward,ward_name,people\nE1,docks,The Docks,4000\nE2,harbour,Harbour,6000\n", encoding="utf-8")
    assert areas(["import", str(table), "--source", "A count of ours"]) == 0
    shown = page(officer)
    assert rows(shown).keys() == {WARD, "Harbour"}
    assert "Who lives where: A count of ours." in said(shown)
    assert "contacts no ward is known" in said(shown)
    assert said(shown).count("no data") == 4


def test_what_is_worked_out_is_worked_out_again_only_when_something_may_have_changed() -> None:
    live_by(come=1.0)
    first = Look.objects.get()
    carry(DECEMBER + timedelta(hours=1))
    assert Look.objects.get() == first
    carry(DECEMBER + timedelta(days=40))
    assert Look.objects.get().last_day > first.last_day
