"""Promises about seeing what goes to a customer before it goes."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_sending import veras_case

from guildhall.kernel.notices import Way
from guildhall.people import door as people
from guildhall.serve.casework import acts, inspections
from guildhall.serve.models import Case, Closure, Enquiry, Message, Note
from guildhall.serve.telling.notices import Whom, drafted, keep

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def words_of(message: Message) -> str:
    return " ".join(message.body.split())


def test_what_is_shown_before_is_word_for_word_what_goes(tom: Clerk) -> None:
    case = veras_case()
    tom.open(f"/desk/cases/{case.reference}").press("See what goes", {"question": "Which lane is it?"})
    assert not Enquiry.objects.exists()
    shown = tom.main
    tom.press("Ask")
    message = Message.objects.get(about="asked")
    assert words_of(message) in shown
    assert message.to in shown
    assert message.subject in shown
    assert Enquiry.objects.get().question == "Which lane is it?"


def test_a_closing_is_seen_and_then_done_with_the_same_words(tom: Clerk) -> None:
    case = veras_case("sms")
    tom.open(f"/desk/cases/{case.reference}")
    tom.press("See what goes", {"outcome": "done", "told": "We emptied it: £1 and ŵ."}, form=form_of(tom, "closure"))
    assert "3 text messages" in tom.main
    assert "If it does not arrive: email" in tom.main
    tom.press("Close the case")
    assert Closure.objects.get().told == "We emptied it: £1 and ŵ."
    assert Message.objects.get(about="closed").kind == "sms"


def form_of(tom: Clerk, act: str) -> int:
    """The place of the form that does this."""
    forms = tom.page.xpath("//main//form")
    return next(place for place, form in enumerate(forms) if (form.get("action") or "").endswith(f"/{act}"))


def test_going_back_to_change_it_loses_nothing(tom: Clerk) -> None:
    case = veras_case()
    tom.open(f"/desk/cases/{case.reference}").press("See what goes", {"question": "Which <lane>?"})
    tom.press("Change it")
    assert tom.value("question") == "Which <lane>?"
    assert tom.status == 200


def test_nothing_written_is_told_at_its_box(tom: Clerk) -> None:
    case = veras_case()
    tom.open(f"/desk/cases/{case.reference}").press("See what goes", {"question": " "})
    assert "Write what you want to ask" in tom.main


def test_news_is_seen_sent_and_kept_where_the_customer_reads_it(tom: Clerk) -> None:
    case = veras_case()
    tom.open(f"/desk/cases/{case.reference}").press("Write it to the customer", {"note": "The lorry is late."})
    assert "The lorry is late." in tom.main
    assert not Note.objects.exists()
    tom.press("Write it to the customer")
    assert [(each.text, each.shown) for each in Note.objects.all()] == [("The lorry is late.", True)]
    assert "The lorry is late." in Message.objects.get(about="notice").body
    assert "The customer was told" in tom.main


def test_the_letter_is_seen_as_it_is_printed(tom: Clerk) -> None:
    case = veras_case("letter")
    tom.open(f"/desk/cases/{case.reference}").press("See what goes", {"question": "Which lane is it?"})
    tom.press("The letter as it is printed (PDF)")
    assert tom.response.content.startswith(b"%PDF")
    assert "Vera Lind" in PdfReader(BytesIO(tom.response.content)).pages[0].extract_text()
    assert tom.response["Content-Type"] == "application/pdf"


def test_where_somebody_protected_is_reached_stands_on_no_page_of_who_may_not_know(tom: Clerk) -> None:
    case = veras_case()
    people.protect(reference=case.customer, actor=ASHA, at=WEDNESDAY)
    tom.open(f"/desk/cases/{case.reference}").press("See what goes", {"question": "Which lane is it?"})
    assert "how they are told is shown to those who keep people safe" in tom.main
    assert "vera@example.org" not in tom.main
    assert "mail" not in tom.main.casefold()
    assert "Which lane is it?" in tom.main
    tom.press("Ask")
    message = Message.objects.get(about="asked")
    assert message.to not in tom.open(f"/desk/outbox/{message.pk}").main
    assert tom.open(f"/desk/outbox/{message.pk}/letter").status == 404


def happened(who: Clerk, page: str) -> str:
    """What a page tells of what happened and what was written, in small letters."""
    within = "//h1 | //main//ol | //section[@id='messages' or @id='story']"
    return " ".join(each.text_content() for each in who.open(f"/desk/{page}").page.xpath(within)).casefold()


def test_after_it_went_no_page_tells_by_which_way_somebody_protected_was_told(tom: Clerk) -> None:
    case = veras_case()
    acts.ask(case=case, question="Which lane is it?", actor=ASHA, at=WEDNESDAY)
    message = Message.objects.get(about="asked")
    Message.objects.filter(case_id=case.id).update(sent_at=WEDNESDAY)
    person = case.customer.removeprefix("party/")
    pages = (f"cases/{case.reference}", f"cases/{case.reference}/told", f"outbox/{message.pk}", f"people/{person}")
    ruth = clerk("safeguarding", "administrator", name="Ruth Calder")
    assert [each for each in pages if "email" not in happened(tom, each)] == []
    people.protect(reference=case.customer, actor=ASHA, at=WEDNESDAY)
    assert [each for each in pages if "mail" in happened(tom, each)] == []
    assert [each for each in pages if "way withheld" not in happened(tom, each)] == []
    assert [each for each in pages if "way withheld" in happened(ruth, each)] == []


def test_on_the_case_of_another_somebody_protected_is_told_by_no_way_that_is_shown(tom: Clerk) -> None:
    case = veras_case()
    rosa = people.register(name="Rosa Delmar", email="rosa.new@example.org", at=WEDNESDAY)
    way = Way("email", "rosa.new@example.org")
    found = Case.objects.get(id=case.id)
    draft = drafted(whom=Whom(found, rosa), about="notice", text="Come at nine.", at=WEDNESDAY, way=way)
    assert keep(draft, case=found, at=WEDNESDAY) is not None
    assert "rosa.new@example.org" in tom.open(f"/desk/cases/{case.reference}").main
    people.protect(reference=rosa, actor=ASHA, at=WEDNESDAY)
    assert "rosa.new" not in tom.open(f"/desk/cases/{case.reference}").source
    assert "vera@example.org" in tom.main


def test_where_somebody_protected_is_visited_is_told_to_those_alone_who_go_there(tom: Clerk) -> None:
    case, opens = veras_case(), WEDNESDAY + timedelta(days=1)
    people.protect(reference=case.customer, actor=ASHA, at=WEDNESDAY)
    visit: dict[str, Any] = {
        "place": "871 Harrier Yard",
        "opens": opens,
        "closes": opens + timedelta(hours=2),
        "goes": "",
        "tell": True,
    }
    inspections.book(case=case, **visit, actor=ASHA, at=WEDNESDAY)
    assert "We will visit you on" in Note.objects.get(shown=True).text
    there, advisor = Client(), clerk("advisor", name="Ada Vane")
    there.post("/en/track", {"reference": case.reference, "detail": "Vera Lind"})
    followed = there.get(f"/en/track/{case.reference}")
    assert "We will visit you on" in followed.content.decode()
    assert "Harrier" not in followed.content.decode()
    for page in ("", "/work", "/told"):
        assert "Harrier" not in advisor.open(f"/desk/cases/{case.reference}{page}").source
    assert "871 Harrier Yard" in tom.open(f"/desk/cases/{case.reference}/work").main


def test_what_somebody_protected_answered_tells_nobody_where_they_are_but_whoever_must_go_there(tom: Clerk) -> None:
    case = veras_case()
    reader = clerk("advisor", name="Mo Reader")
    for each in (tom, reader):
        page = each.open(f"/desk/cases/{case.reference}").main
        assert "vera@example.org" in page
        assert "4 Mill Lane" in page
    people.protect(reference=case.customer, actor=ASHA, at=WEDNESDAY)
    page = tom.open(f"/desk/cases/{case.reference}").main
    assert "vera@example.org" not in page
    assert "4 Mill Lane" in page
    page = reader.open(f"/desk/cases/{case.reference}").main
    assert "vera@example.org" not in page
    assert "4 Mill Lane" not in page
    assert "Withheld, because they are protected" in page


def test_whoever_does_not_work_on_the_case_sees_no_preview() -> None:
    case = veras_case()
    other = clerk("service-officer", team="highways", name="Olu Ade")
    other.open(f"/desk/cases/{case.reference}")
    token = other.client.get("/desk").content
    assert token
    assert other.client.post(f"/desk/cases/{case.reference}/preview/question", {"question": "x"}).status_code == 403
