"""The components of an XGov page that ask something, turned into steps."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.naming import Codes
from guildhall.catalogue.importing.xgov_component import Component, Part, component_of, parts_of
from guildhall.catalogue.importing.xgov_conditions import number_of
from guildhall.catalogue.importing.xgov_lists import Lists
from guildhall.catalogue.importing.xgov_words import Words
from guildhall.kernel.kinds import KINDS
from guildhall.kernel.model import Json

LINE, LINES = 5_000, 20_000
"""Characters allowed where the source names no limit."""
MANY = 100
WEB_ADDRESS = r"^(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?$"

_LOOKS = {
    "classes",
    "hideTitle",
    "optionalText",
    "isMultiInput",
    "rows",
    "exposeToContext",
    "bold",
    "required",
    "columnTitles",
}
"""Options that say only how the web page looks, or that every kind reads."""
_WHY = {
    "summaryTitle": "a shorter title for the check page",
    "prefix": "a sign printed before the box",
    "suffix": "a sign printed after the box",
    "divider": "a word between the options",
    "format": "the answer is kept as it is written, not put into capitals",
    "showNoScriptWarning": "every page works without script",
    "dropzoneConfig": "the council's own limits on size and type of files apply",
}
_MESSAGES = {
    "any.required": ("missing",),
    "any.empty": ("missing",),
    "string.empty": ("missing",),
    "number.empty": ("missing",),
    "dayMonthYear": ("missing",),
    "any.only": ("not-an-option", "not-yes-or-no"),
    "any.invalid": ("exclusive",),
    "string.base": ("wrong-type",),
    "string.max": ("too-long",),
    "string.min": ("too-short",),
    "string.length": ("too-long",),
    "string.maxWords": ("too-many-words",),
    "string.pattern.base": ("wrong-form", "not-an-email", "not-a-telephone"),
    "string.regex.base": ("wrong-form", "not-an-email", "not-a-telephone"),
    "string.email": ("not-an-email",),
    "string.uri": ("wrong-form",),
    "string.uriCustomScheme": ("wrong-form",),
    "number.base": ("not-a-number",),
    "number.integer": ("not-whole",),
    "number.precision": ("too-many-places",),
    "number.min": ("too-small",),
    "number.max": ("too-large",),
    "date.base": ("not-a-date",),
    "date.format": ("not-a-date",),
    "nonNumeric": ("not-a-date",),
    "date.min": ("too-early",),
    "date.max": ("too-late",),
}
"""The form's codes for an error, and ours for the same."""
_BLANK_TOO = ("number.base",)
"""Codes with which the form refuses a blank as well, unless it has words for that."""


@dataclass(slots=True)
class Asked:
    """Where a component came to stand: the step it became, and the section of its page."""

    step: str
    section: str | None


