"""One answer chosen from several."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import Box, Option, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope


class Choice(Question):
    """One option, kept by its code."""

    kind: Literal["choice"]
    options: tuple[Option, ...]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Choose one answer: {question}", "cy": "Dewiswch un ateb: {question}"},
        "not-an-option": {"en": "Choose one of the answers that are listed", "cy": "Dewiswch un o'r atebion a restrir"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(shape="one-of", options=self.options),)

    def check(self, value: Json, scope: Scope) -> Json:
        return chosen(value, self.options)

    def shown(self, value: Json, language: str) -> str:
        return label_of(value, self.options, language)

    def domain(self) -> Domain:
        return Words(tuple(option.code for option in self.options))

    def example(self, nth: int = 0) -> Json:
        return self.options[nth % len(self.options)].code if self.options else None

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "enum": [option.code for option in self.options]}


def chosen(value: Json, options: tuple[Option, ...]) -> str:
    """Give the code that ``value`` names. Raises ``Refused`` (``not-an-option``, ``wrong-type``)."""
    code = text_of(value)
    for option in options:
        if code == text_of(option.code):
            return option.code
    raise Refused("not-an-option")


def label_of(code: Json, options: tuple[Option, ...], language: str) -> str:
    """The label of an option by its code; the code itself where there is no such option any more."""
    return next((words(option.label, language) for option in options if option.code == code), str(code))
