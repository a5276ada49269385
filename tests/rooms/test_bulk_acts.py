"""Promises of acts on many cases at once: what is foreseen is what is done, once, and is undone as far as that is true."""

from datetime import timedelta

import pytest
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.ledger.door import Verified, verify
from guildhall.people import door as people
from guildhall.serve import clock
from guildhall.serve.casework import acts, cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Assignment, BulkAct, Case, Closure, Message, Note, Obligation, Reopening
from guildhall.serve.obligations import acting
from guildhall.serve.telling import messages, sending

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
LATER = WEDNESDAY + timedelta(minutes=9)
TOO_LATE = WEDNESDAY + timedelta(minutes=11)
BY_EMAIL = {"contact_by": "email", "email": "vera@example.org"}


def some(count: int, **answers: object) -> list[CaseValue]:
    """So many open cases."""
    live = in_force()
    return [
        opening.submit(journey=finished(live, at=WEDNESDAY, **answers).id, actor=VERA, channel="web", at=WEDNESDAY)
        for _each in range(count)
    ]


def previewed(who: Clerk, button: str, chosen: list[CaseValue], **typed: str) -> Clerk:
    """Choose cases on the worklist, press a button, and write what there is to write."""
    who.open("/desk/cases").press(button, {"case": [each.reference for each in chosen]})
    return who.press("See what will be done", typed) if typed else who


def as_it_stands(case: CaseValue) -> Case:
    return Case.objects.get(id=case.id)


def test_cases_are_given_together_and_given_back_as_they_were(tom: Clerk) -> None:
    lena = clerk("service-officer", name="Lena Farrow")
    first, second, other = some(3)
    acts.assign(case=first, to=lena.reference, team=first.team, actor=AMIR, at=WEDNESDAY)
    previewed(tom, "Give to me", [first, second])
    assert "It will be done for 2 cases" in tom.main
    assert "Lena Farrow" in tom.main
    assert Assignment.objects.count() == 1
    tom.press("Give 2 cases")
    assert {as_it_stands(each).assigned_to for each in (first, second)} == {tom.reference}
    assert as_it_stands(other).assigned_to == ""
    with clock.standing_at(LATER):
        tom.press("Undo it")
    assert tom.main.count("Given back as it was") == 2
    assert as_it_stands(first).assigned_to == lena.reference
    assert as_it_stands(second).assigned_to == ""
    assert Assignment.objects.count() == 5
    assert all(isinstance(verify(subject=each.subject), Verified) for each in (first, second))


def test_it_is_said_for_which_cases_it_will_not_be_done_and_why() -> None:
    tom = clerk("service-officer", team="waste-rounds", name="Tom Harrow")
    done, closed, mine = some(3)
    acts.close(case=closed, outcome="done", told="Done.", actor=AMIR, at=WEDNESDAY)
    acts.assign(case=mine, to=tom.reference, team=mine.team, actor=AMIR, at=WEDNESDAY)
    elsewhere = some(1)[0]
    Case.objects.filter(id=elsewhere.id).update(team="highways")
    tom.open("/desk/cases")
    token = tom.value("csrfmiddlewaretoken")
    chosen = [each.reference for each in (done, closed, mine, elsewhere)]
    tom._see(
        tom.client.post("/desk/cases/bulk-acts/preview", {"csrfmiddlewaretoken": token, "act": "me", "case": chosen})
    )
    assert "It will be done for 1 case, and not for 3" in tom.main
    for why in ("It is closed already", "It is given to them already", "There is no such case that you may open"):
        assert why in tom.main
    assert "highways" not in tom.main.lower()
    tom.press("Give 1 case")
    assert as_it_stands(elsewhere).assigned_to == ""
    assert BulkAct.objects.get().cases.count() == 1


