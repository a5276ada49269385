"""What a page says became of a call-in, entered at the call-in of that decision where both are here already."""

from guildhall.decide import models as m
from guildhall.decide.authority import call_ins
from guildhall.decide.importing.page import Page, written
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.references import folded

_OUTCOMES = {"confirm": "confirmed", "refer": "referred"}
_FULL = {"council", "full council"}


def settle_call_in(page: Page, item: m.AgendaItem) -> None:
    """Settle the call-in that the page's item was about. The decision is found by its number, and its call-in has to be on record.

    What a page does not say of a call-in (who asked for it, when, and why) is entered by somebody who knows; until then it is listed.
    """
    said = page.fields.get("call_in") or {}
    number, outcome = str(page.fields.get("decision_ref") or ""), _OUTCOMES.get(said.get("outcome", ""), "")
    found = list(m.Decision.objects.filter(number=number).order_by("id")[:2]) if number and outcome else []
    if len(found) != 1:
        return
    if outcome == "referred" and folded(str(said.get("refer_to", ""))) in _FULL:
        outcome = "to-council"
    decision, on = found[0], item.meeting.day
    page.take("decision_ref")
    if on and decision.call_ins.filter(outcome=outcome, outcome_on=on).exists():
        page.take("call_in")
        return
    row = decision.call_ins.filter(outcome="", withdrawn_at=None).exclude(valid=False).order_by("id").first()
    if row is None or on is None:
        lacks = "the page does not say when" if row else "no call-in of it is on record"
        page.doubt(
            "unresolved", f"It settles a call-in of {decision}, and {lacks}", field="decision_ref", about=decision
        )
        return
    try:
        call_ins.settle(
            call_in=row, outcome=outcome, on=on, says=written(page.fields.get("resolved") or said["outcome"]),
            by=item.meeting.organization, item=item, actor=page.hand.actor, at=page.hand.at,
        )  # fmt: skip
    except NotRecorded:
        page.doubt(
            "contradiction", f"{row} was asked for after {on}, when this page says that it was considered", about=row
        )
        return
    page.take("call_in")
    page.hand.touched.append(row.reference)
    page.of(row, "call_in", "decision_ref")
