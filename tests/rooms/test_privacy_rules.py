"""Promises about what goes by a rule though nobody closes it: people and their other records, what was never used, emails, looks."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.test_estate_files import a_pdf

from guildhall.estate.door import open_file, store_file
from guildhall.kernel.canonical import canonical_json
from guildhall.people.door import (
    assert_link,
    belongs,
    looked,
    looks_at,
    name_of,
    names_of,
    protect,
    register,
    represent,
)
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Arrival, CaseLook, Journey, Message, Tombstone
from guildhall.serve.privacy import holds, looks, retention
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
DAY = timedelta(days=1)
YEAR = 365 * DAY
OVER = WEDNESDAY + 3 * YEAR + 40 * DAY
"""When a pothole's period is over."""


def pothole(party: str) -> str:
    """A pothole of theirs, which was filled: the case's reference."""
    case = case_of(in_force("street-problem"), party, **POTHOLE)
    acts.close(case=case, outcome="done", told="Filled.", actor=ASHA, at=WEDNESDAY)
    return case.reference


def begun(customer: str, behalf: str = "") -> Journey:
    made = journeys.begin(
        live=in_force("street-problem"), language="en", channel="phone", actor=ASHA, customer=customer,
        on_behalf_of=behalf, at=WEDNESDAY,
    )  # fmt: skip
    return Journey.objects.get(id=made.id)


def wrote(key: str, *, files: tuple[str, ...] = (), read: bool = False) -> None:
    Arrival.objects.create(
        key=key, became="unknown", sender=f"{key}@example.org", text="Hello", files=canonical_json(list(files)),
        at=WEDNESDAY, dealt_with_at=WEDNESDAY if read else None,
    )  # fmt: skip


def test_records_that_are_one_person_are_forgotten_together_with_the_last_case_of_any() -> None:
    one, other = person("Edith Marsh"), person("E Marsh")
    assert_link(one=one, other=other, actor=ASHA, at=WEDNESDAY)
    pothole(one)
    interactions.log(channel="phone", reason="thanks", party=other, actor=ASHA, at=OVER - DAY)
    retention.forget(at=OVER)
    assert (name_of(reference=one), name_of(reference=other)) == ("Edith Marsh", "E Marsh")
    retention.forget(at=OVER + 2 * YEAR + 2 * DAY)
    assert (name_of(reference=one), name_of(reference=other)) == ("", "")
    assert {each.record for each in Tombstone.objects.filter(kind="person")} == {one, other}


def test_whoever_was_registered_and_never_asked_for_anything_is_forgotten_after_a_year() -> None:
    unused = person("Edith Marsh")
    kept = {
        "used": person("Vera Lind"),
        "protected": person("Amina Yusuf"),
        "helped": person("Gwen Hughes"),
        "helper": person("Tomos Hughes"),
        "contact": person("Mo Ali"),
        "organisation": register(kind="organisation", name="The hub", at=WEDNESDAY - 30 * DAY),
        "held": person("Sam Field"),
        "new": register(name="Nia Rees", at=WEDNESDAY + 200 * DAY),
    }
    interactions.log(channel="phone", reason="thanks", party=kept["used"], actor=ASHA, at=WEDNESDAY)
    protect(reference=kept["protected"], actor=ASHA, at=WEDNESDAY)
    represent(
        principal=kept["helped"], agent=kept["helper"], basis="parent", powers=["hear"], channel="phone", actor=ASHA,
        at=WEDNESDAY,
    )  # fmt: skip
    belongs(person=kept["contact"], organisation=kept["organisation"], actor=ASHA, at=WEDNESDAY)
    holds.place(subject=kept["held"], reason="A claim", actor=ASHA, at=WEDNESDAY)
    retention.forget(at=WEDNESDAY + YEAR - 31 * DAY)
    assert name_of(reference=unused) == "Edith Marsh"
    retention.forget(at=WEDNESDAY + YEAR - 28 * DAY)
    assert name_of(reference=unused) == ""
    assert all(names_of(references=kept.values()).values())


def test_whoever_was_told_something_under_another_record_is_not_forgotten_for_want_of_use() -> None:
    one, other = person("Edith Marsh"), person("E Marsh", email="edith@example.org")
    assert_link(one=one, other=other, actor=ASHA, at=WEDNESDAY)
    told_at = WEDNESDAY + YEAR - 60 * DAY
    messages.write_to(party=other, language="en", about="answer", text="We open at nine.", at=told_at)
    retention.forget(at=WEDNESDAY + YEAR + 2 * DAY)
    assert (name_of(reference=one), name_of(reference=other)) == ("Edith Marsh", "E Marsh")
    assert Message.objects.get(party=other).stopped_at is None
    retention.forget(at=told_at + YEAR + 3 * DAY)
    assert (name_of(reference=one), name_of(reference=other)) == ("", "")


def test_when_a_form_can_be_taken_up_no_more_it_names_nobody_and_whose_last_record_it_was_is_forgotten() -> None:
    one, helper = person("Edith Marsh"), person("Gwen Hughes")
    draft = begun(helper, one)
    pothole(helper)
    retention.forget(at=draft.resume_until + DAY)
    draft.refresh_from_db()
    assert (draft.customer, draft.on_behalf_of) == ("", "")
    assert (name_of(reference=one), name_of(reference=helper)) == ("", "Gwen Hughes")


def test_an_email_goes_a_year_after_it_came_or_after_two_where_nobody_said_whose_it_is() -> None:
    file = store_file(content=a_pdf(), name="gate.pdf", by="", channel="email")
    assert isinstance(file, str)
    wrote("known", files=(file,), read=True)
    wrote("unknown")
    retention.forget(at=WEDNESDAY + YEAR + 2 * DAY)
    assert dict(Arrival.objects.values_list("key", "sender")) == {"known": "", "unknown": "unknown@example.org"}
    assert open_file(reference=file) is None
    retention.forget(at=WEDNESDAY + 2 * YEAR + 2 * DAY)
    assert not Arrival.objects.exclude(sender="").exists()
    assert not Arrival.objects.filter(dealt_with_at=None).exists()


def test_who_looked_is_kept_six_years_and_longer_where_somebody_is_held() -> None:
    one, held = person("Edith Marsh"), person("Vera Lind")
    cases = [pothole(one), pothole(held)]
    looks.looked_at_cases(references=cases, by=ASHA.reference, page="cases-case", at=WEDNESDAY)
    looked(references=[one, held], by=ASHA.reference, page="people-person", at=WEDNESDAY)
    holds.place(subject=held, reason="A claim", actor=ASHA, at=WEDNESDAY)
    retention.forget(at=WEDNESDAY + 6 * YEAR)
    assert CaseLook.objects.count() == 2
    retention.forget(at=WEDNESDAY + 6 * YEAR + 3 * DAY)
    assert list(CaseLook.objects.values_list("case__reference", flat=True)) == cases[1:]
    assert (len(looks_at(references=[one])), len(looks_at(references=[held]))) == (0, 1)


def test_each_rule_stands_on_the_page_of_how_long_we_keep_things() -> None:
    shown = clerk("information-governance").open("/desk/privacy/retention").main
    for name, period in retention.rules().items():
        assert name.replace("-", " ").capitalize() in shown
        assert period.because in shown
