"""A clerk puts decisions on the forward plan, is told what 28 clear days come to, publishes it, changes it, and follows matters."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import bodies
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.forward_plan import Noticed, noticed
from guildhall.decide.keeping.publishing import publish, publish_agenda, versions
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

A_DAY = timedelta(days=1)


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def told(made: Hall, **more: str) -> dict[str, str]:
    """What a clerk types of a key decision that is to be made in private."""
    return {
        "title": "Sale of the depot", "kind": "land", "what": "To sell it.", "decider": made.cabinet.reference,
        "due_from": "17 12 2026", "is_key": "yes", "key_because": "Above the threshold", "private": "yes",
        "private_because": "It would harm the sale", "consulted": "The ward's members", "documents": "Valuation",
        "lead_officer": made.officer.reference,
    } | more  # fmt: skip


def test_a_decision_is_put_on_the_plan_with_all_that_the_law_asks_to_be_said_of_it(at: Hall) -> None:
    at.desk.open("/desk/record").follow("Forward plan").follow("Put a decision on the plan")
    at.desk.press("Put it on the plan", told(at))
    row = m.PlanEntry.objects.exclude(pk=at.entry.pk).get()
    assert (row.matter.title, row.matter.kind, row.organization) == ("Sale of the depot", "land", at.cabinet)
    assert (row.is_key, row.key_because, row.private, row.private_because) == (
        True, "Above the threshold", True, "It would harm the sale",
    )  # fmt: skip
    assert (row.consulted, row.documents, row.lead_officer) == ("The ward's members", "Valuation", at.officer)
    assert row.due_from == row.due_until == date(2026, 12, 17)
    assert row not in seen(m.PlanEntry)


def test_until_when_people_are_heard_stands_on_the_plan_and_lies_before_the_decision(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", told(at, consulted_until="18 12 2026"))
    assert at.desk.page.get_element_by_id("consulted_until-error") is not None
    at.desk.press("Put it on the plan", {"consulted_until": "4 12 2026"})
    assert at.desk.value("consulted_until") == "4 12 2026"
    row = m.PlanEntry.objects.exclude(pk=at.entry.pk).get()
    assert row.consulted_until == date(2026, 12, 4)
    publish(reference=row.reference, actor=CLERK, at=TODAY)
    for lang, said in (("en", "until</dt><dd>4 December 2026"), ("cy", "hyd</dt><dd>4 Rhagfyr 2026")):
        assert said in Client().get(address(lang, "plan")).content.decode()


def test_the_page_says_from_when_it_may_be_decided_and_which_day_of_notice_was_the_last(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", told(at))
    assert (
        "Published today, it may be decided from Thursday 17 December 2026: 28 clear days lie between." in at.desk.main
    )
    assert "the last day of notice" not in at.desk.main
    with standing_at(TODAY + A_DAY):
        at.desk.open(at.desk.address)
        assert "may be decided from Friday 18 December 2026" in at.desk.main
        assert "the last day of notice was Wednesday 18 November 2026" in at.desk.main
        assert "under the general exception, or with urgency agreed" in at.desk.main


def refused(at: Hall) -> set[str]:
    return {str(each.get("id")) for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}


def test_by_what_it_spends_and_the_wards_it_touches_the_plan_says_that_it_is_key_and_why(at: Hall) -> None:
    bodies.enter_person(name="Wyn Ward", kind="member", ward="Harbour", actor=CLERK, at=TODAY)
    bodies.enter_person(name="Mo Mill", kind="member", ward="Mill", actor=CLERK, at=TODAY)
    open_ = told(at, is_key="", key_because="", wards="Harbour\nMill", amount="£250,000")
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", open_)
    row = m.PlanEntry.objects.exclude(pk=at.entry.pk).get()
    assert row.is_key is True
    assert row.key_because == (
        "It would spend or save £250,000. From £250,000 on that is significant in this council. "
        "It affects 2 wards: Harbour, Mill."
    )
    at.desk.press("Publish this entry")
    assert "It affects 2 wards: Harbour, Mill." in Client().get("/en/forward-plan").content.decode()
    at.desk.press("Publish a new version", {"is_key": "no", "reason": "It was looked at again"})
    assert refused(at) == {"not_key_because-error"}
    assert m.PlanEntry.objects.get(pk=row.pk).is_key is True
    at.desk.press("Publish a new version", {"not_key_because": "Few people live there"})
    row.refresh_from_db()
    assert (row.is_key, row.key_because) == (False, "Few people live there")
    page = Client().get("/en/forward-plan").content.decode()
    assert ("Why it is not a key decision" in page, "Few people live there" in page) == (True, True)
    assert "Pam nad yw’n benderfyniad allweddol" in Client().get("/cy/blaengynllun").content.decode()


def test_what_the_rule_says_is_key_is_not_called_otherwise_without_a_reason(at: Hall) -> None:
    typed = told(at, is_key="no", key_because="", amount="250000.00")
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", typed)
    assert refused(at) == {"not_key_because-error"}
    assert "It would spend or save £250,000." in at.desk.page.get_element_by_id("not_key_because-error").text_content()
    at.desk.press("Put it on the plan", {"amount": "a lot"})
    assert refused(at) == {"amount-error"}
    at.desk.press("Put it on the plan", {"amount": "249,999.99"})
    assert m.PlanEntry.objects.exclude(pk=at.entry.pk).get().is_key is False


def test_what_the_rule_said_by_an_earlier_threshold_is_no_reason_of_anybodys(at: Hall) -> None:
    """Written when £100,000 was significant, and saved anew since the council's constitution says £250,000."""
    said = "It would spend or save {}. From £{} on that is significant in this council."
    at.desk.open("/desk/record/plan/new").press(
        "Put it on the plan", told(at, is_key="", key_because="", amount="300,000", private="no", private_because="")
    )
    row = m.PlanEntry.objects.exclude(pk=at.entry.pk)
    row.update(threshold=100_000, key_because=said.format("£300,000", "100,000"))
    at.desk.open(f"/desk/record/plan/{row.get().key}").press("Keep")
    assert row.get().key_because == said.format("£300,000", "250,000")
    row.update(threshold=100_000, amount=15_000_000, key_because=said.format("£150,000", "100,000"))
    at.desk.open(f"/desk/record/plan/{row.get().key}").press("Keep")
    assert refused(at) == {"key_because-error"}


