"""A number of five thousand digits is told at its box or read as words: it stops nobody and is never half read."""

import pytest
from django.test import RequestFactory

from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.deciding import paragraphs_in


@pytest.mark.parametrize("written", ["0" * 5000 + "7", "9" * 5000, "1" * 10, "٣"])
def test_a_count_that_is_none_is_said_at_its_box(written: str) -> None:
    boxes = Boxes.posted(RequestFactory().post("/", {"yes": written}))
    assert boxes.number("yes") is None
    assert [each for each in boxes.errors if "yes" in str(each)]


def test_a_paragraph_that_begins_with_five_thousand_digits_is_a_paragraph() -> None:
    long = "1" * 5000 + ". Nothing"
    assert list(paragraphs_in(f"2. First\n{long}\n2.1 Third")) == [("2", "First"), ("3", long), ("2.1", "Third")]
