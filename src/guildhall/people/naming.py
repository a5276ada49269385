"""Names and streets as they are searched: without case or accents; a name by its beginning and by its sound too. Pure."""

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
_FLAT = re.compile(r"^(?:flat|apartment|unit|room|fflat|ystafell) \w+(?: |$)")
_NUMBER = re.compile(r"^[0-9]+[a-z]?(?: ?[-/] ?[0-9]+[a-z]?)?(?: |$)")
_SHORT = {"st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive",
          "ter": "terrace", "terr": "terrace", "ct": "court", "pl": "place", "sq": "square", "cres": "crescent",
          "gdns": "gardens", "gr": "grove"}  # fmt: skip
"""How the last word of a street is often written."""


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


def line_of(*lines: str) -> str:
    """The first line of an address as it is searched, and the next where that names no street: `Flat 2` alone is nowhere."""
    line = ""
    for each in lines:
        *before, last = (line + " " + folded(re.sub("[,.;]", " ", _APOSTROPHES.sub("", each)))).split(" ")
        line = " ".join([*before, _SHORT.get(last, last)]).strip()
        if street_of(line):
            break
    return line


def street_of(line: str) -> str:
    """The street in a first line that ``line_of`` gave: what is left without the number of a flat and of a house."""
    return _NUMBER.sub("", _FLAT.sub("", line))


def words_of(name: str) -> tuple[Word, ...]:
    """The words by which a name is found, each once. A hyphen parts two words, an apostrophe none, a title is no word."""
    plain = _APOSTROPHES.sub("", folded(name))
    found = dict.fromkeys(each[:LONGEST] for each in _WORD.findall(plain))
    return tuple(Word(each, each[:START], sound_of(each)) for each in found if each not in _TITLES)


def sound_of(word: str) -> str:
    """How a word sounds, as Lawrence Philips's Metaphone writes it: `smyth` and `smith` sound alike."""
    return metaphone(word)[:_SOUND] if word.isascii() and word.isalpha() else ""
