"""Conditions are said as a person would say them, in Welsh as in English."""

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter

from guildhall.kernel.clocks import Due, Term
from guildhall.kernel.conditions import Condition
from guildhall.kernel.loading import load_service
from guildhall.kernel.saying import only_if, promise_in_words, time_in_words
from guildhall.kernel.service import Promise

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


@pytest.mark.parametrize(
    "condition", [{"answer": "many", "contains": "a"}, {"not": {"answer": "number", "answered": True}}]
)
def test_whoever_asks_for_another_is_told_of_them_and_never_of_you(condition: object) -> None:
    read: Condition = TypeAdapter(Condition).validate_python(condition)
    english = only_if(read, SERVICE, "en", lambda _question, _language: "question 7", theirs=True)
    assert "they" in english
    assert "you" not in english
    assert " nhw " in only_if(read, SERVICE, "cy", lambda _question, _language: "gwestiwn 7", theirs=True)


def test_a_promise_says_how_long_and_by_when_in_each_language() -> None:
    sentence = {
        "en": "Within {hours} hours, by {time} on {date}.",
        "cy": "O fewn {hours} awr, erbyn {time} ar {date}.",
    }
    promise = Promise.model_validate({"span": {"hours": 24}, "sentence": sentence})
    told = promise_in_words(
        promise, Term(24, "hours"), Due(date(2026, 3, 29), datetime(2026, 3, 29, 13, 5, tzinfo=UTC))
    )
    assert told == {
        "en": "Within 24 hours, by 2:05pm on 29 March 2026.",
        "cy": "O fewn 24 awr, erbyn 2:05pm ar 29 Mawrth 2026.",
    }


def test_a_promise_in_working_time_says_its_hours() -> None:
    promise = Promise.model_validate({"span": {"workingHours": 4}, "sentence": {"en": "Within {hours} working hours."}})
    assert promise.span
    assert promise_in_words(promise, promise.span.term, None) == {"en": "Within 4 working hours."}


def test_a_promise_that_nothing_can_count_says_no_number() -> None:
    promise = Promise.model_validate({"decision": "days", "sentence": {"en": "We come{days}."}})
    assert promise_in_words(promise, None, None) == {"en": "We come."}


@pytest.mark.parametrize(
    ("moment", "written"),
    [("00:00", "12am"), ("09:00", "9am"), ("12:00", "12pm"), ("12:30", "12:30pm"), ("23:59", "11:59pm")],
)
def test_a_time_is_written_as_people_write_it(moment: str, written: str) -> None:
    assert time_in_words(datetime.fromisoformat(f"2026-01-05T{moment}:00+00:00")) == written
