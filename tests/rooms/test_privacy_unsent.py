"""Promises about what had not left the house when its record is erased: it is stopped, told on the tombstone, and never goes."""

from datetime import timedelta

import pytest
from django.core import mail
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import clerk

from guildhall.kernel.canonical import read_json
from guildhall.ledger.door import Verified, verify
from guildhall.people.door import register
from guildhall.serve.casework import acts, cases
from guildhall.serve.models import Message, Task, Tombstone
from guildhall.serve.privacy import retention
from guildhall.serve.privacy.erasing import Why, erase_case, erase_person
from guildhall.serve.telling import sending

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
WHY = Why("retention", "24 months")


def closed_with_a_letter_waiting() -> tuple[Acquaintance, Message]:
    """Vera's case is closed; one message of it has gone, one waits, and one failed with no other in its place."""
    vera = about_vera()
    case = cases.find(reference=vera.bin.reference)
    acts.close(case=case, outcome="done", told="We came back.", actor=ASHA, at=WEDNESDAY)
    Message.objects.filter(case_id=case.id).delete()
    made = {"case_id": case.id, "language": "en", "body": "We came back, Vera.", "rendered_at": WEDNESDAY}
    Message.objects.create(**made, kind="email", to="vera.lind@example.org", sent_at=WEDNESDAY, begun_at=WEDNESDAY)
    Message.objects.create(**made, kind="email", to="vera@example.org", failed_at=WEDNESDAY, begun_at=WEDNESDAY)
    task = Task.objects.create(case_id=case.id, kind="tell-otherwise", set_at=WEDNESDAY)
    return vera, Message.objects.create(**made, kind="email", to="vera.lind@example.org", task=task)


def test_what_was_not_sent_is_stopped_and_its_call_is_not_to_be_made() -> None:
    vera, waiting = closed_with_a_letter_waiting()
    assert erase_case(case=vera.bin.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    said = Message.objects.filter(case_id=vera.bin.id).order_by("id").values_list("stopped_reason", "to", "body")
    assert list(said) == [("", "", ""), ("erased", "", ""), ("erased", "", "")]
    assert waiting.task is not None
    waiting.task.refresh_from_db()
    assert waiting.task.withdrawn_at == WEDNESDAY
    assert isinstance(verify(subject=vera.bin.subject), Verified)


def test_it_never_goes_neither_by_itself_nor_by_hand() -> None:
    vera, waiting = closed_with_a_letter_waiting()
    erase_case(case=vera.bin.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    for each in Message.objects.filter(case_id=vera.bin.id, sent_at=None):
        sending.deliver(message=each.pk, at=WEDNESDAY + timedelta(days=1))
        assert not sending.again(message=each.pk, at=WEDNESDAY + timedelta(days=1))
        assert not sending.done_by_hand(message=each.pk, at=WEDNESDAY)
    waiting.refresh_from_db()
    assert (waiting.sent_at, mail.outbox) == (None, [])


def test_the_tombstone_and_the_page_of_the_case_say_how_many_never_went() -> None:
    vera, _waiting = closed_with_a_letter_waiting()
    erase_case(case=vera.bin.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    assert read_json(Tombstone.objects.get().emptied)["unsent message"] == 2
    wyn = clerk("information-governance", name="Wyn Keating")
    assert "2 messages had not been sent, and will not be." in wyn.open(f"/desk/cases/{vera.bin.reference}").main
    assert "2 unsent messages" in wyn.open("/desk/privacy/tombstones").main


def test_where_all_was_sent_the_tombstone_says_nothing_of_it() -> None:
    vera, _waiting = closed_with_a_letter_waiting()
    Message.objects.update(sent_at=WEDNESDAY)
    erase_case(case=vera.bin.id, why=WHY, actor=retention.HOUSE, at=WEDNESDAY)
    assert "unsent message" not in read_json(Tombstone.objects.get().emptied)


def test_so_it_is_with_what_belongs_to_no_case() -> None:
    party = register(name="Edith Marsh", email="edith@example.org", at=WEDNESDAY)
    made = {"party": party, "kind": "email", "to": "edith@example.org", "language": "en", "body": "Edith,"}
    by_hand = Message.objects.create(**made, rendered_at=WEDNESDAY)
    erase_person(party=party, why=WHY, began=WEDNESDAY.date(), actor=retention.HOUSE, at=WEDNESDAY)
    by_rule = Message.objects.create(**made, rendered_at=WEDNESDAY)
    retention.forget(at=WEDNESDAY + timedelta(days=800))
    for each in (by_hand, by_rule):
        each.refresh_from_db()
        assert (each.to, each.stopped_reason) == ("", "erased")
