"""What a strategy says: the whole text that a body adopts, as one document. A version never changes, so it is kept whole and hashed.

A council keeps its own words for the levels (theme, priority, pledge): ``levels`` has them, and an element may keep a word of its own.
What the text does not say is left out, never made up: a commitment without an owner has none, and a measure that nobody has read
yet is a promise of no kind, with the words in which it was made.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from guildhall.kernel.canonical import content_hash, read_json
from guildhall.kernel.model import Json, Model, Text, as_json

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$(?!\n)", max_length=60)]
"""What an element is cited by, as its council writes it: `C2.1`, `T-INC`. It may stand in a reference and in an address."""

Reference = Annotated[str, Field(min_length=3, max_length=80, pattern=r"^[a-z-]+/\S+$(?!\n)")]
"""A record that is named as council papers name one another: `post/…`, `strategy/digital`."""

Kind = Literal["number", "share", "milestone", "yes-or-no"]
"""How something is promised: a number or a share (in per cent) with a target, a day by which, or something that happens or not."""

How = Literal["kept", "continued", "changed", "finished", "dropped"]
"""What became of a commitment of the predecessor: word for word, under another code, in other words, done, or given up."""

_GOES_ON: frozenset[How] = frozenset({"kept", "continued", "changed"})


class Period(Model):
    """From when until when a strategy is meant to hold. ``said`` is how it says so, where that is no pair of days: `2016-`."""

    first: date | None = None
    last: date | None = None
    said: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first and self.last and self.last < self.first:
            raise ValueError("the period ends before it begins")
        return self


class Owner(Model):
    """Who answers for something: a post, by its reference where the council's record has it, and as the text calls it."""

    post: Reference | None = None
    said: Text | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.post is None and self.said is None:
            raise ValueError("name the post, or leave the owner out where the text names none")
        return self


class Source(Model):
    """Where an element was read from, and what else its source says of it, word for word."""

    place: str = ""
    title: str = ""
    period: str = ""
    implies: str = ""


class Baseline(Model):
    """How it stood before: a value with its unit, the day it is of, and where it comes from."""

    value: Decimal
    unit: Text
    on: date
    source: Text


class Promise(Model):
    """How a commitment is to be measured. Without a ``kind`` nobody has read it yet: then ``said`` has the words, and nothing else stands.

    ``target`` counts in the unit of the measure, a share in per cent. ``measure`` is its name in the catalogue of measures.
    """

    measure: Code | None = None
    kind: Kind | None = None
    said: Text | None = None
    direction: Literal["up", "down"] | None = None
    target: Decimal | None = None
    unit: Text | None = None
    by: date | None = None
    baseline: Baseline | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind is None and (self.said is None or self.target is not None or self.measure is not None):
            raise ValueError("a promise that was not read yet has its words, and no measure and no target")
        if self.kind in {"number", "share"} and (self.target is None or self.direction is None or self.measure is None):
            raise ValueError("a number or a share needs its measure, its target and the direction: up or down")
        if self.kind == "share" and self.target is not None and not 0 <= self.target <= 100:
            raise ValueError("a share is in per cent, from 0 to 100")
        if self.kind == "milestone" and self.by is None:
            raise ValueError("a milestone needs the day by which it is reached")
        if self.kind in {"milestone", "yes-or-no"} and (self.target is not None or self.said is None):
            raise ValueError("a milestone, or what happens or not, has words that say what, and no number")
        return self


class Action(Model):
    """Something that is done for a commitment."""

    code: Code
    text: Text
    owner: Owner | None = None
    due: date | None = None


class Milestone(Model):
    """A point that is reached on the way, and by when."""

    code: Code
    text: Text
    due: date


class Budget(Model):
    """Money set aside: whole pence, for which period, and where it comes from."""

    pence: int = Field(ge=0)
    period: Text
    source: Text


class Need(Model):
    """What a commitment depends on: another one of this strategy, by its code, or something else, in words."""

    commitment: Code | None = None
    said: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.commitment is None) == (self.said is None):
            raise ValueError("name a commitment, or say in words what else is needed")
        return self


class Theme(Model):
    """What several commitments have in common. ``level`` is the council's own word for it, where it is another than usual."""

    code: Code
    title: Text
    text: Text | None = None
    level: str = ""
    source: Source | None = None


class Statement(Model):
    """What a strategy says that is neither theme nor commitment: a vision, a principle, a fact it began from. ``level`` says which."""

    code: Code
    level: Annotated[str, Field(min_length=1, max_length=60)]
    text: Text
    theme: Code | None = None
    source: Source | None = None


