"""A promise of the demo council: there is one pothole that three people told of."""

import pytest
from tests.rooms.council import WEDNESDAY
from tests.rooms.reported import streets

from guildhall.serve.casework import cases
from guildhall.serve.demo import potholes
from guildhall.serve.joining import likeness
from guildhall.serve.models import Case

pytestmark = pytest.mark.django_db


def test_two_reports_of_the_demos_pothole_are_joined_and_the_third_may_be_the_same() -> None:
    streets()
    potholes.report(until=WEDNESDAY)
    first, second, third = Case.objects.order_by("id")
    assert first.matter == second.matter != ""
    assert str(second.due_on) < str(first.due_on)
    assert first.earliest_on == second.due_on
    seen = likeness.alike_to(case=cases.find(reference=third.reference), at=WEDNESDAY)
    assert [each.reference for each in seen] == [second.reference]
