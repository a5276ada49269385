"""Promises about what the gate says of words: plain words pass in silence, and no part with words is overlooked."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel
from tests.kernel.planted_faults import FOLDER
from tests.spec.services.shipped import SHIPPED
from tests.spec.services.shipped import texts as every_text

from guildhall.kernel.gate.international import is_worded
from guildhall.kernel.gate.reading import is_hard, is_long, sentences, syllables
from guildhall.kernel.gate.texts import texts
from guildhall.kernel.loading import load_service

PLAIN = (
    "You can apply for a parking permit if you live in the zone and the vehicle is kept at your address.",
    "We will tell you within 10 working days if you need to send us any more information about your application.",
    "You must tell the council straight away if your circumstances change, because you may have to pay money back.",
    "You will need your National Insurance number and the registration number of your vehicle when you apply.",
    "If you disagree with our decision you can ask us to look at it again, and somebody else will check it.",
    "Contact the Environment Agency or Northumbrian Water if there is a smell of sewage near the river.",
    "Use this tool to find out if you’re old enough or have the right kind of licence to tow a trailer with your vehicle.",
)
HARD = (
    "Remuneration is conditional upon verification of the beneficiary's eligibility and subsequent authorisation.",
    "Implementation of the recommendations necessitates interdepartmental collaboration regarding operational priorities.",
)
SYLLABLES = {
    "street": 1, "asked": 1, "place": 1, "council": 2, "needed": 2, "table": 2, "safely": 2, "vehicle": 3, "society": 4,
    "information": 4, "eligible": 4, "organisation": 5,
}  # fmt: skip


@pytest.mark.parametrize("said", PLAIN)
def test_plain_words_raise_no_alarm(said: str) -> None:
    assert [each for each in sentences(said) if is_long(each, "en") or is_hard(each, "en")] == []


@pytest.mark.parametrize("said", HARD)
def test_words_of_an_office_are_hard_to_read(said: str) -> None:
    assert is_hard(said, "en")


def test_a_sentence_of_more_than_30_words_is_long_in_english() -> None:
    assert is_long(" ".join(["word"] * 30), "en") is None
    assert is_long(" ".join(["word"] * 31), "en") == 31


def test_what_stands_in_brackets_makes_no_sentence_long() -> None:
    assert is_long(f"Send one file ({' '.join(['docx,'] * 40)}).", "en") is None


def test_each_item_of_a_list_is_a_sentence_of_its_own() -> None:
    said = "You can send:\n\n- a letter from your landlord\n- a bill, e.g. for gas\n\nWe send it back.We keep a copy."
    assert list(sentences(said)) == [
        "You can send",
        "a letter from your landlord",
        "a bill, eg for gas",
        "We send it back.",
        "We keep a copy.",
    ]


def test_a_link_is_read_by_its_words_alone() -> None:
    said = "Read [how we use what you tell us about yourself](https://example.org/a/b) before you begin to answer us."
    assert list(sentences(said)) == ["Read how we use what you tell us about yourself before you begin to answer us."]


@pytest.mark.parametrize("word", SYLLABLES)
def test_the_syllables_of_a_word_are_counted(word: str) -> None:
    assert syllables(word) == SYLLABLES[word]


@pytest.mark.parametrize(
    "said",
    [
        "Vera Lind", "01632 960 100", "4 Mill Lane, ZZ1 2AB", "name@example.org", "https://example.org/permits", "SMS",
        "GP", "AB12 CDE", "£12.50", "Elverdon", "Bank of Scotland", "{date}", "Radio", "Person", "B4501", "Facebook", "",
    ],
)  # fmt: skip
def test_names_numbers_and_addresses_are_no_language(said: str) -> None:
    assert not is_worded(said)


@pytest.mark.parametrize(
    "said", ["Name", "Full name", "Monday to Friday", "Which street is it in?", "Yes", "Dim un", "Enw"]
)
def test_words_that_read_otherwise_in_the_other_language_are_known(said: str) -> None:
    assert is_worded(said)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_of_a_definition_is_found(name: str) -> None:
    found = [id(placed.text) for placed in texts(SHIPPED[name])]
    assert sorted(found) == sorted(id(text) for _way, text in every_text(SHIPPED[name]))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_has_a_name_and_a_key_of_its_own(name: str) -> None:
    placed = list(texts(SHIPPED[name]))
    assert all(each.named for each in placed)
    assert len({each.key for each in placed}) == len(placed)


def test_no_answer_of_a_journey_test_is_taken_for_words() -> None:
    file = FOLDER / "base.yaml"
    text = file.read_text(encoding="utf-8").replace("{about: light, where: Mill Lane}", "{en: light, cy: Mill Lane}")
    assert all("Mill Lane" not in placed.text.values() for placed in texts(load_service(text)))


def test_what_the_walk_finds_is_words_and_nothing_else() -> None:
    for service in SHIPPED.values():
        assert all(isinstance(said, str) for placed in texts(service) for said in placed.text.values())
        assert all(placed.text in list(_texts_in(placed.holder)) for placed in texts(service))


def _texts_in(part: BaseModel) -> Iterator[Any]:
    for name in type(part).model_fields:
        held = getattr(part, name)
        yield held
        if isinstance(held, dict):
            yield from held.values()
