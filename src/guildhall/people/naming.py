"""Names as they are searched: without case, accents or titles, word by word, by beginning and by sound. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from jellyfish import metaphone

LONGEST = 60
"""Letters of a word that are kept for searching."""

START = 3
"""Letters by which a word is found before it is typed to its end."""

_SOUND = 12
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "lord", "rev", "cllr", "prof"})
_APOSTROPHES = re.compile("['’ʼ`]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as it is written, how it begins, and how it sounds (empty where letters tell nothing of it)."""

    word: str
    start: str
    sound: str


def folded(text: str) -> str:
    """The text without case and accents, in single spaces: `Siân  ÔWEN` is `sian owen`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def words_of(name: str) -> tuple[Word, ...]:
    """The words by which a name is found, each once. A hyphen parts two words, an apostrophe none, a title is no word."""
    plain = _APOSTROPHES.sub("", folded(name))
    found = dict.fromkeys(each[:LONGEST] for each in _WORD.findall(plain))
    return tuple(Word(each, each[:START], sound_of(each)) for each in found if each not in _TITLES)


def sound_of(word: str) -> str:
    """How a word sounds, as Lawrence Philips's Metaphone writes it: `smyth` and `smith` sound alike."""
    return metaphone(word)[:_SOUND] if word.isascii() and word.isalpha() else ""
