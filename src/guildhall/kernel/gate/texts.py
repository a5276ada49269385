"""Every text for people in a definition, found by walking the model: a new part with words is found without being named."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from guildhall.kernel.gate.named import in_quotes
from guildhall.kernel.model import Text
from guildhall.kernel.question import Option, Question
from guildhall.kernel.service import Channel, Fact, JourneyTest, Outcome, Page, Promise, Rule, Service
from guildhall.kernel.tables import DecisionTable

_PLAIN_TEXT = get_args(Text)[0]
_CALLED = {
    "say": "the words said aloud for",
    "help": "the help for",
    "proxy": "the words for somebody who answers for another, at",
    "purpose": "the purpose of",
    "guidance": "the guidance on",
    "hint": "the hint at",
    "sentence": "the sentence of",
    "next": "what happens next after",
    "contact": "the contact of",
    "hours": "the hours of",
    "reason": "a reason in",
    "statement": "the statement of",
    "item": "what one item is called in",
    "yes": "the word for yes at",
    "no": "the word for no at",
    "summary": "the summary of",
    "messages": "an error message of",
}
"""What a designer calls the words that stand in a field. A label or a title is the thing itself."""
_SORTS: dict[type[BaseModel], str] = {
    Question: "the question",
    Page: "the page",
    Outcome: "the outcome",
    Fact: "the fact",
    Rule: "the rule",
    DecisionTable: "the table",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and where it stands. ``step`` is the part that owns it; ``key`` tells the same text in another version."""

    text: Text
    field: str
    step: str | None
    key: tuple[str, ...]
    holder: BaseModel
    owner: BaseModel | None = None
    """The part with a name of its own in which the text stands: the question of an option."""

    @property
    def named(self) -> str:
        """What a designer calls it: the help for the question “What is your name?”."""
        if isinstance(self.holder, Service):
            called = _CALLED.get(self.field)
            return f"{called} the service" if called else "the title of the service"
        if isinstance(self.holder, Channel):
            return f"{_CALLED.get(self.field, 'the words of')} the {self.key[-2]} channel"
        if isinstance(self.holder, Promise):
            return f"the promise of {_thing(self.owner, self.step)}"
        if isinstance(self.holder, Rule) and self.field == "sentence":
            return f"the rule {in_quotes(self.text, self.step or '')}"
        if isinstance(self.holder, Option):
            own = f"the option {in_quotes(self.holder.label, self.holder.code)} at {_quoted(self.owner, self.step)}"
        else:
            own = _thing(self.owner, self.step)
        called = _CALLED.get(self.field)
        return f"{called} {own}" if called else own


def _thing(owner: BaseModel | None, step: str | None) -> str:
    sort = next((f"{name} " for kind, name in _SORTS.items() if isinstance(owner, kind)), "")
    return sort + _quoted(owner, step)


def _quoted(owner: BaseModel | None, step: str | None) -> str:
    own = next((text for name in ("label", "title", "sentence") if (text := getattr(owner, name, None))), None)
    return in_quotes(own, step or "")


def texts(service: Service) -> Iterator[Placed]:
    """Every text in a definition, in the order in which it is written."""
    return _within(service, None, ())


def texts_of(part: BaseModel) -> Iterator[Placed]:
    """The texts that stand directly in a part, not in the parts inside it."""
    for placed in _within(part, None, ()):
        if placed.holder is part:
            yield placed


def text_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a model that hold words for people."""
    return frozenset(name for name, sort in _fields(model) if sort in {"text", "texts"})


def _within(part: BaseModel, owner: BaseModel | None, key: tuple[str, ...]) -> Iterator[Placed]:
    if isinstance(getattr(part, "id", None), str) and not isinstance(part, Service):
        owner = part
    step: str | None = getattr(owner, "id", None)
    for name, sort in _fields(type(part)):
        held = getattr(part, name)
        if held is None:
            continue
        if sort == "text":
            yield Placed(held, name, step, (*key, name), part, owner)
        elif sort == "texts":
            for code, text in held.items():
                yield Placed(text, name, step, (*key, name, code), part, owner)
        elif isinstance(held, BaseModel):
            yield from _within(held, owner, (*key, name))
        elif isinstance(held, tuple):
            for place, each in enumerate(held):
                if isinstance(each, BaseModel):
                    yield from _within(each, owner, (*key, name, _name_of(each, place)))


def _name_of(part: BaseModel, place: int) -> str:
    """What stays the same when a part is moved: its id or code; else its place."""
    return str(getattr(part, "id", None) or getattr(part, "code", None) or place)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model in which words may stand: a text, texts by code, or parts with texts of their own."""
    found = []
    for name, field in model.model_fields.items():
        sort = _sort(field.annotation)
        if sort and not issubclass(model, JourneyTest):
            found.append((name, sort))
    return tuple(found)


def _sort(annotation: Any) -> str:
    if annotation == _PLAIN_TEXT:
        return "text"
    origin = get_origin(annotation)
    if origin is dict:
        key, value = get_args(annotation)
        return "texts" if key is str and _sort(value) == "text" else ""
    if origin in {Annotated, Union, UnionType, tuple}:
        inner = [_sort(each) for each in get_args(annotation)]
        return next(filter(None, inner), "")
    return "parts" if isinstance(annotation, type) and issubclass(annotation, BaseModel) else ""