class Questions:
    """Reads components. ``asked`` says, by the name in the form, which steps ask it."""

    def __init__(self, lists: Lists, words: Words, report: Report, readers: "Mapping[str, Reader]") -> None:
        self.lists = lists
        self.words = words
        self.report = report
        self.readers = readers
        self.ids = Codes()
        self.asked: dict[str, list[Asked]] = {}

    def steps(self, given: Part, page: Part, page_id: str | None) -> list[Part]:
        """A component's step, and those that one of its options reveals. Inside a group there is no page."""
        component = component_of(given, page)
        step = self._step(component)
        placed = {"page": page_id} if page_id else {}
        revealed = [
            each | {"showWhen": _chosen(step, code)} if not each.get("showWhen") else each
            for code, inner in self.lists.revealed(component)
            for each in self.steps(inner, page, page_id)
        ]
        self._leftovers(component)
        return [step | placed, *revealed]

    def repeat(self, page: Part, inner: list[Part], page_id: str) -> Part:
        """All the questions of a repeating page, as one that is answered several times."""
        head = component_of(inner[0], page)
        step_id = self._name(head)
        title = self.words.label(page.get("title"), head.owner) or {self.words.language: head.name}
        steps = [each for one in inner for each in self.steps(one, page, None)]
        return {
            "id": step_id,
            "kind": "repeat",
            "label": title,
            "item": title,
            "atMost": MANY,
            "page": page_id,
            "steps": steps,
        }

    def _name(self, component: Component) -> str:
        if not component.given.get("name"):
            self.report.lost(
                "component", component.name, "it has no name in the form: it is named after its type", component.path
            )
        step = self.ids.next(component.name)
        before = self.asked.setdefault(component.name, [])
        if before:
            self.report.lost(
                "component",
                component.name,
                f"the name stands {len(before) + 1} times: this one is {step}",
                component.path,
            )
        elif step != component.name:
            self.report.lost(
                "component", component.name, f"its name cannot stand as a code: it is {step}", component.path
            )
        before.append(Asked(step, component.page.get("section")))
        return step

    def _step(self, component: Component) -> Part:
        step: Part = {"id": self._name(component), **self.readers.get(component.kind, _unknown)(self, component)}
        label = self.words.label(component.given.get("title"), component.owner)
        label = label or self.words.label(component.page.get("title"), component.owner)
        step["label"] = label or {self.words.language: component.name}
        hint = self.words.guidance(component.given.get("hint"), component.owner)
        if hint:
            step["help"] = hint
        if component.options.get("required") is False:
            step["required"] = False
        if step["kind"] == "repeat":
            step["item"] = step["label"]
        if messages := self._messages(component, step["kind"]):
            step["messages"] = messages
        return step

    def _messages(self, component: Component, kind: str) -> Part:
        own = component.option("customValidationMessages")
        component.option("customValidationMessage")
        if component.options.get("customValidationMessage"):
            self.report.lost(
                "message", component.name, "one message for every error: none of ours says so much", component.path
            )
        known = {"missing", "wrong-type", *KINDS[kind].refusals}
        found: Part = {}
        given = own.items() if isinstance(own, dict) else ()
        for code, words in given:
            text = self.words.label(words, component.owner)
            ours = next((each for each in _MESSAGES.get(code, ()) if each in known), None)
            if text and ours and ours not in found:
                found[ours] = text
            elif text and text not in found.values():
                self.report.lost("message", f"{code} of {component.name}", f"no place for “{words}”", component.path)
        for code, words in given:
            text = self.words.label(words, component.owner)
            if code in _BLANK_TOO and text:
                found.setdefault("missing", text)
        return found

    def _leftovers(self, component: Component) -> None:
        for place, held in (("options", component.options), ("schema", component.schema)):
            for key, value in held.items():
                plain = key in _LOOKS and place == "options"
                if plain or f"{place}.{key}" in component.taken or value in (None, "", {}, [], False):
                    continue
                self.report.lost(
                    "component", component.name, f"{key}: {_WHY.get(key, 'not carried over')}", component.path
                )


Reader = Callable[[Questions, Component], Part]
"""Reads one sort of component: the kind of question that it becomes, with its limits."""


def _text(_questions: Questions, component: Component) -> Part:
    length = component.whole("length")
    found: Part = {"kind": "text", "maxLength": length if length is not None else component.whole("max") or LINE}
    least = length if length is not None else component.whole("min")
    if least:
        found["minLength"] = least
    if words := _words(component):
        found["maxWords"] = words
    if complete := component.option("autocomplete"):
        found["autocomplete"] = str(complete)
    return found | _pattern(_questions, component)


def _pattern(questions: Questions, component: Component) -> Part:
    component.taken.add("schema.regex")
    pattern = component.schema.get("regex")
    if not isinstance(pattern, str) or not pattern:
        return {}
    ours = pattern.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    try:
        re.compile(ours)
    except (re.error, RecursionError, OverflowError):
        questions.report.lost("component", component.name, f"its pattern {pattern} cannot be read", component.path)
        return {}
    return {"pattern": ours}


def _lines(questions: Questions, component: Component) -> Part:
    found: Part = {"kind": "long-text", "maxLength": component.whole("max") or LINES}
    if words := _words(component):
        found["maxWords"] = words
    component.taken.add("schema.regex")
    if component.schema.get("regex"):
        questions.report.lost(
            "component", component.name, "its pattern: an answer of several lines has none", component.path
        )
    return found


