"""Promises of the finder: people find a service in their own words, in English and in Welsh."""

from importlib.resources import files
from pathlib import Path

import pytest
from tests.spec.services.shipped import SHIPPED

from guildhall import catalogue
from guildhall.catalogue.everyday import Everyday, everyday, roots, words_of
from guildhall.catalogue.finder import Finder
from guildhall.kernel.loading import load_service, read_tree
from guildhall.kernel.service import Service

SPEC = Path(__file__).parents[1] / "spec"
EVERYDAY = (files(catalogue) / catalogue.EVERYDAY_WORDS).read_text(encoding="utf-8")
WORDS = {language: everyday(EVERYDAY, language) for language in ("en", "cy")}
FINDERS = {language: Finder(SHIPPED.values(), language, WORDS) for language in ("en", "cy")}

Sentences = dict[str, dict[str, list[str]]]
SIXTY: Sentences = read_tree((SPEC / "finder-sentences.yaml").read_text(encoding="utf-8"), "sentences")
LATER: dict[str, Sentences] = read_tree((SPEC / "finder-sentences-later.yaml").read_text(encoding="utf-8"), "later")


def _missed(sentences: Sentences) -> list[str]:
    return [
        said
        for language, services in sentences.items()
        for service, several in services.items()
        for said in several
        if service not in {found.service for found in FINDERS[language].find(said, limit=3)}
    ]


def _first(sentence: str, language: str = "en") -> str | None:
    return next((found.service for found in FINDERS[language].find(sentence)), None)


def test_of_sixty_sentences_that_people_say_at_least_54_are_right_in_the_first_three() -> None:
    assert sum(len(several) for services in SIXTY.values() for several in services.values()) == 60
    assert len(_missed(SIXTY)) <= 6


def test_every_service_has_a_sentence_and_no_sentence_is_a_title() -> None:
    assert set(SIXTY["en"]).union(*(each["en"] for each in LATER.values())) == set(SHIPPED)
    titles = {title.casefold() for service in SHIPPED.values() for title in service.title.values()}
    assert not titles & {said.casefold() for by in SIXTY.values() for several in by.values() for said in several}


@pytest.mark.parametrize("twenty", LATER)
def test_of_twenty_sentences_written_later_at_least_17_are_right_in_the_first_three(twenty: str) -> None:
    assert len(_missed(LATER[twenty])) <= 3


@pytest.mark.parametrize("service", SHIPPED.values(), ids=list(SHIPPED))
def test_a_service_is_found_first_by_its_own_title_in_both_languages(service: Service) -> None:
    for language, finder in FINDERS.items():
        assert finder.find(service.title[language])[0].service == service.id


@pytest.mark.parametrize("said", ["", "   ", "?!…", "xyzzy frobozz", "the a of to", "\0"])
def test_what_tells_nothing_finds_nothing(said: str) -> None:
    assert FINDERS["en"].find(said) == ()


@pytest.mark.parametrize(
    ("slip", "service"),
    [
        ("pothoel", "street-problem"),
        ("grafitti", "street-problem"),
        ("matress", "bulky-waste"),
        ("complant", "complaint"),
        ("parkin permitt", "resident-parking-permit"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven(slip: str, service: str) -> None:
    assert _first(slip) == service


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("ym marn pawb", "have-your-say"),
        ("fy nhrwydded barcio", "resident-parking-permit"),
        ("dau fin brown i'r ardd", "garden-waste"),
        ("mae gen i gŵyn", "complaint"),
    ],
)
def test_a_welsh_word_is_known_however_its_first_letter_has_changed(said: str, service: str) -> None:
    assert service in [found.service for found in FINDERS["cy"].find(said)]


def test_an_english_word_in_a_welsh_sentence_is_understood() -> None:
    assert _first("mae 'na bothole mawr ar High Street, pothole ofnadwy", "cy") == "street-problem"


def test_it_says_which_words_told() -> None:
    found = FINDERS["en"].find("please take my old settee")[0]
    assert found.service == "bulky-waste"
    assert "settee" in found.reason


def test_no_more_are_given_than_were_asked_for_and_the_likeliest_comes_first() -> None:
    found = FINDERS["en"].find("the bin in my house", limit=5)
    assert len(found) == 5
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert len(FINDERS["en"].find("the bin in my house", limit=1)) == 1


def test_the_same_sentence_always_gives_the_same_answer_in_any_order_of_services() -> None:
    said = "water is coming through my ceiling and the bin is full"
    turned = Finder(reversed(SHIPPED.values()), "en", WORDS)
    assert turned.find(said) == FINDERS["en"].find(said) == FINDERS["en"].find(said)


def test_a_whole_letter_pasted_in_does_no_harm() -> None:
    assert _first("my sofa " + "la " * 100_000) == "bulky-waste"


def test_a_finder_needs_neither_everyday_words_nor_services() -> None:
    assert Finder((), "en").find("bin") == ()
    plain = Finder([load_service("id: bins\ntitle: {en: Empty a bin}\n")], "en", {"en": Everyday()})
    assert [found.service for found in plain.find("bins")] == ["bins"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("bins", "bin"), ("moved", "moving"), ("collection", "collected"), ("dripping", "drips"), ("bodies", "body")],
)
def test_english_words_of_one_family_share_a_root(one: str, other: str) -> None:
    assert roots(one, "en") == roots(other, "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fin", "bin"),
        ("nhrwydded", "trwydded"),
        ("gasglu", "casglu"),
        ("ardd", "gardd"),
        ("biniau", "bin"),
        ("dy", "ty"),
    ],
)
def test_welsh_words_share_a_root_through_mutation_and_endings(one: str, other: str) -> None:
    assert set(roots(one, "cy")) & set(roots(other, "cy"))


def test_accents_apostrophes_and_capitals_make_no_difference() -> None:
    assert words_of("Dŵr drwy’r nenfwd", "cy") == words_of("DWR DRWY'R NENFWD", "cy") == ["dwr", "drwy", "r", "nenfwd"]
    assert words_of("I can't", "en") == ["i", "cant"]
