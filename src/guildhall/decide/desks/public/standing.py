"""Where a decision stands, as a page shows it: a tag, sentences, its path step by step, and what the record does not show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.kernel.authority.saying import NAMES, breach_in_words, status_in_words, step_in_words
from guildhall.kernel.authority.values import Path, Step
from guildhall.kernel.clocks.duties import duties
from guildhall.kernel.model import words

_COLOURS = {
    "effective": "green", "carried-out": "green", "resolved": "green", "confirmed": "green",
    "recommended": "yellow", "recommended-elsewhere": "yellow", "adopted": "yellow",
    "call-in-open": "yellow", "called-in": "orange", "referred-back": "orange",
    "referred-to-council": "orange", "deferred": "grey", "withdrawn": "grey", "not-adopted": "grey", "superseded": "grey",
    "revoked": "grey",
}  # fmt: skip
"""How a status is coloured; what it is called says it too."""


@dataclass(frozen=True, slots=True)
class StepSaid:
    """One step of a path: what it came to, when, and where the record of that is shown. ``ahead``: it has not come yet."""

    code: str
    name: str
    on: date
    href: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a decision stands. ``tag`` is empty where the record says too little to tell."""

    tag: str
    colour: str
    sentences: tuple[str, ...]
    steps: tuple[StepSaid, ...]
    breaches: tuple[str, ...]


def stand(decision: m.Decision | m.PlanEntry, path: Path, lang: str) -> Stand:
    """The path of a decision, or of what is planned, in words. What has effect on a later day stands at its end, as what is to come."""
    steps = [
        StepSaid(each.name, step_in_words(each, lang), each.since, _shown_at(decision, each.cites, lang))
        for each in _told_once(path.steps)
    ]
    if path.due is not None:
        steps.append(StepSaid("effective", words(NAMES["effective"], lang), path.due, ahead=True))
    breaches = tuple(breach_in_words(each, duties(), lang) for each in path.breaches)
    sentences = status_in_words(path.status, lang) if path.status else ()
    return Stand(*tag_of(path, lang), sentences, tuple(steps), breaches)


def tag_of(path: Path, lang: str) -> tuple[str, str]:
    """Where a decision stands as a tag says it, and the tag's colour. No words where the record says too little to tell."""
    if path.status is None:
        return "", "grey"
    name = path.status.name
    return words(NAMES[name], lang).partition(":")[0], _COLOURS.get(name, "blue")


def _told_once(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, each notice once: the plan gives it, and whatever gives it again says nothing new."""
    told = set()
    for each in steps:
        if each.name != "noticed" or each.why not in told:
            yield each
        told.add(each.why)


def _shown_at(decision: m.Decision | m.PlanEntry, cites: str, lang: str) -> str:
    """Where the record of a step is shown, where that is another page."""
    return "" if cites == decision.reference or not cites else address_of(lang, cites)
