"""A vehicle's registration number."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from guildhall.kernel.domain import Domain, Words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

_MARK = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{2,7}")
"""Letters and digits, two to seven in all: current, prefix, suffix, dateless and Northern Irish marks (DVLA INF104)."""


class VehicleRegistration(Question):
    """A number plate, kept in capitals without its spaces."""

    kind: Literal["vehicle-registration"]

    refusals: ClassVar[Mapping[str, Text]] = {
        "missing": {"en": "Write the registration number", "cy": "Ysgrifennwch y rhif cofrestru"},
        "not-a-registration": {
            "en": "Write a registration number like AB12 CDE",
            "cy": "Ysgrifennwch rif cofrestru fel AB12 CDE",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(width=10),)

    def check(self, value: Json, scope: Scope) -> Json:
        mark = re.sub(r"[\s-]+", "", text_of(value)).upper()
        if not _MARK.fullmatch(mark):
            raise Refused("not-a-registration")
        return mark

    def domain(self) -> Domain:
        return Words()

    def example(self, nth: int = 0) -> Json:
        return f"AB{nth % 90 + 10} CDE"

    def as_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": 12}
