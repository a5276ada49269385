"""The conditions of an XGov form, turned into rules.

A condition there is a list of comparisons joined by *and* and *or*, or an expression written out. One that cannot be read is
reported, and what depends on it refers to a rule that does not exist: it is never known, so it never opens a way.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.naming import Names
from guildhall.kernel.model import Json

Subjects = Callable[[str], list[dict[str, Json]]]
"""Gives what a field's name stands for: the answers asked under it, or a fact."""

_UNITS = {"years": ("months", 12), "months": ("months", 1), "weeks": ("days", 7), "days": ("days", 1)}
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<word>[A-Za-z_$][\w.$:-]*)|(?P<sign>==|!=|>=|<=|&&|\|\||[<>()!]))"
)


class Unclear(ValueError):
    """A condition that cannot be put as data. The message says why."""


class Conditions:
    """The named conditions of a form, and the codes of the rules they become."""

    def __init__(self, subjects: Subjects, names: Names, report: Report) -> None:
        self.subjects = subjects
        self.names = names
        self.report = report
        self.known: set[str] = set()

    def rules(self, given: list[dict[str, Json]], language: str) -> list[Json]:
        """A rule for each condition that can be read."""
        self.known = {str(each.get("name")) for each in given}
        rules: list[Json] = []
        seen: set[str] = set()
        for each in given:
            name = str(each.get("name") or "")
            if name in seen:
                self.report.lost("condition", name, "a second condition of this name: the first one counts")
                continue
            seen.add(name)
            try:
                when = self._of(each.get("value"))
            except Unclear as reason:
                self.report.lost("condition", name, f"{reason}; what depends on it is never known")
                continue
            sentence = str(each.get("displayName") or name).strip() or name
            rules.append({"id": self.names.code(name), "when": when, "sentence": {language: sentence}})
        return rules

    def rule(self, name: str) -> Json:
        """A reference to a condition by its name in the form."""
        return {"rule": self.names.code(name)}

    def _of(self, value: Json) -> Json:
        if isinstance(value, str):
            return _Expression(value, self).read()
        listed = value.get("conditions") if isinstance(value, dict) else None
        if not isinstance(listed, list) or not listed:
            raise Unclear("it holds no comparison")
        return self._joined(listed)

    def _joined(self, listed: list[Json]) -> Json:
        """*And* binds closer than *or*."""
        alternatives: list[list[Json]] = [[]]
        for place, each in enumerate(listed):
            if not isinstance(each, dict):
                raise Unclear("a part of it is not a comparison")
            coordinator = str(each.get("coordinator"))
            if place and coordinator not in {"and", "or"}:
                raise Unclear("two parts of it are joined neither by and nor by or")
            if place and coordinator == "or":
                alternatives.append([])
            alternatives[-1].append(self._part(each))
        return any_of([all_of(parts) for parts in alternatives])

    def _part(self, part: dict[str, Json]) -> Json:
        if "conditionName" in part:
            return self.rule(str(part["conditionName"]))
        if isinstance(part.get("conditions"), list):
            return self._of(part)
        field, value = part.get("field"), part.get("value")
        if not isinstance(field, dict) or not field.get("name") or not isinstance(value, dict):
            raise Unclear("it compares nothing")
        operator, kind = str(part.get("operator")), str(field.get("type"))
        tests = [compared(subject, operator, value, kind) for subject in self.subjects(str(field["name"]))]
        return any_of(tests)


def all_of(parts: list[Json]) -> Json:
    """All of several conditions; one alone is itself."""
    return parts[0] if len(parts) == 1 else {"all": parts}


def any_of(parts: list[Json]) -> Json:
    """Any of several conditions; one alone is itself."""
    return parts[0] if len(parts) == 1 else {"any": parts}


def compared(subject: dict[str, Json], operator: str, value: dict[str, Json], kind: str) -> Json:
    """One comparison of a subject. Raises ``Unclear`` for an operator that has no counterpart."""
    if value.get("type") == "RelativeTime" or "timePeriod" in value:
        return _from_today(subject, operator, value)
    operand = typed(value.get("value"), kind)
    match operator:
        case "is" | "contains":
            return {**subject, operator: operand}
        case "is not":
            return {"not": {**subject, "is": operand}}
        case "does not contain":
            return {"not": {**subject, "contains": operand}}
        case "is before" | "is after":
            return {**subject, operator.removeprefix("is "): operand}
    return ordered(subject, operator, operand)


