"""A power that Full Council gave to a post, with a ground, a condition and somebody to consult; and who holds that post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.rooms.decided import CLERK, LONDON, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.authority.uses import Judged, Met, use
from guildhall.decide.keeping import agendas, bodies, decisions, meetings
from guildhall.decide.keeping.decisions import Paragraph
from guildhall.decide.keeping.publishing import publish, publish_agenda

ADOPTED = date(2026, 4, 16)
USED_AT = datetime(2026, 5, 1, 10, 0, tzinfo=LONDON)
LATER = datetime(2026, 5, 4, 9, 0, tzinfo=LONDON)
AS_RECOMMENDED = [("1", "The Digital Strategy be adopted"), ("2", "That the Group Head be given delegated authority.")]
BEFORE, AFTER_IT = "We answer within three working days.", "We answer within two working days."


@dataclass
class Power:
    """What a test of a delegation may name."""

    council: Council
    delegation: m.Delegation
    holder: m.Person
    officer: m.Person
    terms: dict[str, m.DelegationTerm]

    @property
    def met(self) -> list[Met]:
        """Every term as it should be met."""
        return [
            Met(self.terms["ground"], "The Act of 2026 asks for it"),
            Met(self.terms["condition"], "The change costs nothing"),
            Met(self.terms["consultee"], "By letter; they agreed", date(2026, 4, 28)),
        ]

    def used(self, **other: Any) -> m.DelegationUse:
        """Use the power as it may be used, but for what a test says."""
        told: dict[str, Any] = {
            "delegation": self.delegation, "person": self.holder, "post": self.delegation.holder, "used_at": USED_AT,
            "title": "Answers in two days", "what_changed": "Three working days became two", "met": self.met,
            "judged": Judged("It changes only what the Act asks for", by=self.officer), "before": BEFORE, "after": AFTER_IT,
            "source": "/services/missed-bin", "actor": CLERK, "at": LATER,
        }  # fmt: skip
        return use(**told | other)


def power(*, adopted: bool = True, mark: str = "", **terms: Any) -> Power:
    """The power, used by whoever holds the post from 2025 on; Full Council has adopted the recommendation, unless told not."""
    made = decided(mark=mark)
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    leader = bodies.make_post(label="Leader of the Council", held_by="member", **by)
    given: dict[str, Any] = {"starts_on": date(2026, 4, 20), "ends_on": date(2026, 12, 31)} | terms
    delegation = delegate(
        holder=made.head, scope=f"any necessary consequential changes {mark}".strip(), decision=made.decision, paragraph="2",
        grounds=["new legislation"], conditions=["within budget"], consultees=[("the Leader", leader)], **given, **by,
    )  # fmt: skip
    holder, officer = (bodies.enter_person(name=name, kind="officer", **by) for name in ("Hal Dean", "Olu Fry"))
    bodies.take_office(person=holder, post=made.head, since=date(2025, 1, 6), **by)
    if adopted:
        resolved = adopt(made)
        assert resolved.item is not None
        publish_agenda(meeting=resolved.item.meeting.reference, **by)
        publish(reference=resolved.reference, **by)
    return Power(made, delegation, holder, officer, {each.kind: each for each in delegation.terms.all()})


def adopt(
    made: Council, on: date = ADOPTED, outcome: str = "resolved", paragraphs: Sequence[Paragraph] = AS_RECOMMENDED
) -> m.Decision:
    """Full Council resolves what Cabinet recommended, in other paragraphs where they are told, or comes to another outcome."""
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    meeting = meetings.call_meeting(body=made.full_council, day=on, **by)
    item = agendas.put_item(meeting=meeting, title="Digital strategy", matter=made.matter, **by)
    return decisions.take_decision(
        title="Digital strategy", path="council", outcome=outcome, item=item, resolves=made.decision,
        paragraphs=paragraphs, reasons="None", options_rejected="None", conflicts="None",
        **by,
    )  # fmt: skip
