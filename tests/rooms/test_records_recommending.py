"""Promises of the reader and the importer: what is put before Council has no effect before Council resolves it, however it is said."""

import pytest
from tests.rooms.test_decide_bringing_in import bring

from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.reading.pages import read
from guildhall.decide.reading.record import Reading

RECOMMENDED = [
    "RESOLVED to recommend to Council that the Local Plan be adopted.",
    "RESOLVED to recommend Council to adopt the Local Plan.",
    "RESOLVED TO RECOMMEND TO FULL COUNCIL That the Local Plan be adopted.",
    "RESOLVED, by 7 votes to 2, to recommend to Council that the Local Plan be adopted.",
    "RESOLVED UNANIMOUSLY to recommend to Council the adoption of the Local Plan.",
    "Resolved to recommend to Council that the Local Plan be adopted.",
    "Agreed to recommend to Council that the Local Plan be adopted.",
    "RESOLVED: That Council be recommended to adopt the Local Plan.",
    "RESOLVED that it be recommended to Council that the Local Plan be adopted.",
    "RESOLVED that it be a recommendation to Council that the Local Plan be adopted.",
    "RESOLVED that a recommendation be made to Council that the Local Plan be adopted.",
    "RESOLVED that the Local Plan be recommended to Council for approval.",
    "RESOLVED that the Local Plan be referred to Council for approval.",
    "RESOLVED that the Local Plan be submitted to Full Council for adoption.",
    "RESOLVED that the Local Plan be forwarded to the next meeting of the Council for adoption.",
    "RESOLVED that the Local Plan be endorsed and referred to Full Council for adoption.",
    "RESOLVED that the Local Plan be approved for submission to Council.",
    "RESOLVED that the Local Plan be approved for recommendation to Full Council.",
    "Resolved: That the Local Plan be agreed and commended to Full Council for adoption.",
    "RESOLVED that, having considered the report, the Local Plan be recommended to Council for adoption.",
    "RESOLVED that approval of the Local Plan be recommended to Council.",
    "RESOLVED that Cabinet recommends to Council that the Local Plan be adopted.",
    "RESOLVED that Cabinet recommends that Council adopts the Local Plan.",
    "RESOLVED that Cabinet recommend the Local Plan to Council for adoption.",
    "RESOLVED that Cabinet endorse the Local Plan and recommend it to Council for adoption.",
    "RESOLVED that Council be asked to approve the Local Plan.",
    "RESOLVED that Full Council be invited to adopt the Local Plan.",
    "RESOLVED that Council approval be sought for the Local Plan.",
    "RECOMMENDED to Full Council that the Local Plan be adopted.",
    "RECOMMENDED (to Council) that the Local Plan be adopted.",
    "RECOMMENDED: That Council adopt the Local Plan.",
    "Cabinet recommends to Council that the Local Plan be adopted.",
    "The Cabinet agreed to recommend to Council that the Local Plan be adopted.",
    "Cabinet AGREED to recommend the Local Plan to Full Council for adoption.",
    "It was agreed that the Local Plan be recommended to Full Council.",
    "It was resolved that the Local Plan should be recommended to Council.",
    "Decision:\n\nThat Cabinet recommends to Council that the Local Plan be adopted.",
    "Decision:\n\n1. To recommend to Council that the Plan be adopted.\n\n2. To recommend to Council that the map be adopted.",
    "RESOLVED:\n\nThat Council be asked to:\n\n(1) approve the Local Plan; and\n\n(2) approve the map.",
    "RESOLVED to recommend to Council:\n\n(1) That the Local Plan be adopted.\n\n(2) That the map be adopted.",
    "Cabinet agreed to recommend to Council that:\n\n(1) the Local Plan be adopted; and\n\n(2) the map be adopted.",
]
ITS_OWN = [
    "RESOLVED that the recommendation of Cabinet be approved.",
    "RESOLVED that the recommendations of the report be approved.",
    "RESOLVED that the recommendation of Cabinet to Council be noted.",
    "RESOLVED that it be noted that the Local Plan would be recommended to Council.",
    "RESOLVED that it be noted that Cabinet had recommended to Council that the Local Plan be adopted.",
    "RESOLVED that, as recommended by Cabinet, the Local Plan be adopted.",
    "RESOLVED that the Local Plan, as recommended to Council by Cabinet, be adopted.",
    "RESOLVED that the Local Plan referred to Council by Cabinet be adopted.",
    "RESOLVED that the policy recommended to the Council at its last meeting be adopted.",
    "RESOLVED that the recommendations made by the Scrutiny Committee be agreed.",
    "RESOLVED that the bid recommended by the panel be accepted.",
    "RESOLVED that a further report be submitted to Council for approval.",
    "RESOLVED that the Head of Parks be authorised to submit the plan to Council.",
    "RESOLVED that the draft Plan, to be recommended to Council in May, be published for consultation.",
    "RESOLVED that the Plan be submitted to the Secretary of State for examination.",
    "RESOLVED that the Scrutiny Committee be asked to review the fees.",
    "RECOMMENDED by Cabinet: That the Plan be adopted.\n\nRESOLVED that the recommendation of Cabinet be approved.",
    "Officers recommend that the fees be frozen.\n\nRESOLVED that the fees be raised.",
    "The Harbour Committee recommends that the fees be frozen.\n\nRESOLVED that the fees be raised.",
]


