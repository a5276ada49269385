"""Promises about the callbacks desk: what was typed is never lost, and nothing is shown or said that may not be."""

from collections.abc import Iterator

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import FOUR, LATER, MORNING, TWO, about_a_bin, promised, vera

from guildhall.people import door
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import callbacks, escalation, interactions
from guildhall.serve.desks.callbacks.windows import time_of
from guildhall.serve.models import Callback, CallbackAttempt, Interaction, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WINDOW = {"since": "14:00", "until": "4pm", "may-say": "nothing"}


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with standing_at(MORNING):
        yield


def for_vera(**more: object) -> tuple[Clerk, str]:
    """An advisor at the form, with Vera."""
    her = vera(**more)
    return clerk("advisor").open(f"/desk/callbacks/promise?person={her[6:]}"), her


def test_a_call_back_is_promised_from_the_page_of_a_person() -> None:
    her = vera()
    asha = clerk("advisor").open(f"/desk/people/{her[6:]}").follow("Promise a call back")
    asha.press("Promise it", WINDOW | {"reach": "voice:01632 960101"})
    made = Callback.objects.get()
    assert (made.party, made.to, made.opens_at, made.closes_at) == (her, "01632 960101", TWO, FOUR)
    assert "Promised: today, 14:00 to 16:00." in asha.main
    assert not Interaction.objects.exists()  # nobody is in contact


def test_of_a_case_and_its_service_it_may_be_about() -> None:
    case = about_a_bin(vera())
    asha = clerk("advisor").open(f"/desk/callbacks/promise?case={case.reference}")
    asha.press("Promise it", WINDOW)
    made = Callback.objects.get()
    assert (made.case, made.service, made.party) == (case.reference, "missed-bin", case.customer)
    story = asha.open(f"/desk/cases/{case.reference}").main
    assert "A call back was promised" in story
    assert "the customer sees this" in story


@pytest.mark.parametrize("channel", ["phone", "counter"])
def test_from_a_contact_it_is_logged_with_the_contact(channel: str) -> None:
    asha = clerk("advisor").open(f"/desk/{channel}")
    asha.press("Only call them this", {"typed": "a woman called Vera"}).follow("Promise a call back")
    asha.press("Promise it", WINDOW | {"way": "voice", "to": "01632 960101"})
    made, logged = Callback.objects.get(), Interaction.objects.get()
    assert (made.called, made.party, made.interaction_id) == ("a woman called Vera", "", logged.pk)
    assert (logged.channel, logged.outcome, logged.called) == (channel, "callback", "a woman called Vera")


@pytest.mark.parametrize(
    ("typed", "told", "box"),
    [
        ({"since": ""}, "Write a time like 14:00", "since"),
        ({"until": "teatime"}, "Write a time like 14:00", "until"),
        ({"since": "25:00"}, "Write a time like 14:00", "since"),
        ({"since": "16:00", "until": "14:00"}, "The window must end after it begins", "until"),
        ({"since": "9", "until": "10"}, "This window has passed already", "until"),
        ({"until": "19:00"}, "Our offices are not open all that time: 8:30 to 17:00", "since"),
        ({"may-say": ""}, "Choose what may be said to whoever answers", "may-say-nothing"),
        ({"reach": "other", "to": ""}, "Write the number or address", "to"),
        ({"reach": "other", "to": "Vera"}, "Write a telephone number like", "to"),
        ({"reach": "other", "way": "pigeon", "to": "x"}, "Choose how they are called back", "reach"),
        ({"reach": "voice:01632 960999"}, "Choose how they are called back", "reach"),
        ({"day": "2026-11-21"}, "Our offices are closed on this day", "day"),
        ({"day": "x"}, "Write a time like 14:00", "since"),
    ],
)
def test_what_is_amiss_is_told_at_its_box_and_nothing_typed_is_lost(typed: dict[str, str], told: str, box: str) -> None:
    asha, _ = for_vera()
    given = WINDOW | {"reach": "voice:01632 960101"} | typed
    asha.press("Promise it", given)
    assert asha.status == 409
    assert told in asha.page.xpath('//*[contains(@class, "govuk-error-summary")]')[0].text_content()
    assert asha.page.xpath(f'//*[@id="{box}-error"]')
    assert asha.page.xpath(f'//*[@id="{box}"]')
    assert asha.value("since") == given["since"]
    assert asha.value("until") == given["until"]
    assert not Callback.objects.exists()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("14:00", 840), ("14.30", 870), ("1430", 870), ("2pm", 840), ("2:15 p.m.", 855), ("12am", 0), ("9", 540)],
)
def test_a_time_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    read = time_of(typed)
    assert read is not None
    assert read.total_seconds() == minutes * 60


