"""Promises of what no message could carry, about no case: one of ours has it to tell, sees it, and says when it is done."""

import pytest
from tests.rooms.acquainted import person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk

from guildhall.kernel.notices import Way
from guildhall.ledger.door import Actor
from guildhall.people import door
from guildhall.serve.desks.cases.todo import STRETCH
from guildhall.serve.models import Message, Task
from guildhall.serve.telling import messages, sending
from guildhall.serve.telling.notices import OTHERWISE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

ASHA = Actor("staff", "account/1")
NEWS = "Ann Moss told us that you asked them."


def tell(party: str) -> Message | None:
    return messages.write_to(party=party, language="en", about="councillor", text=NEWS, at=WEDNESDAY)


def to_be_told() -> list[tuple[str, str]]:
    found = Message.objects.filter(kind=OTHERWISE, sent_at=None).order_by("id")
    return [(each.party, each.told) for each in found]


def test_whoever_has_no_way_is_told_by_one_of_ours_once() -> None:
    vera = person("Vera Lind", language="cy")
    for _ in range(2):
        assert tell(vera) is None
    assert to_be_told() == [(vera, NEWS)]
    assert Message.objects.get().language == "cy"
    assert not Task.objects.exists()


def test_whoever_is_protected_and_has_no_way_known_to_be_safe_is_told_by_one_of_ours() -> None:
    vera = person("Vera Lind", email="vera@example.org")
    door.protect(reference=vera, actor=ASHA, at=WEDNESDAY)
    assert tell(vera) is None
    assert to_be_told() == [(vera, NEWS)]


def test_when_the_last_way_fails_one_of_ours_is_told_to_tell_them() -> None:
    vera = person("Vera Lind", email="vera@example.org", phone="07700 900123")
    first = tell(vera)
    assert first is not None
    sending.failed(message=first.pk, why="no such mailbox", at=WEDNESDAY)
    assert to_be_told() == []
    second = Message.objects.get(instead_of=first)
    sending.failed(message=second.pk, why="no such number", at=WEDNESDAY)
    assert to_be_told() == [(vera, NEWS)]
    assert Message.objects.get(kind=OTHERWISE).instead_of == second


def test_nobody_who_was_reached_or_is_not_known_is_to_be_told_again() -> None:
    assert tell(person("Vera Lind", email="vera@example.org")) is not None
    assert tell("") is None
    assert to_be_told() == []


def test_an_answer_that_never_reached_whoever_wrote_in_is_told_by_one_of_ours(tom: Clerk) -> None:
    sent = [
        messages.write_to(party="", language="en", about="answer", text="At nine.", at=WEDNESDAY, way=Way("email", to))
        for to in ("new@example.org", "other@example.org")
    ]
    for each in sent:
        assert each is not None
        for _twice in range(2):
            sending.failed(message=each.pk, why="no such mailbox", at=WEDNESDAY)
    assert to_be_told() == [("", "At nine."), ("", "At nine.")]
    tom.open("/desk/tasks").follow(Message.objects.filter(kind=OTHERWISE)[0].subject)
    assert "At nine." in tom.main
    tom.follow("a message that did not go through")
    assert "other@example.org" in tom.main


def test_more_that_is_to_be_told_than_a_list_holds_is_found_in_the_outbox(tom: Clerk) -> None:
    for number in range(STRETCH):
        tell(person(f"Vera Lind {number}"))
    assert "All that is to be told" not in tom.open("/desk/tasks").main
    tell(person("Ken Moss"))
    tom.open("/desk/tasks").follow("All that is to be told")
    assert tom.address == "/desk/outbox?kind=otherwise&state=waiting"


def test_it_stands_among_the_tasks_until_somebody_says_that_they_have_been_told(tom: Clerk) -> None:
    vera = person("Vera Lind")
    tell(vera)
    tom.open("/desk/tasks")
    assert "To be told by another way, about no case" in tom.main
    subject = Message.objects.get().subject
    tom.follow(subject)
    assert NEWS in tom.main
    assert "somebody whom no message could reach" in tom.main
    assert tom.page.xpath(f'//main//a[@href="/desk/people/{vera.removeprefix("party/")}"]')
    tom.press("They have been told")
    assert "Sent" in tom.main
    assert Message.objects.get().sender == "by-hand"
    assert "To be told by another way" not in tom.open("/desk/tasks").main
    assert "To be told by another way" in tom.open("/desk/outbox?kind=otherwise").main
