"""What one version of a strategy changed of another: element by element, each found again by its code.

An element is added, taken out, reworded or moved to another theme. Which words of it changed is ``kernel.authority.differing``'s to say.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Literal

from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.promised import became_in_words, by_day, promise_in_words
from guildhall.kernel.planning.strategy import Commitment, Owner, Period, Strategy

ElementKind = Literal["strategy", "statement", "theme", "commitment", "alignment", "predecessor"]
ChangeKind = Literal["added", "taken-out", "reworded", "moved"]


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a strategy: what it is, its code, the theme it stands under, and its passages by what each is of it."""

    kind: ElementKind
    code: str
    place: str
    passages: Mapping[str, Text] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is not as it was, before and after; ``None`` where it was or is not there."""

    name: str
    before: Text | None = field(hash=False)
    after: Text | None = field(hash=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one element. ``was`` and ``now`` are the themes under which it stood and stands."""

    kind: ChangeKind
    of: ElementKind
    code: str
    passages: tuple[Passage, ...] = ()
    was: str = ""
    now: str = ""


def changes(before: Strategy, after: Strategy) -> tuple[Change, ...]:
    """What was changed, in the order of the later version; what was taken out comes last. One that is moved and reworded is told twice."""
    one, other = _by_name(before), _by_name(after)
    found = [change for name, each in other.items() for change in _between(one.get(name), each)]
    return (*found, *(change for name, each in one.items() if name not in other for change in _between(each, None)))


def lines_changed(told: tuple[Change, ...], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The passages that are gone and those that are new, in one language; what is the same in it is in neither."""
    gone, new = set(), set()
    for each in (passage for change in told for passage in change.passages):
        was, now = ((words(text, language) if text else "") for text in (each.before, each.after))
        if was != now:
            gone.add(was)
            new.add(now)
    return frozenset(gone - {""}), frozenset(new - {""})


def elements(strategy: Strategy) -> Iterator[Element]:
    """The pieces of a strategy in the order in which it is read."""
    yield Element("strategy", "", "", _whole(strategy))
    for said in strategy.statements:
        yield Element("statement", said.code, said.theme or "", {"text": said.text, "level": _plain(said.level)})
    for theme in strategy.themes:
        parts = {"title": theme.title, "text": theme.text, "level": _plain(theme.level)}
        yield Element("theme", theme.code, "", _there(parts))
    for each in strategy.commitments:
        yield Element("commitment", each.code, each.theme or "", _there(dict(_of_commitment(each))))
    for number, with_ in enumerate(strategy.alignments, 1):
        named = {"name": with_.name, "how": with_.how, "commitments": _plain(", ".join(with_.commitments))}
        yield Element("alignment", with_.strategy or words(with_.name, "en") or str(number), "", _there(named))
    if strategy.predecessor:
        became = {
            f"became {each.code}": _with(_in_both(partial(became_in_words, each.how, each.as_)), each.because)
            for each in strategy.predecessor.became
        }
        yield Element("predecessor", strategy.predecessor.strategy, "", became)


def _by_name(strategy: Strategy) -> dict[tuple[str, str], Element]:
    return {(each.kind, each.code): each for each in elements(strategy)}


def _between(before: Element | None, after: Element | None) -> Iterator[Change]:
    there = after or before
    assert there is not None
    one, other = (each.passages if each else {} for each in (before, after))
    differing = tuple(
        Passage(name, one.get(name), other.get(name))
        for name in dict.fromkeys([*one, *other])
        if one.get(name) != other.get(name)
    )
    if before is None or after is None:
        yield Change("added" if after else "taken-out", there.kind, there.code, differing)
        return
    if before.place != after.place:
        yield Change("moved", there.kind, there.code, (), before.place, after.place)
    if differing:
        yield Change("reworded", there.kind, there.code, differing)


def _whole(strategy: Strategy) -> dict[str, Text]:
    parts: dict[str, Text | None] = {
        "title": strategy.title,
        "council": strategy.council,
        "period": _in_both(partial(_period, strategy.period)),
    }
    return _there(parts | {f"level {code}": called for code, called in strategy.levels.items()})


def _period(period: Period, language: str) -> str:
    days = [in_words(each.isoformat(), language) if each else "" for each in (period.first, period.last)]
    return period.said or (" – ".join(days) if any(days) else "")


def _of_commitment(each: Commitment) -> Iterator[tuple[str, Text | None]]:
    yield from (("text", each.text), ("more", each.more), ("level", _plain(each.level)), ("owner", _owner(each.owner)))
    yield from ((f"audience {number}", said) for number, said in enumerate(each.audience, 1))
    for action in each.actions:
        yield f"action {action.code}", _with(action.text, _by(action.due), _owner(action.owner))
    for milestone in each.milestones:
        yield f"milestone {milestone.code}", _with(milestone.text, _by(milestone.due))
    for number, line in enumerate(each.budget, 1):
        yield f"budget {number}", _with(_plain(pounds(line.pence)), line.period, line.source)
    for number, need in enumerate(each.needs, 1):
        yield f"needs {number}", need.said or _plain(need.commitment or "")
    for number, promise in enumerate(each.measures, 1):
        yield f"measure {number}", _in_both(partial(promise_in_words, promise))


def _owner(owner: Owner | None) -> Text | None:
    """By name where the text names a post, and by reference where it does not: one post has one reference, whatever it is called."""
    return (owner.said or _plain(owner.post or "")) if owner else None


def _by(due: date | None) -> Text | None:
    return _in_both(partial(by_day, due)) if due else None


def _in_both(said: Callable[[str], str]) -> Text:
    """What has words of ours, in each language that we have."""
    return {language: found for language in ("en", "cy") if (found := said(language))}


def _with(text: Text, *more: Text | None) -> Text:
    """A text in each language in which any part of it stands, and what else belongs to it."""
    parts = [text, *filter(None, more)]
    return {
        language: " · ".join(filter(None, (words(each, language) for each in parts)))
        for language in dict.fromkeys(language for each in parts for language in each)
    }


def _plain(text: str) -> Text:
    """What is the same in every language."""
    return {"en": text} if text else {}


def _there(parts: Mapping[str, Text | None]) -> dict[str, Text]:
    return {name: text for name, text in parts.items() if text}
