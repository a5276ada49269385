"""A declaration that somebody makes."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Truth
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, Typed, text_is_yes, text_of
from guildhall.kernel.scope import Scope

AGREED: Text = {"en": "Agreed", "cy": "Cytunwyd"}


class Declaration(Question):
    """Words that a person agrees to, word for word. The only answer is yes; to say no is to leave it blank."""

    kind: Literal["declaration"]
    statement: Text

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "You need to agree before you go on", "cy": "Mae angen i chi gytuno cyn mynd ymlaen"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(shape="tick", label=self.statement),)

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        if value is True or text_is_yes(value):
            return {"": "yes"}
        return {} if value is False else {"": text_of(value)}

    def check(self, value: Json, scope: Scope) -> Json:
        if value is True or text_is_yes(value):
            return True
        if value is not False and text_of(value).casefold() not in {"no", "false"}:
            raise Refused("wrong-type")
        if self.required:
            raise Refused("missing")
        return None

    def shown(self, value: Json, language: str) -> str:
        return AGREED.get(language, AGREED["en"])

    def domain(self) -> Domain:
        return Truth(agreed=True)

    def example(self, nth: int = 0) -> Json:
        return True

    def as_schema(self) -> dict[str, Json]:
        return {"type": "boolean", "const": True} if self.required else {"type": "boolean"}