def _words(component: Component) -> int | None:
    held = component.option("maxWords")
    number = number_of(held) if isinstance(held, str) else held
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def _number(_questions: Questions, component: Component) -> Part:
    places = component.whole("precision")
    component.taken.add("schema.integer")
    whole = places == 0 or component.schema.get("integer") is True
    found: Part = {"kind": "whole-number" if whole else "decimal"}
    if places and places <= 15:
        found["places"] = places
    for key, ours in (("min", "atLeast"), ("max", "atMost")):
        bound = component.limit(key)
        if bound is not None:
            found[ours] = bound
    return found


def _date(_questions: Questions, component: Component) -> Part:
    found: Part = {"kind": "date"}
    bounds = (("maxDaysInFuture", "notAfter", "plus"), ("maxDaysInPast", "notBefore", "minus"))
    for key, ours, way in bounds:
        held = component.option(key)
        days = number_of(held) if isinstance(held, str) else held
        if isinstance(days, int) and not isinstance(days, bool) and abs(days) < 100_000:
            found[ours] = {"today": True} | ({way: {"days": days}} if days else {})
    return found


def _address(questions: Questions, component: Component) -> Part:
    questions.report.lost(
        "component",
        component.name,
        "the town may be left out here, and “no fixed address” is an answer",
        component.path,
    )
    return {"kind": "address"}


def _files(questions: Questions, component: Component) -> Part:
    dropzone = component.options.get("dropzoneConfig")
    most = dropzone.get("maxFiles") if isinstance(dropzone, dict) else None
    found: Part = {"kind": "evidence", "atMost": most if isinstance(most, int) and most > 0 else 1}
    held = component.option("minimumRequiredFiles")
    least = number_of(held) if isinstance(held, str) else held
    if least == 0:
        found["required"] = False
    elif isinstance(least, int) and least > 1:
        questions.report.lost(
            "component", component.name, f"at least {least} files: one is enough here", component.path
        )
    return found


def _several(questions: Questions, component: Component) -> Part:
    children = parts_of(component.given.get("children"))
    steps = [step for each in children for step in questions.steps(each, component.page, None)]
    return {"kind": "repeat", "steps": steps, "atMost": MANY, "item": {}}


def _unknown(questions: Questions, component: Component) -> Part:
    questions.report.lost("component", component.name, f"a {component.kind} is asked as a line of text", component.path)
    return {"kind": "text", "maxLength": LINE}


def _of_kind(kind: str, **more: Json) -> Reader:
    def read(questions: Questions, component: Component) -> Part:
        component.option("autocomplete")
        return {"kind": kind, **more}

    return read


def _from_list(kind: str) -> Reader:
    return lambda questions, component: {"kind": kind, "options": questions.lists.of(component)}


COMPONENTS: Mapping[str, Reader] = {
    "TextField": _text,
    "FreeTextField": _lines,
    "MultilineTextField": _lines,
    "NumberField": _number,
    "YesNoField": _of_kind("yes-no"),
    "RadiosField": _from_list("choice"),
    "SelectField": _from_list("choice"),
    "AutocompleteField": _from_list("choice"),
    "CheckboxesField": _from_list("choices"),
    "EmailAddressField": _of_kind("email"),
    "TelephoneNumberField": _of_kind("telephone"),
    "NationalInsuranceField": _of_kind("national-insurance"),
    "WebsiteField": _of_kind("text", maxLength=LINE, pattern=WEB_ADDRESS),
    "UkAddressField": _address,
    "DateField": _date,
    "DatePartsField": _date,
    "MonthYearField": _of_kind("date", precision="month"),
    "FileUploadField": _files,
    "ClientSideFileUploadField": _files,
    "MultiInputField": _several,
}


def _chosen(step: Part, code: str) -> Part:
    several = step["kind"] == "choices"
    operand: Json = {"true": True, "false": False}.get(code, code) if step["kind"] == "yes-no" else code
    return {"answer": step["id"], "contains" if several else "is": operand}
