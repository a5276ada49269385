"""Text of several lines."""

from collections.abc import Mapping
from string import ascii_letters
from typing import ClassVar, Literal

from pydantic import Field

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope


class LongText(Question):
    """An answer of some sentences, its lines kept."""

    kind: Literal["long-text"]
    max_length: int = Field(5000, ge=0)
    max_words: int | None = Field(None, ge=0)

    refusals: ClassVar[Mapping[str, Text]] = {
        "too-long": {"en": "Write {most} characters or fewer", "cy": "Ysgrifennwch {most} nod neu lai"},
        "too-many-words": {"en": "Write {most} words or fewer", "cy": "Ysgrifennwch {most} gair neu lai"},
        "wrong-type": {"en": "Write this as words", "cy": "Ysgrifennwch hwn mewn geiriau"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(shape="lines"),)

    def check(self, value: Json, scope: Scope) -> Json:
        written = text_of(value)
        if len(written) > self.max_length:
            raise Refused("too-long", most=self.max_length)
        if self.max_words is not None and len(written.split()) > self.max_words:
            raise Refused("too-many-words", most=self.max_words)
        return written

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        if self.max_length < 1 or self.max_words == 0:
            return None
        written = f"Example {nth + 1}"
        return written if len(written) <= self.max_length and self.max_words != 1 else ascii_letters[nth % 52]

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": self.max_length}
