"""Bodies, posts and people get other names: what was published keeps the name of its day, and either name finds it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, Council, decided
from tests.rooms.deskwork import clerk
from tests.rooms.test_decide_open_data import told as machine
from tests.rooms.test_decide_printed import paper, text

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.called import Name, Office
from guildhall.decide.clock import standing_at
from guildhall.decide.door import decision_aloud, decisions_about
from guildhall.decide.finding import search
from guildhall.decide.importing import joining
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.meetings import call_meeting
from guildhall.decide.keeping.publishing import publish_agenda
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.keeping.renaming import rename

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NEXT = AFTER + timedelta(days=20)
FROM = date(2026, 3, 20)
WHY = "The council chose another name"


@pytest.fixture
def made() -> Iterator[Council]:
    with standing_at(NEXT):
        yield decided()


def renamed(row: Office, name: str, name_cy: str = "", style: str = "", on: date = FROM) -> None:
    rename(office=row, to=Name(name, name_cy, style), on=on, reason=WHY, actor=CLERK, at=NEXT)
    row.refresh_from_db()


def read(where: str) -> str:
    return Client().get(where).content.decode()


def test_what_was_published_keeps_the_name_of_its_day_and_leads_to_that_of_today(made: Council) -> None:
    renamed(made.cabinet, "The Executive", "Y Weithrediaeth")
    renamed(made.leader, "Ann Baker", style="Councillor")
    for row in (made.decision, made.meeting):
        page = read(address_of("en", row.reference))
        assert "Cabinet" in page
        assert "The Executive" not in page
        assert address_of("en", made.cabinet.reference) in page
    item = read(address_of("en", made.item.reference))
    assert "Ann Archer" in item
    assert "Ann Baker" not in item
    assert "Y Weithrediaeth" not in read(address_of("cy", made.decision.reference))
    assert "Cabinet" in read(address("en", "decisions"))
    assert ">Cabinet<" in read(address("en", "meetings") + "?when=past")
    aloud = decision_aloud(reference=made.decision.reference, language="en")
    assert aloud is not None
    assert [each.text for each in aloud.sentences if each.text.startswith("Cabinet recommended")]
    assert "The Executive" not in text(paper("decision", made.decision))


def test_the_page_of_today_says_what_it_was_called_until_when_and_why(made: Council) -> None:
    renamed(made.cabinet, "The Executive", "Y Weithrediaeth")
    renamed(made.head, "Director of Customers")
    renamed(made.leader, "Ann Baker", style="Councillor")
    for row, was, now in (
        (made.cabinet, "Cabinet", "The Executive"),
        (made.head, "Group Head of Corporate Support", "Director of Customers"),
        (made.leader, "Councillor Ann Archer", "Councillor Ann Baker"),
    ):
        page = read(address_of("en", row.reference))
        assert f"Until 19 March 2026: {was}. {WHY}" in page
        assert now in page
    welsh = read(address_of("cy", made.cabinet.reference))
    assert "Hyd 19 Mawrth 2026: Y Cabinet" in welsh
    assert "Y Weithrediaeth" in welsh


def test_what_is_held_since_has_the_new_name_and_either_finds_it(made: Council) -> None:
    renamed(made.cabinet, "The Executive")
    by: dict[str, Any] = {"actor": CLERK, "at": NEXT}
    later = call_meeting(body=made.cabinet, starts_at=NEXT + timedelta(days=7), **by)
    item = put_item(meeting=later, title="Harbour dues", **by)
    publish_agenda(meeting=later.reference, **by)
    assert "The Executive" in read(address_of("en", later.reference))
    for words in ("executive harbour dues", "cabinet harbour dues"):
        assert address_of("en", item.reference) in read(address("en", "search") + f"?q={words.replace(' ', '+')}")
    assert decisions_about(words="cabinet digital strategy", language="en").decisions[0].by == "Cabinet"


def test_what_was_published_before_is_found_by_either_name_at_once(made: Council) -> None:
    renamed(made.cabinet, "The Executive", "Y Weithrediaeth")
    renamed(made.head, "Director of Customers")
    for words in ("executive", "gweithrediaeth", "cabinet"):
        found = {each.subject for each in search(words=words)[0]}
        assert {row.reference for row in (made.meeting, made.item, made.decision, made.minutes)} <= found, words
    for words in ("director customers", "group head corporate support"):
        assert made.delegation.reference in {each.subject for each in search(words=words)[0]}


def test_a_page_that_is_brought_in_finds_them_by_either_name(made: Council) -> None:
    renamed(made.cabinet, "The Executive")
    renamed(made.head, "Director of Customers")
    renamed(made.leader, "Ann Baker", style="Councillor")
    hand = joining.Hand(CLERK, NEXT)
    for name in ("Cabinet", "The Executive"):
        assert joining.body(hand, name, date(2026, 3, 1)) == made.cabinet
    for label in ("Group Head of Corporate Support", "Director of Customers"):
        assert joining.post(hand, label, date(2026, 3, 1)) == made.head
    for who in ("Councillor Ann Archer", "Cllr Ann Baker"):
        assert joining.person(hand, who) == made.leader
    assert hand.new == hand.unsure == []


def test_somebody_else_who_has_the_former_name_now_is_not_taken_for_them(made: Council) -> None:
    renamed(made.leader, "Ann Baker", style="Councillor")
    renamed(made.shield, "Ann Archer", style="Councillor", on=date(2026, 3, 21))
    hand = joining.Hand(CLERK, NEXT)
    assert joining.person(hand, "Councillor Ann Archer") is None
    assert len(hand.unsure) == 1


def test_open_data_tell_the_former_name_and_until_when(made: Council) -> None:
    renamed(made.cabinet, "The Executive")
    renamed(made.leader, "Ann Baker", style="Councillor")
    body = machine(f"/open-data/popolo/organizations/{made.cabinet.key}")
    assert {"name": "Cabinet", "end_date": "2026-03-19"} in body["other_names"]
    person = machine(f"/open-data/popolo/people/{made.leader.key}")
    assert person["other_names"] == [{"name": "Ann Archer", "end_date": "2026-03-19"}]
    assert machine(f"/open-data/popolo/events/{made.meeting.key}")["name"] == "Cabinet"
    oparl = machine(f"/open-data/oparl/organization/{made.cabinet.key}")
    assert (oparl["name"], oparl["guildhall:formerName"]) == (
        "The Executive", [{"name": "Cabinet", "endDate": "2026-03-19"}],
    )  # fmt: skip
    (row, _) = machine("/open-data/records/former-names.json")["rows"]
    assert (row["subject"], row["until"], row["reason"]) == (made.cabinet.reference, "2026-03-19", WHY)


def test_of_several_names_a_record_has_the_one_of_its_day(made: Council) -> None:
    renamed(made.cabinet, "The Board", on=date(2026, 3, 1))
    renamed(made.cabinet, "The Executive")
    page = read(address_of("en", made.meeting.reference))
    assert "The Board" in page
    assert "The Executive" not in page


@pytest.mark.parametrize(("name", "on", "reason", "code"), [
    (" ", FROM, WHY, "missing: name"), ("The Board", FROM, " ", "missing: why"),
    ("The Board", NEXT.date() + timedelta(days=1), WHY, "not-yet"), ("Cabinet", FROM, WHY, "nothing-differs"),
    ("full council", FROM, WHY, "taken"),
])  # fmt: skip
def test_what_cannot_be_a_new_name_is_refused_and_nothing_is_renamed(
    made: Council, name: str, on: date, reason: str, code: str
) -> None:
    to = Name(name, made.cabinet.name_cy)
    with pytest.raises(NotRecorded, match=code):
        rename(office=made.cabinet, to=to, on=on, reason=reason, actor=CLERK, at=NEXT)
    assert not m.FormerName.objects.exists()


def test_no_day_has_two_names(made: Council) -> None:
    renamed(made.cabinet, "The Board")
    with pytest.raises(NotRecorded, match="before-it-began"):
        renamed(made.cabinet, "The Executive")
    was = m.FormerName.objects.get()
    was.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        was.save(force_insert=True)


def test_a_clerk_renames_a_body_and_whoever_belongs_to_it(made: Council) -> None:
    hand = clerk("democratic-services").open(f"/desk/record/bodies/{made.cabinet.key}")
    hand.press("It is called so")
    wrong = {each.get("id") for each in hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}
    assert wrong == {"new_name-error", "new_on-error", "new_why-error"}
    hand.press("It is called so", {"new_name": "The Executive", "new_on": "20 3 2026", "new_why": WHY})
    assert f"Until 19 March 2026: Cabinet. {WHY}" in hand.main
    holder = m.Membership.objects.get(person=made.leader, organization=made.cabinet)
    typed = {
        "called": str(holder.pk),
        "called_name": "Ann Baker",
        "called_style": "Councillor",
        "called_why": "Married",
    }
    hand.press("They are called so", typed | {"called_on": "20 3 2026"})
    assert "Councillor Ann Baker" in hand.main
