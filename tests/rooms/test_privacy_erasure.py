"""Promises about a request to erase: decided record by record with its lawful basis, and told in plain words."""

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.privacy_world import WYN, Held, held_of_vera
from tests.rooms.test_privacy_retention import figures

from guildhall.ledger.door import Verified, verify
from guildhall.people.door import assert_link, contacts_of, name_of, register
from guildhall.serve.casework import cases
from guildhall.serve.models import Callback, Case, Interaction, Message, Obligation, Tombstone
from guildhall.serve.obligations import acting
from guildhall.serve.privacy import carrying_out, holds, judging, requests
from guildhall.serve.privacy.judging import Judged

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def judged(held: Held) -> dict[str, Judged]:
    return {each.record: each for each in judging.lay_out(request=held.request, at=WEDNESDAY)}


def agree(held: Held) -> None:
    """Decide every record as proposed, by somebody who knows that it is her."""
    requests.prove(request=held.request, known_by="document", actor=WYN, at=WEDNESDAY)
    for each in judged(held).values():
        judging.decide(request=held.request, record=each.record, decided=each.proposed, why="", actor=WYN, at=WEDNESDAY)


def answered(held: Held) -> None:
    request = requests.find(reference=held.request.case.reference)
    carrying_out.answer(request=request, actor=WYN, at=WEDNESDAY)


def test_each_record_stands_with_its_lawful_basis_and_what_is_proposed() -> None:
    held = held_of_vera()
    found = judged(held)
    said = {record: (each.proposed, each.because, each.basis) for record, each in found.items()}
    contact = f"contact/{Interaction.objects.get(case='', party=held.vera).pk}"
    assert said == {
        held.open_case.subject: ("keep", "task-open", "public-task"),
        held.old.subject: ("erase", "period-over", "public-task"),
        held.recent.subject: ("anonymise", "place-needed", "public-task"),
        held.request.case.subject: ("keep", "request-itself", "legal-obligation"),
        contact: ("erase", "not-needed", ""),
        held.vera: ("keep", "person-needed", ""),
    }
    assert found[held.request.case.subject].choices == ("keep",)
    assert found[held.old.subject].laws[0] == "Highways Act 1980 section 41"


def test_what_is_decided_is_done_and_no_figure_changes_and_the_ledger_verifies() -> None:
    held = held_of_vera()
    agree(held)
    before = figures()
    before["closed",] += 1  # the request itself, which the answer closes
    answered(held)
    after = figures()
    about_request = [key for key in before | after if "your-information" in map(str, key)]
    for key in about_request:
        del before[key], after[key]
    assert after == before
    old = Case.objects.get(id=held.old.id)
    assert (old.answers, old.customer) == ("{}", "")
    recent = Case.objects.get(id=held.recent.id)
    assert recent.customer == ""
    assert "pothole" in recent.answers
    assert "12 High Street" not in recent.answers  # in whose words the place was told
    assert "Vera" not in recent.answers
    assert Case.objects.get(id=held.open_case.id).customer == held.vera
    assert name_of(reference=held.vera) == "Vera Lind"
    assert {each.record for each in Tombstone.objects.filter(request_id=held.request.id)} == {
        held.old.subject,
        held.recent.subject,
        f"contact/{Interaction.objects.get(case='', reason='opening-hours').pk}",
    }
    for case in Case.objects.all():
        assert isinstance(verify(subject=f"case/{case.reference}"), Verified)


def test_she_is_told_of_each_record_in_plain_words_and_where_to_complain() -> None:
    held = held_of_vera()
    agree(held)
    answered(held)
    told = Message.objects.filter(case_id=held.request.case.id, about="closed").latest("id")
    assert told.to == "vera.lind@example.org"
    for words in (
        f"Report a missed bin, {held.open_case.reference}, of 18 November 2026: we keep it. It is not finished",
        f"{held.old.reference}, of 16 November 2022: we erased it. We need it no longer",
        f"{held.recent.reference}, of 15 November 2025: we keep it without anything that tells who you are.",
        "Your name, your addresses and how to reach you: we keep it.",
        "Information Commissioner (ICO): ico.org.uk/make-a-complaint, telephone 0303 123 1113",
    ):
        assert words in told.body


def test_it_is_told_in_welsh_to_whoever_asked_in_welsh() -> None:
    held = held_of_vera()
    Case.objects.filter(id=held.request.case.id).update(language="cy")
    request = requests.find(reference=held.request.case.reference)
    told = carrying_out.told_of(request=request, judged=judged(held).values())
    assert "rydym wedi'i ddileu" in told
    assert "Comisiynydd Gwybodaeth" in told
    assert "we " not in told


