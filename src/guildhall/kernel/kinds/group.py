"""Several questions that belong together, answered once."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Thing
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import AllRefused, Box, Question, Refused, Style, Typed, is_blank, over, text_of, under
from guildhall.kernel.scope import Scope


class Group(Question):
    """Questions on one page whose answer is one object, keyed by their ids."""

    kind: Literal["group"]
    steps: tuple["AnyQuestion", ...]  # type: ignore[name-defined]  # noqa: F821  # bound when every kind is known

    refusals: ClassVar[Mapping[str, Text]] = {}

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return boxes_of(self.steps, style)

    def read(self, typed: Mapping[str, Typed]) -> Json:
        return read_item(self.steps, typed)

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        return write_item(self.steps, value, style)

    def carry(self, read: Json, shown: Json) -> Json:
        return carry_item(self.steps, read, shown)

    def settle(self, value: Json, scope: Scope) -> Json:
        if is_blank(value) and not self.required:
            return None
        return settle_item(self.steps, {} if is_blank(value) else value, scope)

    def shown(self, value: Json, language: str) -> str:
        return shown_item(self.steps, value, language)

    def domain(self) -> Domain:
        return Thing()

    def example(self, nth: int = 0) -> Json:
        return {step.id: step.example(nth) for step in self.steps}

    def as_schema(self) -> dict[str, Json]:
        return schema_of_item(self.steps)

    def inner(self) -> tuple[Question, ...]:
        return self.steps


def boxes_of(steps: tuple[Question, ...], style: Style) -> tuple[Box, ...]:
    """The boxes of several questions, each box named after its question. A single box takes its question's words."""
    found = []
    for step in steps:
        for box in step.boxes(style):
            key = f"{step.id}.{box.key}" if box.key else step.id
            found.append(
                Box(
                    key,
                    box.shape,
                    box.label if box.key or box.shape == "tick" else step.label,
                    box.hint or (step.help if not box.key else None),
                    box.options,
                    box.autocomplete,
                    box.inputmode,
                    box.width,
                    step.show_when or box.only_if,
                )
            )
    return tuple(found)


def read_item(steps: tuple[Question, ...], typed: Mapping[str, Typed]) -> Json:
    """Read the boxes of one item. What belongs to no question of it is left out."""
    item = {step.id: step.read(boxes) for step in steps if (boxes := under(step.id, typed))}
    return {key: value for key, value in item.items() if not is_blank(value)} or None


def write_item(steps: tuple[Question, ...], value: Json, style: Style) -> dict[str, Typed]:
    """Lay one item out in boxes. Raises ``Refused`` (``wrong-type``) for what is not an object of these questions."""
    typed: dict[str, Typed] = {}
    for step in steps:
        held = _object(steps, value).get(step.id)
        if not is_blank(held):
            typed |= over(step.id, step.write(held, style))
    return typed


def carry_item(steps: tuple[Question, ...], read: Json, shown: Json) -> Json:
    """One item as it was read, with what no box holds of the item shown before, where that still fits."""
    if not isinstance(read, dict) or not isinstance(shown, dict):
        return read
    return read | {step.id: step.carry(read[step.id], shown.get(step.id)) for step in steps if step.id in read}


def settle_item(steps: tuple[Question, ...], value: Json, scope: Scope) -> Json:
    """Settle one item: what is asked inside it depends on what was answered inside it, then on what lies outside.

    Gives ``None`` where nothing in it counts.

    Raises ``AllRefused`` with every refusal in it; ``Refused`` (``wrong-type``) for what is not an object.
    """
    given = _object(steps, value)
    within = scope.inside()
    refusals: list[Refused] = []
    for step in steps:
        counted: Json = None
        if step.show_when is None or within.holds(step.show_when):
            try:
                counted = step.settle(given.get(step.id), within)
            except AllRefused as several:
                refusals += [_inside(step, each) for each in several.refusals]
            except Refused as refused:
                refusals.append(_inside(step, refused))
        within.go_past(step.id, counted)
    if refusals:
        raise AllRefused(refusals)
    return dict(within.values) or None


def shown_item(steps: tuple[Question, ...], value: Json, language: str) -> str:
    """Show one item on one line, each answer after its question."""
    told = [f"{_named(step, language)} {step.shown(value[step.id], language)}" for step in steps if step.id in value]
    return "; ".join(told)


def schema_of_item(steps: tuple[Question, ...]) -> dict[str, Json]:
    """Describe one item as JSON Schema (2020-12)."""
    needed = [step.id for step in steps if step.required and step.show_when is None]
    properties = {step.id: step.as_schema() for step in steps}
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _inside(step: Question, refused: Refused) -> Refused:
    at = f"{step.id}.{refused.step}" if refused.step else step.id
    return Refused(refused.code, step=at, box=refused.box, question=refused.question or step, **refused.values)


def _object(steps: tuple[Question, ...], value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        text_of(value)
        raise Refused("wrong-type")
    if value.keys() - {step.id for step in steps}:
        raise Refused("wrong-type")
    return value


def _named(step: Question, language: str) -> str:
    """A step's label before its answer: a question keeps its own mark, anything else has a colon."""
    label = words(step.label, language)
    return label if label.endswith("?") else f"{label}:"
