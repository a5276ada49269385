"""The components that DEFRA's forms have beside XGov's, and those that they limit otherwise."""

import re
from collections.abc import Mapping

from guildhall.catalogue.importing.xgov_component import Component, Part
from guildhall.catalogue.importing.xgov_questions import COMPONENTS, LINE, Questions, Reader
from guildhall.kernel.model import Json, Text

_NUMBER = {"whole-number": {}, "decimal": {"places": 7}}
_ELSEWHERE = re.compile(r"\[([^\]]*)\]\((?!https?://|mailto:|tel:)([^)]*)\)")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
GRID_REFERENCE = r"(?i)^[A-Z]{2}\s?(\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})$"
"""Two letters of a 100 km square of the National Grid, then as many digits east as north (Ordnance Survey)."""
FIELD_NUMBER = r"(?i)^[A-Z]{2}\s?\d{4}\s?\d{4}$"
"""The number of a field: two letters and eight digits of the National Grid."""

UNASKED: Mapping[str, str] = {
    "HiddenField": "it is filled from the address of the page and never asked",
    "PaymentField": "where and how money is taken is the channel's to say; the price stands in a decision table",
}
"""Components that are called fields and ask nothing, and why they are left out."""


def asks(component: Part) -> bool:
    """Whether a component asks something."""
    kind = str(component.get("type"))
    return kind.endswith("Field") and kind not in UNASKED


def markdown(words: str) -> tuple[str, list[str]]:
    """Markdown without HTML and without links within the form; and what was taken out."""
    out = [f"<{tag.strip('</>').split()[0]}>" for tag in _TAG.findall(words)] + [
        target for _, target in _ELSEWHERE.findall(words)
    ]
    plain = _ELSEWHERE.sub(r"\1", _TAG.sub("", words.replace("\r\n", "\n")))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)^(\s*)\* ", r"\1- ", plain)).strip(), list(dict.fromkeys(out))


def told(questions: Questions, component: Part, page: str) -> Text | None:
    """The content of a component that is written in Markdown, in each of its languages."""
    content = component.get("content")
    name = str(component.get("name") or component.get("type"))
    each = content if isinstance(content, dict) else {questions.words.language: content}
    found: Text = {}
    for language, words in each.items():
        if isinstance(words, str) and re.fullmatch(r"[a-z]{2,3}", str(language)):
            clean, out = markdown(words)
            for what in out:
                questions.report.lost("component", name, f"only the words of {what} are kept", page)
            if clean:
                found[language] = clean
    for place in dict.fromkeys(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", " ".join(found.values()))):
        questions.report.lost("component", name, f"the place {place} is kept as text: nothing is filled in", page)
    return found or None


def _declaration(questions: Questions, component: Component) -> Part:
    language = questions.words.language
    title = questions.words.label(component.given.get("title"), component.owner)
    statement = told(questions, component.given, component.path) or title or {language: component.name}
    confirming = component.option("declarationConfirmationLabel")
    if confirming:
        questions.report.lost(
            "component",
            component.name,
            f"the words “{confirming}” at the box: the declaration stands there",
            component.path,
        )
    return {"kind": "declaration", "statement": statement}


def _documents(questions: Questions, component: Component) -> Part:
    exact, most, least = component.whole("length"), component.whole("max"), component.whole("min")
    if (least or 0) > 1 or exact:
        questions.report.lost(
            "component", component.name, f"at least {exact or least} files: one is enough here", component.path
        )
    if component.option("accept"):
        questions.report.lost(
            "component", component.name, "accept: the council's own limits on types of files apply", component.path
        )
    return {"kind": "evidence", "atMost": min(exact or most or 25, 25)}


def _some_of(questions: Questions, component: Component) -> Part:
    exact, most, least = component.whole("length"), component.whole("max"), component.whole("min")
    if (least or 0) > 1 or exact:
        questions.report.lost(
            "component", component.name, f"at least {exact or least} to choose: one is enough here", component.path
        )
    found: Part = {"kind": "choices", "options": questions.lists.of(component)}
    if exact or most:
        found["atMost"] = exact or most
    return found


def _pair(kind: str, *boxes: tuple[str, str, Json, Json]) -> Reader:
    """A place given by two numbers, each a question of its own within a group."""

    def read(questions: Questions, component: Component) -> Part:
        component.option("required")
        return {
            "kind": "group",
            "steps": [
                {
                    "id": name,
                    "kind": kind,
                    "label": {"en": label},
                    "atLeast": least,
                    "atMost": most,
                    **_NUMBER[kind],
                    **({"required": False} if component.options.get("required") is False else {}),
                }
                for name, label, least, most in boxes
            ],
        }

    return read


def _line(pattern: str) -> Reader:
    return lambda _questions, _component: {"kind": "text", "maxLength": 20, "pattern": pattern}


def _drawn(questions: Questions, component: Component) -> Part:
    questions.report.lost(
        "component",
        component.name,
        "a shape drawn on a map: a place is described in words or given by a point",
        component.path,
    )
    return {"kind": "place"}


def _time(questions: Questions, component: Component) -> Part:
    questions.report.lost("component", component.name, "a time is asked as a line of text", component.path)
    return {"kind": "text", "maxLength": LINE}


READERS: Mapping[str, Reader] = {
    **COMPONENTS,
    "CheckboxesField": _some_of,
    "DeclarationField": _declaration,
    "FileUploadField": _documents,
    "EastingNorthingField": _pair(
        "whole-number", ("easting", "Easting", 0, 700_000), ("northing", "Northing", 0, 1_300_000)
    ),
    "LatLongField": _pair("decimal", ("latitude", "Latitude", 49, 61), ("longitude", "Longitude", -14, 2)),
    "OsGridRefField": _line(GRID_REFERENCE),
    "NationalGridFieldNumberField": _line(FIELD_NUMBER),
    "GeospatialField": _drawn,
    "TimeField": _time,
}
"""How each component is read."""
