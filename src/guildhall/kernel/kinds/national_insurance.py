"""A National Insurance number."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

_NUMBER = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
"""Two letters, six digits, A to D; which letters may begin it is in HMRC's manual NIM39110."""


class NationalInsurance(Question):
    """A National Insurance number, kept in capitals without its spaces."""

    kind: Literal["national-insurance"]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Write the National Insurance number", "cy": "Ysgrifennwch y rhif Yswiriant Gwladol"},
        "not-national-insurance": {
            "en": "Write a National Insurance number like QQ 12 34 56 C",
            "cy": "Ysgrifennwch rif Yswiriant Gwladol fel QQ 12 34 56 C",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(width=13),)

    def check(self, value: Json, scope: Scope) -> Json:
        number = re.sub(r"[\s-]+", "", text_of(value)).upper()
        if not _NUMBER.fullmatch(number):
            raise Refused("not-national-insurance")
        return number

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        return f"AB {nth % 90 + 10} 34 56 C"

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": 13}