@pytest.mark.parametrize("typed", ["", "14m", "13pm", "0am", "24:30", "14:60", "two", "-1", "14:00:00", "١٤"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert time_of(typed) is None


def test_whoever_is_not_rung_is_offered_text_at_once() -> None:
    her = vera()
    door.needs(reference=her, code="no-voice", actor=ASHA, at=MORNING)
    asha = clerk("advisor").open(f"/desk/callbacks/promise?person={her[6:]}")
    assert "They asked that nobody rings them: no voice calls. Choose a text message" in asha.main
    assert not asha.page.xpath('//input[@value="voice:01632 960101"]')
    asha.press("Promise it", WINDOW | {"reach": "other", "way": "voice", "to": "01632 960101"})
    assert "They asked that nobody rings them" in asha.main
    assert not Callback.objects.exists()


def test_the_number_of_a_protected_person_is_shown_to_those_who_keep_people_safe_alone() -> None:
    her = vera()
    made = promised(her)
    door.protect(reference=her, actor=ASHA, at=MORNING)
    sheet = f"/desk/callbacks/{made.id}"
    asha, safe = clerk("advisor"), clerk("safeguarding", name="Sam Guard")
    assert "960101" not in asha.open(sheet).source
    assert "withheld" in asha.main
    assert "01632 960101" in safe.open(sheet).main


@pytest.mark.parametrize(
    ("may_say", "has", "has_not"),
    [
        ("nothing", ["I will try again another time"], ["Elverdon", "bin"]),
        ("who-we-are", ["This is Elverdon Council", "01632 960 100"], ["bin"]),
        ("what-about", ["This is Elverdon Council", "It is about: Report a missed bin"], []),
    ],
)
def test_the_sheet_says_exactly_what_may_be_said_to_whoever_answers(
    may_say: str, has: list[str], has_not: list[str]
) -> None:
    case = about_a_bin(vera())
    made = promised(case.customer, case=case.reference, service="missed-bin", may_say=may_say)
    asha = clerk("advisor").open(f"/desk/callbacks/{made.id}")
    ask, other, machine, _them = (each.text_content() for each in asha.page.xpath('//dl[@class="gh-aloud"]/div/dd'))
    assert "May I speak with Vera Lind, please?" in ask
    assert "Leave no message." in machine
    for words in has:
        assert words in other
    for words in has_not:
        assert words not in other + ask


def test_it_is_read_aloud_in_the_persons_language() -> None:
    made = promised(vera(), language="cy", may_say="who-we-are")
    asha = clerk("advisor").open(f"/desk/callbacks/{made.id}")
    assert "Cyngor Elverdon sydd yma" in asha.main
    assert asha.page.xpath('//*[@lang="cy"]')


def test_the_acts_of_the_sheet() -> None:
    made = promised(vera())
    asha = clerk("advisor").open(f"/desk/callbacks/{made.id}")
    asha.press("No answer")
    [line] = asha.page.xpath('//ol[@class="gh-story"]/li')
    assert [each.text_content() for each in line] == ["No answer", "today at 10:15, Asha Pell"]
    assert "Write why it is called off" in asha.press("Call it off").main
    asha.press("Call it off", {"because": "She came to the counter"})
    assert "No promise to call back is open" in asha.main
    assert "She came to the counter" in asha.open(f"/desk/callbacks/{made.id}").main
    assert [each.outcome for each in CallbackAttempt.objects.all()] == ["no-answer"]


def test_what_somebody_else_did_meanwhile_is_said_and_nothing_is_changed() -> None:
    made = promised(vera())
    asha = clerk("advisor").open(f"/desk/callbacks/{made.id}")
    callbacks.attempt(callback=made.id, person=None, outcome="spoke", actor=ASHA, at=MORNING)
    asha.press("No answer")
    assert "Meanwhile this promise was kept or called off" in asha.main
    assert len(CallbackAttempt.objects.all()) == 1


def test_a_promise_in_writing_is_kept_by_writing() -> None:
    made = promised(vera(), way="email", to="vera@example.org")
    asha = clerk("advisor").open(f"/desk/callbacks/{made.id}")
    assert "Write what you tell them" in asha.press("Send it", {"text": " "}).main
    asha.press("Send it", {"text": "Your bin comes on Friday."})
    assert "Kept." in asha.main
    assert "Your bin comes on Friday." in Message.objects.get().body


def test_the_worklist_marks_what_is_overdue_and_what_was_missed() -> None:
    late, soon = promised(vera()), promised(vera(), opens_at=TWO + LATER, closes_at=FOUR + 30 * LATER)
    escalation.passed(callback=late.id, at=FOUR + LATER)
    with standing_at(FOUR + 5 * LATER):
        asha = clerk("advisor").open("/desk/callbacks")
        rows = [" ".join(each.text_content().split()) for each in asha.page.xpath("//tbody/tr")]
        missed = asha.follow("Missed").main
    assert "5 min overduetoday, 14:00 to 16:00, escalated" in rows[0]
    assert "nowtoday, 14:01 to 16:30" in rows[1]
    assert "16:30" not in missed
    assert soon.id != late.id


@pytest.mark.parametrize("address", ["/desk/callbacks/0", "/desk/callbacks/99", f"/desk/callbacks/{2**63}"])
def test_a_callback_that_is_none_is_said_to_be_none(address: str) -> None:
    assert clerk("advisor").open(address).status == 404


@pytest.mark.parametrize("asked", ["person=zz", "person=../..", "case=NOPE", "who=x", "contact=fax", "person=%00"])
def test_nonsense_in_the_address_names_nobody(asked: str) -> None:
    asha = clerk("advisor").open(f"/desk/callbacks/promise?{asked}")
    assert asha.status == 200
    assert "Nobody is named yet" in asha.main


def test_designers_keep_no_promises() -> None:
    nia = clerk("service-designer")
    assert nia.open("/desk/callbacks").status == 403
    assert nia.open("/desk/callbacks/promise").status == 403


def test_support_and_what_was_told_are_kept_with_a_question() -> None:
    asha = clerk("advisor").open("/desk/phone/question")
    asha.press("Thanks", {"told": "We close at five", "support": ["relay", "nonsense"]})
    logged = interactions.find(contact=Interaction.objects.get().pk)
    assert logged is not None
    assert (logged.told, logged.support) == ("We close at five", ("relay",))


def test_they_are_kept_with_a_contact_that_opened_a_case_too() -> None:
    in_force()
    asha = clerk("advisor").open("/desk/phone").press("Report a missed bin", {"for": "own", "lang": "en"})
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"})
    asha.press(typed={"bin": "1"}).press(typed={"assisted": "2"}).press(typed={"name": "Vera Lind"})
    asha.press(typed={"contact-by": "4"}).press("Send it")
    asha.press("Keep it", {"told": "By Friday", "support": ["bsl", "large-print"]})
    assert "Kept with the call." in asha.main
    logged = interactions.find(contact=Interaction.objects.get().pk)
    assert logged is not None
    assert (logged.told, logged.support, logged.outcome) == ("By Friday", ("bsl", "large-print"), "case")
