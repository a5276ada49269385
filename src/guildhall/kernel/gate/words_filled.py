"""Findings about places in words, such as {days}, which nothing would fill."""

import re
from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import listed
from guildhall.kernel.gate.texts import Placed
from guildhall.kernel.question import Question
from guildhall.kernel.service import Promise

FINDS: Mapping[str, Severity] = {"words.empty-placeholder": "blocks"}

PLACE = re.compile(r"\{\{?\s*([A-Za-z_][\w.-]*)\s*\}?\}")
"""A place to be filled: {days}. Doubled braces and spaces inside them are how other systems write one."""
_IN_HOURS = {"hours", "date", "time"}
_BY_UNIT = {"hours": _IN_HOURS, "working-minutes": _IN_HOURS, "days": {"days", "date"}, "months": {"months", "date"}}


def findings(examined: Examined) -> Iterator[Finding]:
    """Each text with a place that nothing fills."""
    for placed in examined.texts:
        written = {place: None for said in placed.text.values() for place in PLACE.findall(said)}
        filled = _filled(placed) if written else set()
        empty = [place for place in written if place not in filled]
        if empty:
            places = listed([f"{{{place}}}" for place in empty])
            may = listed([f"{{{place}}}" for place in sorted(filled)], "or")
            advice = f"here only {may} can stand" if filled else "take it out, or write the words themselves"
            yield examined.finding(
                "words.empty-placeholder",
                FINDS["words.empty-placeholder"],
                placed.step,
                f"Nothing fills {places} in {placed.named}: {advice}.",
            )


def _filled(placed: Placed) -> set[str]:
    """The places that are filled in the words of this field."""
    holder = placed.holder
    if isinstance(holder, Promise) and placed.field == "sentence":
        if holder.span is not None:
            unit = holder.span.term.unit
            return _BY_UNIT["days" if unit == "working-days" else unit]
        return _BY_UNIT["days"] if holder.decision is not None else set()
    if isinstance(holder, Question) and placed.field == "messages":
        own = holder.refusals.get(placed.key[-1], {})
        return {"question"} | {place for said in own.values() for place in PLACE.findall(said)}
    return set()
