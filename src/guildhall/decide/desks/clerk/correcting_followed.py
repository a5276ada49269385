"""What is followed over meetings is put right at the desk: a matter, and what scrutiny recommended and was answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from guildhall.decide import models as m
from guildhall.decide.authority.scrutiny import Answered, correct_recommendation
from guildhall.decide.desks.clerk.answering import ACCEPTED
from guildhall.decide.desks.clerk.correction_forms import Box, Form, day_of
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.reworded import correct_matter


def _matter(_: HttpRequest, row: m.Matter) -> Iterator[Box]:
    yield Box("title", "What is it called?", row.title, "line", missing="Write what it is called")
    yield Box("title_cy", "And in Welsh?", row.title_cy, "line")
    yield Box("summary", "What is it about?", row.summary)
    yield Box("summary_cy", "And in Welsh?", row.summary_cy)


def _correct_matter(_: HttpRequest, row: m.Matter, told: dict[str, Any], why: Correction) -> None:
    correct_matter(matter=row, why=why, **told)


def _recommendation(_: HttpRequest, row: m.ScrutinyRecommendation) -> Iterator[Box]:
    yield Box("text", "What was recommended?", row.text, missing="Write what was recommended")
    yield Box("text_cy", "And in Welsh?", row.text_cy)
    yield Box(
        "made_on", "On which day was it made?", day_of(row.made_on), "day", missing="Write the day on which it was made"
    )
    yield Box("response_due_on", "By which day is the response due?", day_of(row.response_due_on), "day")
    for place, each in enumerate(row.responses.order_by("id"), start=1):
        under, of = f"r{each.pk}", f"Response {place}: "
        yield Box(
            f"{under}-accepted",
            f"{of}is it accepted?",
            each.accepted,
            "choice",
            list(ACCEPTED.items()),
            missing="Choose",
        )
        yield Box(f"{under}-explanation", f"{of}why?", each.explanation, missing="Write why")
        missing = "Write the day on which it was answered"
        yield Box(f"{under}-given_on", f"{of}on which day was it given?", day_of(each.given_on), "day", missing=missing)
        yield Box(f"{under}-action", f"{of}what is to be done?", each.action)
        yield Box(f"{under}-action_due_on", f"{of}by which day?", day_of(each.action_due_on), "day")
        if each.action_done_on is not None:
            yield Box(
                f"{under}-action_done_on",
                f"{of}when was it done?",
                day_of(each.action_done_on),
                "day",
                missing="Write the day",
            )
            yield Box(
                f"{under}-action_done_how",
                f"{of}how was it done?",
                each.action_done_how,
                missing="Write how it was done",
            )


def _correct_recommendation(
    _: HttpRequest, row: m.ScrutinyRecommendation, told: dict[str, Any], why: Correction
) -> None:
    answered = {
        each.pk: Answered(
            **{name: told[f"r{each.pk}-{name}"] for name in Answered.__slots__ if f"r{each.pk}-{name}" in told}
        )
        for each in row.responses.all()
    }
    said = {name: told[name] for name in ("text", "text_cy", "made_on", "response_due_on")}
    correct_recommendation(recommendation=row, answered=answered, why=why, **said)


FOLLOWED: Mapping[str, Form] = {
    "matter": Form(
        "Put a matter right", m.Matter, lambda row: reverse("decide:clerk-matter", args=[row.key]), _matter, _correct_matter
    ),
    "recommendation": Form(
        "Put a recommendation right", m.ScrutinyRecommendation,
        lambda row: reverse("decide:clerk-recommendation", args=[row.key]), _recommendation, _correct_recommendation,
    ),
}  # fmt: skip
"""Each kind of record that is followed over meetings and put right, by the kind in its reference."""
