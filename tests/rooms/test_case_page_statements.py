"""Promises about what the page of a case reads: as many statements with much beside it as with little, and no more than it shows."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import VERA, WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.reported import POTHOLE, north, reported, streets

from guildhall.serve.casework import acts, cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.joining import closing, relations
from guildhall.serve.models import Case, Journey, Message, Task
from guildhall.serve.telling import correspondence

HOUR = timedelta(hours=1)

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


def test_a_long_file_is_read_a_stretch_at_a_time_and_leads_to_all_that_happened_and_was_written(tom: Clerk) -> None:
    street, _danger = streets()
    case = reported(street, POTHOLE)
    for number in range(2 * cases.STRETCH):
        acts.note(case=case, text=f"Note ({number})", shown=False, actor=ASHA, at=WEDNESDAY + number * HOUR)
    Message.objects.bulk_create(written(case, number) for number in range(2 * correspondence.STRETCH + 1))
    short = reported(street, POTHOLE | {"where": north(9)})
    acts.note(case=short, text="Note", shown=False, actor=ASHA, at=WEDNESDAY)
    few, many = statements(tom, short), statements(tom, case)
    assert len(many) == len(few)
    assert rows_read(many) - rows_read(few) < 2 * cases.STRETCH + 2 * correspondence.STRETCH + 10
    for section, marked, all_of_it in (
        ("story", "Note (", 2 * cases.STRETCH),
        ("messages", "Ring (", 2 * correspondence.STRETCH + 1),
    ):
        tom.open(f"/desk/cases/{case.reference}")
        found: list[str] = []
        while True:
            shown = tom.page.get_element_by_id(section)
            found = _numbered(shown.text_content(), marked) + found
            earlier = shown.xpath('.//a[@rel="next"]')
            if not earlier:
                break
            tom.open(str(earlier[0].get("href")))
        assert found == [str(each) for each in range(all_of_it)]
        assert "Back to the newest" in tom.page.get_element_by_id(section).text_content()


def test_a_mark_that_is_none_shows_the_newest(tom: Clerk) -> None:
    case = surrounded(1)
    for mark in ("before=", "before=x", "before=9999999999", "before=-1", "written=", "written=x~y", "written=x"):
        tom.open(f"/desk/cases/{case.reference}?{mark}")
        assert (tom.status, "Note 1" in tom.main, "Ring 1" in tom.main) == (200, True, True), mark


def test_a_message_of_the_one_view_leads_to_it_however_many_came_after(tom: Clerk) -> None:
    street, _danger = streets()
    case = reported(street, POTHOLE)
    Message.objects.bulk_create(written(case, number) for number in range(correspondence.STRETCH + 5))
    first = Message.objects.filter(case_id=case.id).order_by("id")[0]
    mark = correspondence.mark_of(message=first.pk, at=first.rendered_at)
    tom.open(f"/desk/cases/{case.reference}?{urlencode({'written': mark})}")
    assert tom.page.xpath(f'//*[@id="message-{first.pk}"]')


def test_however_many_calls_wait_whoever_is_rung_is_looked_up_once(tom: Clerk) -> None:
    street, _danger = streets()

    vera = person("Vera Lind", phone="01632 960123")

    def to_ring(many: int) -> CaseValue:
        case = reported(street, POTHOLE)
        Case.objects.filter(id=case.id).update(customer=vera)
        for number in range(many):
            task = Task.objects.create(case_id=case.id, kind="call-customer", steps="[]", set_at=WEDNESDAY)
            message = written(case, number)
            message.task = task
            message.save()
        return cases.find(reference=case.reference)

    few, many = statements(tom, to_ring(1)), statements(tom, to_ring(9))
    assert "Ring (8)" in tom.main
    assert len(many) == len(few)


def written(case: CaseValue, number: int) -> Message:
    """A message about a case, an hour after the one before it."""
    return Message(
        case_id=case.id,
        kind="call",
        to="01632 960123",
        language="en",
        subject=f"Ring ({number})",
        body=f"Number {number}",
        rendered_at=WEDNESDAY + number * HOUR,
    )


def rows_read(asked: list[str]) -> int:
    """How many rows these statements give, asked again."""
    found = 0
    with connection.cursor() as cursor:
        for each in asked:
            if each.startswith("SELECT"):
                cursor.execute(each)
                found += len(cursor.fetchall())
    return found


def _numbered(text: str, marked: str) -> list[str]:
    return [each.partition(")")[0] for each in text.split(marked)[1:]]


def _columns(row: Model) -> dict[str, Any]:
    """Everything that stands in a row but its number."""
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}