def page(account: str, body: str = "Cabinet") -> str:
    return f"Issue - meetings\n\nLocal Plan\n\nMeeting: 04/03/2025 - {body} (Item 4)\n\n4 Local Plan\n\nMinutes:\n\n{account}\n"


def said(account: str, body: str = "Cabinet") -> Reading:
    return read(page(account, body).encode())


@pytest.mark.parametrize("account", RECOMMENDED)
def test_what_is_put_before_council_is_read_as_recommended_to_it(account: str) -> None:
    fields = said(account).fields
    assert fields["outcome"] == "recommend"
    assert str(fields["recommend_to"]).lower().removeprefix("full ") == "council"


@pytest.mark.parametrize("body", ["Cabinet", "Council"])
@pytest.mark.parametrize("account", ITS_OWN)
def test_what_tells_of_a_recommendation_is_a_decision_of_the_body_that_met(account: str, body: str) -> None:
    fields = said(account, body).fields
    assert fields["resolved"]
    assert fields.get("outcome") != "recommend"
    assert {"recommended", "recommend_to"} & set(fields) == set()


def test_what_cabinet_recommended_is_no_decision_of_the_council_that_is_told_of_it_and_is_listed() -> None:
    told = "The Cabinet RECOMMENDED to Council that the Plan be adopted."
    reading = said(f"{told}\n\nRESOLVED that the recommendation be approved.", "Council")
    assert (reading.fields["resolved"], reading.fields["outcome"]) == (
        ["that the recommendation be approved."],
        "approve",
    )
    assert told in [each["text"] for each in reading.passages()]


def test_a_recommendation_that_does_something_else_too_is_listed() -> None:
    line = "RESOLVED that the fees be approved and the Local Plan be recommended to Council for adoption."
    reading = said(line)
    assert reading.fields["outcome"] == "recommend"
    assert [each["text"] for each in reading.passages()] == [line]


def test_one_resolution_that_is_said_to_be_decided_and_to_be_recommended_is_only_recommended_and_flagged() -> None:
    account = "Decision:\n\nRESOLVED that the Plan be adopted.\n\nMinutes:\n\nRECOMMENDED to Council that the Plan be adopted."
    reading = said(account)
    assert (reading.fields["outcome"], reading.fields["recommend_to"]) == ("recommend", "Council")
    assert reading.flags == ["One resolution is said to be resolved, and to be recommended"]


