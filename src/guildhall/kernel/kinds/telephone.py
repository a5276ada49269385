"""A telephone number."""

from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar, Literal

import phonenumbers

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

LONGEST = 40


class Telephone(Question):
    """A number that could be rung, in the United Kingdom or with its country's code. Kept as the person wrote it."""

    kind: Literal["telephone"]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Write a telephone number", "cy": "Ysgrifennwch rif ffôn"},
        "not-a-telephone": {
            "en": "Write a telephone number like 01632 960 001 or 07700 900 982",
            "cy": "Ysgrifennwch rif ffôn fel 01632 960 001 neu 07700 900 982",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(autocomplete="tel", inputmode="tel", width=20),)

    def check(self, value: Json, scope: Scope) -> Json:
        written = " ".join(text_of(value).split())
        if len(written) > LONGEST or not _could_be_rung(written):
            raise Refused("not-a-telephone")
        return written

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        return f"07700 900 {nth % 1000:03}"

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": LONGEST}


@lru_cache(maxsize=64)
def _could_be_rung(written: str) -> bool:
    """Whether a number is a possible one. Remembered, because each later page of a journey asks again."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(written, "GB"))
    except phonenumbers.NumberParseException:
        return False