def test_what_somebody_else_did_since_the_preview_is_not_undone_by_it(tom: Clerk) -> None:
    lena = clerk("service-officer", name="Lena Farrow")
    given, closed, free = some(3)
    previewed(tom, "Give to me", [given, closed, free])
    acts.assign(case=given, to=lena.reference, team=given.team, actor=AMIR, at=WEDNESDAY)
    acts.close(case=closed, outcome="done", told="Done.", actor=AMIR, at=WEDNESDAY)
    tom.press("Give 3 cases")
    assert "It was given to somebody else meanwhile" in tom.main
    assert "It is closed already" in tom.main
    assert as_it_stands(given).assigned_to == lena.reference
    assert as_it_stands(free).assigned_to == tom.reference
    acts.assign(case=free, to=lena.reference, team=free.team, actor=AMIR, at=WEDNESDAY)
    tom.press("Undo it")
    assert "It was given to somebody else since" in tom.main
    assert as_it_stands(free).assigned_to == lena.reference


def test_the_same_button_pressed_twice_does_it_once(tom: Clerk) -> None:
    chosen = some(2, **BY_EMAIL)
    previewed(tom, "Close", chosen, outcome="done", text="Your bin was emptied.")
    form = tom.page.xpath("//main//form")[-1]
    values = [(name, value) for name, value in form.form_values() if value]
    said: dict[str, list[str]] = {}
    for name, value in values:
        said.setdefault(name, []).append(value)
    for _twice in range(2):
        answer = tom.client.post("/desk/cases/bulk-acts", said)
        assert answer.status_code == 302
    assert BulkAct.objects.count() == 1
    assert Closure.objects.count() == 2
    assert Message.objects.filter(about="closed").count() == 2


def test_closing_shows_each_message_and_holds_it_until_it_can_be_undone_no_more(tom: Clerk) -> None:
    [case] = some(1, **BY_EMAIL)
    messages.receive(reference=case.reference, at=WEDNESDAY)
    Message.objects.all().delete()
    previewed(tom, "Close", [case], outcome="done", text="Your bin was emptied.")
    assert "Email to vera@example.org" in tom.main
    shown = str(tom.page.xpath("//*[contains(@class, 'gh-letter')]")[0].text_content())
    assert as_it_stands(case).closed_at is None
    tom.press("Close 1 case")
    message = Message.objects.get()
    assert message.body in shown
    sending.deliver(message=message.pk, at=LATER)
    assert Message.objects.get().begun_at is None
    sending.deliver(message=message.pk, at=TOO_LATE)
    assert Message.objects.get().sent_at == TOO_LATE


def test_by_which_way_somebody_protected_is_told_is_not_shown_beforehand(tom: Clerk) -> None:
    [case] = some(1, **BY_EMAIL)
    messages.receive(reference=case.reference, at=WEDNESDAY)
    people.protect(reference=as_it_stands(case).customer, actor=VERA, at=WEDNESDAY)
    previewed(tom, "Close", [case], outcome="done", text="Your bin was emptied.")
    assert "Withheld. They are protected: how they are told is shown to those who keep people safe" in tom.main
    assert "mail" not in tom.main.casefold()
    assert "Your bin was emptied." in tom.page.xpath("//*[contains(@class, 'gh-letter')]")[0].text_content()


def test_closing_is_undone_with_the_clocks_as_they_ran_and_nobody_is_written_to(tom: Clerk) -> None:
    case, paused = some(2, **BY_EMAIL)
    acting.pause(case=paused.id, reason="other", actor=AMIR, at=WEDNESDAY)
    previewed(tom, "Close", [case, paused], outcome="done", text="Done.").press("Close 2 cases")
    assert Obligation.objects.get(case=paused.id).met_at == WEDNESDAY
    with clock.standing_at(LATER):
        tom.press("Undo it")
    assert tom.main.count("Opened again. Nothing was sent.") == 2
    for each in (case, paused):
        row = as_it_stands(each)
        assert row.closed_at is None
        assert row.due_on == (each.due_on if each is case else None)
    assert as_it_stands(paused).paused_at == WEDNESDAY
    assert Closure.objects.count() == 2
    assert {each.told for each in Reopening.objects.all()} == {
        "We marked your case as closed by mistake. We are still working on it."
    }
    for message in Message.objects.all():
        sending.deliver(message=message.pk, at=TOO_LATE)
        message.refresh_from_db()
        assert (message.sent_at, message.stopped_reason) == (None, "taken-back")
    tom.open(f"/desk/cases/{case.reference}")
    assert "Close the case" in tom.main


