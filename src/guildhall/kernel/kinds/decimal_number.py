"""A number with a fraction, kept exactly."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field

from guildhall.kernel.canonical import plain_number
from guildhall.kernel.conditions import Operand
from guildhall.kernel.domain import Domain, Number
from guildhall.kernel.kinds.whole_number import bounds_in_schema, within_bounds
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope

_WRITTEN = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})")


class DecimalNumber(Question):
    """A measure or an amount that is not money."""

    kind: Literal["decimal"]
    at_least: Operand | None = None
    at_most: Operand | None = None
    places: int | None = Field(None, ge=0, le=15, description="how many digits may stand after the point")
    width: int | None = None

    refusals: ClassVar[Mapping[str, Text]] = {
        "not-a-number": {"en": "Write a number, like 2.5", "cy": "Ysgrifennwch rif, fel 2.5"},
        "too-many-places": {
            "en": "Write no more than {places} digits after the point",
            "cy": "Ysgrifennwch ddim mwy na {places} digid ar ôl y pwynt",
        },
        "too-small": {"en": "The number must be {least} or more", "cy": "Rhaid i'r rhif fod yn {least} neu fwy"},
        "too-large": {"en": "The number must be {most} or less", "cy": "Rhaid i'r rhif fod yn {most} neu lai"},
        "wrong-type": {"en": "Write a number, like 2.5", "cy": "Ysgrifennwch rif, fel 2.5"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(inputmode="decimal", width=self.width or 10),)

    def check(self, value: Json, scope: Scope) -> Json:
        written = text_of(value).replace(",", "").replace(" ", "")
        if not _WRITTEN.fullmatch(written):
            raise Refused("not-a-number")
        number = Decimal(written)
        if self.places is not None and len(plain_number(number).partition(".")[2]) > self.places:
            raise Refused("too-many-places", places=self.places)
        return within_bounds(int(number) if number == int(number) else number, self.at_least, self.at_most, scope)

    def domain(self) -> Domain:
        return Number(self.at_least, self.at_most, whole=self.places == 0)

    def example(self, nth: int = 0) -> Json:
        return nth + 1

    def as_schema(self) -> dict[str, Json]:
        found: dict[str, Json] = {"type": "number"}
        return found | bounds_in_schema(self.at_least, self.at_most)
