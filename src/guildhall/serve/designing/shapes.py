"""The shape of a form: what may be said about one part of a definition, derived from the part's own model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guildhall.kernel.conditions import AnyOf, Reference
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question, SatisfiedBy
from guildhall.serve.designing.words import HINTS, LABELS, LONG, REFERS, SECTIONS, label_of

Shape = Literal[
    "line", "number", "date", "tick", "choose", "pick", "ticks", "list", "words", "long-words", "word-lists", "messages",
    "values", "rows", "part", "by-language", "span", "told", "condition", "operand", "recorded", "apart",
]  # fmt: skip
"""How a field is asked for. ``recorded`` is walked and kept, ``apart`` has a page of its own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that may be said. ``name`` is its key in the definition, ``section`` the heading it stands under."""

    name: str
    label: str
    hint: str
    shape: Shape
    needed: bool
    section: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    inner: tuple["Field", ...] = ()
    refers: str = ""
    default: Json = None


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model, in the order in which a designer thinks of them."""
    found = [field for name, info in model.model_fields.items() if (field := _field(model, name, info)) is not None]
    order = list(SECTIONS)
    return tuple(sorted(found, key=lambda each: order.index(each.section)))


def _field(model: type[BaseModel], name: str, info: FieldInfo) -> Field | None:
    members = list(_members(info.annotation))
    shape, choices, inner = _shape(name, members)
    if shape == "choose" and len(choices) == 1:
        return None  # it says which model this is
    written = str(info.alias or name)
    needed = info.is_required()
    return Field(
        name=written,
        label=LABELS.get(f"{model.__name__}.{name}") or LABELS.get(name) or label_of(name),
        hint=HINTS.get(f"{model.__name__}.{name}") or HINTS.get(name, _sentence(info.description or "")),
        shape=shape,
        needed=needed,
        section=_section(model, name),
        choices=choices,
        inner=inner,
        refers=REFERS.get(name, ""),
        default=None if needed else info.get_default(call_default_factory=True),
    )


def _sentence(description: str) -> str:
    """What a model says of a field, as a sentence, without where it is explained."""
    bare = re.sub(r"\s*\(see [^)]*\)", "", description).replace("``", "").strip()
    return f"{bare[:1].upper()}{bare[1:].rstrip('.')}." if bare else ""


def _section(model: type[BaseModel], name: str) -> str:
    if not issubclass(model, Question):
        return ""
    return next((section for section, names in SECTIONS.items() if name in names), "Answer")


def _members(annotation: Any) -> Iterator[Any]:
    """The members of a union, whatever is said about them besides; nothing at all is left out."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for each in get_args(annotation):
            yield from _members(each)
    elif annotation is not type(None):
        yield annotation


def _shape(name: str, members: list[Any]) -> tuple[Shape, tuple[tuple[str, str], ...], tuple[Field, ...]]:
    first = members[0]
    for sign, shape in _SIGNS:
        if sign in members:
            return shape, (), ()
    origin = get_origin(first)
    if origin is dict:
        held = next(_members(get_args(first)[1]))
        if isinstance(held, type) and issubclass(held, BaseModel):
            return "by-language", (), fields_of(held)
        return _of_mapping(name, held), (), ()
    if origin is tuple:
        return _of_several(name, list(_members(get_args(first)[0])))
    if origin is Literal:
        return "choose", tuple((str(each), label_of(str(each))) for each in get_args(first)), ()
    return _of_single(name, first)


_SIGNS: tuple[tuple[Any, Shape], ...] = ((AnyOf, "condition"), (Reference, "operand"))
"""What tells a condition and an operand from other unions."""


def _of_single(name: str, held: Any) -> tuple[Shape, tuple[tuple[str, str], ...], tuple[Field, ...]]:
    if isinstance(held, type) and issubclass(held, BaseModel):
        return _of_model(held)
    if name in REFERS and held is str:
        return "pick", (), ()
    shapes: dict[Any, Shape] = {bool: "tick", int: "number", date: "date"}
    return shapes.get(held, "line"), (), ()


def _of_mapping(name: str, value: Any) -> Shape:
    if get_origin(value) is dict:
        return "messages"
    if get_origin(value) is tuple:
        return "word-lists"
    if value is str:
        return "long-words" if name in LONG else "words"
    return "values"


def _of_several(name: str, members: list[Any]) -> tuple[Shape, tuple[tuple[str, str], ...], tuple[Field, ...]]:
    first = members[0]
    if isinstance(first, type) and issubclass(first, BaseModel):
        apart = issubclass(first, Question) or name in {"editions", "inputs"}
        return ("apart", (), ()) if apart else ("rows", (), fields_of(first))
    if get_origin(first) is Literal:
        return "ticks", tuple((str(each), label_of(str(each))) for each in get_args(first)), ()
    return "list", (), ()


def _of_model(model: type[BaseModel]) -> tuple[Shape, tuple[tuple[str, str], ...], tuple[Field, ...]]:
    if model is SatisfiedBy:
        return "told", (), ()
    inner = fields_of(model)
    if all(each.shape == "number" for each in inner):
        return "span", tuple((each.name, each.label.lower()) for each in inner), inner
    return "part", (), inner
