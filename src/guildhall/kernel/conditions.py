"""Conditions: what a definition may ask of the answers, the facts and the time. Data, never code.

A condition is one tree with five uses: it is evaluated (here), said (``saying``), proved, exported and hinted.
Evaluation has three values: true, false and unknown (``None``). What is blank or not yet known is unknown, never false.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Field, Strict, StrictBool, StrictInt, StrictStr, Tag, model_validator

from guildhall.kernel.model import Code, Json, Model

SUBJECTS = ("answer", "fact", "decision", "count", "actor", "channel", "now")
OPERATORS = ("is_", "is_one_of", "contains", "at_least", "less_than", "before", "after", "answered")


class Span(Model):
    """A length of time to count from a date."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    days: int | None = None
    working_days: int | None = None
    months: int | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> "Span":
        if sum(unit is not None for unit in (self.days, self.working_days, self.months)) != 1:
            raise ValueError("write one of days, workingDays or months")
        return self


class Reference(Model):
    """A value that stands elsewhere: another answer, a fact, or today; for dates, so much later or earlier."""

    answer: Code | None = None
    fact: Code | None = None
    today: Literal[True] | None = None
    plus: Span | None = None
    minus: Span | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "Reference":
        if sum(source is not None for source in (self.answer, self.fact, self.today)) != 1:
            raise ValueError("write one of answer, fact or today: true")
        return self


Operand = StrictBool | StrictInt | Annotated[Decimal, Strict()] | StrictStr | Reference
"""A value written out, or a reference to one. Strict, so that the word "yes" never turns into a truth value."""


class Test(Model):
    """One question put to one subject: ``{answer: bin-type, is: garden}``."""

    __test__ = False  # not a test case, whatever pytest makes of the name
    model_config = ConfigDict(json_schema_extra={"minProperties": 2, "maxProperties": 2})

    answer: Code | None = None
    fact: Code | None = None
    decision: Code | None = None
    count: Code | None = Field(None, description="a repeating group: how many items it holds")
    actor: Literal["kind"] | None = None
    channel: Literal["name"] | None = Field(None, description="loads, but is never known: no rule may read the channel")
    now: Literal["date", "time", "open"] | None = None

    is_: Operand | None = None
    is_one_of: tuple[Operand, ...] | None = None
    contains: Operand | None = None
    at_least: Operand | None = None
    less_than: Operand | None = None
    before: Operand | None = None
    after: Operand | None = None
    answered: StrictBool | None = None

    @model_validator(mode="after")
    def _one_subject_one_operator(self) -> "Test":
        if sum(getattr(self, name) is not None for name in SUBJECTS) != 1:
            raise ValueError(f"a condition asks about one thing: write one of {', '.join(SUBJECTS)}")
        if sum(getattr(self, name) is not None for name in OPERATORS) != 1:
            raise ValueError(
                "a condition asks one question: write one of is, isOneOf, contains, atLeast, lessThan, before, after, answered"
            )
        return self

    @property
    def subject(self) -> tuple[str, str]:
        """What is asked about: its sort (``answer``, ``fact``...) and its name."""
        return next((name, str(found)) for name in SUBJECTS if (found := getattr(self, name)) is not None)

    @property
    def operator(self) -> tuple[str, Json]:
        """What is asked of it: the operator's name (``is_``, ``at_least``...) and the operand."""
        return next((name, found) for name in OPERATORS if (found := getattr(self, name)) is not None)


class All(Model):
    """Every condition holds."""

    all: tuple["Condition", ...]


class AnyOf(Model):
    """At least one condition holds."""

    any: tuple["Condition", ...]


class Not(Model):
    """The condition does not hold. The opposite of unknown is unknown."""

    not_: "Condition"


class RuleHolds(Model):
    """A rule by its name, so that a sentence is written once."""

    rule: Code


def _sort(value: object) -> str:
    for key, tag in (("all", "all"), ("any", "any"), ("not", "not"), ("not_", "not"), ("rule", "rule")):
        if (isinstance(value, dict) and key in value) or (not isinstance(value, dict) and hasattr(value, key)):
            return tag
    return "test"


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[RuleHolds, Tag("rule")]
    | Annotated[Test, Tag("test")],
    Discriminator(_sort),
]

for _branch in (All, AnyOf, Not):
    _branch.model_rebuild()
