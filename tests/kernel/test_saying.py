"""Conditions are said as a person would say them, in Welsh as in English."""

import pytest
from pydantic import TypeAdapter

from guildhall.kernel.conditions import Condition
from guildhall.kernel.loading import load_service
from guildhall.kernel.saying import only_if

SERVICE = load_service("""
id: toy
title: {en: Toy, cy: Tegan}
steps:
  - {id: many, kind: choices, label: {en: Many, cy: Llawer}, options: [{code: a, label: {en: Apples, cy: Afalau}}]}
  - {id: number, kind: whole-number, label: {en: Number, cy: Rhif}}
""")


@pytest.mark.parametrize(
    ("condition", "english", "welsh"),
    [
        (
            {"answer": "many", "contains": "a"},
            "Only if you chose “Apples” at question 7",
            "Dim ond os dewisoch “Afalau” mewn ateb i gwestiwn 7",
        ),
        (
            {"answer": "number", "lessThan": 3},
            "Only if your answer to question 7 is less than 3",
            "Dim ond os yw eich ateb i gwestiwn 7 yn llai na 3",
        ),
        (
            {"not": {"answer": "number", "is": 3}},
            "Only if you did not answer “3” to question 7",
            "Dim ond os nad ateboch “3” i gwestiwn 7",
        ),
        (
            {"not": {"answer": "many", "contains": "a"}},
            "Only if you did not choose “Apples” at question 7",
            "Dim ond os na ddewisoch “Afalau” mewn ateb i gwestiwn 7",
        ),
    ],
)
def test_a_form_says_when_to_answer_in_good_english_and_good_welsh(condition: object, english: str, welsh: str) -> None:
    read: Condition = TypeAdapter(Condition).validate_python(condition)
    assert only_if(read, SERVICE, "en", lambda _question, _language: "question 7") == english
    assert only_if(read, SERVICE, "cy", lambda _question, _language: "gwestiwn 7") == welsh
