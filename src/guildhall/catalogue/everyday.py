"""Everyday words: how a sentence is cut into words, and each word brought back to its root, in English and in Welsh.

No dictionary and no model: a few endings, and in Welsh the changes that a word's first letter goes through.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guildhall.kernel.loading import read_tree

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘`]")

_ENGLISH_ENDINGS = ("ingly", "edly", "ing", "ed", "ly", "er")
_VOWELS = frozenset("aeiouy")

_WELSH_ENDINGS = (
    "iadau", "asoch", "iodd", "iais", "iaid", "iwch", "oedd", "aist", "iad", "iau", "ion", "iol", "wyd", "odd", "ais",
    "wch", "och", "ydd", "aid", "au", "on", "io", "od", "en", "yn", "o", "u",
)  # fmt: skip
"""The longest first, so that ``biniau`` loses ``iau`` and not only ``au``."""
_RADICALS = (
    ("ngh", ("c",)),
    ("ng", ("g",)),
    ("nh", ("t",)),
    ("mh", ("p",)),
    ("ph", ("p",)),
    ("th", ("t",)),
    ("ch", ("c", "ch")),
    ("dd", ("d",)),
    ("ll", ("ll",)),
    ("rh", ("rh",)),
    ("b", ("b", "p")),
    ("d", ("d", "t")),
    ("g", ("g", "c")),
    ("f", ("f", "b", "m")),
    ("m", ("m", "b")),
    ("n", ("n", "d")),
    ("l", ("l", "ll", "gl")),
    ("r", ("r", "rh", "gr")),
    ("w", ("w", "gw")),
    ("a", ("a", "ga")),
    ("e", ("e", "ge")),
    ("o", ("o", "go")),
    ("y", ("y", "gy")),
)
"""What a Welsh word may have begun with before soft, nasal or aspirate mutation changed it."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """What people's words have in common, in one language.

    ``small`` are the roots that tell nothing. ``alike`` gives, for a run of roots, the names of the groups whose words mean
    much the same.
    """

    small: frozenset[str] = frozenset()
    alike: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


def everyday(text: str, language: str) -> Everyday:
    """Read the everyday words of a language from their file. Raises ``Unreadable`` for what is not YAML."""
    tree = read_tree(text, "everyday-words.yaml").get(language, {})
    small = frozenset(
        root for word in tree.get("small", ()) for root in roots(words_of(str(word), language)[0], language)
    )
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, group in tree.get("alike", {}).items():
        for said in group:
            for run in _runs(words_of(str(said), language), language):
                alike[run] = (*alike.get(run, ()), f"={name}")
    return Everyday(small, alike)


def words_of(sentence: str, language: str) -> list[str]:
    """Cut a sentence into words: small letters without accents. English joins at an apostrophe, Welsh parts there."""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", sentence.casefold()) if not unicodedata.combining(each)
    )
    return _WORD.findall(_APOSTROPHES.sub(" " if language == "cy" else "", plain))


def roots(word: str, language: str) -> tuple[str, ...]:
    """The roots a word may come from: one in English; in Welsh one for each letter that it may have begun with."""
    if language != "cy":
        return (_english(word),)
    root = _without_ending(word)
    for beginning, radicals in _RADICALS:
        if root.startswith(beginning):
            return tuple(radical + root[len(beginning) :] for radical in radicals)
    return (root,)


def slips(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters in turn: two words that share one of these differ by a slip."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _runs(words: Sequence[str], language: str) -> Iterator[tuple[str, ...]]:
    """The runs of roots that several words may stand for."""
    if not words:
        yield ()
        return
    for root in roots(words[0], language):
        for rest in _runs(words[1:], language):
            yield (root, *rest)


def _english(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in _ENGLISH_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWELS & set(stem):
            word = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
            break
    if word.endswith("tion"):
        word = word[:-3]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _without_ending(word: str) -> str:
    for ending in _WELSH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if len(ending) > 2 else 4):
            return word.removesuffix(ending)
    return word
