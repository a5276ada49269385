"""A person's name, in one box and whole, as the person writes it."""

from collections.abc import Mapping
from string import ascii_uppercase
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

LONGEST = 200


class Name(Question):
    """A full name. Any letters, one word or many: nobody's name is refused for its form."""

    kind: Literal["name"]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Write the name", "cy": "Ysgrifennwch yr enw"},
        "too-long": {"en": "Write {most} characters or fewer", "cy": "Ysgrifennwch {most} nod neu lai"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(autocomplete="name"),)

    def check(self, value: Json, scope: Scope) -> Json:
        name = " ".join(text_of(value).split())
        if len(name) > LONGEST:
            raise Refused("too-long", most=LONGEST)
        return name

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        return f"Alex Example {ascii_uppercase[nth % 26]}"

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": LONGEST}
