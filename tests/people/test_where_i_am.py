"""Whoever stands at the place they report, or looks for help near them, may let their device say where; nobody needs to."""

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import go_on, press, start, write
from tests.people.town import MORNING, Town

from guildhall.serve.demo.places import open_places
from guildhall.serve.places.known import place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUTTON = {"en": "Use where I am now", "cy": "Defnyddio ble rydw i nawr"}


def asked_where(page: Page, language: str = "en") -> None:
    """Come to the page that asks where a hole in the road is, choosing by codes, which are alike in both languages."""
    start(page, "report-danger", language=language)
    for code in ("no", "road", "no"):
        page.locator(f"[type=radio][value={code}]").check()
        go_on(page, language)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_device_that_says_where_it_is_fills_in_the_position_and_the_rest_stays(town: Town, language: str) -> None:
    town.at(MORNING)
    vera = town.resident(script=True)
    vera.context.grant_permissions(["geolocation"])
    vera.context.set_geolocation({"latitude": 54.7651234567, "longitude": -1.5492, "accuracy": 8.4})
    asked_where(vera, language)
    latitude, longitude = vera.locator("[inputmode=decimal]").all()
    vera.locator("textarea").fill("In front of the bank")
    expect(latitude).to_have_value("")
    vera.get_by_role("button", name=BUTTON[language]).click()
    expect(vera.get_by_role("status")).to_contain_text({"en": "about 8 metres", "cy": "tua 8 metr"}[language])
    expect(latitude).to_have_value("54.765123")
    expect(longitude).to_have_value("-1.549200")
    expect(vera.locator("textarea")).to_have_value("In front of the bank")
    here = vera.url
    go_on(vera, language)
    assert vera.url != here


def test_a_device_that_may_not_say_it_is_told_and_takes_nothing_away(town: Town) -> None:
    town.at(MORNING)
    vera = town.resident(script=True)
    asked_where(vera)
    write(vera, Describe_where_it_is="In front of the bank")
    vera.get_by_role("button", name=BUTTON["en"]).click()
    expect(vera.get_by_role("status")).to_have_text("We could not find where you are. Describe the place instead.")
    expect(vera.get_by_label("Describe where it is")).to_have_value("In front of the bank")


def test_the_nearest_help_is_shown_to_whoever_lets_their_device_say_where_they_are(town: Town) -> None:
    town.at(MORNING)
    open_places(at=MORNING)
    library = place(slug="westmere-library", at=MORNING).point
    assert library is not None
    vera = town.resident(script=True)
    vera.context.grant_permissions(["geolocation"])
    vera.context.set_geolocation({"latitude": float(library.latitude), "longitude": float(library.longitude)})
    vera.goto("/en/help-in-person")
    vera.get_by_label("Your postcode").fill("ZZ3 2QT")
    press(vera.get_by_role("button", name=BUTTON["en"]))
    expect(vera.locator(".gh-near h3").first).to_have_text("Westmere Library")
    expect(vera.get_by_label("Your postcode")).to_have_value("")
    assert str(library.latitude) not in vera.url


def test_without_script_no_button_is_there(town: Town) -> None:
    town.at(MORNING)
    vera = town.resident()
    asked_where(vera)
    expect(vera.get_by_label("Describe where it is")).to_be_visible()
    expect(vera.get_by_role("button", name=BUTTON["en"])).to_have_count(0)