class Commitment(Model):
    """What the council undertakes. It is cited by its strategy and code: `commitment/digital/C2.1`. ``audience`` are those it is for."""

    code: Code
    text: Text
    more: Text | None = None
    theme: Code | None = None
    level: str = ""
    owner: Owner | None = None
    audience: tuple[Text, ...] = ()
    actions: tuple[Action, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    budget: tuple[Budget, ...] = ()
    needs: tuple[Need, ...] = ()
    measures: tuple[Promise, ...] = ()
    source: Source | None = None


class Alignment(Model):
    """Another strategy that this one goes with: ours by its reference, or one of somebody else's by its name; and how."""

    strategy: Reference | None = None
    name: Text
    how: Text
    commitments: tuple[Code, ...] = ()


class Becoming(Model):
    """What became of one commitment of the predecessor: as which of ours it goes on, or why it does not."""

    code: Code
    how: How
    as_: tuple[Code, ...] = ()
    because: Text | None = None

    @model_validator(mode="after")
    def _said(self) -> Self:
        if (self.how in _GOES_ON) != bool(self.as_):
            raise ValueError("name the commitments as which it goes on; one that is finished or dropped has none")
        if self.how == "dropped" and self.because is None:
            raise ValueError("say why it was dropped")
        return self


class Predecessor(Model):
    """The strategy before this one, and what became of each of its commitments."""

    strategy: Reference
    became: tuple[Becoming, ...] = ()


class Strategy(Model):
    """A strategy as it is adopted. Its codes are its own: a theme, a statement and a commitment never share one."""

    guildhall: Literal[1] = Field(1, description="the version of this format")
    title: Text
    council: Text | None = Field(None, description="whose it is, where it is another council's")
    period: Period = Period()
    levels: dict[Code, Text] = Field(default_factory=dict, description="the council's own words for its levels")
    statements: tuple[Statement, ...] = ()
    themes: tuple[Theme, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    predecessor: Predecessor | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        parts: tuple[Theme | Statement | Commitment, ...] = (*self.themes, *self.statements, *self.commitments)
        codes = [each.code for each in parts]
        if twice := sorted({each for each in codes if codes.count(each) > 1}):
            raise ValueError(f"each code stands once; these stand twice: {', '.join(twice)}")
        themes, ours = {each.code for each in self.themes}, {each.code for each in self.commitments}
        missing = sorted({each for each in _themes_named(self) if each not in themes} | (_named(self) - ours))
        if missing:
            raise ValueError(f"these codes are named and not there: {', '.join(missing)}")
        return self

    def to_json(self) -> Json:
        """The strategy as plain JSON: what was written, without what is left at its default."""
        return as_json(self.model_dump(by_alias=True, exclude_defaults=True)) | {"guildhall": 1}

    def hash(self) -> str:
        """The content hash: the same for the same text, however it was written."""
        return content_hash(self.to_json())

    def commitment(self, code: str) -> Commitment | None:
        """The commitment of a code."""
        return next((each for each in self.commitments if each.code == code), None)

    def of_theme(self, code: str | None) -> tuple[Commitment, ...]:
        """The commitments of a theme; of none, those that stand under none."""
        return tuple(each for each in self.commitments if each.theme == code)


_STRATEGY = TypeAdapter(Strategy)


def kept_strategy(document: str) -> Strategy:
    """Read back a strategy that was judged when it was written: canonical JSON."""
    return _STRATEGY.validate_python(read_json(document))


def strategy_of(tree: Any) -> Strategy:
    """Read a strategy from plain values. Raises pydantic's ``ValidationError``, which is a ``ValueError``, with every fault."""
    return _STRATEGY.validate_python(tree)


def unaccounted(strategy: Strategy, before: Iterable[str]) -> tuple[str, ...]:
    """The commitments of the predecessor of which the strategy does not say what became of them, in their order."""
    told = {each.code for each in strategy.predecessor.became} if strategy.predecessor else set()
    return tuple(each for each in before if each not in told)


def _themes_named(strategy: Strategy) -> Iterator[str]:
    under: tuple[Statement | Commitment, ...] = (*strategy.statements, *strategy.commitments)
    return (each.theme for each in under if each.theme)


def _named(strategy: Strategy) -> set[str]:
    """The commitments that others name."""
    needed = {need.commitment for each in strategy.commitments for need in each.needs if need.commitment}
    aligned = {code for each in strategy.alignments for code in each.commitments}
    became = {code for each in (strategy.predecessor.became if strategy.predecessor else ()) for code in each.as_}
    return needed | aligned | became