def ordered(subject: dict[str, Json], operator: str, operand: Json) -> Json:
    """A comparison of numbers. Raises ``Unclear``."""
    if not isinstance(operand, int | Decimal) or isinstance(operand, bool):
        raise Unclear(f"“{operator}” has no counterpart here")
    match operator:
        case "is at least":
            return {**subject, "atLeast": operand}
        case "is less than":
            return {**subject, "lessThan": operand}
        case "is at most":
            return any_of([{**subject, "lessThan": operand}, {**subject, "is": operand}])
        case "is more than":
            return all_of([{**subject, "atLeast": operand}, {"not": {**subject, "is": operand}}])
    raise Unclear(f"“{operator}” has no counterpart here")


def typed(value: Json, kind: str) -> Json:
    """A value as the form compares it: yes or no, a number, or its text."""
    if isinstance(value, bool | int | Decimal):
        return value if kind in {"YesNoField", "NumberField"} or isinstance(value, bool) else str(value)
    if not isinstance(value, str):
        raise Unclear("it compares with nothing that can be written out")
    if kind == "YesNoField":
        return {"true": True, "false": False}.get(value.strip().casefold(), value)
    return number_of(value) if kind == "NumberField" else value


def number_of(text: str) -> Json:
    """A number that was written as text; the text where it is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return text
    return int(number) if number == number.to_integral_value() else number


def _from_today(subject: dict[str, Json], operator: str, value: dict[str, Json]) -> Json:
    unit, each = _UNITS.get(str(value.get("timeUnit")), ("", 0))
    period = number_of(str(value.get("timePeriod")))
    if not unit or not isinstance(period, int) or abs(period) > 100_000:
        raise Unclear("it counts hours or minutes from now")
    past = "past" in str(value.get("direction"))
    then = {"today": True, "minus" if past else "plus": {unit: period * each}}
    later, sooner = {**subject, "after": then}, {**subject, "before": then}
    match operator:
        case "is at least":
            return {"not": later if past else sooner}
        case "is at most":
            return {"not": sooner if past else later}
        case "is less than":
            return later if past else sooner
        case "is more than":
            return sooner if past else later
    raise Unclear(f"“{operator}” has no counterpart here")


class _Expression:
    """A condition written out: ``a == 'x' and (b > 3 or not c)``."""

    def __init__(self, text: str, within: Conditions) -> None:
        self.within = within
        self.words: list[tuple[str, str]] = []
        place = 0
        while place < len(text.rstrip()):
            found = _TOKEN.match(text, place)
            if not found:
                raise Unclear("it is an expression that cannot be read")
            kind = str(found.lastgroup)
            self.words.append((kind, found[kind]))
            place = found.end()
        self.place = 0

    def read(self) -> Json:
        found = self._any()
        if self.place < len(self.words):
            raise Unclear("it is an expression that cannot be read")
        return found

    def _next(self) -> tuple[str, str]:
        if self.place >= len(self.words):
            raise Unclear("it is an expression that breaks off")
        self.place += 1
        return self.words[self.place - 1]

    def _here(self, *wanted: str) -> bool:
        if self.place < len(self.words) and self.words[self.place][1] in wanted:
            self.place += 1
            return True
        return False

    def _any(self) -> Json:
        parts = [self._all()]
        while self._here("or", "||"):
            parts.append(self._all())
        return any_of(parts)

    def _all(self) -> Json:
        parts = [self._one()]
        while self._here("and", "&&"):
            parts.append(self._one())
        return all_of(parts)

    def _one(self) -> Json:
        if self._here("not", "!"):
            return {"not": self._one()}
        if self._here("("):
            inner = self._any()
            if not self._here(")"):
                raise Unclear("it is an expression that breaks off")
            return inner
        return self._comparison()

    def _comparison(self) -> Json:
        kind, name = self._next()
        if kind != "word":
            raise Unclear("it is an expression that cannot be read")
        sign = self.words[self.place][1] if self.place < len(self.words) else ""
        if sign in _SIGNS:
            self.place += 1
            operand = _literal(*self._next())
            return any_of([_signed(subject, sign, operand) for subject in self.within.subjects(name)])
        if name in self.within.known:
            return self.within.rule(name)
        return any_of([{**subject, "is": True} for subject in self.within.subjects(name)])


_SIGNS = {"==": "is", "!=": "is not", ">=": "is at least", "<=": "is at most", "<": "is less than", ">": "is more than"}


def _signed(subject: dict[str, Json], sign: str, operand: Json) -> Json:
    if sign == "==":
        return {**subject, "is": operand}
    if sign == "!=":
        return {"not": {**subject, "is": operand}}
    return ordered(subject, _SIGNS[sign], operand)


def _literal(kind: str, word: str) -> Json:
    if kind == "text":
        return word[1:-1]
    if kind == "number":
        return number_of(word)
    if word in {"true", "false"}:
        return word == "true"
    raise Unclear("it compares two answers in an expression")