def test_what_is_held_can_only_be_kept() -> None:
    held = held_of_vera()
    agree(held)
    holds.place(subject=held.vera, reason="A claim was announced", actor=ASHA, at=WEDNESDAY)
    assert {each.because for each in judged(held).values()} == {"legal-hold"}
    with pytest.raises(carrying_out.NotAllDecided) as refused:
        answered(held)
    assert held.old.subject in refused.value.records
    with pytest.raises(judging.Held):
        judging.decide(
            request=held.request, record=held.old.subject, decided="erase", why="Yes", actor=WYN, at=WEDNESDAY
        )
    assert Case.objects.get(id=held.old.id).erased_at is None


def test_deciding_otherwise_than_proposed_needs_a_reason_which_she_reads() -> None:
    held = held_of_vera()
    agree(held)
    this = {"request": held.request, "record": held.old.subject, "decided": "keep", "actor": WYN, "at": WEDNESDAY}
    with pytest.raises(judging.NoReason):
        judging.decide(**this, why="")  # type: ignore[arg-type]
    judging.decide(**this, why="You asked us on the telephone to keep this one.")  # type: ignore[arg-type]
    answered(held)
    told = Message.objects.filter(case_id=held.request.case.id, about="closed").latest("id")
    assert (
        f"{held.old.reference}, of 16 November 2022: we keep it. You asked us on the telephone to keep this one."
        in (told.body)
    )


def test_nothing_is_erased_before_every_record_is_decided_and_we_know_who_asks() -> None:
    held = held_of_vera()
    with pytest.raises(requests.NotKnown):
        answered(held)
    requests.prove(request=held.request, known_by="details", actor=WYN, at=WEDNESDAY)
    with pytest.raises(carrying_out.NotAllDecided):
        answered(held)
    assert not Tombstone.objects.exists()


def test_a_record_of_the_same_person_under_another_reference_is_decided_too() -> None:
    held = held_of_vera()
    other = register(name="V Lind", phone="01632 960109", at=WEDNESDAY)
    assert_link(one=held.vera, other=other, reasons=("name",), actor=ASHA, at=WEDNESDAY)
    assert other in judged(held)


def test_when_nothing_is_kept_what_we_know_of_her_goes_as_well() -> None:
    held = held_of_vera()
    agree(held)
    for record in (held.open_case.subject, held.vera):
        judging.decide(
            request=held.request, record=record, decided="erase", why="She moved away.", actor=WYN, at=WEDNESDAY
        )
    answered(held)
    assert name_of(reference=held.vera) == ""
    assert contacts_of(reference=held.vera) == ()
    assert Message.objects.filter(case_id=held.request.case.id, about="closed").latest("id").to


def test_a_promise_to_call_her_back_that_is_kept_goes_with_what_we_know_of_her_and_an_open_one_keeps_both() -> None:
    held = held_of_vera()
    made = {
        "party": held.vera, "language": "en", "way": "voice", "to": "01632 960101", "may_say": "nothing",
        "opens_at": WEDNESDAY, "closes_at": WEDNESDAY, "promised_by": ASHA.reference, "promised_at": WEDNESDAY,
    }  # fmt: skip
    promised = Callback.objects.create(**made)
    agree(held)
    for record in (held.open_case.subject, held.vera):
        judging.decide(
            request=held.request, record=record, decided="erase", why="She moved away.", actor=WYN, at=WEDNESDAY
        )
    assert judged(held)[held.vera].because == "person-needed"
    Callback.objects.update(kept_at=WEDNESDAY)
    judging.decide(
        request=held.request, record=f"callback/{promised.pk}", decided="erase", why="", actor=WYN, at=WEDNESDAY
    )
    answered(held)
    promised.refresh_from_db()
    assert (promised.party, promised.to) == ("", "")


def test_the_month_is_a_calendar_month_and_begins_anew_when_proof_has_come() -> None:
    held = held_of_vera()
    owed = Obligation.objects.get(case_id=held.request.case.id, name="erasure")
    assert str(owed.due_on) == "2026-12-18"
    requests.ask_proof(request=held.request, actor=WYN, at=WEDNESDAY)
    owed.refresh_from_db()
    assert owed.due_on is None
    later = WEDNESDAY.replace(month=11, day=30)
    requests.prove(request=held.request, known_by="document", actor=WYN, at=later)
    owed.refresh_from_db()
    assert str(owed.due_on) == "2026-12-30"
    case = cases.find(reference=held.request.case.reference)
    types = [each.type for each in cases.happenings(case=case, audience="staff")]
    assert "identity.proved" in types
    with pytest.raises(acting.NothingWaits):
        acting.resume(case=case.id, actor=WYN, at=later)
