"""Promises that whoever has neither case nor form ends on the web too that somebody acts for them, by the code they were told."""

import re

import pytest
from django.test import Client
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import MILL_LANE, WEDNESDAY
from tests.rooms.deskwork import Clerk

from guildhall.people import door
from guildhall.serve.helping.granting import grant
from guildhall.serve.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

WORDS = "Mali Griffith may act for you. Do you agree?"


def told(language: str = "en") -> tuple[str, str, str]:
    """Vera agreed at a desk that Mali acts for her about a service: whose it is, where she was told to go, and the code."""
    vera = person("Vera Lind", email="vera.lind@example.org", language=language, lives=MILL_LANE)
    mali = person("Mali Griffith", email="mali@example.org")
    grant(
        principal=vera, agent=mali, basis="consent", powers=["hear"], scope=["service/bulky-waste"], wording=WORDS,
        language=language, evidence="", channel="phone", actor=ASHA, at=WEDNESDAY,
    )  # fmt: skip
    body = Message.objects.get(about="acting").body
    [(address, code)] = re.findall(r"https?://[^/\s]+(/\S+) \D*?([0-9A-Z]{4}-[0-9A-Z]{4})", body)
    return vera, address, code


def shown(address: str, code: str, detail: str) -> Clerk:
    """Somebody types the code and a detail where they were told to."""
    return Clerk(Client(enforce_csrf_checks=True), "").open(address).press("", {"reference": code, "detail": detail})


@pytest.mark.parametrize(
    ("language", "button", "over"),
    [
        ("en", "End it now: Mali Griffith", "It has ended. They may not act for you any more."),
        ("cy", "Dod â hyn i ben nawr: Mali Griffith", "Mae wedi dod i ben. Ni chânt weithredu drosoch mwyach."),
    ],
)
def test_she_ends_it_where_she_was_told_to_go_by_the_code_and_one_detail(language: str, button: str, over: str) -> None:
    vera, address, code = told(language)
    page = shown(address, code, "zz1 2ab")
    assert WORDS in page.main
    page.press(button)
    assert over in page.main
    [given] = door.represented_by(reference=vera)
    assert (
        given.withdrawn_at,
        door.may_act(agent=given.agent, principal=vera, power="hear", about=given.scope, at=WEDNESDAY),
    ) == (
        WEDNESDAY,
        None,
    )


@pytest.mark.parametrize("detail", ["vera.lind@example.org", "Vera Lind", "ZZ1 2AB"])
def test_she_is_known_by_what_we_hold_of_her(detail: str) -> None:
    _vera, address, code = told()
    assert "Mali Griffith" in shown(address, code.lower(), detail).main


@pytest.mark.parametrize("detail", ["mali@example.org", "Mali Griffith", "ZZ9 9ZZ", "4 Mill Lane", "-"])
def test_whoever_does_not_know_her_is_shown_nothing(detail: str) -> None:
    vera, address, code = told()
    page = shown(address, code, detail)
    assert "Mali Griffith may act" not in page.source
    assert "End it now" not in page.source
    assert Clerk(Client(), "").open(f"{address}/{code}").address.startswith(f"{address}?reference")
    assert door.represented_by(reference=vera)[0].withdrawn_at is None


def test_pressed_twice_it_says_that_it_has_ended_and_nothing_of_anybody_elses_is_ended_there() -> None:
    _vera, address, code = told()
    other = door.represent(
        principal=person("Tomos Lind"), agent=person("Dai Morgan"), basis="consent", powers=("hear",), wording="He may.",
        channel="phone", actor=ASHA, at=WEDNESDAY,
    )  # fmt: skip
    page = shown(address, code, "Vera Lind")
    box = page.page.xpath("//input[@name='representation']")[0]
    own = box.get("value")
    for number in (str(other.id), "", "none"):
        page.page.xpath("//input[@name='representation']")[0].set("value", number)
        page.press("End it now")
        assert "End it now" in page.main
    assert door.represented_by(reference=other.principal)[0].withdrawn_at is None
    page.page.xpath("//input[@name='representation']")[0].set("value", own)
    again = {each.name: each.value for each in page.page.xpath("//main//form//input")}
    page.press("End it now")
    response = page.client.post(page.address, again, follow=True)
    assert "It has ended." in response.content.decode()
