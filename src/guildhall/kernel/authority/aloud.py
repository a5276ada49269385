"""A decision in plain sentences, to be read aloud: who decided it and when, whether it has effect, what comes next, what it says, why.

The sentences are the house's own, in English and Welsh. What the decision says is quoted in its own words and its own language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guildhall.kernel.authority.saying import status_in_words
from guildhall.kernel.authority.values import Path
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.model import Text, words

MOST_PARAGRAPHS = 3
"""Paragraphs that are read out; of the rest it is said how many there are."""

_SENTENCES_OF_REASONS = 2
_ARTICLE = re.compile(r"^Yr? ")
"""How a body's name begins that has the article in Welsh: in the middle of a sentence it is small."""
_END = re.compile(r"(?<=[.!?])\s+")

_DECIDED: dict[str, Text] = {
    "resolved": {"en": "{by} decided this{on}.", "cy": "Penderfynodd {by} hyn{on}."},
    "recommended": {"en": "{by} recommended this to {to}{on}.", "cy": "Argymhellodd {by} hyn {to}{on}."},
    "noted": {"en": "{by} noted this{on}.", "cy": "Nododd {by} hyn{on}."},
    "deferred": {"en": "{by} put this off{on}.", "cy": "Gohiriodd {by} hyn{on}."},
    "refused": {"en": "{by} refused this{on}.", "cy": "Gwrthododd {by} hyn{on}."},
    "referred": {"en": "{by} referred this on{on}.", "cy": "Cyfeiriodd {by} hyn ymlaen{on}."},
}
_ON: Text = {"en": " on {day}", "cy": " ar {day}"}
_NOBODY: Text = {
    "en": "The record does not say who decided this.",
    "cy": "Nid yw’r cofnod yn dweud pwy a benderfynodd hyn.",
}
_AGREED: Text = {"en": "{to} agreed to it.", "cy": "Cytunodd {to} arno."}
_ELSEWHERE: Text = {"en": "another body", "cy": "gorff arall"}
_IN_FORCE: Text = {"en": "It has effect.", "cy": "Mae mewn grym."}
_ENDED: Text = {"en": "It has no effect.", "cy": "Nid yw mewn grym."}
_NOT_YET: Text = {"en": "It has no effect yet.", "cy": "Nid yw mewn grym eto."}
_ABOUT: Text = {"en": "It is called:", "cy": "Ei enw yw:"}
_SAYS: Text = {"en": "This is what it says:", "cy": "Dyma mae’n ei ddweud:"}
_THEN: Text = {"en": "It goes on:", "cy": "Mae’n mynd ymlaen:"}
_ONE_MORE: Text = {"en": "There is one more paragraph.", "cy": "Mae un paragraff arall."}
_MORE: Text = {"en": "There are {number} more paragraphs.", "cy": "Mae {number} o baragraffau eraill."}
_WHY: Text = {"en": "The reason given is:", "cy": "Y rheswm a roddir yw:"}
_WITHHELD: Text = {"en": "A part of it is not for the public.", "cy": "Nid yw rhan ohono i’r cyhoedd."}

_SAYS_SO = frozenset({"decided", "recommended", "recommended-elsewhere", "adopted"})
"""Where it stands says of these by itself whether it has effect yet."""

_WITHOUT_EFFECT = frozenset({"noted", "deferred", "referred"})
"""Outcomes by which nothing comes to have effect."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the record, and the language they are in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a published decision. ``by`` and ``to`` are names in the language of the telling; ``on`` is a local date."""

    title: Words
    outcome: str
    by: str = ""
    to: str = ""
    on: date | None = None
    paragraphs: tuple[Words, ...] = ()
    reasons: Words | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of ours, and what it quotes of the record, if anything."""

    text: str
    quotes: Words | None = None


def in_short(told: Told, path: Path, language: str) -> tuple[Sentence, ...]:
    """Who decided it and when, whether it has effect, and what may happen until or from when."""
    effect = _effect(told, path, language)
    said = [
        _decided(told, language),
        effect,
        *_stands(told, path, language),
        words(_WITHHELD, language) if told.withheld else "",
    ]
    return tuple(Sentence(each) for each in said if each)


def read_aloud(told: Told, path: Path, language: str) -> tuple[Sentence, ...]:
    """All that is read out: what it is called, the short of it, what it says and why."""
    return (
        Sentence(words(_ABOUT, language), told.title),
        *in_short(told, path, language),
        *_what(told, language),
        *_why(told, language),
    )


def _stands(told: Told, path: Path, language: str) -> Iterator[str]:
    """Where it stands; and of a recommendation that has effect, who agreed to it."""
    if path.status is None:
        return
    yield from status_in_words(path.status, language)
    if told.outcome == "recommended" and told.to and path.status.why == "resolved":
        yield words(_AGREED, language).format(to=_in_a_sentence(told.to, language))


def _in_a_sentence(name: str, language: str) -> str:
    return _ARTICLE.sub(lambda found: found[0].lower(), name) if language == "cy" else name


def _decided(told: Told, language: str) -> str:
    if not told.by:
        return words(_NOBODY, language)
    day = day_inside(told.on, language, after_a_preposition=True)
    on = words(_ON, language).format(day=day) if told.on else ""
    by, to = told.by, told.to or words(_ELSEWHERE, language)
    if language == "cy":
        to = _to_in_welsh(to)
    return words(_DECIDED[told.outcome], language).format(by=_in_a_sentence(by, language), to=to, on=on)


def _to_in_welsh(name: str) -> str:
    """To a body: an article runs into the word before it (`i’r Cyngor Llawn`)."""
    bare = _ARTICLE.sub("", name)
    return f"i {name}" if bare == name else f"i’r {bare}"


def _effect(told: Told, path: Path, language: str) -> str:
    if path.is_in_force:  # where it stands says so itself, save once it is carried out
        return "" if path.status and path.status.name == "effective" else words(_IN_FORCE, language)
    if path.ended is not None:
        return words(_ENDED, language)
    says_so = path.status is None or path.status.name in _SAYS_SO
    return "" if told.outcome in _WITHOUT_EFFECT or says_so else words(_NOT_YET, language)


def _what(told: Told, language: str) -> Iterator[Sentence]:
    for place, each in enumerate(told.paragraphs[:MOST_PARAGRAPHS]):
        yield Sentence(words(_THEN if place else _SAYS, language), each)
    if more := len(told.paragraphs[MOST_PARAGRAPHS:]):
        yield Sentence(words(_ONE_MORE if more == 1 else _MORE, language).format(number=more))


def _why(told: Told, language: str) -> Iterator[Sentence]:
    """The first sentences of the reasons. Where there are none, nothing is said of any."""
    if told.reasons is not None and told.reasons.text.strip() not in ("", "None"):
        first = " ".join(_END.split(told.reasons.text.strip())[:_SENTENCES_OF_REASONS])
        yield Sentence(words(_WHY, language), Words(first, told.reasons.language))
