"""What a page says of a call-in, and of an answer to scrutiny, entered at the decision or the recommendation that is here already."""

import re
from collections.abc import Sequence

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority import call_ins
from guildhall.decide.authority.scrutiny import publish_response, respond
from guildhall.decide.importing import joining
from guildhall.decide.importing.page import Page, written
from guildhall.decide.keeping.recording import NotRecorded, tell
from guildhall.decide.reading.dates import DATE, day
from guildhall.decide.references import folded
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of

_OUTCOMES = {"confirm": "confirmed", "refer": "referred"}
_ASKED = re.compile(rf"\bcalled[- ]in on (?P<day>{DATE})", re.I)
_GROUNDS = re.compile(rf"[^.]*\bcalled[- ]in (?:on {DATE},? )?by\b[^.]*\b(?:grounds?|because|reasons?)\b[^.]*\.", re.I)
_ACCEPTED = {"noted": "noted", "accepted": "yes", "agreed": "yes", "rejected": "no"}
_FULL = {"council", "full council"}


def put_call_in(page: Page, item: m.AgendaItem) -> None:
    """The call-in that the page's item was about: who signed, on which grounds, and what became of it.

    The decision is found by its number. A page that names nobody who signed enters no call-in: what it says is listed at the decision
    until somebody enters that. When it was asked for few pages say, and nothing is made up: its path shows it once that is entered.
    """
    said = page.fields.get("call_in") or {}
    number, outcome = str(page.fields.get("decision_ref") or ""), _OUTCOMES.get(said.get("outcome", ""), "")
    signed = said.get("signatories") or []
    found = list(m.Decision.objects.filter(number=number).order_by("id")[:2]) if number and (outcome or signed) else []
    if len(found) != 1:
        return
    if outcome == "referred" and folded(str(said.get("refer_to", ""))) in _FULL:
        outcome = "to-council"
    decision, on = found[0], item.meeting.day
    page.take("decision_ref")
    known = decision.call_ins.filter(outcome=outcome, outcome_on=on).order_by("id").first() if outcome and on else None
    row = known or decision.call_ins.filter(outcome="", withdrawn_at=None).exclude(valid=False).order_by("id").first()
    if row is None and signed and not decision.call_ins.exists():
        row = _enter(page, decision, signed)
    elif row is not None and signed:
        _compare(page, row, signed)
    if row is None or (outcome and on is None):
        lacks = "the page does not say when" if row else "no call-in of it is on record"
        page.doubt(
            "unresolved", f"It settles a call-in of {decision}, and {lacks}", field="decision_ref", about=decision
        )
        return
    if known is None and outcome and not _settle(page, row, item, outcome):
        return
    page.take("call_in")
    if known is None:
        page.hand.touched.append(row.reference)
        page.of(row, "call_in", "decision_ref")


def _enter(page: Page, decision: m.Decision, signed: Sequence[str]) -> m.CallIn | None:
    """A call-in with those who signed it, where it is sure of each who they are."""
    people = [joining.person(page.hand, each) for each in signed]
    page.tell_unsure("call_in.signatories", decision)
    sure = [each for each in people if each is not None]
    if len(sure) < len(people):
        return None
    told = _GROUNDS.search(" ".join(page.reading.text.split()))
    row = m.CallIn.objects.create(
        reference=references.numbered(m.CallIn, decision), decision=decision, grounds=told[0].strip() if told else ""
    )
    m.CallInSignature.objects.bulk_create([m.CallInSignature(call_in=row, person=each) for each in dict.fromkeys(sure)])
    tell(row, happened.CALL_IN_ENTERED, page.hand.actor, page.hand.at, first=True, decision=decision.reference)
    page.hand.made(row.reference)
    _ask(page, row)
    for who in sure:
        for other in joining.alike(who):
            page.doubt("ambiguous", f"{who.style} {who.name} may be {other.style} {other.name}", about=who)
    return row


