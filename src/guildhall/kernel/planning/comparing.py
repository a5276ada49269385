"""What one version of a strategy changed of another: element by element, each found again by its code.

An element is added, taken out, reworded or moved to another theme. Which words of it changed is ``kernel.authority.differing``'s to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.strategy import Commitment, Owner, Promise, Strategy

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
            f"became {each.code}": _with(each.because or {"en": ""}, " ".join([each.how, *each.as_]))
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
    period = strategy.period
    days = " – ".join(each.isoformat() if each else "" for each in (period.first, period.last))
    parts: dict[str, Text | None] = {
        "title": strategy.title,
        "council": strategy.council,
        "period": _plain(period.said or (days if days != " – " else "")),
    }
    return _there(parts | {f"level {code}": called for code, called in strategy.levels.items()})


def _of_commitment(each: Commitment) -> Iterator[tuple[str, Text | None]]:
    yield from (("text", each.text), ("more", each.more), ("level", _plain(each.level)), ("owner", _owner(each.owner)))
    yield from ((f"audience {number}", said) for number, said in enumerate(each.audience, 1))
    for action in each.actions:
        yield (
            f"action {action.code}",
            _with(action.text, action.due.isoformat() if action.due else "", _owner(action.owner)),
        )
    for milestone in each.milestones:
        yield f"milestone {milestone.code}", _with(milestone.text, milestone.due.isoformat())
    for number, line in enumerate(each.budget, 1):
        yield f"budget {number}", _with(line.source, f"{line.pence} pence", line.period)
    for number, need in enumerate(each.needs, 1):
        yield f"needs {number}", need.said or _plain(need.commitment or "")
    for number, promise in enumerate(each.measures, 1):
        yield f"measure {number}", _promised(promise)


def _promised(each: Promise) -> Text | None:
    target = f"{each.direction or ''} {each.target}" if each.target is not None else ""
    parts = (each.kind, each.measure, target.strip(), each.unit, f"by {each.by.isoformat()}" if each.by else "")
    said = _with(each.said or {"en": ""}, *parts)
    if each.baseline is None:
        return said
    start = each.baseline
    return _with(said, f"from {start.value}", start.unit, start.on.isoformat(), start.source)


def _owner(owner: Owner | None) -> Text | None:
    """By name where the text names a post, and by reference where it does not: one post has one reference, whatever it is called."""
    return (owner.said or _plain(owner.post or "")) if owner else None


def _with(text: Text, *more: Text | str | None) -> Text:
    """A text in each of its languages, and what else belongs to it."""
    return {
        language: " · ".join(
            filter(None, [said, *(words(each, language) if isinstance(each, dict) else each or "" for each in more)])
        )
        for language, said in text.items()
    }


def _plain(text: str) -> Text:
    """What is the same in every language."""
    return {"en": text} if text else {}


def _there(parts: Mapping[str, Text | None]) -> dict[str, Text]:
    return {name: text for name, text in parts.items() if text}
