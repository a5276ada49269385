"""The finder: which service somebody is after, from a sentence in their own words.

It ranks by how telling the words are that a sentence shares with a service (BM25: a word that few services know tells
most), after bringing words back to their roots, joining words that mean the same, and forgiving a slip of the pen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from guildhall.catalogue.everyday import Everyday, roots, slips, words_of
from guildhall.kernel.kinds.choice import Choice
from guildhall.kernel.kinds.choices import Choices
from guildhall.kernel.saying import every_question
from guildhall.kernel.service import Service

TITLE, FINDS, SUMMARY, OPTION = 3.0, 2.0, 1.0, 0.7
"""How much a word weighs by where it stands in a definition."""
SAME, ALIKE, SLIPPED, BEGINS = 1.0, 0.8, 0.7, 0.5
"""How much a word of the sentence counts: the same root, one that means the same, one misspelt, one with the same beginning."""
OTHER_LANGUAGE = 0.6
SHARED = 3
"""In so many services a text tells nothing of any one of them: "By email", "Something else"."""
SATURATION, LENGTH = 1.2, 0.3
LONGEST_RUN = 4
SHORTEST = 4
"""Letters of a root that must be right: shorter ones are too easily taken for one another."""
LONGEST_SENTENCE = 60
"""Words that are read of a sentence, so that a whole letter pasted in does no harm."""

Told = dict[str, dict[str, float]]
"""For each word (or term), how strongly it tells of each service that knows it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A service that may be meant: how strongly (comparable within one search only), and the words that told."""

    service: str
    score: float
    reason: str


class Finder:
    """Finds services from what people say, in one language. Welsh speakers' English words are understood too.

    Made once from the definitions and the everyday words of each language (``everyday``); asking it changes nothing.
    """

    def __init__(self, services: Iterable[Service], language: str, words: Mapping[str, Everyday] | None = None) -> None:
        languages = (language, "en") if language == "cy" else (language,)
        words = words or {}
        self._tongues = tuple(
            _Tongue(each, words.get(each, Everyday()), 1.0 if each == language else OTHER_LANGUAGE)
            for each in languages
        )
        services = tuple(services)
        for tongue in self._tongues:
            tongue.learn(services)

    def find(self, sentence: str, limit: int = 3) -> tuple[Found, ...]:
        """The services that a sentence may mean, the likeliest first. Empty where no word of it tells anything."""
        said = " ".join(sentence.split()[:LONGEST_SENTENCE])
        scores: dict[str, float] = defaultdict(float)
        heard: dict[str, list[str]] = defaultdict(list)
        for word, told in self._tell(said).items():
            for service, strength in told.items():
                scores[service] += strength
                heard[service].append(word)
        ranked = sorted(scores, key=lambda service: (-scores[service], service))[:limit]
        return tuple(Found(each, round(scores[each], 3), ", ".join(heard[each])) for each in ranked)

    def _tell(self, sentence: str) -> Told:
        """What each word tells, in the language in which it tells most."""
        best: Told = {}
        for tongue in self._tongues:
            for word, told in tongue.tell(sentence).items():
                if max(told.values(), default=0.0) > max(best.get(word, {}).values(), default=0.0):
                    best[word] = told
        return best


class _Tongue:
    """One language of the finder: which terms stand in which service, and how telling each is."""

    def __init__(self, language: str, words: Everyday, weight: float) -> None:
        self.language = language
        self.words = words
        self.weight = weight
        self.tells: Told = {}
        self.slipped: dict[str, set[str]] = defaultdict(set)
        self.begins: dict[str, set[str]] = defaultdict(set)

    def learn(self, services: tuple[Service, ...]) -> None:
        """Weigh every term of every service. A term that many services use tells little."""
        texts = {service.id: tuple(_texts(service, self.language)) for service in services}
        shared = Counter(text for several in texts.values() for text in dict(several))
        counts = {
            name: self._count((text, weight) for text, weight in several if shared[text] < SHARED)
            for name, several in texts.items()
        }
        lengths = {name: sum(count.values()) for name, count in counts.items()}
        middle = sum(lengths.values()) / max(len(lengths), 1)
        known: Told = defaultdict(dict)
        for name, count in counts.items():
            damped = SATURATION * (1 - LENGTH + LENGTH * lengths[name] / middle) if middle else SATURATION
            for term, times in count.items():
                known[term][name] = times * (SATURATION + 1) / (times + damped)
        for term, where in known.items():
            rarity = log(1 + (len(counts) - len(where) + 0.5) / (len(where) + 0.5)) * self.weight
            self.tells[term] = {name: strength * rarity for name, strength in where.items()}
        for root in {*self.tells, *(run[0] for run in self.words.alike if len(run) == 1)}:
            if len(root) > SHORTEST and not root.startswith("="):
                for slip in slips(root):
                    self.slipped[slip].add(root)
                self.begins[root[: SHORTEST + 1]].add(root)

    def tell(self, sentence: str) -> Told:
        """What each word of a sentence tells: for every service that knows it, how strongly."""
        written = words_of(sentence, self.language)
        rooted = [roots(word, self.language) for word in written]
        told: Told = {}
        for word, each, groups in zip(written, rooted, self._groups(rooted), strict=True):
            small = not self.words.small.isdisjoint(each)
            found = told.setdefault(word, {})
            for term, weight in self._heard(() if small else each, groups):
                for service, strength in self.tells.get(term, {}).items():
                    found[service] = max(found.get(service, 0.0), strength * weight)
        return told

    def _count(self, texts: Iterable[tuple[str, float]]) -> dict[str, float]:
        count: dict[str, float] = defaultdict(float)
        for text, weight in texts:
            for term in self._terms(text):
                count[term] += weight
        return count

    def _heard(self, rooted: tuple[str, ...], groups: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """The terms that a word may stand for, each with how surely."""
        known = [root for root in rooted if root in self.tells]
        yield from ((root, SAME) for root in known)
        yield from ((group, ALIKE) for group in groups)
        if known or groups:
            return
        long = [root for root in rooted if len(root) > SHORTEST]
        near, weight = {found for each in long for slip in slips(each) for found in self.slipped.get(slip, ())}, SLIPPED
        if not near:
            near, weight = {found for each in long for found in self.begins.get(each[: SHORTEST + 1], ())}, BEGINS
        for root in near:
            yield root, weight
            yield from ((group, weight * ALIKE) for group in self.words.alike.get((root,), ()))

    def _terms(self, text: str) -> Iterator[str]:
        rooted = [roots(word, self.language) for word in words_of(text, self.language)]
        for each, groups in zip(rooted, self._groups(rooted), strict=True):
            if self.words.small.isdisjoint(each):
                yield from each
            yield from groups

    def _groups(self, rooted: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """For each word, the groups of words alike to which it belongs, alone or as the first of a run of words."""
        found: list[tuple[str, ...]] = []
        for place in range(len(rooted)):
            runs: list[tuple[str, ...]] = [()]
            groups: dict[str, None] = {}
            for each in rooted[place : place + LONGEST_RUN]:
                runs = [(*run, root) for run in runs for root in each]
                for run in runs:
                    groups |= dict.fromkeys(self.words.alike.get(run, ()))
            found.append(tuple(groups))
        return found


def _texts(service: Service, language: str) -> Iterator[tuple[str, float]]:
    """The words by which a service may be known, each with its weight. Options are known by their labels."""
    yield service.title.get(language, ""), TITLE
    yield (service.summary or {}).get(language, ""), SUMMARY
    yield from ((said, FINDS) for said in service.finds.get(language, ()))
    for question in every_question(service.steps):
        if isinstance(question, Choice | Choices):
            yield from ((option.label.get(language, ""), OPTION) for option in question.options)
