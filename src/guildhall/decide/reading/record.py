"""What a page was read into: each field with the characters it came from, and the passages that were left over.

A value is only ever what the page says. Whatever a rule is not sure of it leaves out, and the passage is listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where something stands: from which character of the text, and up to which."""


class Unreadable(ValueError):  # named for what happened
    """This is no page of a council that can be read. Its words say why, on one line."""

    code = "unreadable"


class Found(NamedTuple):
    """One value, and where it stands in the text."""

    value: object
    start: int
    end: int


Tree: TypeAlias = Found | list["Tree"] | dict[str, "Tree"]
"""A field as a rule found it: one value, a list, or named parts; every leaf knows where it stands."""


@dataclass(frozen=True)
class Reading:
    """A page as it was read. ``parts`` are the items or decisions of a page that holds several, each read by itself."""

    kind: str
    fields: dict[str, object]
    spans: dict[str, Span]
    not_understood: list[Span]
    flags: list[str]
    text: str
    parts: list["Reading"] = field(default_factory=list)

    def record(self) -> dict[str, object]:
        """The record as JSON has it. Spans count characters of ``text``."""
        return self._fields() | {"not_understood": self.passages(), "flags": self.flags, "text": self.text}

    def passages(self) -> list[dict[str, object]]:
        """What was not understood, in the page's own words, with where each passage stands."""
        return [{"text": self.text[start:end], "span": [start, end]} for start, end in self.not_understood]

    def _fields(self) -> dict[str, object]:
        spans = {name: list(span) for name, span in self.spans.items()}
        parts = {"parts": [each._fields() for each in self.parts]} if self.parts else {}
        return {"kind": self.kind} | self.fields | parts | {"spans": spans}


class Sheet:
    """What the rules write on while they read one page, or one part of it."""

    def __init__(self) -> None:
        self.fields: dict[str, object] = {}
        self.spans: dict[str, Span] = {}
        self.understood: list[Span] = []
        self.doubted: list[Span] = []
        self.flags: list[str] = []
        self.told: set[str] = set()

    def put(self, name: str, tree: Tree | None) -> None:
        """Write a field down, with the place of each of its leaves. What was written first stands."""
        if not tree or name in self.fields:
            return
        self.fields[name] = _value(tree)
        for path, span, leaf in _places(name, tree):
            self.spans[path] = span
            if leaf:
                self.understood.append(span)

    def again(self, name: str) -> Tree:
        """A field that was written down, with its places, to stand in a list as well."""
        return self._again(name, self.fields[name])

    def _again(self, path: str, value: object) -> Tree:
        if isinstance(value, dict) and value:
            return {inner: self._again(f"{path}.{inner}", each) for inner, each in value.items()}
        if isinstance(value, list) and value:
            return [self._again(f"{path}.{number}", each) for number, each in enumerate(value)]
        return Found(value, *self.spans[path])

    def know(self, start: int, end: int) -> None:
        """A passage that is understood though it gives no field: a label, a heading."""
        self.understood.append((start, end))

    def doubt(self, start: int, end: int, flag: str = "") -> None:
        """A passage that says something a rule is not sure of: it is listed, whatever else was read from it."""
        self.doubted.append((start, end))
        if flag:
            self.flag(flag)

    def flag(self, flag: str) -> None:
        """Something that somebody must look at: the source contradicts itself, or looks wrong. Nothing is corrected."""
        if flag not in self.told:
            self.told.add(flag)
            self.flags.append(flag)

    def take(self, other: "Sheet") -> None:
        """What was understood and doubted in a part of the page is so for the whole."""
        self.understood += other.understood
        self.doubted += other.doubted
        for flag in other.flags:
            self.flag(flag)


def _value(tree: Tree) -> object:
    if isinstance(tree, Found):
        return tree.value
    if isinstance(tree, dict):
        return {name: _value(each) for name, each in tree.items()}
    return [_value(each) for each in tree]


def _places(path: str, tree: Tree) -> Iterator[tuple[str, Span, bool]]:
    """The path and place of a tree and of each of its parts; the last says whether it is a leaf."""
    yield path, hull(tree), isinstance(tree, Found)
    if isinstance(tree, dict):
        for name, each in tree.items():
            yield from _places(f"{path}.{name}", each)
    elif isinstance(tree, list):
        for number, each in enumerate(tree):
            yield from _places(f"{path}.{number}", each)


def hull(tree: Tree) -> Span:
    """The shortest stretch of the text that holds every leaf of a tree."""
    if isinstance(tree, Found):
        return tree.start, tree.end
    inner = [hull(each) for each in (tree.values() if isinstance(tree, dict) else tree)]
    return min(start for start, _ in inner), max(end for _, end in inner)
