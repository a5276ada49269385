"""An amount of money in pounds, kept as whole pence."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from guildhall.kernel.conditions import Operand
from guildhall.kernel.domain import Domain, Number
from guildhall.kernel.kinds.whole_number import bounds_in_schema, within_bounds
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import Box, Question, Refused, Style, Typed, as_text, text_of
from guildhall.kernel.scope import Scope

_WRITTEN = re.compile(r"£?(\d{1,12})(?:\.(\d{2}))?")


class Money(Question):
    """An amount. Typed as pounds ("12.50"); as a value, a count of pence (1250). Bounds are in pence."""

    kind: Literal["money"]
    at_least: Operand | None = None
    at_most: Operand | None = None

    refusals: ClassVar[Mapping[str, Text]] = {
        "not-money": {"en": "Write an amount in pounds, like 12.50", "cy": "Ysgrifennwch swm mewn punnoedd, fel 12.50"},
        "too-small": {"en": "The amount must be £{least} or more", "cy": "Rhaid i'r swm fod yn £{least} neu fwy"},
        "too-large": {"en": "The amount must be £{most} or less", "cy": "Rhaid i'r swm fod yn £{most} neu lai"},
        "wrong-type": {
            "en": "Write an amount in pounds, like 12.50",
            "cy": "Ysgrifennwch swm mewn punnoedd, fel 12.50",
        },
    }

    def boxes(self, style: Style) -> tuple[Box, ...]:
        return (
            Box(inputmode="decimal", width=10, hint={"en": "In pounds, like 12.50", "cy": "Mewn punnoedd, fel 12.50"}),
        )

    def write(self, value: Json, style: Style) -> Mapping[str, Typed]:
        return {"": pounds(value).removeprefix("£").replace(",", "") if _is_pence(value) else text_of(value)}

    def check(self, value: Json, scope: Scope) -> Json:
        pence = value if _is_pence(value) else _pence(value)
        try:
            return within_bounds(pence, self.at_least, self.at_most, scope)
        except Refused as refused:
            bounds: dict[str, Any] = {
                name: pounds(bound).removeprefix("£")
                for name, bound in refused.values.items()
                if isinstance(bound, int)
            }
            raise Refused(refused.code, **bounds) from None

    def shown(self, value: Json, language: str) -> str:
        return pounds(value) if _is_pence(value) else as_text(value)

    def domain(self) -> Domain:
        return Number(self.at_least, self.at_most)

    def example(self, nth: int = 0) -> Json:
        return (nth + 1) * 100

    def as_schema(self) -> dict[str, Json]:
        found: dict[str, Json] = {"type": "integer", "minimum": 0, "description": "pence"}
        return found | bounds_in_schema(self.at_least, self.at_most)


def pounds(pence: int) -> str:
    """Write an amount of pence as pounds: 1250 is £12.50, 600000 is £6,000.00."""
    return f"£{pence // 100:,}.{pence % 100:02d}"


def _is_pence(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**14


def _pence(value: Json) -> int:
    found = _WRITTEN.fullmatch(text_of(value).replace(",", "").replace(" ", ""))
    if not found:
        raise Refused("not-money")
    return int(found[1]) * 100 + int(found[2] or 0)
