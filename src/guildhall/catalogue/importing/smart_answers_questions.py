"""The kinds of question in Smart Answers, and the options of those that have some."""

from collections.abc import Mapping

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.smart_answers_words import Template
from guildhall.kernel.model import Json

LINE = 5_000
"""Characters allowed where a flow names no limit."""
SEVERAL = {"checkbox", "checkboxes"}

KINDS: Mapping[str, dict[str, Json]] = {
    "radio": {"kind": "choice"},
    "radios": {"kind": "choice"},
    "multiple_choice": {"kind": "choice"},
    "radio_with_intro": {"kind": "choice"},
    "select": {"kind": "choice"},
    "country_select": {"kind": "choice"},
    "country": {"kind": "choice"},
    "checkbox": {"kind": "choices"},
    "checkboxes": {"kind": "choices"},
    "date": {"kind": "date"},
    "money": {"kind": "money"},
    "salary": {"kind": "money"},
    "postcode": {"kind": "text", "maxLength": 10, "autocomplete": "postal-code"},
    "year": {"kind": "whole-number", "atLeast": 1000, "atMost": 9999},
    "value": {"kind": "text", "maxLength": LINE},
}
"""A flow's name for a sort of question, as ``sort_of`` gives it, and ours."""


def sort_of(node: dict[str, Json]) -> str:
    """The sort of a question, in small letters and without ``_question``."""
    return str(node.get("type")).casefold().removesuffix("_question")


def kind_of(name: str, node: dict[str, Json], report: Report) -> dict[str, Json]:
    """Our kind for a question, with its limits. One of an unknown sort is a choice where it has options, else a line of text."""
    sort = sort_of(node)
    if sort in {"salary", "money"}:
        report.lost("question", name, f"a {sort} is asked as an amount of pounds, kept in pence", name)
    found = KINDS.get(sort)
    if found is not None:
        if node.get("options") and found["kind"] not in {"choice", "choices"}:
            report.lost("question", name, f"its options: a {sort} has none", name)
        return found
    chosen = bool(node.get("options"))
    asked = "as a choice of one" if chosen else "as a line of text"
    report.lost("question", name, f"a {node.get('type')} is asked {asked}", name)
    return KINDS["radio" if chosen else "value"]


def options_of(name: str, node: dict[str, Json], words: Template, language: str, report: Report) -> list[Json]:
    """The options of a question in the flow's order, each with the label that its text gives it."""
    given = node.get("options")
    listed = given.items() if isinstance(given, dict) else [(each, None) for each in _list(given)]
    labels = words.options
    found: list[Json] = []
    for held, beside in listed:
        own = held if isinstance(held, dict) else {}
        code = own.get("value", own.get("id")) if own else held
        if not isinstance(code, str) or not code.strip() or len(code) > 500:
            report.lost("option", str(code)[:40], "it cannot stand as a code", name)
            continue
        label, hint = labels.get(code, (None, None))
        told = own.get("label") or beside
        if not label and not (isinstance(told, str) and told):
            report.lost("option", code, "it has no label in the texts: its code stands for it", name)
        option: dict[str, Json] = {"code": code, "label": {language: label or (told if _is_words(told) else code)}}
        if hint:
            option["hint"] = {language: hint}
        found.append(option)
    codes = {option["code"] for option in found}
    for code in labels.keys() - codes:
        report.lost("option", code, "the texts have a label for it, the question has no such option", name)
    if not found:
        report.lost("question", name, "it has no options: nothing can be chosen", name)
    return found


def _list(held: Json) -> list[Json]:
    return held if isinstance(held, list) else []


def _is_words(held: Json) -> bool:
    return isinstance(held, str) and bool(held.strip())
