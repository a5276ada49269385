"""The components of Form.io that Open Forms builds with, and the kinds of question that they become."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildhall.catalogue.importing.open_forms_words import Wording
from guildhall.catalogue.importing.reading import whole
from guildhall.catalogue.importing.xgov_conditions import number_of
from guildhall.catalogue.importing.xgov_words import Owner
from guildhall.kernel.model import Json

Part = dict[str, Json]
LINE, LINES = 5_000, 20_000
"""Characters allowed where the source names no limit."""
MANY = 100
_HUGE = 10**15


@dataclass(frozen=True, slots=True)
class Component:
    """One component, where it stands, and what reads its words."""

    given: Part
    page: str | None
    wording: Wording

    @property
    def key(self) -> str:
        return str(self.given.get("key") or self.given.get("type"))

    @property
    def kind(self) -> str:
        return str(self.given.get("type"))

    @property
    def owner(self) -> Owner:
        return Owner("component", self.key, self.page)

    @property
    def validate(self) -> Part:
        held = self.given.get("validate")
        return held if isinstance(held, dict) else {}

    @property
    def own(self) -> Part:
        """What Open Forms adds to Form.io's component."""
        held = self.given.get("openForms")
        return held if isinstance(held, dict) else {}

    @property
    def several(self) -> bool:
        return self.given.get("multiple") is True

    def lost(self, reason: str) -> None:
        self.wording.report.lost("component", self.key, reason, self.page)

    def number(self, key: str) -> int | Decimal | None:
        """A limit as an exact number, or ``None``."""
        held = self.validate.get(key)
        number: Json = number_of(held) if isinstance(held, str) else held
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            return None
        return number if -_HUGE < number < _HUGE else None

    def count(self, key: str) -> int | None:
        found = self.number(key)
        return found if isinstance(found, int) and found >= 0 else None


Reader = Callable[[Component], Part]


def _text(component: Component) -> Part:
    found: Part = {"kind": "text", "maxLength": component.count("maxLength") or LINE}
    if least := component.count("minLength"):
        found["minLength"] = least
    if words := component.count("maxWords"):
        found["maxWords"] = words
    if isinstance(component.given.get("autocomplete"), str) and component.given["autocomplete"]:
        found["autocomplete"] = component.given["autocomplete"]
    return found | _pattern(component)


def _pattern(component: Component, usual: str = "") -> Part:
    pattern = component.validate.get("pattern") or usual
    if not isinstance(pattern, str) or not pattern:
        return {}
    whole_answer = pattern if pattern.startswith("^") and pattern.endswith("$") else f"^(?:{pattern})$"
    try:
        re.compile(whole_answer)
    except (re.error, RecursionError, OverflowError):
        component.lost(f"its pattern {pattern} cannot be read")
        return {}
    return {"pattern": whole_answer}


def _line_like(pattern: str, what: str = "") -> Reader:
    def read(component: Component) -> Part:
        if what:
            component.lost(what)
        return {"kind": "text", "maxLength": component.count("maxLength") or LINE, **_pattern(component, pattern)}

    return read


def _lines(component: Component) -> Part:
    found: Part = {"kind": "long-text", "maxLength": component.count("maxLength") or LINES}
    if words := component.count("maxWords"):
        found["maxWords"] = words
    if component.validate.get("pattern"):
        component.lost("its pattern: an answer of several lines has none")
    return found


def _number(component: Component) -> Part:
    places = component.given.get("decimalLimit")
    found: Part = {"kind": "whole-number" if places == 0 else "decimal"}
    if isinstance(places, int) and not isinstance(places, bool) and 0 < places <= 15:
        found["places"] = places
    for key, ours in (("min", "atLeast"), ("max", "atMost")):
        bound = component.number(key)
        if bound is not None:
            found[ours] = bound
    if component.given.get("allowNegative") is False and "atLeast" not in found:
        found["atLeast"] = 0
    return found


def _money(component: Component) -> Part:
    component.lost(f"an amount in {component.given.get('currency') or 'EUR'}: here it is in pounds")
    found: Part = {"kind": "money"}
    for key, ours in (("min", "atLeast"), ("max", "atMost")):
        if (bound := component.number(key)) is not None:
            found[ours] = int(bound * 100)
    return found


def _date(component: Component) -> Part:
    found: Part = {"kind": "date"}
    for key, ours in (("minDate", "notBefore"), ("maxDate", "notAfter")):
        limit = component.own.get(key)
        if isinstance(limit, dict) and (bound := _bound(component, key, limit)) is not None:
            found[ours] = bound
    return found


def _bound(component: Component, key: str, limit: Part) -> Json:
    mode = limit.get("mode")
    today = limit.get("includeToday") is True
    picker = component.given.get("datePicker")
    match mode:
        case "future" | "past":
            return {"today": True} | ({} if today else {"plus" if mode == "future" else "minus": {"days": 1}})
        case "relativeToVariable":
            return _counted(component, key, limit)
        case "fixedValue":
            day = str(picker.get(key) or "")[:10] if isinstance(picker, dict) else ""
            return day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else None
    return None


def _counted(component: Component, key: str, limit: Part) -> Json:
    delta = limit.get("delta")
    years, months, days = (
        each if isinstance(each, int) and not isinstance(each, bool) and abs(each) < 10_000 else 0
        for each in (
            (delta.get("years"), delta.get("months"), delta.get("days")) if isinstance(delta, dict) else (0, 0, 0)
        )
    )
    months += years * 12
    if limit.get("variable", "now") not in ("now", "today"):
        component.lost(f"{key}: a limit that is counted from {limit.get('variable')}")
        return None
    if months and days:
        component.lost(f"{key}: a limit of months and days together")
        return None
    span = {"months": months} if months else {"days": days}
    way = "minus" if limit.get("operator") == "subtract" else "plus"
    return {"today": True} | ({way: span} if months or days else {})


