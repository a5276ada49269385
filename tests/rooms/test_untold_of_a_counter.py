"""Promises to whoever booked a time without being registered: what does not arrive is told them by one of ours."""

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk

from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Message
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.telling import sending

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def test_a_notice_that_did_not_arrive_stands_among_the_tasks_with_whom_it_was_for_until_they_are_told() -> None:
    open_places(at=WEDNESDAY)
    guildhall = place(slug="the-guildhall", at=WEDNESDAY)
    starts_at = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)[0][1][0][0]
    whom = Whom("", "Ida Moss", "email", "ida@example.org", "en")
    made = book(
        place=guildhall, starts_at=starts_at, whom=whom, purpose=Purpose(), channel="web", actor=ASHA, at=WEDNESDAY
    )
    sent = Message.objects.get()
    for _ in range(2):
        sending.failed(message=sent.pk, why="No such address", at=WEDNESDAY)
    ours = Message.objects.get(kind="otherwise")
    assert (ours.instead_of, ours.to, ours.told) == (sent, "ida@example.org", sent.told)
    officer = clerk("advisor", "service-officer").open("/desk/tasks").follow("Your appointment with us")
    assert made.reference in officer.main
    assert "ida@example.org" in officer.main
    officer.press("They have been told")
    assert "Your appointment with us" not in officer.open("/desk/tasks").main
