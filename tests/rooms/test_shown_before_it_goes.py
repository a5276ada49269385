"""Promises about acts that write to the customer: what goes is seen word for word before it goes, and nothing is done by looking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.rooms.acquainted import ASHA
from tests.rooms.complained import acknowledged, answered, complaint
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import promised, vera
from tests.rooms.test_one_view_whole import expects
from tests.rooms.test_sending import veras_case

from guildhall.ledger.models import Event
from guildhall.people import door as people
from guildhall.serve.casework import acts, cases
from guildhall.serve.clock import standing_at
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Case, Inspection, Message
from guildhall.serve.obligations import acting
from guildhall.serve.places import post
from guildhall.serve.places.known import place

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

TOMORROW = WEDNESDAY + timedelta(days=1)
TEN = TOMORROW.replace(hour=10, minute=0)


@dataclass(frozen=True)
class Act:
    """Where it is done, what is typed, the button that shows it, and the button that does it."""

    at: str
    typed: dict[str, str]
    does: str
    see: str = "See what goes"


def acknowledging() -> Act:
    return Act(
        f"/desk/cases/{complaint().reference}/complaint",
        {"acknowledgement": "You say that <nobody> came: £1 and ŵ."},
        "Acknowledge",
    )


def answering() -> Act:
    case = acknowledged(complaint(), at=WEDNESDAY)
    return Act(
        f"/desk/cases/{case.reference}/complaint",
        {"answer": "We are sorry.\n\nWe came late.", "outcome": "upheld"},
        "Answer and close",
    )


def putting_off_the_answer() -> Act:
    case = acknowledged(complaint(), at=WEDNESDAY)
    return Act(f"/desk/cases/{case.reference}/complaint", {"count": "3", "why": "We wait."}, "Take more time")


def taking_it_further() -> Act:
    case = answered(acknowledged(complaint(), at=WEDNESDAY), at=WEDNESDAY)
    return Act(f"/desk/cases/{case.reference}/complaint", {"channel": "phone", "because": ""}, "Take it to stage 2")


def stopping_the_clock() -> Act:
    typed = {"reason": "other", "words": "The road is closed."}
    return Act(f"/desk/cases/{veras_case().reference}/clocks", typed, "Stop the clock")


def letting_the_clock_run() -> Act:
    case = veras_case()
    acting.pause(case=case.id, reason="other", said="The road is closed.", actor=ASHA, at=WEDNESDAY)
    return Act(f"/desk/cases/{case.reference}/clocks", {}, "Let the clock run")


def taking_more_time() -> Act:
    typed = {"count": "2", "unit": "working-days", "why": "The lorry broke down."}
    return Act(f"/desk/cases/{veras_case().reference}/clocks", typed, "Take more time")


VISIT = {"place": "4 Mill Lane", "day": "2026-11-20", "since": "10:00", "until": "12:00", "tell": "yes"}


def booking_a_visit() -> Act:
    return Act(f"/desk/cases/{veras_case().reference}/work", dict(VISIT), "Book it")


def calling_a_visit_off() -> Act:
    case = veras_case()
    tom = clerk("service-officer", name="Bo Lind")
    tom.open(f"/desk/cases/{case.reference}/work").press("Book it", VISIT)
    number = Inspection.objects.get().pk
    return Act(
        f"/desk/cases/{case.reference}/work",
        {f"found-{number}": "The road is closed."},
        "Call it off",
        see="Call it off",
    )


def opening_again() -> Act:
    case = veras_case()
    acts.close(case=case, outcome="done", told="We emptied it.", actor=ASHA, at=WEDNESDAY)
    typed = {"reason": "disagreed", "told": "You say that it is full.", "clock": "new", "within": "4"}
    return Act(f"/desk/cases/{case.reference}/reopening", typed, "Open it again")


def splitting() -> Act:
    return Act(f"/desk/cases/{veras_case().reference}/matter", {"what": "A broken lid"}, "Open a second case")


def calling_back_in_writing() -> Act:
    her = vera(phone="07700 900123")
    made = promised(her, way="sms", to="07700 900123", opens_at=TEN, closes_at=TEN + timedelta(hours=2), at=WEDNESDAY)
    return Act(
        f"/desk/callbacks/{made.id}", {"text": "It opens at nine: £1 and ŵ."}, "Send it, and the promise is kept"
    )


def saying_that_a_letter_came() -> Act:
    open_places(at=WEDNESDAY)
    library = place(slug="westmere-library", at=WEDNESDAY)
    held = post.hold(party=vera(phone="07700 900123"), place=library, actor=ASHA, at=WEDNESDAY)
    return Act(f"/desk/places/{library.slug}/post", {"number": str(held.id)}, "A letter came")


def cancelling_an_appointment() -> Act:
    open_places(at=WEDNESDAY)
    reference = expects(vera(phone="07700 900123"))
    return Act(f"/desk/places/the-guildhall/day?day={TOMORROW.date().isoformat()}", {"reference": reference}, "Cancel")


KINDS: tuple[Callable[[], Act], ...] = (
    acknowledging,
    answering,
    putting_off_the_answer,
    taking_it_further,
    stopping_the_clock,
    letting_the_clock_run,
    taking_more_time,
    booking_a_visit,
    calling_a_visit_off,
    opening_again,
    splitting,
    calling_back_in_writing,
    saying_that_a_letter_came,
    cancelling_an_appointment,
)


def words_of(text: str) -> str:
    return " ".join(text.split())


def form_of(officer: Clerk, act: Act) -> int:
    """The place of the form in which the act is typed."""
    box = next(iter(act.typed), "")
    sought = f'.//*[@name="{box}"]' if box else f'.//button[contains(., "{act.does}")]'
    return next(place for place, form in enumerate(officer.page.xpath("//main//form")) if form.xpath(sought))


def looked_at(act: Act) -> Clerk:
    """An officer who typed, and looks at what would go."""
    officer = clerk("service-officer", "advisor", name="Tom Harrow").open(act.at)
    return officer.press(act.see, act.typed, form=form_of(officer, act))


def kept_on(officer: Clerk, act: Act) -> dict[str, list[str]]:
    """All that stands in each box of the act: what is written, chosen or ticked."""
    found: dict[str, list[str]] = {}
    for name, value in officer.page.xpath("//main//form")[form_of(officer, act)].form_values():
        found.setdefault(name, []).append(words_of(str(value)))
    return {name: found.get(name, []) for name, typed in act.typed.items() if typed}


def standing() -> tuple[object, ...]:
    """What is changed by acts such as these: what was told, what happened, and every case."""
    return Message.objects.count(), Event.objects.count(), tuple(Case.objects.order_by("id").values_list())


@pytest.mark.parametrize("kind", KINDS)
def test_looking_does_nothing_changing_loses_nothing_and_what_is_shown_is_word_for_word_what_goes(
    kind: Callable[[], Act],
) -> None:
    act = kind()
    before, told = standing(), Message.objects.count()
    officer = looked_at(act)
    assert "What goes to the customer" in officer.main
    assert standing() == before
    shown = officer.main
    for name, typed in kept_on(officer.press("Change it"), act).items():
        assert words_of(act.typed[name]) in typed, name
    looked_at_again = officer.press(act.see, form=form_of(officer, act))
    assert looked_at_again.main == shown
    officer.press(act.does)
    assert officer.status == 200
    message = Message.objects.order_by("id")[told:].get()
    assert words_of(message.body) in shown
    assert words_of(message.to) in shown
    assert message.kind == "sms" or message.subject in shown


@pytest.mark.parametrize("kind", [each for each in KINDS if each is not calling_a_visit_off])
def test_what_was_changed_is_done_by_its_own_button_without_looking_again(kind: Callable[[], Act]) -> None:
    act = kind()
    told = Message.objects.count()
    officer = looked_at(act).press("Change it")
    officer.press(act.does, form=form_of(officer, act))
    assert officer.status == 200
    assert Message.objects.count() == told + 1


def test_what_is_amiss_is_said_at_its_box_before_anything_is_shown() -> None:
    act = acknowledging()
    act.typed["acknowledgement"] = " "
    officer = looked_at(act)
    assert "Write how you understand the complaint" in officer.main
    assert officer.page.xpath('//*[@id="acknowledgement-error"]')


def test_what_would_go_in_other_words_by_now_is_shown_again_and_does_not_go() -> None:
    act = acknowledging()
    officer = looked_at(act)
    before = standing()
    with standing_at(TOMORROW):
        officer.press(act.does)
        assert "It would go in other words by now" in officer.main
        assert standing() == before
        shown = officer.main
        officer.press(act.does)
    message = Message.objects.get(about="acknowledged")
    assert words_of(message.body) in shown


def test_a_letter_is_seen_as_it_is_printed() -> None:
    case = veras_case("letter")
    before = Message.objects.count()
    act = Act(
        f"/desk/cases/{case.reference}/clocks", {"reason": "other", "words": "The road is closed."}, "Stop the clock"
    )
    officer = looked_at(act).press("The letter as it is printed (PDF)")
    assert officer.response["Content-Type"] == "application/pdf"
    assert "The road is closed." in PdfReader(BytesIO(officer.response.content)).pages[0].extract_text()
    assert Message.objects.count() == before


def test_where_somebody_protected_is_reached_is_not_shown_there() -> None:
    act = stopping_the_clock()
    case = cases.find(reference=Case.objects.get().reference)
    people.protect(reference=case.customer, actor=ASHA, at=WEDNESDAY)
    officer = looked_at(act)
    assert "how they are told is shown to those who keep people safe" in officer.main
    assert "vera@example.org" not in officer.source
    assert not officer.page.xpath('//main//dt[text() = "By" or text() = "To"]')
    assert "mail" not in officer.main.casefold()
    assert "The road is closed." in officer.main


def test_a_visit_that_is_not_told_sends_nothing_and_says_so() -> None:
    act = booking_a_visit()
    del act.typed["tell"]
    officer = clerk("service-officer", name="Tom Harrow").open(act.at)
    officer.page.xpath('//*[@name="tell"]')[0].attrib.pop("checked")
    officer.press("See what goes", act.typed, form=form_of(officer, act))
    assert "Nothing is written to them." in officer.main
    assert not Inspection.objects.exists()
