"""What a resident was told is what staff see they were told: the same words, in the same order, whatever happened on a case."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from lxml import html
from tests.rooms.complained import GINA, acknowledged, answered, complaint
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import clerk

from guildhall.kernel.notices import Way
from guildhall.people.door import register, speaks
from guildhall.serve.casework import acts, cases, complaints, determinations, inspections, opening, reopening, told
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.determinations import Draft
from guildhall.serve.models import Case, Message
from guildhall.serve.telling import messages, news

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LATER = WEDNESDAY + timedelta(hours=1)


def missed_bin() -> CaseValue:
    journey = finished(in_force(), contact_by="email", email="vera@example.org")
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def nothing() -> CaseValue:
    return missed_bin()


def much() -> CaseValue:
    case = missed_bin()
    messages.receive(reference=case.reference, at=WEDNESDAY)
    acts.note(case=case, text="For staff: he shouted.", shown=False, actor=AMIR, at=LATER)
    acts.note(case=case, text="The crew comes on Friday.", shown=True, actor=AMIR, at=LATER)
    acts.ask(case=case, question="Which bin was it?", actor=AMIR, at=LATER)
    news.tell(case=case, text="It snows.\nWe are late.", actor=AMIR, at=LATER)
    inspections.book(
        case=case,
        place="4 Mill Lane",
        opens=datetime.combine(date(2026, 11, 20), datetime.min.time(), WEDNESDAY.tzinfo) + timedelta(hours=10),
        closes=datetime.combine(date(2026, 11, 20), datetime.min.time(), WEDNESDAY.tzinfo) + timedelta(hours=12),
        goes=AMIR.reference,
        tell=True,
        actor=AMIR,
        at=LATER,
    )
    draft = Draft(outcome="granted", words="We come again.")
    determinations.decide(case=case, draft=draft, close=True, actor=AMIR, at=LATER)
    shut = cases.find(reference=case.reference)
    reopening.reopen(case=shut, reason="mistake", text="We erred.", clock="continues", actor=AMIR, at=LATER)
    Message.objects.exclude(about="asked").update(sent_at=LATER)
    return cases.find(reference=case.reference)


def complained() -> CaseValue:
    case = answered(acknowledged(complaint()))
    complaints.go_on(case=case, because="", channel="web", actor=VERA, at=WEDNESDAY + timedelta(days=6))
    again = acknowledged(cases.find(reference=case.reference), at=WEDNESDAY + timedelta(days=6))
    return answered(again, at=WEDNESDAY + timedelta(days=7), by=GINA)


def test_what_was_said_in_one_language_stays_marked_so_when_they_go_over_to_another() -> None:
    case = cases.find(reference=much().reference)
    speaks(reference=case.customer, language="cy", actor=AMIR, at=LATER)
    spoken = {each.what: each.language for each in told.told(case=case)}
    assert (spoken["decided"], spoken["message"], spoken["note"]) == ("en", "en", "en")
    assert {each.language for each in told.told(case=case) if not each.sent} == {"cy"}  # which nothing kept
    shown = html.fromstring(as_vera(case)).find_class("gh-told")
    assert {each.get("lang") for each in shown if "We come again" in str(each.text_content())} == {"en"}


@pytest.mark.parametrize("made", [nothing, much, complained])
def test_staff_read_the_very_words_that_the_resident_reads(made: Callable[[], CaseValue]) -> None:
    case = made()
    tom = clerk("service-officer", name="Tom Webb")
    staff = words_in(tom.open(f"/desk/cases/{case.reference}/told").source)
    assert staff == words_in(as_vera(case)) == [each.words for each in told.told(case=case)]


def test_nothing_that_is_for_staff_or_was_never_sent_stands_among_them() -> None:
    case = much()
    said = [each.words for each in told.told(case=case)]
    assert "For staff: he shouted." not in said
    assert [each.sent for each in told.told(case=case) if each.what == "asked"] == [()]
    assert [kind for each in told.told(case=case) if each.what == "decided" for kind, _at in each.sent] == ["email"]
    assert [each.what for each in told.told(case=case)].count("message") == 1
    Message.objects.filter(about="receipt").update(failed_at=LATER)
    assert "message" not in [each.what for each in told.told(case=case)]


def test_a_resident_takes_a_complaint_to_the_second_stage_once() -> None:
    case = answered(acknowledged(complaint()))
    vera, address = Client(), f"/en/track/{case.reference}"
    vera.post("/en/track", {"reference": case.reference, "detail": "Vera Lind"})
    asked = vera.get(address).content.decode()
    assert "Take it to stage 2" in asked
    assert "Not happy with our answer?" in asked
    for _pressed in range(2):
        vera.post(address, {"go-on": "yes", "because": "It came again."})
    assert [(each.number, each.because) for each in complaints.stages(case=case)] == [(1, ""), (2, "It came again.")]
    page = vera.get(address).content.decode()
    assert "Take it to stage 2" not in page
    assert "We write back that we look again" in page


def as_vera(case: CaseValue) -> str:
    """The page where Vera follows her case."""
    client = Client()
    shown = client.post("/en/track", {"reference": case.reference, "detail": "Vera Lind"}, follow=True)
    assert case.reference in shown.content.decode()
    return str(shown.content.decode())


def words_in(source: str) -> list[str]:
    return [str(each.text_content()) for each in html.fromstring(source).find_class("gh-told")]


def test_what_somebody_else_was_sent_about_the_case_is_not_shown_as_told_to_them() -> None:
    case = much()
    other = register(name="Carol Danvers", email="carol@example.org", at=WEDNESDAY)
    text = "Carol, we rang your neighbour."
    way = Way("email", "carol@example.org")
    messages.write_to(
        party=other, language="en", about="answer", text=text, at=LATER, case=Case.objects.get(id=case.id), way=way
    )
    Message.objects.filter(party=other).update(sent_at=LATER)
    assert Message.objects.filter(party=other, body__contains="Carol").exists()
    assert not any("Carol" in each.words for each in told.told(case=cases.find(reference=case.reference)))
