"""Conditions of a draft said back in words, so that a designer reads what the menus made."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from guildhall.kernel.conditions import Condition
from guildhall.kernel.model import Json
from guildhall.kernel.saying import said
from guildhall.kernel.service import Service

_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
_FIELDS = ("showWhen", "when")


def in_words(part: Mapping[str, Json], service: Service | None) -> dict[str, str]:
    """The conditions of a part by their field, in English; nothing for one that is not whole yet."""
    found = {}
    for name in _FIELDS:
        if name in part and (sentence := condition_in_words(part[name], service)):
            found[name] = sentence
    return found


def condition_in_words(condition: Json, service: Service | None) -> str:
    """One condition in English; empty where it is not whole yet."""
    try:
        made = _CONDITION.validate_python(condition)
    except (ValidationError, RecursionError):
        return ""
    return said(made, service or Service(id="draft", title={"en": "Draft"}), "en")
