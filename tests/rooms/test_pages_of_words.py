"""Promises of pages that only say something: they are read on every way in, also where a way ends on one of them."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.kernel.test_journey import AROUND
from tests.rooms.browsing import Resident
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import clerk

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import LEADS_NOWHERE, Compiled
from guildhall.kernel.loading import load_service
from guildhall.kernel.walk import walk
from guildhall.serve.clock import standing_at
from guildhall.serve.desks.paper.form import form_pdf
from guildhall.serve.publishing.editions import Live

pytestmark = pytest.mark.django_db

KIT = """
id: kit
title: {en: Order a kit, cy: Archebu pecyn}
languages: [en, cy]
channels: {web: {}, phone: {}, counter: {}, paper: {}, api: {}}
pages:
  - id: note
    title: {en: Before you order, cy: Cyn i chi archebu}
    guidance: {en: "Kits are **free** for tenants.", cy: "Mae pecynnau **am ddim** i denantiaid."}
  - id: tenant
    next: [{to: free, when: {answer: tenant, is: true}}, {to: lost, when: {answer: name, is: Nobody}}, {to: blank}]
  - id: blank
    next: [{to: thanks}]
  - id: thanks
    title: {en: One more thing, cy: Un peth arall}
    guidance: {en: Keep the box., cy: Cadwch y blwch.}
    next: [{to: ordered}]
  - id: free
    title: {en: You may have a free kit, cy: Efallai y cewch becyn am ddim}
    guidance:
      en: "Ring the team on 01632 960 123.\\n\\n- Have your rent book ready"
      cy: "Ffoniwch y tîm ar 01632 960 123.\\n\\n- Bydd angen eich llyfr rhent"
    next: []
  - id: many
  - id: big
    next: [{to: many, when: {answer: big, is: 1}}, {to: lost}]
steps:
  - {id: name, kind: name, page: tenant, label: {en: Your name, cy: Eich enw}}
  - {id: tenant, kind: yes-no, page: tenant, label: {en: Are you a tenant?, cy: Ydych chi'n denant?}}
  - {id: many, kind: whole-number, page: many, label: {en: How many?, cy: Faint?}}
  - {id: big, kind: whole-number, page: big, label: {en: How big?, cy: Pa mor fawr?}}
outcomes:
  - {id: ordered, kind: submit, title: {en: Ordered, cy: Wedi archebu}}
"""
NOBODY_IS_LED_ON = "This form leads nowhere from here."
DEAD_END = {"name": "Vera Lind", "tenant": True}
SOUND = {"name": "Vera Lind", "tenant": False}


@pytest.fixture(autouse=True)
def kit() -> Iterator[Live]:
    with standing_at(WEDNESDAY):
        yield in_force(text=KIT)


def test_the_web_shows_a_page_of_words_with_a_button_to_go_on(kit: Live) -> None:
    vera = Resident(kit).start()
    assert "Kits are free for tenants." in vera.text
    vera.post()
    assert vera.at == "tenant"
    vera.answer(SOUND)
    assert "Keep the box." in vera.text
    assert vera.post().at == "check"


@pytest.mark.parametrize(
    ("lang", "title", "advice"),
    [
        ("en", "You may have a free kit", "Ring the team on 01632 960 123."),
        ("cy", "Efallai y cewch becyn am ddim", "Ffoniwch y tîm ar 01632 960 123."),
    ],
)
def test_where_a_way_ends_on_words_the_web_shows_them_with_whom_to_ask(
    kit: Live, lang: str, title: str, advice: str
) -> None:
    vera = Resident(kit, lang).start().post()
    vera.answer(DEAD_END)
    assert vera.page.find(".//h1").text_content() == title
    assert advice in vera.text
    assert vera.text.index(advice) < vera.text.index(LEADS_NOWHERE[lang])
    assert vera.page.find_class("govuk-list--bullet")
    assert not vera.page.xpath("//main//form")
    vera.go(vera.page.find_class("govuk-back-link")[0].get("href"))
    assert vera.at == "tenant"
    assert vera.answer(SOUND).at == "thanks"


def test_the_page_of_words_on_which_a_way_ends_has_no_button_that_leads_back_to_it(kit: Live) -> None:
    vera = Resident(kit).start().post()
    vera.answer(DEAD_END)
    end = vera.response.request["PATH_INFO"]
    assert vera.go(f"{vera.root}/free").response.request["PATH_INFO"] == end


def test_a_link_to_a_page_that_does_not_exist_is_told_and_not_gone_round_for_ever(kit: Live) -> None:
    vera = Resident(kit).start().post()
    vera.answer({"name": "Nobody", "tenant": False})
    assert NOBODY_IS_LED_ON in vera.text
    assert vera.page.find(".//h1").text_content() == "We cannot take you further here"


@pytest.mark.parametrize("desk", ["phone", "counter"])
def test_a_desk_reads_out_the_words_on_the_way_and_those_on_which_it_ends(desk: str) -> None:
    asha = clerk("advisor").open(f"/desk/{desk}").press("Order a kit", {"for": "own", "lang": "en"})
    assert "Before you order" in asha.main
    assert "Kits are free for tenants." in asha.main
    yes, no = ("1", "2") if desk == "phone" else ("A", "B")
    asha.press(typed={"name": "Vera Lind", "tenant": yes})
    assert_in_order(asha.main, "You may have a free kit", "Ring the team on 01632 960 123.", NOBODY_IS_LED_ON)
    asha.follow("Back")
    asha.press(typed={"tenant": no})
    assert_in_order(asha.main, "One more thing", "Keep the box.")
    assert "Send it" in asha.main


def test_paper_prints_the_words_in_their_place_and_says_where_a_way_ends(kit: Live) -> None:
    for large in (False, True):
        made = form_pdf(kit.compiled, "en", code="TEST", large=large)
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
        assert_in_order(text, "Kits are free", "Are you a tenant?", "One more thing", "Keep the box.")
        _, end = text.split("Keep the box.")
        assert_in_order(end, "You may have a free kit", "Have your rent book ready", NOBODY_IS_LED_ON)
        assert "If you answered “Nobody” to question 1: This form leads nowhere from here." in text
        assert "go to question 3. Otherwise: This form leads nowhere from here." in text
        assert_in_order(end, NOBODY_IS_LED_ON, "How many?", "How big?", "Otherwise:")


def test_a_machine_is_told_the_same_in_its_error() -> None:
    told = (
        Client()
        .post("/api/v1/services/kit/check", data=canonical_json({"answers": DEAD_END}), content_type="application/json")
        .json()
    )
    (error,) = told["errors"]
    assert (told["outcome"], error["code"]) == (None, "leads-nowhere")
    assert_in_order(error["message"], "You may have a free kit", "Ring the team on 01632 960 123.", NOBODY_IS_LED_ON)


def test_a_walk_is_told_the_same_on_every_channel() -> None:
    service = Compiled(load_service(KIT))
    told = {
        canonical_json(walk(service, surface, DEAD_END, AROUND, "cy").as_json("cy")) for surface in SURFACES.values()
    }
    assert len(told) == 1
    assert_in_order(told.pop(), "Efallai y cewch becyn am ddim", "Ffoniwch y tîm", LEADS_NOWHERE["cy"])


def assert_in_order(text: str, *parts: str) -> None:
    places = [text.find(part) for part in parts]
    assert -1 not in places, (parts, text)
    assert places == sorted(places), (parts, text)
