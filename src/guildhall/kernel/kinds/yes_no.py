"""A question answered by yes or no."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Truth
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import Box, Option, Question, Refused, Style, Typed, text_of
from guildhall.kernel.scope import Scope

YES: Text = {"en": "Yes", "cy": "Ydw / Oes"}
NO: Text = {"en": "No", "cy": "Nac ydw / Nac oes"}


class YesNo(Question):
    """Yes or no. Welsh has no single word for either, so a definition may give its own."""

    kind: Literal["yes-no"]
    yes: Text = YES
    no: Text = NO

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Choose yes or no: {question}", "cy": "Dewiswch ie neu nage: {question}"},
        "not-yes-or-no": {"en": "Choose yes or no", "cy": "Dewiswch ie neu nage"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(shape="one-of", options=(Option(code="yes", label=self.yes), Option(code="no", label=self.no))),)

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        return {"": {True: "yes", False: "no"}[value] if isinstance(value, bool) else text_of(value)}

    def check(self, value: Json, scope: Scope) -> Json:
        if isinstance(value, bool):
            return value
        try:
            return {"yes": True, "true": True, "no": False, "false": False}[text_of(value).casefold()]
        except KeyError:
            raise Refused("not-yes-or-no") from None

    def shown(self, value: Json, language: str) -> str:
        return words(self.yes if value else self.no, language)

    def domain(self) -> Domain:
        return Truth()

    def example(self, nth: int = 0) -> Json:
        return nth % 2 == 0

    def as_schema(self) -> dict[str, Json]:
        return {"type": "boolean"}
