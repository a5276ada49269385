"""Promises of what stands beside a part while it is written: endings, tables, rules and facts as every channel has them."""

import json

import pytest
from tests.rooms.council import in_force
from tests.rooms.deskwork import Clerk

from guildhall.ledger.door import Actor
from guildhall.serve.clock import now
from guildhall.serve.publishing import drafts, editions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def root(nia: Clerk, service: str) -> str:
    live = in_force(service)
    editions.forget()
    draft = drafts.begin(
        document=live.service.to_json(), actor=Actor("staff", nia.reference), at=now(), begun_from=live.hash
    )
    return f"/desk/designs/{draft.id}/parts"


def channel(nia: Clerk, name: str) -> str:
    """What stands beside the part under a channel's name; on the web as the page holds it."""
    found = nia.page.xpath(f"//section[contains(@class, 'gh-channel')][h2[starts-with(normalize-space(), '{name}')]]")
    return " ".join(found[0].text_content().split())


def test_an_ending_is_told_on_each_channel_in_that_channels_own_words(nia: Clerk) -> None:
    nia.open(f"{root(nia, 'missed-bin')}/outcomes/reported")
    assert "govuk-panel" in nia.source
    assert "7QX4-M" in channel(nia, "Web")
    assert channel(nia, "Telephone").startswith("Telephone That is done. Your reference is: 7QX4-M")
    assert "Your reference is" in channel(nia, "Counter")
    assert "form" in channel(nia, "Paper")
    told = json.loads(nia.page.xpath("//section[contains(@class, 'gh-channel')]/pre")[0].text_content())
    assert told["outcome"]["id"] == "reported"
    assert told["case"] == {"reference": "7QX4-M"}
    assert told["promise"]


def test_an_ending_with_advice_is_printed_where_it_stops_a_reader_of_the_form(nia: Clerk) -> None:
    nia.open(f"{root(nia, 'missed-bin')}/outcomes/wait-for-the-round")
    paper = channel(nia, "Paper")
    assert "Printed on the form" in paper
    assert "Before the first question: The round is not over until 4pm on your collection day." in paper
    assert "7QX4-M" not in channel(nia, "Telephone")


def test_an_ending_shows_the_fee_that_is_in_force_on_the_chosen_day(nia: Clerk) -> None:
    there = root(nia, "resident-parking-permit")
    draft = drafts.listed()[0].document
    outcome = next(each for each in draft["outcomes"] if each.get("fee"))
    table = next(each for each in draft["decisions"] if each["id"] == outcome["fee"])
    days = [edition["from"] for edition in table["editions"]]
    told = set()
    for day in (days[0], days[-1]):
        year, month, of_month = day.split("-")
        nia.open(f"{there}/outcomes/{outcome['id']}?at={int(of_month)}+{int(month)}+{year}")
        told.add(json.loads(nia.page.xpath("//section[contains(@class, 'gh-channel')]/pre")[0].text_content())["fee"])
        assert "£" in channel(nia, "Telephone")
    assert len(told) == len({days[0], days[-1]})


@pytest.mark.parametrize(
    ("service", "part", "borne"),
    [
        ("missed-bin", "rules/round-not-over", "outcomes/wait-for-the-round"),
        ("missed-bin", "facts/last-collection", "steps/collection-day"),
    ],
)
def test_a_rule_and_a_fact_stand_beside_all_they_bear_on_on_every_channel(
    nia: Clerk, service: str, part: str, borne: str
) -> None:
    there = root(nia, service)
    nia.open(f"{there}/{part}")
    section = nia.page.xpath("//section[@aria-labelledby='bearing-heading']")[0]
    assert section.xpath(f".//a[contains(@href, '/parts/{borne}')]")
    names = {" ".join(each.text_content().split()) for each in section.xpath(".//section/h2")}
    assert {"Web", "Telephone", "Counter", "Paper", "Machine (API)"} <= names


def test_a_table_stands_beside_the_endings_it_decides_on_every_channel(nia: Clerk) -> None:
    there = root(nia, "resident-parking-permit")
    document = drafts.listed()[0].document
    outcome = next(each for each in document["outcomes"] if each.get("fee"))
    nia.open(f"{there}/decisions/{outcome['fee']}")
    section = nia.page.xpath("//section[@aria-labelledby='bearing-heading']")[0]
    assert section.xpath(f".//a[contains(@href, '/parts/outcomes/{outcome['id']}')]")
    assert "£" in section.text_content()


def test_a_rule_that_nothing_leans_on_is_said_to_be_seen_nowhere(nia: Clerk) -> None:
    there = root(nia, "missed-bin")
    nia.open(there.removesuffix("/parts"))
    held = drafts.listed()[0]
    lonely = {
        "id": "lonely",
        "when": {"answer": "bin", "is": "food"},
        "sentence": {"en": "It is food", "cy": "Bwyd yw"},
    }
    document = {**held.document, "rules": [*held.document["rules"], lonely]}
    drafts.save(draft=held, document=document, actor=Actor("staff", nia.reference), at=now())
    nia.open(f"{there}/rules/lonely")
    assert "Nothing leans on it: no channel shows it." in nia.main


def test_a_journey_test_says_how_the_answers_of_a_group_are_given_and_keeps_those_it_has(nia: Clerk) -> None:
    there = root(nia, "bulky-waste")
    nia.open(f"{there}/tests/~0")
    assert "several answers together, which are not typed here. Open “Walk it on the web”" in nia.main
    before = drafts.listed()[0].document["tests"][0]["answers"]["items"]
    nia.press("Save", {"name": "Another name"})
    test = drafts.listed()[0].document["tests"][0]
    assert (test["name"], test["answers"]["items"]) == ("Another name", before)
