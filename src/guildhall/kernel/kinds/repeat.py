"""Questions answered once for each of several things: everyone who moved, every item to collect."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from guildhall.kernel.domain import Domain, Items
from guildhall.kernel.kinds.group import (
    boxes_of,
    carry_item,
    read_item,
    schema_of_item,
    settle_item,
    shown_item,
    write_item,
)
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import AllRefused, Box, Question, Refused, Style, Typed, is_blank, over, under
from guildhall.kernel.scope import Scope


class Repeat(Question):
    """A list of items, each an object keyed by the ids of the inner questions."""

    kind: Literal["repeat"]
    steps: tuple["AnyQuestion", ...]  # type: ignore[name-defined]  # noqa: F821  # bound when every kind is known
    item: Text = Field(description="what one of them is called: Person, Vehicle")
    at_least: int = Field(1, ge=0)
    at_most: int = Field(20, ge=1)
    printed: int = Field(3, ge=1, description="how many a paper form has room for; more go on a further sheet")

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Add at least one: {question}", "cy": "Ychwanegwch o leiaf un: {question}"},
        "too-few": {"en": "Add {least} or more", "cy": "Ychwanegwch {least} neu fwy"},
        "too-many": {"en": "Add {most} or fewer", "cy": "Ychwanegwch {most} neu lai"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        """The boxes of one item. A surface lays out as many items as it needs, each box named ``0.name``, ``1.name``."""
        return boxes_of(self.steps, style)

    def read(self, typed: Mapping[str, Typed]) -> Json:
        places = sorted({int(head) for key in typed if (head := key.partition(".")[0]).isdecimal() and len(head) < 5})
        items = [read_item(self.steps, under(str(place), typed)) for place in places]
        return [item for item in items if not is_blank(item)] or None

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        typed: dict[str, Typed] = {}
        for place, item in enumerate(_items(value)):
            typed |= over(str(place), write_item(self.steps, item, style))
        return typed

    def carry(self, read: Json, shown: Json) -> Json:
        """Each item keeps what belongs to it, whichever item came before it when it was shown."""
        if not isinstance(read, list) or not isinstance(shown, list):
            return read
        for before in shown:
            read = [carry_item(self.steps, item, before) for item in read]
        return read

    def settle(self, value: Json, scope: Scope) -> Json:
        items = [] if is_blank(value) else _items(value)
        if len(items) > self.at_most:
            raise Refused("too-many", most=self.at_most)
        settled, refusals = [], []
        for place, item in enumerate(items):
            try:
                settled.append(settle_item(self.steps, item, scope))
            except AllRefused as several:
                refusals += [
                    Refused(each.code, step=f"{place}.{each.step}", box=each.box, question=each.question, **each.values)
                    for each in several.refusals
                ]
        if refusals:
            raise AllRefused(refusals)
        counted = [item for item in settled if item is not None]
        if not counted and self.required and self.at_least:
            raise Refused("missing")
        if counted and len(counted) < self.at_least:
            raise Refused("too-few", least=self.at_least)
        return counted or None

    def shown(self, value: Json, language: str) -> str:
        return "\n".join(shown_item(self.steps, item, language) for item in value)

    def domain(self) -> Domain:
        return Items(self.at_least, self.at_most)

    def example(self, nth: int = 0) -> Json:
        return [{step.id: step.example(place) for step in self.steps} for place in range(max(self.at_least, 1))]

    def as_schema(self) -> dict[str, Json]:
        return {"type": "array", "items": schema_of_item(self.steps), "maxItems": self.at_most}

    def inner(self) -> tuple[Question, ...]:
        return self.steps


def _items(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise Refused("wrong-type")
    return [item for item in value if not is_blank(item)]
