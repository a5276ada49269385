"""Questions of every kind, with answers that a person would give to them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.worlds.anything import anything, nasty_texts

from guildhall.kernel.model import Json

Definition = dict[str, Any]

OPTIONS = (
    {"code": "general", "label": {"en": "General waste", "cy": "Gwastraff cyffredinol"}},
    {"code": "garden", "label": {"en": "Garden waste", "cy": "Gwastraff gardd"}},
    {"code": "a b", "label": {"en": "Food and glass", "cy": "Bwyd a gwydr"}},
    {"code": "2", "label": {"en": "Two bins", "cy": "Dau fin"}},
    {"code": "none", "label": {"en": "None of these", "cy": "Dim un o'r rhain"}, "exclusive": True},
)
INNER = (
    {"id": "one", "kind": "text", "label": {"en": "First name"}},
    {"id": "two", "kind": "choice", "options": [OPTIONS[0], OPTIONS[2]], "label": {"en": "Which one?"}},
    {"id": "day", "kind": "date", "required": False, "label": {"en": "Since when?"}, "showWhen": {"answer": "two", "is": "a b"}},
    {"id": "many", "kind": "whole-number", "required": False, "label": {"en": "How many?"}, "showWhen": {"answer": "s0", "answered": True}},
)  # fmt: skip
GOOD_ITEMS = (
    {"one": "Ann", "two": "general"},
    {"one": "Bo", "two": "a b", "day": "2026-01-31"},
    {"one": "Cy", "two": "general", "day": "2026-01-31", "many": 3},
)

EXTRAS: Mapping[str, tuple[Definition, ...]] = {
    "text": ({}, {"maxLength": 12}, {"pattern": "^[a-z ]+$"}, {"maxWords": 2, "minLength": 2}),
    "long-text": ({}, {"maxWords": 3}),
    "whole-number": ({}, {"atLeast": 1, "atMost": 9}, {"atMost": {"answer": "s0"}}),
    "decimal": ({}, {"places": 2}, {"atLeast": Decimal("0.5")}),
    "money": ({}, {"atLeast": 100, "atMost": 100_000}),
    "date": ({}, {"precision": "month"}, {"notAfter": {"today": True}}, {"notBefore": {"answer": "s0", "plus": {"workingDays": 2}}}),
    "yes-no": ({},),
    "choice": ({"options": OPTIONS},),
    "choices": ({"options": OPTIONS}, {"options": OPTIONS, "atMost": 2}),
    "name": ({},),
    "address": ({}, {"fixedOnly": True}, {"postcodeRequired": False}),
    "email": ({},),
    "telephone": ({},),
    "vehicle-registration": ({},),
    "national-insurance": ({},),
    "place": ({},),
    "evidence": ({}, {"later": True}, {"atMost": 1}),
    "declaration": ({"statement": {"en": "What I say is true.", "cy": "Mae'r hyn a ddywedaf yn wir."}},),
    "group": ({"steps": INNER},),
    "repeat": ({"steps": INNER, "item": {"en": "Person"}}, {"steps": INNER, "item": {"en": "Person"}, "atLeast": 2, "atMost": 2}),
}  # fmt: skip
"""What a question of each kind may say beyond its words."""

GOOD: Mapping[str, tuple[Json, ...]] = {
    "text": ("abc", "two words", " to  me "),
    "long-text": ("One\nand two",),
    "whole-number": (4, "4", 0, "1,000", Decimal("4.0")),
    "decimal": (Decimal("2.5"), "2.50", 3),
    "money": (1250, "12.50", "£6,000"),
    "date": ("2026-03-27", "27 March 2026", "27/3/2026", "2026-03", "3 2026", "1990-01-01"),
    "yes-no": (True, False, "yes", "No"),
    "choice": ("general", "garden", "a b", "2"),
    "choices": (["garden", "general"], ["a b", "2"], "none", ["none", "2"]),
    "name": ("Vera Lind", "Ieuan ap Siôn"),
    "address": (
        {"line1": "4 Mill Lane", "postcode": "zz12ab"},
        {"noFixedAddress": True, "near": "the station"},
        {"uprn": "000123"},
        {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB", "noFixedAddress": False},
        "4 Mill Lane, Elverdon, ZZ1 2AB",
    ),
    "email": ("vera@example.org",),
    "telephone": ("01632 960 001", "+44 7700 900982"),
    "vehicle-registration": ("ab12 cde",),
    "national-insurance": ("ab 12 34 56 c",),
    "place": ({"description": "By the bus stop"}, {"lat": Decimal("54.77"), "lon": "-1.57"}, "By the bus stop"),
    "evidence": ({"files": ["file-1"]}, {"later": True}, ["file-1", "file-2"], {"files": ["a, b"]}, {"later": False}),
    "declaration": (True, "yes", False),
    "group": GOOD_ITEMS,
    "repeat": (list(GOOD_ITEMS), list(GOOD_ITEMS[:1]), [{}, GOOD_ITEMS[1]]),
}
"""Answers that a person would give; most of them count."""


@st.composite
def questions(draw: st.DrawFn, name: str) -> Definition:
    """A question of some kind called ``name``, as it is written in a definition."""
    kind = draw(st.sampled_from(sorted(EXTRAS)))
    return {
        "id": name,
        "kind": kind,
        "label": {"en": f"Question {name}", "cy": f"Cwestiwn {name}"},
        **draw(st.sampled_from(EXTRAS[kind])),
        **draw(st.sampled_from([{}, {"required": False}])),
    }


def answers_to(question: Definition, *, careful: bool) -> st.SearchStrategy[Json]:
    """What a person would say who takes care; of one who does not, anything."""
    good = st.sampled_from(GOOD[question["kind"]])
    return good if careful else st.one_of(good, good, st.none(), nasty_texts, anything)
