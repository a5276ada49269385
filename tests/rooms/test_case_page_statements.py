"""Promises about what the page of a case reads: as many statements with much beside it as with little, and no more than it shows."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA
from tests.rooms.council import VERA, WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.reported import POTHOLE, north, reported, streets

from guildhall.serve.casework import acts, cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.joining import closing, relations
from guildhall.serve.models import Case, Journey, Message, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def surrounded(many: int) -> CaseValue:
    """A case with so many joined cases, messages, tasks and notes."""
    street, _danger = streets()
    case = reported(street, POTHOLE)
    for count in range(1, many + 1):
        other = reported(street, POTHOLE | {"where": north(count)})
        relations.join(one=case.id, other=other.id, said="", actor=VERA, at=WEDNESDAY)
        acts.note(case=case, text=f"Note {count}", shown=False, actor=ASHA, at=WEDNESDAY)
        Task.objects.create(case_id=case.id, kind="tell-otherwise", steps="[]", set_at=WEDNESDAY)
        Message.objects.create(
            case_id=case.id, kind="call", to="", language="en", subject=f"Ring {count}", rendered_at=WEDNESDAY
        )
    return cases.find(reference=case.reference)


def statements(tom: Clerk, case: CaseValue) -> list[str]:
    """What the page asks the database, once it is warm."""
    tom.open(f"/desk/cases/{case.reference}")
    with CaptureQueriesContext(connection) as captured:
        tom.open(f"/desk/cases/{case.reference}")
    return [each["sql"] for each in captured]


def test_with_much_beside_it_a_case_is_read_in_as_many_statements_as_with_little(tom: Clerk) -> None:
    few = statements(tom, surrounded(1))
    assert "Joined with 1 other" in tom.main
    many = statements(tom, surrounded(8))
    assert "Joined with 8 others" in tom.main
    assert len(many) == len(few)


def test_of_joined_cases_no_answer_is_read(tom: Clerk) -> None:
    case = surrounded(2)
    with CaptureQueriesContext(connection) as captured:
        assert len(relations.matter_of(case=case.id, matter=case.matter)) == 2
        assert closing.many_open(case) == 2
    assert [each["sql"] for each in captured if "answers" in each["sql"]] == []


def test_past_so_many_joined_cases_they_are_not_counted_on(tom: Clerk) -> None:
    case = surrounded(1)
    row = Case.objects.get(id=case.id)
    for each in range(closing.MANY):
        journey = Journey.objects.create(**_columns(row.journey) | {"resume_code": f"copy-{each}"})
        Case.objects.create(**_columns(row) | {"reference": f"copy-{each}", "journey_id": journey.pk})
    tom.open(f"/desk/cases/{case.reference}")
    assert f"Joined with more than {closing.MANY} others" in tom.main


def _columns(row: Model) -> dict[str, Any]:
    """Everything that stands in a row but its number."""
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}
