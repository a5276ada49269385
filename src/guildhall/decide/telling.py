"""Published decisions as they are told in plain sentences: found by words, and read as they stand today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.authority.standing import paths
from guildhall.decide.finding import looked_back_to, search
from guildhall.decide.sight import Withheld, seen, withheld
from guildhall.decide.tongue import Tongue
from guildhall.kernel.authority.aloud import Sentence, Told, Words, in_short, read_aloud
from guildhall.kernel.authority.values import Path
from guildhall.kernel.clocks import local


@dataclass(frozen=True, slots=True)
class FoundDecision:
    """A published decision that was found: its reference, what it is called, by whom and when it was taken."""

    reference: str
    title: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class FoundDecisions:
    """What was found. ``until`` is the day back to which was looked, where that is not all: the words are too common."""

    decisions: tuple[FoundDecision, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class SpokenDecision:
    """A published decision to be read out, and where its page stands."""

    reference: str
    address: str
    sentences: tuple[Sentence, ...]


def find(*, words: str, language: str, most: int) -> FoundDecisions:
    """Published decisions in which every word of a sentence is found, the newest first; and how far back it was looked."""
    found, after = search(words=words, limit=most, kind="decision")
    rows = {each.reference: each for each in _rows().filter(reference__in=[each.subject for each in found])}
    until = looked_back_to(after) if len(found) < most else None
    decisions = tuple(
        FoundDecision(row.reference, Tongue(language).plain(row, "title"), _by(row, language), row.taken_on)
        for row in (rows.get(each.subject) for each in found)
        if row is not None
    )
    return FoundDecisions(decisions, until)


def spoken(*, reference: str, language: str) -> SpokenDecision | None:
    """A published decision in plain sentences; ``None`` where there is none that everybody may read."""
    row = _rows().filter(reference=reference).first()
    if row is None:
        return None
    path = paths([row], on=local(clock.now()).date())[row.pk]
    kept = withheld([row.reference]).get(row.reference, ())
    said = read_aloud(told_of(row, kept, language), path, language)
    return SpokenDecision(row.reference, address_of(language, row.reference), said)


def short_of(row: m.Decision, path: Path, kept: Iterable[Withheld], language: str) -> tuple[Sentence, ...]:
    """The short of a published decision, for its page. It comes with what ``told_of`` names."""
    return in_short(told_of(row, kept, language), path, language)


def told_of(row: m.Decision, kept: Iterable[Withheld], language: str) -> Told:
    """What is told of a decision that everybody may read. It comes with its body, post, person and ``recommends_to``.

    ``kept`` is what of it is or was withheld.
    """
    return Told(
        title=_own(row, "title", language),
        outcome=row.outcome,
        by=_by(row, language),
        to=Tongue(language, row.taken_on).plain(row.recommends_to, "name") if row.recommends_to else "",
        on=row.taken_on,
        paragraphs=tuple(_own(each, "text", language) for each in row.resolutions.order_by("place")),
        reasons=Words(row.reasons, "en") if row.reasons else None,
        withheld=any(each.lifted_at is None for each in kept),
    )


def _rows() -> Any:
    return seen(m.Decision).select_related(
        "item__meeting", "matter", "plan_entry", "organization", "post", "person", "recommends_to"
    )


def _by(row: m.Decision, language: str) -> str:
    tongue = Tongue(language, row.taken_on)
    if row.organization:
        return tongue.plain(row.organization, "name")
    if row.post:
        return tongue.plain(row.post, "label")
    return tongue.named(row.person) if row.person else ""


def _own(row: Any, name: str, language: str) -> Words:
    own = getattr(row, f"{name}_cy", "") if language == "cy" else ""
    return Words(own, "cy") if own else Words(getattr(row, name), "en")
