"""Several answers chosen from a list."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from guildhall.kernel.domain import Domain, Several
from guildhall.kernel.kinds.choice import chosen, label_of
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Option, Question, Refused, Style, Typed, joined, text_of
from guildhall.kernel.scope import Scope


class Choices(Question):
    """Any number of options, kept by their codes in the order of the definition, none twice."""

    kind: Literal["choices"]
    options: tuple[Option, ...]
    at_most: int | None = Field(None, ge=1)

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Choose at least one answer: {question}", "cy": "Dewiswch o leiaf un ateb: {question}"},
        "not-an-option": {"en": "Choose from the answers that are listed", "cy": "Dewiswch o'r atebion a restrir"},
        "too-many": {"en": "Choose {most} or fewer", "cy": "Dewiswch {most} neu lai"},
        "exclusive": {
            "en": "“{option}” cannot be chosen together with another answer",
            "cy": "Ni ellir dewis “{option}” gydag ateb arall",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(shape="some-of", options=self.options),)

    def read(self, typed: Mapping[str, Typed]) -> Json:
        held = typed.get("")
        return [held] if isinstance(held, str) and held.strip() else held

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        return {"": [text_of(each) for each in value] if isinstance(value, list) else text_of(value)}

    def check(self, value: Json, scope: Scope) -> Json:
        if not isinstance(value, list):
            value = [value]
        picked = {chosen(each, self.options) for each in value}
        codes = [code for code in dict.fromkeys(option.code for option in self.options) if code in picked]
        if self.at_most is not None and len(codes) > self.at_most:
            raise Refused("too-many", most=self.at_most)
        alone = [option for option in self.options if option.exclusive and option.code in picked]
        if alone and len(codes) > 1:
            raise Refused("exclusive", option=alone[0].label)
        return codes

    def shown(self, value: Json, language: str) -> str:
        return joined(label_of(code, self.options, language) for code in value)

    def domain(self) -> Domain:
        alone = frozenset(option.code for option in self.options if option.exclusive)
        return Several(tuple(dict.fromkeys(option.code for option in self.options)), self.at_most, alone)

    def example(self, nth: int = 0) -> Json:
        return [self.options[nth % len(self.options)].code] if self.options else None

    def as_schema(self) -> dict[str, Json]:
        codes = [option.code for option in self.options]
        return {"type": "array", "items": {"type": "string", "enum": codes}, "uniqueItems": True}
