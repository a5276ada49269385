"""The base that every part of a definition stands on: frozen, closed to unknown keys, camelCase when written."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

Json = Any
"""A JSON value: None, bool, int, Decimal, str, list or dict. Never a float: money and measures are exact."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$(?!\n)", max_length=100)]
"""A name for machines (a step, an option, an outcome). The same in every language; never translated."""

StepCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$(?!\n)", max_length=100)]
"""The name of a question. It has no full stop, which on a form stands between a question and its parts."""


def _at_least_one_language(words: dict[str, str]) -> dict[str, str]:
    if not words:
        raise ValueError("write the words for at least one language, for example {en: Your name}")
    return words


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$(?!\n)")]
Text = Annotated[
    dict[Language, str], AfterValidator(_at_least_one_language), Field(json_schema_extra={"minProperties": 1})
]
"""Words for people, keyed by language: ``{en: ..., cy: ...}``."""


def words(text: Text, language: str) -> str:
    """Give the words in ``language``; where there are none, in English; failing that, in the first language written."""
    found = text.get(language) or text.get("en")
    return found if found else next(iter(text.values()), "")


def as_json(value: object) -> Json:
    """Give a model's values as plain JSON: dates as ISO 8601, tuples as lists, decimals left exact."""
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _written(name: str) -> str:
    return to_camel(name.rstrip("_"))


class Model(BaseModel):
    """A part of a definition: cannot be changed once made, and refuses a key it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_written,
        populate_by_name=True,
        regex_engine="python-re",
        protected_namespaces=(),
    )
