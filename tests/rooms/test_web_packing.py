"""Promises about pages packed for the line: they unpack to the very page, and what somebody wrote is packed with nothing."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.browsing import AT, MISSED, Resident, publish
from tests.spec.services.shipped import COMPILED

from guildhall.serve import clock
from guildhall.serve.pages import Showing, composed, packed, shown_page
from guildhall.serve.pages.packing import LIGHT
from guildhall.serve.publishing.editions import Live

LIVE = {name: Live(COMPILED[name].service.hash(), COMPILED[name]) for name in ("missed-bin", "bulky-waste")}
PAGES = [(name, page) for name, live in LIVE.items() for page in live.compiled.pages]
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_unpacks_to_the_very_page_or_is_left_to_be_packed_whole() -> None:
    made = [shown_page(composed(LIVE[name], "cy"), _showing(name, page, "cy")) for name, page in PAGES]
    sent = [(each, packed(each)) for each in made]
    light = [(each, it) for each, it in sent if it is not None]
    assert all(gzip.decompress(it).decode() == each and len(it) <= LIGHT for each, it in light)
    assert len(sent) - len(light) in range(1, len(sent) // 4)


@given(st.sampled_from(PAGES), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_people_write_is_unpacked_as_it_was(which: tuple[str, str], written: str) -> None:
    name, page = which
    made = shown_page(composed(LIVE[name], "cy"), _showing(name, page, "cy", written))
    sent = packed(made)
    assert sent is None or gzip.decompress(sent).decode() == made


def test_the_length_of_a_page_tells_nothing_of_its_token() -> None:
    pieces, guess = composed(LIVE["missed-bin"], "en"), "abcdefgh" * 8
    sent = [
        packed(shown_page(pieces, Showing("en", "name", ["name"], token, "/back", {"name": guess})))
        for token in (guess, "hgfedcba" * 8)
    ]
    assert len({len(each) for each in sent if each}) == 1
    assert all(each and guess.encode() in each for each in sent)


@pytest.mark.django_db
def test_a_browser_that_can_unpack_gets_the_same_pages_packed() -> None:
    with clock.standing_at(AT):
        resident = Resident(publish("missed-bin")).walk(MISSED)
        for url in (resident.root, f"{resident.root}/name", f"{resident.root}/check"):
            plain, sent = resident.client.get(url), resident.client.get(url, headers=GZIP)
            assert sent.headers["Content-Encoding"] == "gzip"
            assert "Content-Encoding" not in plain.headers
            assert _without_token(gzip.decompress(sent.content)) == _without_token(plain.content)
            assert int(sent.headers["Content-Length"]) == len(sent.content)
            for each in (plain, sent):
                assert "Accept-Encoding" in each.headers["Vary"]


def _showing(name: str, page: str, lang: str, written: str = "") -> Showing:
    steps = [step.id for step in LIVE[name].compiled.pages[page].steps]
    holes = [part for step in steps for part in composed(LIVE[name], lang)[f"field {step}"] if isinstance(part, tuple)]
    form = {hole[1]: written for hole in holes if hole[0] == "value"} if written else {}
    return Showing(lang, page, steps, "token", "/back", form)


def _without_token(page: bytes) -> list[str]:
    return [line for line in page.decode().splitlines() if "csrfmiddlewaretoken" not in line]
