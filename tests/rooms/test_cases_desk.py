"""Promises of the cases desk."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.council import AMIR, MILL_LANE, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import Onlooker, pdf, store_file
from guildhall.ledger.door import Actor, history
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts, opening, payments, worklists
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.wanted import Wanted
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case, Message, Payment
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

PERMIT = {
    "address": {"line1": "7 Station Terrace", "postcode": "ZZ1 4ST"},
    "main-home": True,
    "permits-already": 1,
    "vehicle": "XY70 ZZZ",
    "keeper": "lease",
    "emissions": "up-to-150",
    "starts": "2026-11-18",
    "proof-of-vehicle": {"later": True},
    "name": "Dai Morgan",
    "contact-by": "email",
    "email": "dai@example.org",
    "reminder": False,
    "declaration": True,
}


def missed_bin(**answers: Any) -> CaseValue:
    journey = finished(in_force(), **answers)
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def permit() -> CaseValue:
    document = store_file(
        content=pdf(source='#set document(title: "Bill")\n#set text(lang: "en")\n= Bill'),
        name="bill.pdf",
        by="",
        channel="web",
    )
    live = in_force("resident-parking-permit")
    zone = live.compiled.steps["zone"].boxes("parts")[0].options[0].code
    answers = PERMIT | {"zone": zone, "proof-of-home": {"files": [document]}}
    journey = journeys.begin(live=live, language="en", channel="web", actor=VERA, at=WEDNESDAY, answers=answers)
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def test_an_officer_sees_the_answers_the_promise_and_where_each_answer_came_from(tom: Clerk) -> None:
    case = missed_bin(where_left="Behind the gate", assisted=True)
    tom.open("/desk/cases").follow(case.reference)
    assert "4 Mill Lane, ZZ1 2AB" in tom.main
    assert "Behind the gate" in tom.main
    assert "We will empty your bin within 3 working days, by 23 November 2026." in tom.main
    assert "23 November 2026 3 working days left" in tom.main
    assert "on the web, today at 17:30" in tom.main
    assert "Opened on the web" in tom.main


def test_the_worklist_asks_the_database_the_same_whether_it_is_short_or_long(tom: Clerk) -> None:
    live = in_force()

    def open_some(count: int) -> None:
        for minute in range(count):
            at = WEDNESDAY + timedelta(minutes=minute)
            case = opening.submit(journey=finished(live, at=at).id, actor=VERA, channel="web", at=at)
            acts.assign(case=case, to=tom.reference, team=case.team, actor=AMIR, at=at)

    counted = []
    for more in (1, 6):
        open_some(more)
        tom.open("/desk/cases")
        with CaptureQueriesContext(connection) as captured:
            tom.open("/desk/cases")
        counted.append(len(captured))
    assert counted[0] == counted[1]
    assert len(tom.page.xpath("//tbody/tr")) == 7


def test_a_long_worklist_is_turned_over_page_by_page_and_no_case_is_shown_twice_or_left_out(tom: Clerk) -> None:
    live = in_force()
    made = set()
    for minute in range(53):
        at = WEDNESDAY + timedelta(minutes=minute)
        made.add(opening.submit(journey=finished(live, at=at).id, actor=VERA, channel="web", at=at).reference)
    for order in ("due", "newest", "oldest"):
        tom.open(f"/desk/cases?order={order}")
        seen = [each.text for each in tom.page.xpath("//tbody/tr/th/a")]
        tom.follow("The next")
        seen += [each.text for each in tom.page.xpath("//tbody/tr/th/a")]
        assert len(seen) == 53
        assert set(seen) == made


def test_what_has_no_promise_stands_after_what_is_due_on_every_page() -> None:
    live = in_force()
    made = []
    for minute in range(6):
        at = WEDNESDAY + timedelta(minutes=minute)
        made.append(opening.submit(journey=finished(live, at=at).id, actor=VERA, channel="web", at=at).reference)
    Case.objects.filter(reference__in=made[:2]).update(due_on=None, earliest_on=None)
    seen: list[str] = []
    after = None
    for _page in range(6):
        stretch = worklists.worklist(
            onlooker=Onlooker("account/1", teams=None), wanted=Wanted(), at=WEDNESDAY, after=after, limit=1
        )
        seen += [each.reference for each in stretch.cases]
        after = stretch.after
    assert seen == made[2:] + made[:2]


def test_a_mark_that_was_tampered_with_changes_nothing(tom: Clerk) -> None:
    missed_bin()
    for mark in ("x", "~", "2026-11-23~x", "2026-11-23T10:00~1", "\x00~1", "~9" * 50):
        for order in ("order=due", "order=newest", "order=oldest", "state=closed"):
            assert tom.open("/desk/cases?" + order + "&after=" + mark.replace("\x00", "%00")).status == 200


def test_a_case_is_found_by_its_reference_however_it_was_typed(tom: Clerk) -> None:
    case = missed_bin()
    tom.open("/desk/cases").press("Show", {"reference": case.reference.lower().replace("-", " ")})
    assert tom.address == f"/desk/cases/{case.reference}"
    tom.open("/desk/cases").press("Show", {"reference": "QQQQ-QQQQ"})
    assert "There is no case QQQQ-QQQQ that you may open" in tom.main


def test_an_officer_takes_a_case_notes_asks_and_closes_it_in_the_words_the_customer_is_told(tom: Clerk) -> None:
    case = missed_bin(contact_by="email", email="vera@example.org")
    tom.open(f"/desk/cases/{case.reference}").press("I take it")
    assert "Given to Tom Harrow" in tom.main
    tom.press("Keep the note", {"note": "Rang the depot.\nThey will go back."})
    assert "Note for staff" in tom.main
    tom.press("Keep the note", {"note": "The crew comes tomorrow.", "shown": "yes"})
    assert "Note for the customer the customer sees this" in tom.main
    tom.press("Ask", {"question": "Which side of the house?"})
    tom.press("Close the case", {"outcome": "done", "told": "We emptied your bin this morning."})
    assert "Closed: Done" in tom.main
    row = Case.objects.get()
    assert row.closed_at == WEDNESDAY
    assert row.assigned_to == tom.reference
    bodies = list(Message.objects.order_by("id").values_list("body", flat=True))
    assert "Which side of the house?" in bodies[0]
    assert "We emptied your bin this morning." in bodies[1]
    seen = {event.type for event in history(subject=case.subject, audience="customer")}
    assert {"case.opened", "case.noted", "customer.asked", "case.closed"} <= seen
    assert "case.assigned" not in seen


def test_an_act_with_nothing_written_is_refused_in_plain_words_and_changes_nothing(tom: Clerk) -> None:
    case = missed_bin()
    tom.open(f"/desk/cases/{case.reference}")
    tom.press("Close the case", {"told": "Done this morning."})
    assert tom.status == 409
    assert "Choose how it ended" in tom.main
    assert tom.value("told") == "" or "Done this morning." in tom.source
    tom.press("Close the case", {"outcome": "done", "told": "  "})
    assert "Write what the customer is told" in tom.main
    tom.press("Keep the note", {"note": " "})
    assert "Write the note" in tom.main
    assert Case.objects.get().closed_at is None


def test_of_two_officers_at_once_the_second_is_told(tom: Clerk) -> None:
    case = missed_bin()
    lena = clerk("service-officer", name="Lena Farrow")
    address = f"/desk/cases/{case.reference}"
    tom.open(address)
    lena.open(address)
    tom.press("I take it")
    lena.press("I take it")
    assert "Meanwhile this case was given to Tom Harrow. Nothing was changed." in lena.main
    assert Case.objects.get().assigned_to == tom.reference
    lena.open(address)
    tom.press("Close the case", {"outcome": "done", "told": "Emptied."})
    lena.press("Close the case", {"outcome": "not-ours", "told": "Not ours."})
    assert "This case was closed meanwhile. Nothing was changed." in lena.main
    assert Case.objects.get().closures.get().told == "Emptied."
    assert Message.objects.filter(body__contains="Not ours.").count() == 0


def test_an_officer_of_one_team_sees_no_other_teams_cases() -> None:
    bin_case, permit_case = missed_bin(), permit()
    lena = clerk("service-officer", team="parking-permits", name="Lena Farrow")
    lena.open("/desk/cases")
    assert permit_case.reference in lena.main
    assert bin_case.reference not in lena.main
    assert lena.open("/desk/cases?team=waste-rounds").main.count(bin_case.reference) == 0
    assert lena.open(f"/desk/cases/{bin_case.reference}").status == 403
    assert "belongs to another team" in lena.words
    assert "Vera" not in lena.words


def test_an_advisor_reads_a_case_and_leaves_a_note_but_does_no_more() -> None:
    case = missed_bin()
    asha = clerk("advisor")
    asha.open(f"/desk/cases/{case.reference}")
    assert "Vera Lind" in asha.main
    assert "Close the case" not in asha.main
    asha.press("Keep the note", {"note": "She rang to ask how far it is."})
    assert "She rang to ask how far it is." in asha.main
    token = asha.value("csrfmiddlewaretoken")
    refused = asha.client.post(
        f"/desk/cases/{case.reference}/closure", {"csrfmiddlewaretoken": token, "outcome": "done", "told": "x"}
    )
    assert refused.status_code == 403


def test_a_document_is_handed_out_only_to_those_who_work_on_the_case_and_that_is_written_down(tom: Clerk) -> None:
    case = permit()
    tom.open(f"/desk/cases/{case.reference}").follow("Document 1")
    assert tom.response.headers["Content-Disposition"].startswith("attachment")
    assert tom.response.headers["X-Content-Type-Options"] == "nosniff"
    assert tom.response.content.startswith(b"%PDF")
    opened = [event for event in history(subject=case.subject, audience="staff") if event.type == "document.opened"]
    assert [event.actor.reference for event in opened] == [tom.reference]
    bryn = clerk("service-officer", team="waste-rounds", name="Bryn Colley")
    assert bryn.client.get(tom.address).status_code == 403
    assert clerk("advisor").client.get(tom.address).status_code == 403
    other = missed_bin()
    stolen = tom.address.replace(case.reference, other.reference)
    assert tom.client.get(stolen).status_code == 404


def test_cash_is_recorded_once_and_a_fee_is_waived_only_with_a_reason(tom: Clerk) -> None:
    case = permit()
    address = f"/desk/cases/{case.reference}"
    tom.open(address).press("Waive the fee", {"reason": " "})
    assert "Write why the fee is waived" in tom.main
    tom.open(address).press("Cash taken")
    assert "settled" in tom.main
    lena = clerk("administrator", name="Lena Farrow")
    token = lena.open(address).value("csrfmiddlewaretoken")
    lena.client.post(f"{address}/payments", {"csrfmiddlewaretoken": token, "method": "cheque"})
    assert Payment.objects.filter(settled_at__isnull=False).count() == 1
    assert payments.of_case(reference=case.reference)[0].method == "cash"


def test_a_paper_form_that_could_not_be_read_says_what_to_ask_and_the_task_is_ticked_off(tom: Clerk) -> None:
    journey = journeys.begin(
        live=in_force(),
        language="en",
        channel="paper",
        actor=Actor("staff", tom.reference),
        at=WEDNESDAY,
        answers={"address": MILL_LANE},
    )
    case = opening.submit_keyed(
        journey=journey,
        form={},
        illegible=["name"],
        missing=["bin", "name"],
        handed_in_on=WEDNESDAY.date() - timedelta(days=2),
        actor=Actor("staff", tom.reference),
        at=WEDNESDAY,
    )
    tom.open(f"/desk/cases/{case.reference}")
    assert "Ask for what the form left out: Which bin was missed?; What is your name?" in tom.main
    assert "could not be read" in tom.main
    assert "16 November 2026" in tom.main
    tom.press("Done")
    assert "Done: Ask for what the form left out" in tom.main


def test_every_act_asks_for_the_token_that_only_our_own_pages_carry(tom: Clerk) -> None:
    case = missed_bin()
    for act in ("assignments", "notes", "enquiries", "closure", "payments"):
        assert tom.client.post(f"/desk/cases/{case.reference}/{act}", {"me": "yes"}).status_code == 403
        assert tom.client.get(f"/desk/cases/{case.reference}/{act}").status_code == 405


def test_what_a_customer_wrote_is_shown_and_never_obeyed(tom: Clerk) -> None:
    case = missed_bin(name="<script>alert(1)</script>")
    tom.open(f"/desk/cases/{case.reference}")
    assert "<script>alert" not in tom.source
    assert "<script>alert(1)</script>" in tom.main


def test_the_hall_shows_what_is_mine_to_do_and_the_desks_of_my_roles(tom: Clerk) -> None:
    mine, others = missed_bin(), missed_bin(name="Somebody Else")
    acts.assign(case=mine, to=tom.reference, team=mine.team, actor=AMIR, at=WEDNESDAY)
    messages.receive(reference=others.reference, at=WEDNESDAY)
    tom.open("/desk")
    assert mine.reference in tom.main
    assert others.reference not in tom.main
    assert "Telephone" not in tom.words
    asha = clerk("advisor")
    assert "Telephone" in asha.open("/desk").main
    assert "My cases" not in asha.main


def test_a_designer_sees_which_questions_callers_stumble_on() -> None:
    live = in_force()
    for minutes in (0, 5, 10):
        at = WEDNESDAY - timedelta(minutes=minutes)
        interactions.stumbled(edition=live.hash, step="collection-day", actor=AMIR, at=at)
    nia = clerk("service-designer", name="Nia Brandt")
    (row,) = nia.open("/desk").page.xpath("//tbody/tr")
    assert [cell.text_content() for cell in row] == ["When should it have been collected?", "Report a missed bin", "3"]


@pytest.mark.django_db(transaction=True)
def test_of_eight_officers_who_take_a_case_at_once_one_has_it_and_seven_are_told() -> None:
    case = missed_bin()
    told = []

    def take(place: int) -> None:
        by = Actor("staff", f"account/{place:032x}")
        try:
            acts.assign(case=case, to=by.reference, team=case.team, actor=by, at=WEDNESDAY, seen="")
        except acts.MeanwhileGiven as meanwhile:
            told.append(meanwhile.to)
        connection.close()

    hands = [threading.Thread(target=take, args=(place,)) for place in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    given = Case.objects.get()
    assert told == [given.assigned_to] * 7
    assert given.assignments.count() == 1