def test_what_is_only_referred_is_no_decision_on_it() -> None:
    assert said("RESOLVED that the Local Plan be referred to Council for consideration.").fields["outcome"] == "refer"


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize("account", RECOMMENDED)
def test_what_is_put_before_council_comes_in_without_effect(account: str) -> None:
    bring(page(account))
    row = m.Decision.objects.get()
    assert (row.outcome, row.recommends_to and row.recommends_to.kind) == ("recommended", "council")
    steps = [each.name for each in paths([row], on=row.listed_on.replace(year=2026))[row.pk].steps]
    assert "recommended" in steps
    assert {"decided", "effective"} & set(steps) == set()


MIXED = """RESOLVED:

(1) That the fees be approved;

(2) That Council be recommended to adopt the Local Plan; and

(3) That it be recommended to Council that the Head of Parks be given delegated authority to make minor changes to the Local Plan.
"""


@pytest.mark.django_db
@pytest.mark.postgres
def test_of_what_is_decided_and_recommended_together_only_what_is_decided_has_effect_and_each_keeps_its_number() -> (
    None
):
    for again in ("", "\n"):
        bring(page(MIXED + again))
    decided, recommended = m.Decision.objects.order_by("id")
    assert (decided.outcome, list(decided.resolutions.values_list("number", flat=True))) == ("resolved", ["1"])
    assert list(recommended.resolutions.order_by("place").values_list("number", flat=True)) == ["2", "3"]
    assert (recommended.outcome, recommended.recommends_to and recommended.recommends_to.kind) == (
        "recommended",
        "council",
    )
    power = m.Delegation.objects.get()
    assert power.decision == recommended
    walked = paths([decided, recommended], on=decided.listed_on.replace(year=2026))
    assert "effective" not in [each.name for each in walked[recommended.pk].steps]
    assert "decided" in [each.name for each in walked[decided.pk].steps]


DETAILS = "Decision details\n\nLocal Plan\n\nDecision Maker: Cabinet\n\nDate of decision: 04/03/2025\n\n"


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize(
    "line",
    [
        "Decision status: Recommended to Council",
        "Decision status: Referred to Full Council",
        "Decision status: Submitted to Council for approval",
        "Decision status: Recommendations Approved\n\nDecision:\n\nRecommend to Council that the Local Plan be adopted",
    ],
)
def test_details_of_a_decision_that_say_it_goes_to_council_are_a_recommendation_to_it(line: str) -> None:
    bring(f"{DETAILS}{line}\n")
    row = m.Decision.objects.get()
    assert (row.outcome, row.recommends_to and row.recommends_to.kind) == ("recommended", "council")


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_further_page_that_only_recommends_what_stands_as_decided_is_told() -> None:
    bring(page("RESOLVED that the Local Plan be adopted."))
    other = bring(page("RECOMMENDED to Council that the Local Plan be adopted."))
    assert any(each.startswith("contradiction") and "is recommended" in each for each in other.doubts)
    assert m.Decision.objects.count() == 1


TOLD_TWICE = """Issue - meetings

Local Plan

Meeting: 10/04/2025 - Council (Item 7)

7 Local Plan

Minutes:

RESOLVED that the recommendation of Cabinet be approved.

Meeting: 04/03/2025 - Cabinet (Item 4)

4 Local Plan

Minutes:

RECOMMENDED to Council that the Local Plan be adopted.
"""


@pytest.mark.django_db
@pytest.mark.postgres
def test_of_a_page_of_both_meetings_cabinet_recommended_and_council_resolved_and_nothing_is_left() -> None:
    brought = bring(TOLD_TWICE)
    rows = {
        each.organization.kind: each for each in m.Decision.objects.select_related("organization") if each.organization
    }
    assert {kind: each.outcome for kind, each in rows.items()} == {"executive": "recommended", "council": "resolved"}
    assert rows["executive"].recommends_to == rows["council"].organization
    assert brought.doubts == ()
