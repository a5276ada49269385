"""JsonLogic, in which Open Forms writes its rules, as conditions.

There a blank is simply not equal to anything, so that "is not" holds for it; here a blank is unknown. So the opposite of a
comparison says "or it is blank" wherever the answer may be. An expression that works something out has no counterpart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildhall.catalogue.importing.xgov_conditions import Unclear, number_of
from guildhall.kernel.model import Json

Part = dict[str, Json]
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_SAME = {"===": "==", "!==": "!="}
_TODAY = {"now", "today"}


@dataclass(frozen=True, slots=True)
class Field:
    """A component that a rule may ask about: the step it becomes, and whether that may be left blank or never be asked."""

    key: str
    step: str
    kind: str
    may_be_blank: bool


@dataclass(frozen=True, slots=True)
class _Term:
    """One side of a comparison: a field (and an option of it), today, or a value; and how far it is moved in time."""

    field: Field | None = None
    option: str | None = None
    today: bool = False
    value: Json = None
    months: int = 0
    days: int = 0

    @property
    def moved(self) -> bool:
        return bool(self.months or self.days)


class Logic:
    """Turns expressions into conditions, ``True`` or ``False``."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.by_step = {field.step: field for field in fields.values()}

    def condition(self, expression: Json) -> Json:
        """The condition under which an expression is true. Raises ``Unclear``."""
        if expression is None or isinstance(expression, bool):
            return bool(expression)
        operator, given = _operation(expression)
        if operator == "var":
            return self._is_there(self._term(expression))
        if operator in {"and", "or"}:
            return (every if operator == "and" else some)([self.condition(each) for each in given])
        if operator in {"!", "!!"}:
            asked = self.condition(given[0] if given else None)
            return self.opposite(asked) if operator == "!" else asked
        if operator in {"if", "?:"} and len(given) == 3:
            asked, then, otherwise = (self.condition(each) for each in given)
            return some([every([asked, then]), every([self.opposite(asked), otherwise])])
        return self._of_values(operator, given)

    def _of_values(self, operator: str, given: list[Json]) -> Json:
        if operator == "in" and len(given) == 2:
            return self._within(*given)
        compares = _SAME.get(operator, operator)
        if compares in _TURNED and len(given) == 2:
            return self._compared(compares, *given)
        if operator in {"<", "<="} and len(given) == 3:
            first, between, last = given
            return every([self._compared(operator, first, between), self._compared(operator, between, last)])
        raise Unclear(f"“{operator}” has no counterpart here")

    def simple(self, key: str, value: Json) -> Json:
        """That the component of this key has this value. Raises ``Unclear``."""
        return self._compared("==", {"var": key}, value)

    def opposite(self, condition: Json) -> Json:
        """When a condition does not hold; a blank is not what it is compared with."""
        if isinstance(condition, bool):
            return not condition
        if "all" in condition:
            return some([self.opposite(each) for each in condition["all"]])
        if "any" in condition:
            return every([self.opposite(each) for each in condition["any"]])
        if "answered" in condition:
            return {**condition, "answered": not condition["answered"]}
        if "not" in condition:
            return condition["not"]
        field = self.by_step.get(str(condition.get("answer")))
        blank = [{"answer": field.step, "answered": False}] if field is not None and field.may_be_blank else []
        return some([{"not": condition}, *blank])

    def _compared(self, operator: str, left: Json, right: Json) -> Json:
        one, other = self._term(left), self._term(right)
        for subject, operand, turned in ((one, other, operator), (other, one, _TURNED[operator])):
            if subject.field is not None and not subject.moved:
                return self._about(subject.field, subject.option, turned, operand)
        for subject, operand, turned in ((one, other, operator), (other, one, _TURNED[operator])):
            if subject.today and not subject.moved and operand.field is not None:
                return _timed({"now": "date"}, turned, _reference(operand))
        raise Unclear("it compares nothing that is asked")

    def _about(self, field: Field, option: str | None, operator: str, other: _Term) -> Json:
        if operator in {"==", "!="}:
            same = self._same(field, option, other)
            return same if operator == "==" else self.opposite(same)
        operand = _reference(other) if other.field is not None or other.today else _value_for(field, other.value)
        return self._ordered(field, operator, operand)

    def _same(self, field: Field, option: str | None, other: _Term) -> Json:
        subject = {"answer": field.step}
        if option is not None:
            return self._ticked(field, option, other.value)
        if other.field is not None or other.today:
            return {**subject, "is": _reference(other)}
        if other.value is None or other.value == "":
            return {**subject, "answered": False}
        if field.kind == "declaration":
            return {**subject, "answered": _truth(other.value)}
        if field.kind == "choices":
            return {**subject, "contains": str(other.value)}
        return {**subject, "is": _value_for(field, other.value)}

    def _ticked(self, field: Field, option: str, value: Json) -> Json:
        if field.kind != "choices":
            raise Unclear(f"it asks about a part of {field.key}")
        chosen = {"answer": field.step, "contains": option}
        return chosen if _truth(value) else self.opposite(chosen)

    def _ordered(self, field: Field, operator: str, operand: Json) -> Json:
        subject = {"answer": field.step}
        if field.kind == "date":
            return _timed(subject, operator, operand)
        if field.kind not in {"whole-number", "decimal", "money"}:
            raise Unclear(f"“{operator}” compares only numbers and dates here")
        match operator:
            case ">=":
                return {**subject, "atLeast": operand}
            case "<":
                return {**subject, "lessThan": operand}
            case "<=":
                return {"any": [{**subject, "lessThan": operand}, {**subject, "is": operand}]}
        return {"all": [{**subject, "atLeast": operand}, {"not": {**subject, "is": operand}}]}

    def _within(self, needle: Json, hay: Json) -> Json:
        if isinstance(hay, list):
            asked = self._term(needle)
            if (
                asked.field is None
                or asked.moved
                or asked.field.kind not in {"choice", "text", "whole-number", "decimal"}
            ):
                raise Unclear("it looks for something in a list that is not one answer")
            values = [_value_for(asked.field, each) for each in hay if isinstance(each, str | int | Decimal)]
            return {"answer": asked.field.step, "isOneOf": values}
        held = self._term(hay)
        if held.field is None or held.field.kind != "choices" or not isinstance(needle, str):
            raise Unclear("it looks for something within a text")
        return {"answer": held.field.step, "contains": needle}

    def _is_there(self, term: _Term) -> Json:
        if term.field is None:
            raise Unclear("it asks about nothing that is asked")
        if term.option is not None:
            return self._ticked(term.field, term.option, True)
        subject = {"answer": term.field.step}
        if term.field.kind in {"whole-number", "decimal", "money"}:
            return every([{**subject, "answered": True}, {"not": {**subject, "is": 0}}])
        return {**subject, "answered": True}

    def _term(self, expression: Json) -> _Term:
        if isinstance(expression, list):
            raise Unclear("it compares with a list")
        if not isinstance(expression, dict):
            return _Term(value=expression)
        operator, given = _operation(expression)
        match operator:
            case "var":
                return self._variable(given[0] if given else None)
            case "date" | "datetime" if given:
                return self._term(given[0])
            case "today":
                return _Term(today=True)
            case "+" | "-" if len(given) == 2:
                moved = self._term(given[0])
                months, days = _span(given[1])
                sign = 1 if operator == "+" else -1
                return _Term(
                    moved.field,
                    moved.option,
                    moved.today,
                    moved.value,
                    moved.months + sign * months,
                    moved.days + sign * days,
                )
        raise Unclear(f"“{operator}” has no counterpart here")

    def _variable(self, name: Json) -> _Term:
        if not isinstance(name, str):
            raise Unclear("it asks about no one answer")
        if name in _TODAY:
            return _Term(today=True)
        if name in self.fields:
            return _Term(self.fields[name])
        key, _, option = name.rpartition(".")
        if key in self.fields:
            return _Term(self.fields[key], option)
        raise Unclear(f"no question gives {name}")