def _choice(component: Component) -> Part:
    if component.kind == "select" and component.several:
        return {"kind": "choices", "options": options_of(component)}
    return {"kind": "choice", "options": options_of(component)}


def _choices(component: Component) -> Part:
    found: Part = {"kind": "choices", "options": options_of(component)}
    if most := component.count("maxSelectedCount"):
        found["atMost"] = most
    if (component.count("minSelectedCount") or 0) > 1:
        component.lost(f"at least {component.count('minSelectedCount')} to choose: one is enough here")
    return found


def options_of(component: Component) -> list[Json]:
    """The options of a component in their order. Those that come from elsewhere are reported."""
    source = component.own.get("dataSrc")
    if source not in (None, "", "manual"):
        component.lost(f"its options come from {source}: none is written down, and nothing can be chosen")
    inner = component.given.get("data")
    listed = component.given.get("values") or (inner.get("values") if isinstance(inner, dict) else None)
    options: list[Json] = []
    for each in whole(listed):
        held = each.get("value")
        code = str(held) if isinstance(held, str | int) and not isinstance(held, bool) else ""
        owner = Owner("option", code, component.page)
        label = component.wording.label(each, "label", owner)
        if not code.strip() or len(code) > 500:
            if label:
                component.wording.report.lost(
                    "option", next(iter(label.values())), "its value cannot stand as a code", component.page
                )
            continue
        option: Part = {"code": code, "label": label or {component.wording.language: code}}
        if hint := component.wording.guidance(each, "description", owner):
            option["hint"] = hint
        options.append(option)
    return options


def _tick(component: Component) -> Part:
    words = component.wording.label(component.given, "label", component.owner)
    return {"kind": "declaration", "statement": words or {component.wording.language: component.key}}


def _files(component: Component) -> Part:
    held = component.given.get("maxNumberOfFiles")
    most = held if isinstance(held, int) and not isinstance(held, bool) and held > 0 else MANY
    if component.given.get("filePattern") not in (None, "", "*"):
        component.lost("which types of file it takes: the council's own limits apply")
    return {"kind": "evidence", "atMost": most if component.several else 1}


def _of_kind(kind: str, what: str = "") -> Reader:
    def read(component: Component) -> Part:
        if what:
            component.lost(what)
        return {"kind": kind}

    return read


def _dutch_address(component: Component) -> Part:
    parts = (
        ("postcode", "Postcode", "Postcode", True),
        ("houseNumber", "Huisnummer", "House number", True),
        ("houseLetter", "Huisletter", "House letter", False),
        ("houseNumberAddition", "Huisnummertoevoeging", "House number addition", False),
    )
    component.lost("street and town are looked up there from postcode and number; here they are not")
    return {
        "kind": "group",
        "steps": [
            {"id": name, "kind": "text", "maxLength": 10, "label": {"nl": dutch, "en": english}}
            | ({} if needed else {"required": False})
            for name, dutch, english, needed in parts
        ],
    }


READERS: Mapping[str, Reader] = {
    "textfield": _text,
    "textarea": _lines,
    "email": _of_kind("email"),
    "phoneNumber": _of_kind("telephone", "a number without its country's code counts as one of the United Kingdom"),
    "number": _number,
    "currency": _money,
    "date": _date,
    "datetime": _line_like(
        r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", "a date with a time is asked as a line of text, like 2026-11-22 09:30"
    ),
    "time": _line_like(r"^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", "a time is asked as a line of text, like 09:30"),
    "postcode": _line_like(r"^[1-9]\d{3} ?[A-Za-z]{2}$"),
    "bsn": _line_like(r"^\d{9}$", "whether the number is a true one (its eleven test) is not checked"),
    "iban": _line_like(r"^[A-Za-z]{2}\d{2}[A-Za-z0-9 ]{10,38}$", "whether its check digits are right is not checked"),
    "licenseplate": _line_like(r"^[A-Za-z0-9]{1,3}-?[A-Za-z0-9]{1,3}-?[A-Za-z0-9]{1,3}$"),
    "radio": _choice,
    "select": _choice,
    "selectboxes": _choices,
    "checkbox": _tick,
    "file": _files,
    "signature": _of_kind("evidence", "a signature drawn on the screen: here it is given as a file"),
    "map": _of_kind("place", "a point on a map: a description of the place will do too"),
    "addressNL": _dutch_address,
    "cosign": _of_kind("email", "the person at this address would be asked to sign too: here only the address is kept"),
    "coSign": _of_kind("email", "somebody else would log in to sign too: here only an address is kept"),
    "password": _line_like("", "a password is asked as a line of text"),
}
"""How each component that asks something is read."""

UNASKED: Mapping[str, str] = {
    "partners": "it is filled from the register of persons",
    "children": "it is filled from the register of persons",
    "npFamilyMembers": "it is filled from the register of persons",
    "customerProfile": "it is filled from what the organisation knows of the person",
    "productPrice": "the product and its price are looked up",
    "softRequiredErrors": "it lists which answers are missing; every channel has a check of its own",
    "button": "a button of the page",
}
"""Components that are left out, and why."""

MESSAGES: Mapping[str, tuple[str, ...]] = {
    "required": ("missing",),
    "maxLength": ("too-long",),
    "minLength": ("too-short",),
    "maxWords": ("too-many-words",),
    "pattern": ("wrong-form",),
    "min": ("too-small",),
    "max": ("too-large",),
    "minDate": ("too-early",),
    "maxDate": ("too-late",),
    "invalid_date": ("not-a-date",),
    "invalid_email": ("not-an-email",),
    "maxSelectedCount": ("too-many",),
}
"""The source's codes for an error, and ours for the same."""
