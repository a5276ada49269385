"""Promises about how long records are kept: by rule, with a tombstone and nothing personal left, and no figure changed."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, about_vera, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, finished, in_force
from tests.rooms.test_estate_files import a_pdf

from guildhall.estate.door import Onlooker, open_file, store_file
from guildhall.ledger.door import Verified, verify
from guildhall.people.door import name_of, search_for, understood
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts, cases, tasks
from guildhall.serve.casework.timelines import timeline
from guildhall.serve.contacts import interactions
from guildhall.serve.helping import wardcases
from guildhall.serve.models import Answer, Attachment, Call, Case, Interaction, Message, Note, Tombstone
from guildhall.serve.privacy import holds, retention

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
TWO_YEARS = datetime.fromisoformat("2028-11-18T20:00+00:00")
ALL = Onlooker("account/1", teams=None, works=None, people=True, safeguards=True, wards=("westmere", "castle"))


def closed(reference: str, at: datetime = WEDNESDAY) -> None:
    case = cases.find(reference=reference)
    acts.close(case=case, outcome="done", told="We came back for your bin, Vera.", actor=ASHA, at=at)


def figures() -> Counter[tuple[object, ...]]:
    """What is counted of cases and contacts: service, way in, ward, month, outcome, whether the promise was kept."""
    rows = Case.objects.values_list(
        "service", "channel", "ward", "opened_at", "outcome", "closures__outcome", "due_on", "closed_at", "fee", "team"
    )
    counted: Counter[tuple[object, ...]] = Counter(
        (s, c, w, o.strftime("%Y-%m"), out, end, bool(z and due and z.date() <= due), fee, team)
        for s, c, w, o, out, end, due, z, fee, team in rows
    )
    contacts = Interaction.objects.values_list("channel", "service", "reason", "outcome", "failure_demand", "at__date")
    counted.update(contacts)
    wards = {ward for ward in Case.objects.values_list("ward", flat=True) if ward}
    for ward in wards:
        sees = Onlooker("account/1", wards=(ward,))
        told = wardcases.tallies(onlooker=sees, ward=ward)
        counted.update((each.service, each.open) for each in told)
        counted[ward, "listed"] += len(wardcases.listed(onlooker=sees, ward=ward, counted=told)[0])
    counted["closed",] = Case.objects.exclude(closed_at=None).count()
    return counted


def test_a_case_goes_on_the_day_its_edition_says_and_not_a_day_sooner() -> None:
    vera = about_vera()
    closed(vera.bin.reference)
    assert retention.forget(at=TWO_YEARS - timedelta(days=1)) == 0
    assert retention.forget(at=TWO_YEARS) == 1
    row = Case.objects.get(reference=vera.bin.reference)
    assert (row.answers, row.customer, row.erased_at) == ("{}", "", TWO_YEARS)
    assert not Answer.objects.filter(journey=row.journey_id).exists()
    stone = Tombstone.objects.get(kind="case")
    assert (stone.kind, stone.record, stone.service, stone.channel) == (
        "case",
        f"case/{row.reference}",
        "missed-bin",
        "phone",
    )
    assert (stone.began_on, stone.ended_on) == (WEDNESDAY.date(), WEDNESDAY.date())
    assert (stone.rule, stone.because) == ("retention", "24 months. To answer complaints and to plan rounds")
    assert not any("Vera" in str(value) or "Mill Lane" in str(value) for value in vars(stone).values())


def test_nothing_personal_is_left_anywhere_in_the_case() -> None:
    vera = about_vera()
    case = cases.find(reference=vera.bin.reference)
    acts.note(case=case, text="Vera Lind was upset.", shown=False, actor=ASHA, at=WEDNESDAY)
    acts.ask(case=case, question="Is the gate open, Vera?", actor=ASHA, at=WEDNESDAY)
    file = store_file(content=a_pdf(), name="gate.pdf", by="", channel="web")
    assert isinstance(file, str)
    assert open_file(reference=file) is not None
    Attachment.objects.create(case_id=case.id, step="photo", file=file, by=ASHA.reference, at=WEDNESDAY)
    interactions.log(
        channel="phone",
        reason="progress",
        party=vera.reference,
        case=case.reference,
        actor=ASHA,
        at=WEDNESDAY,
        told="We rang Vera Lind",
    )
    closed(case.reference)
    assert retention.forget(at=TWO_YEARS) == 1
    left = [
        *Note.objects.filter(case_id=case.id).values_list("text", flat=True),
        *(text for row in Message.objects.filter(case_id=case.id).values_list("to", "subject", "body", "told") for text in row),
        *(text for row in Interaction.objects.filter(case=case.reference).values_list("party", "called", "told") for text in row),
        *Case.objects.filter(id=case.id).values_list("closures__told", "enquiries__question").first(),  # type: ignore[misc]
    ]  # fmt: skip
    assert set(left) == {""}
    assert not Attachment.objects.filter(case_id=case.id).exists()
    assert open_file(reference=file) is None


def test_no_figure_changes_and_the_ledger_still_verifies() -> None:
    vera = about_vera()
    closed(vera.bin.reference)
    closed(vera.hole.reference, WEDNESDAY + timedelta(days=2))
    before = figures()
    links = verify(subject=vera.bin.subject)
    assert isinstance(links, Verified)
    assert retention.forget(at=TWO_YEARS + timedelta(days=800)) == 2
    assert figures() == before
    assert isinstance(verify(subject=vera.bin.subject), Verified)
    types = [each.type for each in cases.happenings(case=cases.find(reference=vera.bin.reference), audience="staff")]
    assert types[-1] == "record.erased"
    assert "case.opened" in types


def test_when_their_last_record_has_gone_a_person_is_forgotten_too() -> None:
    edith = person("Edith Marsh", phone="01632 960102", lives=MILL_LANE)
    hole = case_of(in_force("street-problem"), edith, **POTHOLE)
    closed(hole.reference)
    retention.forget(at=WEDNESDAY + timedelta(days=30 * 36 + 40))
    assert name_of(reference=edith) == ""
    found, _ = search_for(sought=understood(text="edith marsh"), onlooker=ALL)
    assert found == ()
    assert {each.kind for each in Tombstone.objects.all()} == {"case", "person"}


def test_somebody_with_another_record_stays_known() -> None:
    vera = about_vera()
    closed(vera.bin.reference)
    retention.forget(at=TWO_YEARS)
    assert name_of(reference=vera.reference) == "Vera Lind"
    told = timeline(parties=[vera.reference], onlooker=ALL)
    assert {each.case for each in told.entries if each.case} == {vera.hole.reference}


def test_what_would_go_and_why_is_shown_before_and_nothing_changes() -> None:
    vera = about_vera()
    closed(vera.bin.reference)
    found, after = retention.due(by=TWO_YEARS.date())
    assert [(each.reference, each.on, each.period.months, each.held) for each in found] == [
        (vera.bin.reference, TWO_YEARS.date(), 24, False)
    ]
    assert after == ""
    assert Case.objects.filter(erased_at=None).count() == 2


def test_what_is_due_is_listed_in_stretches_that_lose_nothing() -> None:
    live, vera = in_force("street-problem"), person("Vera Lind")
    made = [case_of(live, vera, **POTHOLE).reference for _ in range(5)]
    for each in made:
        closed(each)
    seen, after = [], ""
    while True:
        found, after = retention.due(by=TWO_YEARS.date() + timedelta(days=800), after=after, limit=2)
        seen += [each.reference for each in found]
        if not after:
            break
    assert seen == made


def test_an_open_case_and_one_with_something_left_to_do_stay() -> None:
    vera = about_vera()
    case = cases.find(reference=vera.bin.reference)
    case_row = Case.objects.get(id=case.id)
    case_row.tasks.create(kind="ask-missing", set_at=WEDNESDAY)
    closed(case.reference)
    assert retention.forget(at=TWO_YEARS) == 0
    assert not retention.forget_case(case=case.id, at=TWO_YEARS)


def test_a_task_that_was_withdrawn_keeps_nothing() -> None:
    vera = about_vera()
    case = cases.find(reference=vera.bin.reference)
    set_at = {"case": case, "kind": "do", "words": "Look at the gate", "due_on": None, "actor": ASHA, "at": WEDNESDAY}
    tasks.withdraw(case=case, task=tasks.set_task(**set_at), actor=ASHA, at=WEDNESDAY)  # type: ignore[arg-type]
    closed(case.reference)
    assert retention.forget(at=TWO_YEARS) == 1


@pytest.mark.parametrize("of", ["case", "person"])
def test_what_is_held_stays_until_it_is_lifted(of: str) -> None:
    vera = about_vera()
    closed(vera.bin.reference)
    subject = vera.bin.subject if of == "case" else vera.reference
    holds.place(subject=subject, reason="A claim was announced", actor=ASHA, at=WEDNESDAY)
    assert [each.held for each in retention.due(by=TWO_YEARS.date())[0]] == [True]
    assert retention.forget(at=TWO_YEARS) == 0
    [hold] = holds.holds_on_case(reference=vera.bin.reference, customer=vera.reference)
    holds.lift(hold=hold.id, because="It was withdrawn", actor=ASHA, at=TWO_YEARS)
    assert retention.forget(at=TWO_YEARS) == 1


def test_a_form_that_was_not_sent_goes_when_it_can_be_taken_up_no_more() -> None:
    journey = finished(in_force())
    journeys.load(journey=journey.id, at=WEDNESDAY)
    until = Answer.objects.filter(journey=journey.id)[0].journey.resume_until
    retention.forget(at=until - timedelta(days=1))
    assert Answer.objects.filter(journey=journey.id).exists()
    retention.forget(at=until + timedelta(days=1))
    assert not Answer.objects.filter(journey=journey.id).exists()
    stone = Tombstone.objects.get()
    assert (stone.kind, stone.rule, stone.service) == ("journey", "period-over", "missed-bin")


def test_contacts_about_no_case_lose_their_names_and_still_count() -> None:
    interactions.log(channel="phone", reason="opening-hours", called="a woman called Vera", actor=ASHA, at=WEDNESDAY)
    Call.objects.create(key="1", number="+441632960101", rang_at=WEDNESDAY)
    before = figures()
    retention.forget(at=TWO_YEARS + timedelta(days=2))
    assert Interaction.objects.get().called == ""
    assert Call.objects.get().number == ""
    assert figures() == before
