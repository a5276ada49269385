"""Promises about the pages at the front: home, the finder, and what every page leads to."""

import pytest
from django.test import Client
from tests.rooms.browsing import Resident, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("cy,en;q=0.5", "/cy"),
        ("en-GB,cy;q=0.5", "/en"),
        ("fr", "/en"),
        ("", "/en"),
        ("fr,cy-GB;q=0.3", "/cy"),
        ("%%%", "/en"),
    ],
)
def test_the_bare_address_leads_to_the_language_that_the_browser_asks_for(asked: str, given: str) -> None:
    response = Client().get("/", headers={"accept-language": asked})
    assert (response.status_code, response["Location"]) == (302, given)


def test_home_offers_every_service_in_force_in_each_language() -> None:
    live = publish("missed-bin")
    assert "Report a missed bin" in Resident(live).go("/en").text
    assert "Rhoi gwybod am fin a fethwyd" in Resident(live, "cy").go("/cy").text


@pytest.mark.parametrize("said", ["they did not take my rubbish", "my bin wasnt emptied"])
def test_a_service_is_found_in_everyday_words(said: str) -> None:
    live = publish("missed-bin")
    publish("resident-parking-permit")
    found = Resident(live).go(f"/en/find?q={said}")
    assert found.page.find_class("gh-services")[0].xpath(".//a")[0].get("href") == "/en/services/missed-bin"
    assert found.page.get_element_by_id("q").get("value") == said


@pytest.mark.parametrize("said", ["", "zzzz", "<script>x</script>", "x" * 5000])
def test_words_that_fit_nothing_lead_to_people_and_to_the_list(said: str) -> None:
    found = Resident(publish("missed-bin")).go("/en/find").client.get("/en/find", {"q": said})
    assert found.status_code == 200
    assert b"<script" not in found.content
    assert b'href="/en"' in found.content


@pytest.mark.parametrize(
    "url",
    ["/en/accessibility", "/cy/hygyrchedd", "/en/privacy", "/cy/preifatrwydd", "/en", "/cy", "/en/find", "/cy/chwilio"],
)
def test_every_page_leads_to_its_twin_in_the_other_language(url: str) -> None:
    resident = Resident(publish("missed-bin")).go(url)
    assert resident.response.status_code == 200
    assert resident.page.get("lang") == url[1:3]
    other = resident.page.xpath("//nav[contains(@class, 'gh-language')]/a")[0].get("href")
    resident.go(other)
    assert resident.page.get("lang") == other[1:3] != url[1:3]


def test_robots_are_told_what_is_for_everybody() -> None:
    response = Client().get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert b"Disallow: /desk" in response.content


@pytest.mark.parametrize(
    ("method", "url", "status"), [("post", "/en", 405), ("get", "/en/nothing-here", 404), ("put", "/en/track", 405)]
)
def test_what_cannot_be_is_said_in_plain_words(method: str, url: str, status: int) -> None:
    response = getattr(Client(), method)(url)
    assert response.status_code == status
    assert b"govuk-heading-l" in response.content
