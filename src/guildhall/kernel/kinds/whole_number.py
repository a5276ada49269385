"""A whole number: how many."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from guildhall.kernel.conditions import Operand
from guildhall.kernel.domain import Domain, Number
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, text_of
from guildhall.kernel.scope import Scope, compare, value_of

_WRITTEN = re.compile(r"[+-]?\d{1,18}")


class WholeNumber(Question):
    """A count, with a least and a most that may stand in another answer."""

    kind: Literal["whole-number"]
    at_least: Operand | None = None
    at_most: Operand | None = None
    width: int | None = None

    refusals: ClassVar[Mapping[str, Text]] = {
        "not-a-number": {"en": "Write a number, like 4", "cy": "Ysgrifennwch rif, fel 4"},
        "not-whole": {"en": "Write a whole number, like 4", "cy": "Ysgrifennwch rif cyfan, fel 4"},
        "too-small": {"en": "The number must be {least} or more", "cy": "Rhaid i'r rhif fod yn {least} neu fwy"},
        "too-large": {"en": "The number must be {most} or less", "cy": "Rhaid i'r rhif fod yn {most} neu lai"},
        "wrong-type": {"en": "Write a number, like 4", "cy": "Ysgrifennwch rif, fel 4"},
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (Box(inputmode="numeric", width=self.width or 5),)

    def check(self, value: Json, scope: Scope) -> Json:
        return within_bounds(_whole(value), self.at_least, self.at_most, scope)

    def domain(self) -> Domain:
        return Number(self.at_least, self.at_most)

    def example(self, nth: int = 0) -> Json:
        return nth + 1

    def as_schema(self) -> dict[str, Json]:
        found: dict[str, Json] = {"type": "integer"}
        return found | bounds_in_schema(self.at_least, self.at_most)


def within_bounds(number: Json, least: Operand | None, most: Operand | None, scope: Scope) -> Json:
    """Give ``number`` where it lies within the bounds. A bound that is not known does not bind.

    Raises ``Refused`` (``too-small``, ``too-large``).
    """
    if least is not None and compare("less_than", least)(number, scope) is True:
        raise Refused("too-small", least=value_of(least)(scope))
    if most is not None:
        limit = value_of(most)(scope)
        if compare("at_least", most)(number, scope) is True and number != limit:
            raise Refused("too-large", most=limit)
    return number


def bounds_in_schema(least: Operand | None, most: Operand | None) -> dict[str, Json]:
    """Write as JSON Schema the bounds that are plain numbers."""
    named = (("minimum", least), ("maximum", most))
    return {key: bound for key, bound in named if isinstance(bound, int | Decimal) and not isinstance(bound, bool)}


def _whole(value: Json) -> int:
    written = text_of(value).replace(",", "").replace(" ", "")
    if _WRITTEN.fullmatch(written):
        return int(written)
    if "_" in written:
        raise Refused("not-a-number")
    try:
        number = Decimal(written)
    except ArithmeticError:
        raise Refused("not-a-number") from None
    if number.is_finite() and number.adjusted() < 18 and number == number.to_integral_value():
        return int(number)
    raise Refused("not-whole" if number.is_finite() else "not-a-number")
