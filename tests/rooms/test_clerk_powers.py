"""A clerk enters a power that a decision gives, and each use of it; what is refused is said at its own box and nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import CLERK
from tests.rooms.delegated import AFTER_IT, BEFORE, LATER, Power, power
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@dataclass
class Desk:
    """A clerk, and a power that was adopted."""

    hand: Clerk
    made: Power

    @property
    def page(self) -> str:
        return f"/desk/record/powers/{self.made.delegation.key}"

    @property
    def giving(self) -> str:
        return f"/desk/record/decisions/{self.made.council.decision.key}/powers"

    @property
    def wrong(self) -> set[str]:
        return {each.get("id") for each in self.hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}

    def use(self, **other: str) -> dict[str, Any]:
        """What is typed of a use that may be made."""
        return {
            "use-title": "Answers in two days", "use-person": self.made.holder.reference, "use-on": "1 5 2026",
            "ground-1": "The Act of 2026 asks for it", "condition-1": "It costs nothing", "consultee-1": "They agreed",
            "consultee-1-on": "28 4 2026", "use-what_changed": "Three days became two", "use-before": BEFORE,
            "use-after": AFTER_IT, "use-source": "/services/missed-bin", "use-because": "It is what the Act asks for",
            "use-judged_by": self.made.officer.reference,
        } | {name.replace("__", "-"): value for name, value in other.items()}  # fmt: skip


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(LATER):
        yield Desk(clerk("democratic-services"), power())


def said_at(at: Desk, box: str) -> str:
    return " ".join(at.hand.page.get_element_by_id(f"{box}-error").text_content().split())


def test_a_power_is_given_from_the_page_of_its_decision(at: Desk) -> None:
    decision = at.made.council.decision
    at.hand.open(f"/desk/record/decisions/{decision.key}").follow("Powers that it gives to a post")
    at.hand.press(
        "Give the power",
        {
            "holder": at.made.council.head.reference, "paragraph": "2", "scope": "Small changes of wording",
            "grounds": "new law\n\nnew law\nplain error", "conditions": "it costs nothing", "consultees": "leader of the council\nthe ward",
            "starts_on": "1 6 2026", "ends_on": "31 12 2026", "ends_when": "or the next strategy",
        },
    )  # fmt: skip
    row = m.Delegation.objects.get(scope="Small changes of wording")
    assert (row.decision, row.resolution and row.resolution.number, row.holder) == (decision, "2", at.made.council.head)
    assert (row.starts_on, row.ends_on, row.ends_when) == (date(2026, 6, 1), date(2026, 12, 31), "or the next strategy")
    assert [(each.kind, each.text, bool(each.post)) for each in row.terms.order_by("id")] == [
        ("ground", "new law", False), ("ground", "plain error", False), ("condition", "it costs nothing", False),
        ("consultee", "leader of the council", True), ("consultee", "the ward", False),
    ]  # fmt: skip
    assert "Small changes of wording" in at.hand.main
    assert not seen(m.Delegation).filter(pk=row.pk).exists()
    at.hand.press("Publish the power")
    assert seen(m.Delegation).filter(pk=row.pk).exists()


def test_a_use_waits_at_its_own_box_for_the_decision_by_which_its_power_has_effect(at: Desk) -> None:
    publish(reference=at.made.delegation.reference, actor=CLERK, at=LATER)
    at.hand.open(at.page).press("Record the use", at.use())
    row = m.DelegationUse.objects.get()
    m.Decision.objects.filter(resolves=at.made.council.decision).update(published_at=None)
    at.hand.press("Publish it")
    assert "by which the power has effect is not published yet. Publish it first" in said_at(at, f"told-{row.pk}")
    assert not seen(m.DelegationUse).exists()


def test_what_is_amiss_with_a_power_is_said_at_its_box_and_nothing_is_lost(at: Desk) -> None:
    before = m.Delegation.objects.count()
    at.hand.open(at.giving).press("Give the power", {"grounds": "new law", "ends_on": "30 2 2026"})
    assert at.wrong == {"holder-error", "scope-error", "ends_on-error"}
    assert at.hand.value("grounds").strip() == "new law"
    typed = {
        "holder": at.made.council.head.reference,
        "scope": "<b>All</b>",
        "starts_on": "2 6 2026",
        "ends_on": "1 6 2026",
    }
    at.hand.press("Give the power", typed)
    assert said_at(at, "ends_on") == "Error: This is earlier than its first day"
    assert "<b>All" not in at.hand.source
    assert m.Delegation.objects.count() == before


def test_a_use_is_recorded_with_both_texts_published_and_its_report_makes_a_new_version(at: Desk) -> None:
    at.hand.open("/desk/record").follow("Delegated powers").follow("any necessary consequential changes")
    at.hand.open(at.page).press("Record the use", at.use())
    row = m.DelegationUse.objects.get()
    assert (row.person, row.post, row.judged_by) == (at.made.holder, at.made.council.head, at.made.officer)
    assert [row.before and row.before.content, row.after and row.after.content] == [BEFORE, AFTER_IT]
    assert {each.term.kind: (each.how, each.on) for each in row.met.select_related("term")} == {
        "ground": ("The Act of 2026 asks for it", None),
        "condition": ("It costs nothing", None),
        "consultee": ("They agreed", date(2026, 4, 28)),
    }
    publish(reference=at.made.delegation.reference, actor=CLERK, at=LATER)
    at.hand.press("Publish it: Answers in two days")
    shown = Client().get(f"/en/delegated-powers/{at.made.delegation.key}").content.decode()
    assert "<del>" in shown
    assert "They agreed" in shown
    box = f"told-{row.pk}"
    at.hand.press("Note the report", {f"{box}-on": "2 5 2026", f"{box}-item": "item/of-nobody"})
    assert at.wrong == {f"{box}-to-error", f"{box}-item-error"}
    at.hand.press("Note the report", {f"{box}-to": "CAB", f"{box}-item": ""})
    assert "Reported to Cabinet on Saturday 2 May 2026" in at.hand.main
    assert [each.reason for each in versions(reference=row.reference)] == ["", "It was reported"]


def test_a_use_that_stands_on_a_draft_is_not_published_and_says_why(at: Desk) -> None:
    row = at.made.used()
    at.hand.open(at.page).press("Publish it: Answers in two days")
    assert "not published yet" in said_at(at, f"told-{row.pk}")
    assert not seen(m.DelegationUse).exists()


def test_every_reason_why_a_power_may_not_be_used_stands_at_its_own_box(at: Desk) -> None:
    m.Delegation.objects.filter(pk=at.made.delegation.pk).update(ends_on=date(2026, 4, 30))
    at.hand.open(at.page)
    blank = at.use(
        ground__1="", condition__1=" ", use__because="", use__judged_by="", use__person=at.made.officer.reference,
        consultee__1__on="", use__title="",
    )  # fmt: skip
    at.hand.press("Record the use", blank)
    boxes = (
        "use-on",
        "use-person",
        "ground-1",
        "condition-1",
        "consultee-1-on",
        "use-because",
        "use-judged_by",
        "use-title",
    )
    assert at.wrong == {f"{each}-error" for each in boxes}
    assert "could be used until 2026-04-30" in said_at(at, "use-on")
    assert "Group Head of Corporate Support on that day" in said_at(at, "use-person")
    assert at.hand.value("use-before") == BEFORE
    assert not m.DelegationUse.objects.exists()
    assert not m.Exhibit.objects.exists()


def test_a_power_that_begins_and_ends_with_an_event_asks_how_that_stood(at: Desk) -> None:
    worded = {"starts_when": "approval of the order", "ends_when": "the next annual meeting"}
    m.Delegation.objects.filter(pk=at.made.delegation.pk).update(**worded)
    at.hand.open(at.page).press("Record the use", at.use(use__begun=" ", use__unended=""))
    assert at.wrong == {"use-begun-error", "use-unended-error"}
    assert "The power begins with it: approval of the order." in said_at(at, "use-begun")
    at.hand.press("Record the use", {"use-begun": "Approved in April", "use-unended": "It is in June"})
    row = m.DelegationUse.objects.get()
    assert (row.begun_because, row.unended_because) == ("Approved in April", "It is in June")
    for each in (at.made.delegation, row):
        publish(reference=each.reference, actor=CLERK, at=LATER)
    page = f"/desk/record/corrections/use/{row.key}"
    at.hand.open(page).press("Publish a new version", {"unended": " ", "reason": "It was not so"})
    assert at.wrong == {"unended-error"}
    at.hand.press("Publish a new version", {"unended": "It is in July"})
    assert m.DelegationUse.objects.get().unended_because == "It is in July"
    for lang, said in (("en", "Ends: "), ("cy", "Yn dod i ben: ")):
        shown = Client().get(address_of(lang, at.made.delegation.reference)).content.decode()
        assert "It is in July" in shown
        assert said in shown


def test_a_form_that_is_sent_blank_says_all_that_is_missing_at_once(at: Desk) -> None:
    at.hand.open(at.page).press("Record the use")
    boxes = ("title", "person", "on", "what_changed", "because", "judged_by")
    terms = {f"{each}-1-error" for each in ("ground", "condition", "consultee")}
    assert at.wrong == {f"use-{each}-error" for each in boxes} | terms


def test_two_reasons_at_one_box_are_both_told(at: Desk) -> None:
    m.Decision.objects.filter(resolves=at.made.council.decision).update(outcome="deferred")
    at.hand.open(at.page).press("Record the use", at.use(use__on="1 4 2026"))
    assert "once Full Council has resolved it" in said_at(at, "use-on")
    assert "may be used from 2026-04-20" in said_at(at, "use-on")


@pytest.mark.parametrize(
    ("name", "value", "box"),
    [
        ("use-on", "5 5 2026", "use-on"),
        ("use-after", "", "use-after"),
        ("use-before", "", "use-before"),
        ("use-decision", "decision/of-nobody", "use-decision"),
        ("use-time", "25:00", "use-time"),
        ("consultee-1-on", "2 5 2026", "consultee-1-on"),
        ("consultee-1", "", "consultee-1"),
        ("use-title", "x" * 5000, "use-title"),
        ("use-person", "person/of-nobody", "use-person"),
    ],
)
def test_a_use_that_cannot_be_recorded_says_so_where_it_is_amiss(at: Desk, name: str, value: str, box: str) -> None:
    sent = at.use(**{name.replace("-", "__"): value})
    at.hand.open(at.page).press("Record the use", sent)
    assert f"{box}-error" in at.wrong
    assert at.hand.value("use-what_changed").strip() == "Three days became two"
    assert not m.DelegationUse.objects.exists()


def test_a_use_that_is_sent_twice_is_recorded_once(at: Desk) -> None:
    at.hand.open(at.page)
    form = at.hand.page.xpath('//main//form[.//input[@value="use"]]')[0]
    sent = dict(form.form_values()) | at.use()
    for _ in range(2):
        assert at.hand.client.post(at.page, sent).status_code == 302
    assert m.DelegationUse.objects.count() == 1