def _ask(page: Page, row: m.CallIn) -> None:
    """On which day it was asked for, where the page says one on which that could be; else somebody has to enter it."""
    days = {day(each["day"]) for each in _ASKED.finditer(" ".join(page.reading.text.split()))}
    asked = days.pop() if len(days) == 1 else None
    if asked is None:
        lacks = f"When {row} was asked for is not on the page, so the path of {row.decision} does not show it yet"
        page.doubt("unresolved", lacks, about=row)
        return
    refused = call_ins.refusals_then(call_in=row, requested_at=moment_of(asked))
    if refused or moment_of(asked) > page.hand.at:
        why = " ".join(each.said("clerk") for each in refused) or "That day has not come yet."
        page.doubt("contradiction", f"{row}: by this page it was asked for on {asked}. {why}", about=row)
        return
    row.requested_at = moment_of(asked)
    row.save(update_fields=["requested_at"])
    row.signatures.update(at=row.requested_at)


def _compare(page: Page, row: m.CallIn, signed: Sequence[str]) -> None:
    """Whoever signed by the record stands; where the page names others, both are told."""
    names = set(row.signatures.values_list("person__name_key", flat=True))
    if names != {joining.name_key(each) for each in signed}:
        page.doubt("contradiction", f"{row}: by this page it was signed by {'; '.join(signed)}", about=row)


def _settle(page: Page, row: m.CallIn, item: m.AgendaItem, outcome: str) -> bool:
    said, on = page.fields["call_in"], item.meeting.day
    try:
        call_ins.settle(
            call_in=row, outcome=outcome, on=on, says=written(page.fields.get("resolved") or said["outcome"]),  # type: ignore[arg-type]  # it is known
            by=item.meeting.organization, item=item, actor=page.hand.actor, at=page.hand.at,
        )  # fmt: skip
    except NotRecorded:
        page.doubt(
            "contradiction", f"{row} was asked for after {on}, when this page says that it was considered", about=row
        )
        return False
    return True


def put_scrutiny_response(page: Page, item: m.AgendaItem) -> None:
    """What a body answered to scrutiny at this item, where just one recommendation of theirs to it is here about its matter; where
    the page names the minute, just one that was made under it, about that matter or at an item of that title.

    Which was answered is never guessed at: where there are several, or none, it is listed.
    """
    said, on, by = page.fields.get("scrutiny_response") or {}, item.meeting.day, item.meeting.organization
    accepted = _ACCEPTED.get(said.get("response", ""), "")
    scrutiny = joining.known_body(said["from"][0], on) if said.get("from") else None
    if not accepted or on is None or scrutiny is None or on > local(page.hand.at).date():
        return
    asked = m.ScrutinyRecommendation.objects.filter(by=scrutiny, to=by, made_on__lte=on).exclude(published_at=None)
    asked = asked.select_related("matter", "item")
    if minute := str(said.get("minute", "")):  # numbers come again, so the title has to agree
        asked = asked.filter(item__number=minute)
    rows = [each for each in asked if _is_about(each, item, at_item=bool(minute))]
    if len(rows) != 1:
        return
    page.take("scrutiny_response")
    if rows[0].responses.filter(by=by, given_on=on, accepted=accepted).exists():
        return
    row = respond(
        recommendation=rows[0], accepted=accepted, explanation=written(page.fields.get("resolved") or said["response"]),
        given_on=on, by=by, item=item, actor=page.hand.actor, at=page.hand.at,
    )  # fmt: skip
    publish_response(response=row, actor=page.hand.actor, at=page.hand.at)
    page.hand.touched.append(rows[0].reference)
    page.of(rows[0], "scrutiny_response")
    if owner := said.get("action_owner"):
        page.doubt("unresolved", f"What {owner} is to do about {rows[0]} has to be entered", about=rows[0])


def _is_about(asked: m.ScrutinyRecommendation, item: m.AgendaItem, *, at_item: bool) -> bool:
    """Whether an item is called as the matter of a recommendation, or as the item at which it was made where ``at_item`` counts."""
    titles = [asked.matter.title if asked.matter else "", asked.item.title if at_item and asked.item else ""]
    return any(key and folded(item.title).startswith(key) for key in map(folded, titles))