def every(parts: list[Json]) -> Json:
    """All of several conditions, some of which may be known already."""
    left = [each for each in parts if each is not True]
    if False in left:
        return False
    return True if not left else left[0] if len(left) == 1 else {"all": left}


def some(parts: list[Json]) -> Json:
    """Any of several conditions, some of which may be known already."""
    left = [each for each in parts if each is not False]
    if True in left:
        return True
    return False if not left else left[0] if len(left) == 1 else {"any": left}


def _operation(expression: Json) -> tuple[str, list[Json]]:
    if not isinstance(expression, dict) or len(expression) != 1:
        raise Unclear("it is no operation of JsonLogic")
    ((operator, given),) = expression.items()
    return operator, given if isinstance(given, list) else [given]


def _span(expression: Json) -> tuple[int, int]:
    """Months and days of a length of time, written as years, months, days or in ISO 8601."""
    operator, given = _operation(expression)
    if operator == "rdelta":
        parts = [number_of(each) if isinstance(each, str) else each for each in given[:3]]
        if parts and all(isinstance(each, int) and not isinstance(each, bool) and abs(each) < 10_000 for each in parts):
            years, months, days = (*parts, 0, 0)[:3]
            return years * 12 + months, days
    raise Unclear("it counts a length of time that is not years, months and days")


def _reference(term: _Term) -> Json:
    if term.months and term.days:
        raise Unclear("it counts months and days from one date")
    span, amount = ("months", term.months) if term.months else ("days", term.days)
    source: Part = {"answer": term.field.step} if term.field is not None else {"today": True}
    if term.option is not None or (term.field is None and not term.today):
        raise Unclear("it moves something that is no date")
    return source | ({"plus" if amount > 0 else "minus": {span: abs(amount)}} if amount else {})


def _timed(subject: Part, operator: str, operand: Json) -> Json:
    match operator:
        case "<":
            return {**subject, "before": operand}
        case ">":
            return {**subject, "after": operand}
        case "<=":
            return {"not": {**subject, "after": operand}}
        case ">=":
            return {"not": {**subject, "before": operand}}
        case "==":
            return {**subject, "is": operand}
    return {"not": {**subject, "is": operand}}


def _value_for(field: Field, value: Json) -> Json:
    """A value written out, as answers to this field are kept."""
    if isinstance(value, dict | list) or value is None:
        raise Unclear("it compares with nothing that can be written out")
    if field.kind in {"whole-number", "decimal", "money"}:
        number = number_of(value) if isinstance(value, str) else value
        if isinstance(number, str | bool) or abs(number) > 10**15:
            raise Unclear(f"it compares the number {field.key} with what is no number")
        pence = number * 100 if field.kind == "money" else number
        return int(pence) if pence == int(pence) else pence
    if field.kind == "date":
        return str(value)[:10]
    if field.kind not in {"text", "long-text", "choice", "email", "telephone"}:
        raise Unclear(f"it compares the whole of {field.key}")
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _truth(value: Json) -> bool:
    return value is True or (isinstance(value, str) and value.casefold() in {"true", "1", "yes"})
