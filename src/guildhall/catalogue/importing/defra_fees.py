"""The price of a form that takes a payment, as a decision table.

The form has a list of conditions, each with its amount in pounds, and an amount for when none of them holds. Each condition
becomes a row, over the answers that it asks about; no two rows may hold at once, and where two conditions of the form do, the
table shows it. The amount for "none of them" becomes rows for just those answers that no condition covers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildhall.catalogue.importing.cells import Region, Unfit, as_row, columns_of, regions, remainder
from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.naming import Names, code_of
from guildhall.catalogue.importing.reading import whole
from guildhall.catalogue.importing.xgov_component import Component, Part
from guildhall.catalogue.importing.xgov_conditions import number_of
from guildhall.catalogue.importing.xgov_words import Words
from guildhall.kernel.model import Json, Text

SINCE = "1970-01-01"
"""The day from which the prices count: a form names none."""
_MOST = 10**9
"""Pence. The form builder allows 100,000 pounds."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What the rows of a table are made from: the rules and the questions, by their codes."""

    rules: Mapping[str, Part]
    steps: Mapping[str, Part]
    report: Report

    def regions(self, name: str) -> list[Region]:
        """Where a condition of the form holds. Raises ``Unfit``."""
        if name not in self.rules:
            raise Unfit("there is none of this name")
        return regions({"rule": name}, {rule: held["when"] for rule, held in self.rules.items()}, self.steps)


def fee_table(
    component: Component, within: str | None, names: Names, prices: Prices, words: Words
) -> tuple[Part, set[str]]:
    """The table of a payment's prices, and the rules that it says. ``within`` must hold for its page to be reached."""
    table = _Table(component, names, prices)
    everywhere = [Region()]
    inside = everywhere
    if within is not None:
        try:
            inside = prices.regions(within)
        except Unfit as reason:
            prices.report.lost("fee", component.name, f"asked only on its own page, but {reason}: it is asked always")
    table.conditional(inside, words)
    table.otherwise(inside, everywhere)
    columns = columns_of([region for region, _, _ in table.rows])
    title = words.label(component.options.get("description"), component.owner)
    component.taken |= {"options.amount", "options.description", "options.conditionalAmounts"}
    prices.report.lost("fee", component.name, f"no date from which its prices count: they count from {SINCE}")
    if component.options.get("emailField"):
        prices.report.lost("fee", component.name, "emailField: where the receipt goes", component.path)
    found: Part = {
        "id": code_of(component.name),
        "title": title
        or words.label(component.given.get("title"), component.owner)
        or {words.language: component.name},
        "gives": "fee",
        "hit": "unique",
        "inputs": [{"answer": column} for column in columns],
        "editions": [
            {
                "from": SINCE,
                "rows": [
                    {"when": as_row(region, columns, prices.steps), "then": pence, **({"reason": why} if why else {})}
                    for region, pence, why in table.rows
                ],
            }
        ],
    }
    return found, table.said


class _Table:
    """The rows of one table, as they are gathered."""

    def __init__(self, component: Component, names: Names, prices: Prices) -> None:
        self.component = component
        self.names = names
        self.prices = prices
        self.rows: list[tuple[Region, int, Text | None]] = []
        self.said: set[str] = set()
        self.one_is_lost = False

    def conditional(self, inside: list[Region], words: Words) -> None:
        """A row for each amount that hangs on a condition, in their order."""
        for each in whole(self.component.options.get("conditionalAmounts")):
            name, pence = str(each.get("condition")), self._pence(each.get("amount"))
            if pence is None:
                self.one_is_lost = True
                continue
            rule = self.names.code(name)
            try:
                found = self.prices.regions(rule)
                met = [meeting for one in found for other in inside if (meeting := one.meeting(other)) is not None]
            except Unfit as reason:
                self._lost(f"the amount under “{name}”: {reason}")
                self.one_is_lost = True
                continue
            self.said.add(rule)
            sentence = self.prices.rules[rule].get("sentence")
            self.rows += [(region, pence, sentence) for region in met]

    def otherwise(self, inside: list[Region], everywhere: list[Region]) -> None:
        """Rows for the amount that stands where no condition holds; and nothing to pay where its page is not reached."""
        base = self._pence(self.component.options.get("amount", 0))
        asked = [region for region, _, _ in self.rows]
        if base is not None and self.one_is_lost:
            self._lost("the amount where none of its conditions holds: no price is better than a wrong one")
            base = None
        try:
            if inside is not everywhere:
                self.rows += [(region, 0, None) for region in remainder(everywhere, inside, self.prices.steps)]
            if base is not None:
                self.rows += [(region, base, None) for region in remainder(inside, asked, self.prices.steps)]
        except Unfit as reason:
            self._lost(f"the amount where none of its conditions holds: {reason}")

    def _pence(self, amount: Json) -> int | None:
        number = number_of(amount) if isinstance(amount, str) else amount
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            self._lost(f"an amount that is no number: {amount}")
            return None
        if not 0 <= number * 100 <= _MOST or number * 100 != int(number * 100):
            self._lost(f"an amount that is no sum of pence: {number}")
            return None
        return int(number * 100)

    def _lost(self, reason: str) -> None:
        self.prices.report.lost("fee", self.component.name, reason, self.component.path)
