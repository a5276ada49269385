"""Promises about a call back that is moved: the customer is told once, the old promise stays to be seen, too late is missed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.rooms.acquainted import ASHA
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import EVERYTHING, FOUR, MORNING, TWO, about_a_bin, fresh, promised, vera
from tests.rooms.test_callback_followed import followed

from guildhall.estate.door import close_on
from guildhall.ledger.door import history
from guildhall.people import door
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import callbacks, escalation, moving
from guildhall.serve.contacts.callbacks import CallbackValue, NoLongerOpen, NotPromised
from guildhall.serve.models import CallbackMove, Message, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DAY = timedelta(days=1)
TOLD = (
    "We had promised to get back to you on 18 November 2026 between 14:00 and 16:00. We have moved this. "
    "We are closed at that time. We will ring you on 19 November 2026 between 14:00 and 16:00."
)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with standing_at(MORNING):
        yield


def moved(
    made: CallbackValue, *, at: datetime = MORNING, by: timedelta = DAY, because: str = "closed"
) -> CallbackValue:
    moving.move(
        callback=made.id, opens_at=TWO + by, closes_at=FOUR + by, because=because, actor=ASHA, at=at
    )  # fmt: skip
    return fresh(made)


def test_the_window_is_another_and_the_customer_is_told_once_by_their_own_way() -> None:
    now = moved(promised(vera()))
    assert (now.opens_at, now.closes_at, now.missed_at) == (TWO + DAY, FOUR + DAY, None)
    [told] = Message.objects.all()
    assert (told.kind, told.to) == ("email", "vera@example.org")
    assert TOLD in told.body
    assert [each.run_after for each in DBTaskResult.objects.filter(task_path__endswith="see_whether_kept")][-1] == (
        FOUR + DAY
    )


def test_pressed_twice_it_is_moved_and_told_once() -> None:
    made = promised(vera())
    moved(made)
    moved(made)
    assert (CallbackMove.objects.count(), Message.objects.count()) == (1, 1)


def test_in_their_own_language() -> None:
    moved(promised(vera(language="cy")))
    assert "Rydym ar gau bryd hynny. Byddwn yn eich ffonio ar 19 Tachwedd 2026" in Message.objects.get().body


def test_moved_in_time_the_first_window_is_no_missed_promise() -> None:
    made = promised(vera())
    moved(made, at=FOUR - timedelta(minutes=1))
    assert escalation.passed(callback=made.id, at=FOUR) == ()
    assert fresh(made).missed_at is None
    escalation.passed(callback=made.id, at=FOUR + DAY)
    assert fresh(made).missed_at == FOUR + DAY


def test_moved_too_late_it_is_a_missed_promise_and_may_be_missed_again() -> None:
    made = promised(vera())
    late = FOUR + timedelta(minutes=10)
    assert moved(made, at=late).missed_at == late
    assert CallbackMove.objects.get().missed_at == late
    assert [each.id for each in callbacks.listed(onlooker=EVERYTHING, missed=True).callbacks] == [made.id]
    types = [each.type for each in history(subject=made.reference, audience="staff")]
    assert types == ["callback.promised", "callback.missed", "callback.escalated", "callback.moved"]
    escalation.passed(callback=made.id, at=late)
    escalation.passed(callback=made.id, at=FOUR + DAY)
    assert fresh(made).missed_at == FOUR + DAY
    assert CallbackMove.objects.get().missed_at == late


def test_whoever_follows_it_by_its_code_sees_what_was_promised_before_and_why_it_was_moved(client: Client) -> None:
    made = promised()
    moved(made)
    page = followed(client, made.code, "01632 960101")
    assert "We will ring you on 19 November 2026 between 14:00 and 16:00." in page
    assert (
        "We had promised 18 November 2026 between 14:00 and 16:00, and moved it on 18 November 2026 at 10:15. "
        "We are closed at that time." in page
    )
    assert "We did not keep to the time" not in page


def test_one_that_was_moved_too_late_says_that_we_are_sorry(client: Client) -> None:
    made = promised()
    moved(made, at=FOUR + timedelta(minutes=10))
    page = followed(client, made.code, "01632 960101")
    assert page.count("We did not keep to the time, and we are sorry.") == 1


def test_whoever_follows_their_case_sees_it_and_what_they_were_told(client: Client) -> None:
    case = about_a_bin(vera())
    moved(promised(case.customer, case=case.reference))
    Message.objects.update(sent_at=MORNING)
    page = followed(client, case.reference, "Vera Lind")
    assert "We will ring you on 19 November 2026" in page
    assert "and moved it on 18 November 2026" in page
    assert TOLD in page


@pytest.mark.parametrize(("may_say", "kind"), [("who-we-are", "sms"), ("nothing", "otherwise")])
def test_whoever_wants_nothing_said_to_others_gets_no_text_at_the_number_that_is_rung(may_say: str, kind: str) -> None:
    moved(promised(to="07700 900123", may_say=may_say))
    [told] = Message.objects.all()
    assert (told.kind, told.to) == (kind, "07700 900123")
    assert TOLD in told.body


def test_whoever_is_known_by_a_landline_alone_is_told_by_one_of_ours() -> None:
    moved(promised(vera(email="")))
    assert Message.objects.get().kind == "otherwise"


def test_about_a_case_an_advisor_rings_them_to_tell_it() -> None:
    case = about_a_bin(vera(email=""))
    Message.objects.all().delete()
    moved(promised(case.customer, case=case.reference))
    assert (Message.objects.get().kind, Task.objects.get().kind) == ("call", "call-customer")


def test_a_way_that_is_not_safe_is_not_used_for_it() -> None:
    her = vera()
    made = promised(her)
    door.mark_contact(reference=her, kind="email", safe=False)
    moved(made)
    assert [each.kind for each in Message.objects.filter(stopped_at=None)] == ["otherwise"]


@pytest.mark.parametrize(
    ("by", "because", "code"),
    [
        (timedelta(0), "closed", "same-window"),
        (DAY, "because", "no-reason"),
        (timedelta(days=3), "closed", "closed-that-day"),
        (-DAY, "closed", "window-passed"),
        (timedelta(hours=6), "closed", "closed-then"),
    ],
)
def test_what_cannot_be_promised_changes_nothing(by: timedelta, because: str, code: str) -> None:
    made = promised(vera())
    with pytest.raises(NotPromised) as refused:
        moved(made, by=by, because=because)
    assert refused.value.code == code
    assert (fresh(made), Message.objects.count()) == (made, 0)


def test_what_was_called_off_is_not_moved() -> None:
    made = promised(vera())
    callbacks.withdraw(callback=made.id, because="Not needed", actor=ASHA, at=MORNING)
    with pytest.raises(NoLongerOpen):
        moved(made)


LATER = {"day": "2026-11-19", "since": "9", "until": "10:30"}


def sheet(made: CallbackValue) -> Clerk:
    return clerk("advisor").open(f"/desk/callbacks/{made.id}")


def test_at_the_desk_what_goes_is_seen_word_for_word_before_it_is_moved() -> None:
    made = promised(vera())
    page = sheet(made).press("See what goes", LATER | {"why": "nobody-free"})
    assert "Nobody who can help you is free at that time. We will ring you on 19 November 2026" in page.main
    assert (Message.objects.count(), fresh(made)) == (0, made)
    page.press("Change it")
    assert page.value("since") == "9"
    page.press("See what goes", LATER | {"why": "nobody-free"}).press("Move it")
    assert "Tomorrow, 9:00 to 10:30" in page.main
    assert (
        "Promised beforeToday, 14:00 to 16:00Moved today at 10:15 by Asha Pell. Nobody who can help is free"
        in page.main
    )
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "says", "box"),
    [
        ({"since": "soon", "why": "asked"}, "Write a time like 14:00", "since"),
        (
            {"since": "18", "until": "19", "why": "asked"},
            "Our offices are not open all that time: 8:30 to 17:00",
            "since",
        ),
        ({"why": ""}, "Choose why it is moved", "why"),
    ],
)
def test_what_is_amiss_is_said_at_its_box_and_what_was_typed_stays(typed: dict[str, str], says: str, box: str) -> None:
    page = sheet(promised(vera())).press("Move it, and tell them", LATER | typed)
    assert page.status == 409
    assert says in page.main
    assert page.page.xpath(f'//a[@href="#{box}"]')
    assert page.page.xpath('//details[@id="move"][@open]')


def test_the_list_of_what_falls_on_a_closed_day_leads_to_where_it_is_moved() -> None:
    made = promised(vera(), opens_at=TWO + DAY, closes_at=FOUR + DAY)
    close_on(day=(TWO + DAY).date(), reason="Flood")
    page = clerk("advisor").open("/desk/callbacks").follow("Promise to call back")
    assert "We are closed then. Move it to another time" in page.main
    assert page.page.xpath('//details[@id="move"][@open]')
    page.press("Move it, and tell them", LATER | {"day": "2026-11-20", "why": "closed"})
    assert "We are closed then. Move" not in page.main
    assert fresh(made).opens_at == TWO.replace(day=20, hour=9)
    assert "Promise to call back" not in page.open("/desk/callbacks").main
