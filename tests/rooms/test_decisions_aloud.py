"""Somebody rings and asks what the council decided: the advisor finds it in their words, reads it out, and logs the call."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided
from tests.rooms.deskwork import Clerk

from guildhall.decide.addresses import address_of
from guildhall.decide.keeping.agendas import restrict
from guildhall.decide.keeping.publishing import publish
from guildhall.estate.door import standing_at
from guildhall.serve.models import Interaction

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def council() -> Iterator[Council]:
    with standing_at(AFTER):
        yield decided()


def to_say(asha: Clerk) -> list[str]:
    return [" ".join(each.text_content().split()) for each in asha.page.find_class("gh-say--small")]


@pytest.mark.parametrize("desk", ["phone", "counter"])
def test_a_decision_is_found_in_the_callers_words_read_out_and_logged(asha: Clerk, council: Council, desk: str) -> None:
    asha.open(f"/desk/{desk}").follow("What did the council decide?")
    asha.press(typed={"q": "the digital strategy"})
    asha.press("Digital strategy")
    said = to_say(asha)
    assert said[0] == "Say: It is called: Digital strategy"
    assert "Say: Cabinet recommended this to Full Council on Thursday 12 March 2026." in said
    assert "Say: It has no effect until Full Council decides." in said
    assert "Say: This is what it says: The Digital Strategy be adopted" in said
    assert "Say: The reason given is: It keeps every way open." in said
    assert not Interaction.objects.exists()
    asha.press("Log it")
    (row,) = Interaction.objects.all()
    assert (row.channel, row.reason) == (desk, "decision")
    assert council.decision.reference in row.told


def test_in_welsh_what_was_not_translated_is_said_to_be_english(asha: Clerk, council: Council) -> None:
    asha.open(f"/desk/phone/decisions?lang=cy&read={council.decision.reference}")
    said = asha.page.find_class("gh-say--small")
    assert {each.find(".//q").get("lang") for each in said} == {"cy"}
    assert "Argymhellodd y Cabinet hyn i’r Cyngor Llawn ar ddydd Iau 12 Mawrth 2026." in asha.main
    assert [each.text for each in said[0].xpath(".//q/span[@lang='en']")] == ["Digital strategy"]


def test_a_draft_is_neither_found_nor_read_out_and_nor_is_what_is_exempt(asha: Clerk) -> None:
    with standing_at(AFTER):
        made = decided(published=False, mark="damson")
        restrict(
            record=made.decision, paragraph="3", public_interest="The price", text="gooseberry", actor=CLERK, at=NOW
        )
        for asked in (f"read={made.decision.reference}", "q=damson", "q=gooseberry"):
            asha.open(f"/desk/phone/decisions?{asked}")
            assert "open" not in " ".join(to_say(asha))
            assert not to_say(asha)
        assert "Nothing published about “gooseberry”" in asha.main
        publish(reference=made.meeting.reference, actor=CLERK, at=NOW)
        publish(reference=made.item.reference, actor=CLERK, at=NOW)
        publish(reference=made.decision.reference, actor=CLERK, at=AFTER)
        asha.open(f"/desk/phone/decisions?q=gooseberry&read={made.decision.reference}")
        assert "Say: A part of it is not for the public." in to_say(asha)
        assert "gooseberry" not in " ".join(to_say(asha))
        assert "Nothing published about “gooseberry”" in asha.main


@pytest.mark.parametrize(
    "asked", ["decision/none", "x" * 5000, "item/2026-03-12-CAB-1", "%00", "<script>alert(1)</script>"]
)
def test_what_is_no_published_decision_is_said_at_the_box(asha: Clerk, council: Council, asked: str) -> None:
    asha.open("/desk/phone/decisions?q=%3Cb%3Ehours%00&read=" + asked)
    if asked != "%00":
        assert "There is no such published decision" in asha.main
    assert asha.value("q") == "<b>hours"
    assert not to_say(asha)


@pytest.mark.parametrize(("lang", "heading"), [("en", "In short"), ("cy", "Yn gryno")])
def test_the_page_of_a_decision_begins_with_the_short_of_it(council: Council, lang: str, heading: str) -> None:
    page = Client().get(address_of(lang, council.decision.reference)).content.decode()
    first = {"en": "Cabinet recommended this to Full Council", "cy": "Argymhellodd y Cabinet hyn i’r Cyngor Llawn"}
    assert page.index(heading) < page.index(first[lang]) < page.index('id="resolved"')
