"""Promises of where a form and the foot of a page send people: to the places that are kept, not to a list of their own."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from lxml.html import fromstring
from pypdf import PdfReader
from tests.rooms.council import SERVICES, WEDNESDAY, in_force

from guildhall.serve.demo.places import open_places
from guildhall.serve.models import HelpPlace

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
FORM = {"en": "/en/services/missed-bin/form.pdf", "cy": "/cy/gwasanaethau/missed-bin/ffurflen.pdf"}


def printed(client: Client, language: str = "en") -> str:
    pages = PdfReader(BytesIO(client.get(FORM[language]).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_form_of_a_service_without_a_counter_names_the_places_that_are_kept(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    shipped = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")
    in_force(text=re.sub(r"\n  counter:\n(    .*\n)+", "\n  counter: {}\n", shipped, count=1))
    open_places(at=WEDNESDAY)
    assert "Harbour Hub" in printed(client)
    HelpPlace.objects.filter(slug="harbour-hub").update(name="Quay Hub", name_cy="Hyb y Cei")
    assert "Quay Hub" in printed(client)
    assert "Hyb y Cei" in printed(client, "cy")
    with django_assert_max_num_queries(3):
        printed(client)


@pytest.mark.parametrize(("home", "there"), [("/en", "/en/help-in-person"), ("/cy", "/cy/cymorth-wyneb-yn-wyneb")])
def test_the_foot_of_a_page_leads_to_every_place_and_names_none_that_may_have_moved(
    client: Client, home: str, there: str
) -> None:
    foot = fromstring(client.get(home).content.decode()).find_class("gh-help")[0]
    assert there in [link.get("href") for link in foot.iter("a")]
    assert "Westmere" not in foot.text_content()
    assert "01632 960 100" in foot.text_content()
