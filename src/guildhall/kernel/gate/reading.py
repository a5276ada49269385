"""How hard some words are to read: sentence by sentence, by what is known without a dictionary.

For English, the school grade of Flesch and Kincaid (1975): the length of sentences in words, of words in syllables. For any
other language Björnsson's Lix (1968): the length of sentences, and how many words are long. Syllables are counted by the
groups of vowels, which is right for 56 of 65 words of council letters; a hyphenation list was right for half of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>]+|^\s*(?:[-*+•–]|\d+[.)])\s+", flags=re.MULTILINE)
_ENDS = re.compile(
    r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Ý0-9])|(?<=[a-z][.!?])(?=[A-Z])|\s*\n+\s*|\s+[–—]\s+|[:;]\s+"
)
_SHORTENED = re.compile(r"\b(e\.g|i\.e|etc|No|Mr|Mrs|Ms|Dr|St|er enghraifft|h\.y)\.", flags=re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_WORD = re.compile(r"\S*(?:://|www\.|@)\S*|\S*\d\S*|\{\w+\}")

LONGEST_SENTENCE = {"en": 30}
"""Words in a sentence. GOV.UK asks writers for no more than 25, and its own plain pages reach 30."""
LONGEST_ELSEWHERE = 35
"""Welsh and others write small words apart where English has one, so a sentence of the same matter has more of them."""
HARDEST_GRADE = 15
"""The school grade beyond which a sentence is hard: more than somebody reads easily who left school at 18 (grade 13)."""
HARDEST_LIX = 75
"""Björnsson's scale, on which 60 is the language of statutes in Swedish. Plain Welsh words are longer: theirs reaches 60."""
_LEAST = 10
"""Words in a sentence before its hardness can be told: in a shorter one, a single name would decide."""


def sentences(said: str) -> Iterator[str]:
    """The sentences of a text, without the marks of Markdown. An item of a list, and what a colon parts, is one by itself.

    A text of a few words is taken for one.
    """
    if "\n" not in said and said.count(" ") < _LEAST:
        yield said
        return
    plain = _SHORTENED.sub(lambda found: found[0].replace(".", ""), _MARKS.sub(lambda found: found[1] or " ", said))
    for sentence in _ENDS.split(plain):
        if sentence and sentence.strip():
            yield " ".join(sentence.split())


def is_long(sentence: str, language: str) -> int | None:
    """How many words a sentence has, where they are too many. What stands in brackets is read by the way."""
    count = len(_BRACKETS.sub(" ", sentence).split())
    return count if count > LONGEST_SENTENCE.get(language, LONGEST_ELSEWHERE) else None


def is_hard(sentence: str, language: str) -> bool:
    """Say whether the words of a sentence are hard to read. Names, numbers and addresses are left out of account."""
    if sentence.count(" ") + 1 < _LEAST:
        return False
    words = _WORD.findall(_NO_WORD.sub(" ", sentence))
    told = [word for place, word in enumerate(words) if place == 0 or word[0].islower()]
    if len(told) < _LEAST:
        return False
    if language == "en":
        return 0.39 * len(told) + 11.8 * sum(map(syllables, told)) / len(told) - 15.59 > HARDEST_GRADE
    return len(told) + 100 * sum(len(word) > 6 for word in told) / len(told) > HARDEST_LIX


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Count the syllables of an English word, by its groups of vowels."""
    bare = re.sub(r"[^a-z]", "", word.casefold())
    count = len(re.findall(r"[aeiouy]+", bare))
    for silent in _SILENT:
        if count > 1 and silent.search(bare):
            count -= 1
    return max(count + len(_APART.findall(bare)), 1)


_SILENT = (
    re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[aiou]e$"),  # place, whole, continue; but table, coffee
    re.compile(r"[^aeiouytdil]ed$|[aeiouy]led$"),  # asked, called; but needed, settled
    re.compile(r"(?:[^aeiouscxzgh]|[^sc]h)es$"),  # homes, bathes; but houses, watches
    re.compile(r"[^aeiouy]e(?:ly|ments?|ful|less|ness)$"),  # safely, statement
)
_APART = re.compile(r"ia(?!n|l$|ge)|eo(?!p)|io(?!n|us)|iet|[^q]ui(?![lrt])|uous|ying|eing|oing|ual|ycl")
"""Vowels that stand together and are said apart: society, doing, usual, recycling."""
