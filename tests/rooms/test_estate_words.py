"""Promises about the words of our own pages, in every room that has any."""

from importlib.resources import files

import pytest

from guildhall.estate.words import LANGUAGES, NoSuchWords, say, words

ROOMS = sorted(room.name for room in files("guildhall").iterdir() if (room / "words.yaml").is_file())

SAME_IN_BOTH = {"decide.feed-agenda", "decide.feed-entry"}
"""Keys whose words are rightly alike in English and Welsh: a word of both, and holes alone."""

EVERY_KEY = [(room, key) for room in ROOMS for key in words(room)]


def test_the_estate_has_words() -> None:
    assert "estate" in ROOMS


@pytest.mark.parametrize(("room", "key"), EVERY_KEY)
def test_every_key_has_words_in_both_languages_and_they_differ(room: str, key: str) -> None:
    said = words(room).both(key)
    assert all(text.strip() for text in said.values())
    assert said.keys() == words(room).texts[key].keys()
    assert (len(set(said.values())) == len(LANGUAGES)) != (f"{room}.{key}" in SAME_IN_BOTH)


def test_holes_are_filled() -> None:
    assert "10MB" in say("estate.file-too-big", "en", most=10)


def test_missing_words_are_an_error_and_never_an_empty_text() -> None:
    with pytest.raises(NoSuchWords, match=r"estate\.nothing"):
        say("estate.nothing", "en")
    with pytest.raises(NoSuchWords):
        say("nowhere.nothing", "cy")
