"""The words of our own pages: each room's `words.yaml`, every key in English and in Welsh.

A key is `room.name`, such as `estate.skip-to-content`. Words may have holes: `{number}`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

LANGUAGES = ("en", "cy")


class NoSuchWords(KeyError):
    """A page asks for words that its room's `words.yaml` does not hold."""


@dataclass(frozen=True, slots=True)
class Words:
    """One room's words, by key and language."""

    room: str
    texts: Mapping[str, Mapping[str, str]]

    def say(self, key: str, language: str, **holes: object) -> str:
        """The words for a key, with its holes filled. Raises `NoSuchWords`."""
        try:
            text = self.texts[key][language]
        except KeyError:
            raise NoSuchWords(f"{self.room}.{key} in {language}") from None
        return text.format(**holes) if holes else text

    def both(self, key: str, **holes: object) -> dict[str, str]:
        """The words for a key in every language, with its holes filled. Raises `NoSuchWords`."""
        return {language: self.say(key, language, **holes) for language in LANGUAGES}

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)


@cache
def words(room: str) -> Words:
    """The words of a room, read once. A room without `words.yaml` has none."""
    source = files("guildhall") / room / "words.yaml"
    if not source.is_file():
        return Words(room, {})
    return Words(room, YAML(typ="safe").load(source.read_text(encoding="utf-8")) or {})


def say(key: str, language: str, **holes: object) -> str:
    """The words for a full key, `room.name`. Raises `NoSuchWords`."""
    room, _, name = key.partition(".")
    return words(room).say(name, language, **holes)
