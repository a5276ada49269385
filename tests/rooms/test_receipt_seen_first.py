"""Promises about the receipt: whoever sends a form in for somebody reads what goes to them before it goes, and nothing is kept by it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from tests.rooms.acquainted import ASHA, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk
from tests.rooms.helpers_of_grace import ANSWERS, begins, organisation
from tests.rooms.paperwork import ON_PAPER, TODAY, code, typed

from guildhall.ledger.models import Event
from guildhall.people import door
from guildhall.people.models import Party
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Case, Consent, Journey, Message, Satisfaction, Task
from guildhall.serve.telling import messages
from guildhall.serve.telling.foreseeing import REFERENCE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

BY_EMAIL = ({"contact-by": "a"}, {"email": "grace@example.org"})
SAID = ({"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"}, {"bin": "1"}, {"assisted": "2"})


@pytest.fixture
def dai() -> Clerk:
    in_force()
    return organisation().helper("Dai Morgan")


def words_of(text: str) -> str:
    return " ".join(text.split())


def standing() -> tuple[object, ...]:
    """Whatever a case, its receipt and its customer would add to."""
    rows = tuple(each.objects.count() for each in (Case, Message, Party, Event, Task, DBTaskResult))
    return rows, tuple(Journey.objects.values_list())


def read_back(advisor: Clerk, *, language: str = "en", by: tuple[dict[str, str], ...] = ()) -> Clerk:
    """A missed bin by telephone, to the page with "Send it"."""
    in_force()
    advisor.open("/desk/phone").press("Report a missed bin", {"for": "own", "lang": language})
    for said in (*SAID, {"name": "Vera Lind"}, *(by or ({"contact-by": "1"}, {"email": "vera@example.org"}))):
        advisor.press(typed=said)
    return advisor


def helped(helper: Clerk, *, by: tuple[dict[str, str], ...] = BY_EMAIL, **told: str) -> Clerk:
    """Grace's missed bin, filled in with a helper, to the page with "Send it"."""
    begins(helper, **told)
    for said in (*ANSWERS[:4], *by):
        helper.press("Go on", said)
    return helper


def received() -> Message | None:
    return messages.receive(reference=Case.objects.get().reference, at=WEDNESDAY)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_advisor_reads_the_receipt_beside_send_it_word_for_word_and_looking_keeps_nothing(
    asha: Clerk, language: str
) -> None:
    read_back(asha, language=language)
    before, shown = standing(), asha.open(asha.address).main
    assert standing() == before
    asha.press("Send it")
    told = received()
    assert told is not None
    reference = Case.objects.get().reference
    assert words_of(told.body).replace(reference, REFERENCE) in shown
    assert f"ByEmail To{told.to} In{'Welsh' if language == 'cy' else 'English'}" in shown
    assert (told.language, told.to) == (language, "vera@example.org")


def test_whoever_has_nothing_sent_to_them_is_said_to_have_nothing_sent(asha: Clerk) -> None:
    read_back(asha, by=({"contact-by": "5"},))
    assert "They do not wish to be told" in asha.main.split("What goes")[1]
    asha.press("Send it")
    assert received() is None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_helper_reads_the_receipt_with_the_words_of_consent_before_the_form_is_sent(
    dai: Clerk, language: str
) -> None:
    helped(dai, language=language)
    before, shown = standing(), dai.open(dai.address).main
    assert standing() == before
    assert words_of(Consent.objects.get().wording) in shown
    assert "grace@example.org" in shown
    dai.press("Send it")
    told = received()
    assert told is not None
    assert words_of(told.body).replace(Case.objects.get().reference, REFERENCE) in shown


def test_a_helper_reads_nothing_there_of_what_we_know_of_the_person(dai: Clerk) -> None:
    known = {"email": "grace@example.org", "phone": "07700 900123"}
    grace = person("Grace Adeyemi", **known)
    door.born(reference=grace, on=datetime(1950, 3, 4).date(), actor=ASHA, at=WEDNESDAY)  # noqa: DTZ001  # a day
    door.speaks(reference=grace, language="cy", actor=ASHA, at=WEDNESDAY)
    helped(dai, born="4 3 1950", email=known["email"], phone=known["phone"])
    assert Journey.objects.get().on_behalf_of == grace
    before = words_of(dai.main)
    door.mark_contact(reference=grace, kind="email", safe=False)
    door.protect(reference=grace, actor=ASHA, at=WEDNESDAY)
    assert words_of(dai.open(dai.address).main) == before
    assert "Where that is not safe, they are told by another way." in before
    assert "07700" not in before.split("What goes to them")[1]


def test_what_would_go_in_other_words_by_now_is_shown_again_and_the_form_is_not_sent(asha: Clerk) -> None:
    read_back(asha)
    with standing_at(WEDNESDAY + timedelta(days=1)):
        asha.press("Send it")
        assert asha.status == 409
        assert "It would go in other words by now" in asha.main
        assert not Case.objects.exists()
        asha.press("Send it")
    assert Case.objects.exists()


def test_by_which_way_somebody_protected_is_told_is_not_shown_there(asha: Clerk) -> None:
    vera = person("Vera Lind", email="vera.secret@example.org")
    door.protect(reference=vera, actor=ASHA, at=WEDNESDAY)
    read_back(asha)
    Journey.objects.update(customer=vera)
    shown = asha.open(asha.address).main.split("What goes to them")[1]
    assert "how they are told is shown to those who keep people safe" in shown
    assert "mail" not in shown.casefold()
    assert "vera.secret@example.org" not in asha.source


def test_the_page_asks_the_database_fifty_times_at_most_for_it_opens_the_case_and_takes_it_back(asha: Clerk) -> None:
    read_back(asha)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        asha.open(asha.address)
    assert len(asked) <= 50


def keyed(advisor: Clerk, *, by: dict[str, object]) -> tuple[Clerk, dict[str, str]]:
    """The screen of a paper form, and what is typed there."""
    live = in_force()
    at = f"/desk/paper/{code(live)}"
    return advisor.open(at), typed(live, {each: told for each, told in ON_PAPER.items() if each != "contact-by"} | by)


def test_whoever_keys_a_form_reads_what_goes_before_the_case_is_opened(asha: Clerk) -> None:
    desk, form = keyed(asha, by={"contact-by": "email", "email": "vera@example.org"})
    desk.press("see what goes", form | {"handed-in": TODAY, "satisfaction": "4"})
    assert "What goes to the customer" in desk.main
    assert not Case.objects.exists()
    assert not Party.objects.exists()
    shown = desk.main
    desk.press("Change it")
    assert (desk.value("handed-in"), desk.value("satisfaction")) == (TODAY, "4")
    assert all(desk.value(name) == held for name, held in form.items())
    desk.press("see what goes")
    assert desk.main == shown
    desk.press("Open the case")
    told = received()
    assert told is not None
    assert words_of(told.body).replace(Case.objects.get().reference, REFERENCE) in shown
    assert told.to in shown
    assert Satisfaction.objects.count() == 1


def test_what_goes_is_read_for_a_form_of_which_something_must_still_be_asked(asha: Clerk) -> None:
    desk, form = keyed(asha, by={"contact-by": "email"})
    desk.press("see what goes", form | {"handed-in": TODAY})
    assert "One thing on this form must still be asked" in desk.main
    desk.press("See what goes")
    assert "What goes to the customer" in desk.main
    assert not Case.objects.exists()
    desk.press("Open the case")
    assert Case.objects.get().missing != "[]"