def test_a_customer_who_was_told_already_stays_told_and_is_named(tom: Clerk) -> None:
    case, other = some(2, **BY_EMAIL)
    previewed(tom, "Close", [case, other], outcome="done", text="Done.").press("Close 2 cases")
    told = Message.objects.get(case=case.id, about="closed")
    assert sending.again(message=told.pk, at=WEDNESDAY)
    sending.deliver(message=told.pk, at=LATER)
    with clock.standing_at(LATER):
        tom.press("Undo it")
    assert "The customer was told already" in tom.main
    assert as_it_stands(case).closed_at == WEDNESDAY
    assert as_it_stands(other).closed_at is None


def test_a_note_that_was_taken_back_stays_struck_out(tom: Clerk) -> None:
    [case] = some(1)
    previewed(tom, "Add a note", [case], text="The round is a day late.").press("Add the note to 1 case")
    tom.open(f"/desk/cases/{case.reference}")
    assert "The round is a day late." in tom.main
    tom.open("/desk/cases/bulk-acts").follow("Note added").press("Undo it")
    assert Note.objects.get().taken_back_by == tom.reference
    tom.open(f"/desk/cases/{case.reference}")
    assert tom.page.xpath("//main//s[contains(., 'The round is a day late.')]")
    assert "A note was taken back" in tom.main


def test_after_ten_minutes_it_is_too_late_to_undo(tom: Clerk) -> None:
    [case] = some(1)
    previewed(tom, "Give to me", [case]).press("Give 1 case")
    with clock.standing_at(TOO_LATE):
        tom.press("Undo it")
        assert "It is too late to undo this. Nothing was changed." in tom.main
        tom.open(tom.address.removesuffix("/reversal"))
        assert "Undo it" not in tom.main
    assert as_it_stands(case).assigned_to == tom.reference


def test_only_whoever_did_it_undoes_it_and_twice_changes_nothing_more(tom: Clerk) -> None:
    [case] = some(1)
    previewed(tom, "Give to me", [case]).press("Give 1 case")
    lena = clerk("service-officer", name="Lena Farrow").open(tom.address)
    assert "Undo it" not in lena.main
    token = lena.open("/desk/cases").value("csrfmiddlewaretoken")
    assert lena.client.post(f"{tom.address}/reversal", {"csrfmiddlewaretoken": token}).status_code == 403
    address = tom.address
    tom.press("Undo it")
    tom._see(tom.client.post(f"{address}/reversal", {"csrfmiddlewaretoken": token_of(tom)}, follow=True))
    assert tom.status == 200
    assert Assignment.objects.count() == 2
    assert cases.find(reference=case.reference).assigned_to == ""


def test_what_is_wanting_is_named_at_its_box_and_nothing_is_lost(tom: Clerk) -> None:
    [case] = some(1)
    tom.open("/desk/cases").press("Close")
    assert "Choose at least one case" in tom.main
    previewed(tom, "Close", [case], text="Your bin was emptied.")
    assert "Choose how they ended" in tom.main
    assert "Your bin was emptied." in tom.main
    tom.press("See what will be done", {"outcome": "done", "text": " "})
    assert "Write what the customers are told" in tom.main
    previewed(tom, "Give to somebody", [case]).press("See what will be done")
    assert "Choose to whom the cases are given" in tom.main
    assert BulkAct.objects.count() == 0


def test_whoever_only_reads_cases_is_offered_no_bulk_act(asha: Clerk) -> None:
    [case] = some(1)
    asha.open("/desk/cases")
    assert not asha.has("case")
    token = asha.value("csrfmiddlewaretoken")
    for address in ("/desk/cases/bulk-acts/preview", "/desk/cases/bulk-acts"):
        said = {"csrfmiddlewaretoken": token, "act": "me", "case": case.reference, "to": asha.reference}
        assert asha.client.post(address, said).status_code == 403
    assert as_it_stands(case).assigned_to == ""


def token_of(who: Clerk) -> str:
    return who.open("/desk/cases").value("csrfmiddlewaretoken")
