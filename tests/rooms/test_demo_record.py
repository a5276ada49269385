"""The demo council's digital strategy on record: a resident follows it by links alone, over its whole year."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client
from lxml.html import HtmlElement, fromstring
from tests.rooms.decided import AFTER

from guildhall.decide.addresses import LANGUAGES, address
from guildhall.decide.demo.record import open_record
from guildhall.estate.door import standing_at

pytestmark = pytest.mark.django_db

STRATEGY = "Digital strategy: a council within everybody’s reach"
ON_THE_WAY = (
    ("First raised", ""),
    ("Resolved · Cabinet", "Consultation on the draft digital strategy"),
    ("Put on the plan of decisions · Cabinet", "To be decided by"),
    ("Carried out", "Consultation on the draft digital strategy"),
    ("Considered · Overview and Scrutiny Committee", "Digital strategy: what residents said"),
    ("Scrutiny asked · Overview and Scrutiny Committee", "say plainly that telephone and counter stay open"),
    ("Answered: accepted", "Cabinet agrees"),
    ("Recommended · Cabinet", "Digital strategy"),
    ("Resolved · Full Council", "Adoption of the digital strategy"),
    ("In effect", "Adoption of the digital strategy"),
    ("Changed under a delegated power · Head of Digital and Customers", "the new accessibility rules"),
    ("Considered · Full Council", "Yearly report on the digital strategy"),
)
"""What became of the strategy, in this order; other steps stand between."""


@pytest.fixture(autouse=True)
def after_a_year() -> Iterator[None]:
    """The demo council's record is full, and the clock stands still."""
    open_record(at=AFTER)
    with standing_at(AFTER):
        yield


class Reader:
    """Somebody who knows one address, and goes on by what a page links to. ``here`` is what they are looking at."""

    def __init__(self, where: str) -> None:
        self.client = Client()
        self.where = ""
        self.here: HtmlElement = None
        self.go(where)

    def go(self, where: str) -> None:
        """Open an address. It leads to a page, and where it names a place in it, to that place."""
        self.where, place = urldefrag(urljoin(self.where, where))
        answer = self.client.get(self.where)
        assert answer.status_code == 200, where
        (main,) = fromstring(answer.content.decode()).iter("main")
        found = [each for each in main.iter() if each.get("id") == place] if place else [main]
        assert found, f"{where} names a place that is not there"
        self.here = found[0]

    def follow(self, words: str) -> "Reader":
        """Click on the link here that says this, or else on the first that has these words."""
        links = [(_said(each), each.get("href")) for each in self.here.iter("a")]
        found = [href for said, href in links if said == words] or [href for said, href in links if words in said]
        assert found, f"nothing here leads to “{words}”"
        self.go(found[0])
        return self

    @property
    def text(self) -> str:
        """What stands here."""
        return _said(self.here)


def _said(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _matter(lang: str = "en") -> Reader:
    words = STRATEGY if lang == "en" else "Strategaeth ddigidol"
    return Reader(address(lang, "record")).follow("Matters" if lang == "en" else "Materion").follow(words)


def test_the_strategy_is_followed_from_its_consultation_to_its_one_change_by_links_alone() -> None:
    reader = _matter()
    steps = [
        (_said(each.find_class("gh-path__name")[0]), "".join(map(_said, each.find_class("gh-path__what"))))
        for each in reader.here.find_class("gh-path__step")
    ]
    left = iter(steps)
    for name, what in ON_THE_WAY:
        assert any(step == name and what in said for step, said in left), (name, what, steps)

    consulted = _matter().follow("Consultation on the draft")
    assert "be consulted on for six weeks" in consulted.text
    planned = _matter().follow("To be decided by")
    assert "To recommend the digital strategy to Full Council" in planned.text

    asked = _matter().follow("say plainly that telephone and counter stay open")
    assert "Cabinet agrees. The words now stand in the strategy’s first commitment." in asked.text
    assert "Put the words into the strategy" in asked.text
    recommended = asked.follow("Digital strategy").follow("Digital strategy")
    assert "Cabinet recommended this to Full Council" in recommended.text
    adopted = recommended.follow("Adoption of the digital strategy")
    assert "It settles this recommendation: Digital strategy" in adopted.text

    power = adopted.follow("Any necessary consequential changes to the digital strategy")
    assert "May be used" in power.text
    assert "Given by Adoption of the digital strategy, Paragraph 2" in power.text
    used = _matter().follow("the new accessibility rules")
    for each in (
        "Tess Ellery",
        "Ground: new legislation",
        "The Cabinet Member agreed in writing",
        "No commitment does",
    ):
        assert each in used.text
    assert [_said(each) for each in used.here.iter("del")] == ["2018"]
    told = used.follow("Yearly report on the digital strategy")
    assert "One consequential change was made under delegated authority" in told.text
    assert _said(told.follow(STRATEGY).here.find(".//h1")) == STRATEGY


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_its_path_leads_to_what_it_names(lang: str) -> None:
    reader = _matter(lang)
    links = [each.get("href") for each in reader.here.xpath('.//*[contains(@class, "gh-path__what")]/a')]
    assert len(links) > len(ON_THE_WAY)
    for each in dict.fromkeys(links):
        reader.go(each)