def test_what_it_would_spend_or_save_stands_on_the_plan_and_in_open_data_with_from_how_much_that_is_significant(
    at: Hall,
) -> None:
    typed = told(at, is_key="", key_because="", amount="300,000.50", private="no", private_because="")
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", typed)
    row = m.PlanEntry.objects.exclude(pk=at.entry.pk).get()
    assert (row.amount, row.threshold, row.is_key) == (30_000_050, 250_000, True)
    assert at.desk.value("amount") == "300,000.50"
    assert "£250,000 or more" in at.desk.main
    at.desk.press("Publish this entry")
    at.desk.press("Publish a new version", {"amount": "260,000", "reason": "A lower offer"})
    row.refresh_from_db()
    assert row.amount == 26_000_000
    assert row.key_because.startswith("It would spend or save £260,000.")
    for lang, said in (("en", "What it would spend or save"), ("cy", "Yr hyn y byddai’n ei wario neu’n ei arbed")):
        assert f"{said}</dt><dd>£260,000</dd>" in Client().get(address(lang, "plan")).content.decode()
    listed = Client().get("/open-data/records/forward-plan.json").json()
    assert [(each["amount"], each["threshold"]) for each in listed["rows"]] == [(26_000_000, 250_000)]
    assert "300,000.50" in told_of(row)
    at.desk.press("Publish a new version", {"amount": "", "reason": "Nobody knows"})
    assert refused(at) == {"key_because-error"}
    at.desk.press("Publish a new version", {"is_key": "no", "not_key_because": "It costs less"})
    now = m.PlanEntry.objects.get(pk=row.pk)
    assert (now.amount, now.is_key) == (None, False)


def told_of(row: m.PlanEntry) -> str:
    """What everybody reads of the versions of an entry."""
    return Client().get(address("en", "versions", row.key, "plan")).content.decode()


def test_no_amount_makes_what_council_decides_key(at: Hall) -> None:
    typed = told(at, is_key="no", key_because="", amount="9,000,000", decider=at.council.reference)
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", typed)
    assert m.PlanEntry.objects.exclude(pk=at.entry.pk).get().is_key is False


