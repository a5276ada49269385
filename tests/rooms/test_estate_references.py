"""Promises about references and codes that people read aloud, copy and type."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guildhall.estate.references import ALPHABET, is_sound, new_reference, spelled, tidy

made = st.builds(lambda seed, length: new_reference(Random(seed), length=length), st.integers(), st.integers(3, 22))


@given(made)
def test_every_new_reference_is_sound_and_tidy(reference: str) -> None:
    assert is_sound(reference)
    assert tidy(reference) == reference


@given(made, st.data())
def test_any_single_wrong_sign_is_found(reference: str, data: st.DataObject) -> None:
    signs = list(reference.replace("-", ""))
    place = data.draw(st.integers(0, len(signs) - 1))
    signs[place] = data.draw(st.sampled_from(ALPHABET).filter(lambda sign: sign != signs[place]))
    assert not is_sound("".join(signs))


@given(made, st.data())
def test_any_two_signs_swapped_are_found(reference: str, data: st.DataObject) -> None:
    signs = list(reference.replace("-", ""))
    one, other = data.draw(st.tuples(st.integers(0, len(signs) - 1), st.integers(0, len(signs) - 1)))
    assume(signs[one] != signs[other])
    signs[one], signs[other] = signs[other], signs[one]
    assert not is_sound("".join(signs))


@given(made)
def test_case_spaces_and_dashes_do_not_matter(reference: str) -> None:
    assert tidy(f"  {reference.lower().replace('-', ' ')} ") == reference
    assert tidy(reference.replace("-", "–")) == reference


@pytest.mark.parametrize(("typed", "meant"), [("0", "Q"), ("o", "Q"), ("S", "5"), ("z", "2"), ("b", "8"), ("U", "V")])
def test_a_look_alike_is_read_as_the_sign_that_was_meant(typed: str, meant: str) -> None:
    reference = next(found for found in map(_seeded, range(1000)) if meant in found)
    assert is_sound(reference.replace(meant, typed))
    assert tidy(reference.replace(meant, typed)) == reference


def test_nothing_in_the_alphabet_looks_alike_or_makes_words() -> None:
    assert len(ALPHABET) == 23
    assert not set(ALPHABET) & set("01ILOSZBUAEWY")


@given(st.text())
def test_whatever_is_typed_gets_an_answer_and_never_an_error(text: str) -> None:
    assert is_sound(text) in (True, False)
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_sign_can_be_said_aloud_and_no_two_sound_the_same(language: str) -> None:
    said = spelled(ALPHABET, language)
    assert len(set(said)) == len(ALPHABET)


def test_a_reference_is_spelled_sign_by_sign() -> None:
    assert spelled("7q", "en") == ("seven", "Q for Quebec")
    assert spelled("7q", "cy") == ("saith", "Q am Quebec")


def test_a_reference_has_room_for_the_check_character() -> None:
    with pytest.raises(ValueError, match="from 3 to 22"):
        new_reference(Random(1), length=2)


def _seeded(seed: int) -> str:
    return new_reference(Random(seed))
