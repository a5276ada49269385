"""The demo council's strategy in its pages: from what residents said to the commitment, and to the decision that made it so."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from ruamel.yaml import YAML
from tests.rooms.decided import AFTER
from tests.rooms.once import made_once

from guildhall.decide.demo.record import open_record
from guildhall.estate.door import standing_at
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor
from guildhall.plan import door
from guildhall.plan.addresses import LANGUAGES, address
from guildhall.plan.demo.strategies import open_strategies
from guildhall.serve.demo.consulted import have_their_say

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

TODAY = local(AFTER).date()


@pytest.fixture(scope="module", autouse=True)
def strategies(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo council's record and its strategies, and what residents said of them."""
    with made_once(django_db_blocker):
        open_record(at=AFTER)
        open_strategies(at=AFTER)
        open_strategies(at=AFTER)  # saying it again changes nothing
        for _ in range(2):
            have_their_say(until=AFTER, officer=Actor("staff", "account/officer"))
        yield


@pytest.fixture(autouse=True)
def after_a_year() -> Iterator[None]:
    """The clock stands still."""
    with standing_at(AFTER):
        yield


def _page(lang: str, name: str, key: str = "digital", code: str = "", asked: str = "") -> str:
    answer = Client().get(address(lang, name, key, code) + asked)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_every_commitment_that_a_shipped_service_fulfils_is_one_in_force() -> None:
    held = door.commitments(on=TODAY)
    for file in files("guildhall.catalogue.services").iterdir():
        if file.name.endswith(".yaml"):
            for each in YAML(typ="safe").load(file.read_text(encoding="utf-8")).get("fulfils", []):
                assert door.commitment(reference=each, on=TODAY) in held.values(), (file.name, each)
    assert 10 <= len(held) <= 14
    assert list(door.strategies_in_force(on=TODAY)) == ["strategy/digital"]


SAID: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = {
    ("strategy", ""): {
        "en": ("Amended", "in force, as amended, since", "Adoption of the digital strategy", "the new accessibility rules", "Version 3"),
        "cy": ("Diwygiwyd", "mewn grym, fel y’i diwygiwyd, ers", "Mabwysiadu’r strategaeth ddigidol", "y rheolau hygyrchedd", "Fersiwn 3"),
    },
    ("heard", ""): {
        "en": (
            "30 people answered.", "On paper: 6", "is withheld where it would tell of a few", ">Added</a>", "Nothing was changed:",
            "/en/strategies/digital/commitments/C1.1", "/en/strategies/digital/commitments/C4.3",
        ),
        "cy": ("Atebodd 30 o bobl.", "Ar bapur: 6", ">Ychwanegwyd</a>", "/cy/strategaethau/digital/ymrwymiadau/C1.1", "Ni newidiwyd dim:"),
    },
    ("became", ""): {
        "en": ("Given up", "Done", "Goes on"),
        "cy": ("Wedi’i ollwng", "Wedi’i gwblhau", "Yn parhau"),
    },
    ("commitment", "C2.1"): {
        "en": ("At least 95%", "Head of Digital and Customers", "£42,000"),
        "cy": ("O leiaf 95%", "Pennaeth Digidol", "£42,000"),
    },
    ("commitment", "C2.4"): {"en": ("names nobody", "commitment/digital/C2.4"), "cy": ("Nid yw’r strategaeth yn enwi neb",)},
    ("theme", "T3"): {"en": ("Nobody left out", "C3.2"), "cy": ("Neb yn cael ei adael allan", "C3.2")},
}  # fmt: skip
"""What each page says, in both languages."""


def test_each_page_says_in_both_languages_where_it_stands_by_what_and_what_was_said() -> None:
    for (name, code), said in SAID.items():
        for lang, wanted in said.items():
            page = _page(lang, name, code=code)
            for each in wanted:
                assert each in page, (name, lang, each)
    assert "Nobody has said yet" not in _page("en", "became")
    listed = _page("en", "strategies", "")
    assert listed.index("/strategies/digital") < listed.index("/strategies/customers-first")
    for name, key, code in (("commitment", "digital", "C9"), ("theme", "digital", "T9"), ("strategy", "nothing", "")):
        assert Client().get(address("en", name, key, code)).status_code == 404
    _shows_each_version_against_the_one_before()
    _is_small()


def _shows_each_version_against_the_one_before() -> None:
    page = _page("en", "compared")
    assert "What version 3 changed of version 2" in page
    assert "<del> 2018</del>" in page
    assert "Disodlwyd y rheolau" in _page("cy", "compared")
    assert "Added" in _page("en", "compared", asked="?from=1&to=2")
    for wrong in ("?from=9", "?to=x", "?from=-1"):
        assert Client().get(address("en", "compared", "digital") + wrong).status_code == 404


def _is_small() -> None:
    """The first view of each page is at most 14 kB as it is sent."""
    for lang in LANGUAGES:
        for name, code in (("strategy", ""), ("heard", ""), ("became", ""), ("compared", ""), ("commitment", "C3.2")):
            answer = Client().get(address(lang, name, "digital", code), headers={"accept-encoding": "gzip"})
            assert answer.headers["Content-Encoding"] == "gzip"
            assert len(answer.content) < 14_000, (name, lang)


def test_open_data_say_what_the_pages_say() -> None:
    client = Client()
    listed, _before = client.get("/open-data/strategies").json()["strategies"]
    assert (listed["id"], listed["stands"], listed["in_force"]) == ("strategy/digital", "amended", True)
    whole = json.loads(client.get("/open-data/strategies/digital.json").content)
    assert [each["came_to"][-1]["is"] for each in whole["versions"]] == ["superseded", "superseded", "amended"]
    assert len(whole["text"]["commitments"]) == 14
    table = client.get("/open-data/strategies/digital.csv").content.decode().splitlines()
    assert table[0].startswith("code,theme,text")
    assert len(table) == 15
    assert client.get("/open-data/strategies/none.json").status_code == 404