def test_a_decision_of_council_or_one_that_is_neither_key_nor_private_asks_for_no_notice(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press(
        "Put it on the plan", told(at, decider=at.council.reference) | {"due_from": "1 12 2026"}
    )
    assert "clear days" not in at.desk.main
    assert "clear days" not in at.desk.open(f"/desk/record/plan/{at.entry.key}").main


def test_an_officer_meets_nobody_to_decide_so_only_what_is_key_asks_for_notice(at: Hall) -> None:
    typed = told(at, decider=at.post.reference, is_key="no", key_because="")
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", typed)
    assert m.PlanEntry.objects.exclude(pk=at.entry.pk).get().private is True
    assert "clear days" not in at.desk.main


def test_what_is_amiss_is_said_at_its_box_and_nothing_is_lost_or_begun(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press("Put it on the plan")
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {f"{box}-error" for box in ("title", "kind", "decider", "due_from", "is_key", "private")}
    sent = told(at, key_because="", private_because=" ", due_until="1 12 2026", what="<b>Sell\x00 it</b>")
    at.desk.press("Put it on the plan", sent)
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"key_because-error", "private_because-error", "due_until-error"}
    assert at.desk.value("title") == "Sale of the depot"
    assert "&lt;b&gt;Sell" in at.desk.source
    assert m.PlanEntry.objects.count() == m.Matter.objects.count() == 1


def test_a_matter_of_the_same_name_is_not_opened_twice_and_is_planned_from_its_own_page(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", told(at, title="library OPENING hours"))
    assert "is followed already" in at.desk.page.get_element_by_id("title-error").text_content()
    at.desk.open("/desk/record").follow("Matters").press("Find it", {"q": "hours library"})
    at.desk.follow("Library opening hours").follow("Plan a decision of it")
    again = {name: value for name, value in told(at).items() if name not in ("title", "kind")}
    at.desk.press("Put it on the plan", again)
    assert m.PlanEntry.objects.filter(matter=at.entry.matter).count() == 2
    assert "There are none with these words" in at.desk.open("/desk/record/matters?q=zebra").main
    assert at.desk.open("/desk/record/plan/new?matter=none").status == 404


def test_the_plan_is_published_in_one_press_with_its_matters(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", told(at))
    at.desk.open("/desk/record/plan").press("Publish the plan")
    assert seen(m.PlanEntry).count() == seen(m.Matter).count() == 2
    assert "not published" not in at.desk.main
    assert "Publish the plan" not in at.desk.main
    assert "Noticed on Wednesday 18 November 2026" in at.desk.main


def test_a_published_entry_is_changed_by_a_new_version_with_its_reason_and_notice_counts_from_then(at: Hall) -> None:
    at.desk.open(f"/desk/record/plan/{at.entry.key}").press("Publish this entry")
    with standing_at(TODAY + A_DAY):
        at.desk.open(at.desk.address)
        at.desk.press("Publish a new version", {"is_key": "yes", "key_because": "Two wards", "private": "no"})
        assert "Write why it is changed" in at.desk.page.get_element_by_id("reason-error").text_content()
        assert at.desk.value("key_because").strip() == "Two wards"
        assert not m.PlanEntry.objects.filter(is_key=True).exists()
        at.desk.press("Publish a new version", {"reason": "It touches two wards."})
    assert m.PlanEntry.objects.get().is_key is True
    assert [each.reason for each in versions(reference=at.entry.reference)] == ["", "It touches two wards."]
    assert noticed([at.entry])[at.entry.pk] == Noticed(date(2026, 11, 19), None)


def test_what_is_taken_off_the_published_plan_stays_there_with_its_reason(at: Hall) -> None:
    publish(reference=at.entry.reference, actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/plan/{at.entry.key}").press("Take it off")
    assert at.desk.page.get_element_by_id("why-error") is not None
    at.desk.press("Take it off", {"why": "The lease was kept."})
    assert "Taken off the plan: The lease was kept." in at.desk.main
    assert versions(reference=at.entry.reference)[-1].reason == "The lease was kept."
    assert at.entry in seen(m.PlanEntry)
    assert at.desk.client.post(at.desk.address, {}).status_code in (400, 403)


def test_a_matter_is_opened_and_an_item_that_stood_alone_is_tied_to_it(at: Hall) -> None:
    item = put_item(meeting=at.meeting, title="Bridge repairs", actor=CLERK, at=TODAY)
    publish_agenda(meeting=at.meeting.reference, actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/items/{item.key}").follow("Find its matter, or open one")
    at.desk.press("Open it", {"title": "The bridge", "kind": "service", "summary": "It is old."})
    at.desk.press("Tie it to the matter")
    assert at.desk.page.get_element_by_id("item-error") is not None
    at.desk.press("Tie it to the matter", {"item": item.reference})
    item.refresh_from_db()
    assert item.matter is not None
    assert item.matter.title == "The bridge"
    assert item in seen(m.AgendaItem)
    assert "Cabinet, 10 December 2026: 1 Bridge repairs" in at.desk.main
    at.desk.open(f"/desk/record/items/{item.key}").follow("The bridge")
    assert at.desk.status == 200


def test_pressed_twice_one_entry_is_put(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new")
    sent = dict(at.desk.page.xpath("//main//form")[0].form_values()) | told(at)
    for _ in range(2):
        at.desk.client.post("/desk/record/plan/new", sent)
    assert m.PlanEntry.objects.count() == 2


@pytest.mark.parametrize("page", ["plan/none", "matters/none"])
def test_what_is_not_there_is_not_found(at: Hall, page: str) -> None:
    assert at.desk.open(f"/desk/record/{page}").status == 404
