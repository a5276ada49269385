"""What a committee resolved is never said to be Full Council's; and what was only noted decides nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, decided

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.authority.standing import paths
from guildhall.decide.keeping import bodies
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.decisions import take_decision
from guildhall.decide.keeping.meetings import call_meeting
from guildhall.decide.keeping.motions import move, take_vote
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.models.record import Cited
from guildhall.decide.sight import KEEPERS, PUBLIC
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}


def test_what_a_committee_resolved_is_not_said_to_be_full_councils() -> None:
    committee = bodies.found_body(
        name="Planning Committee", name_cy="Y Pwyllgor Cynllunio", kind="committee", actor=CLERK, at=NOW
    )
    row = take_decision(
        title="A house", path="council", outcome="resolved", body=committee, taken_on=NOW.date(),
        paragraphs=[("1", "It is allowed")], reasons="None", options_rejected="None", conflicts="None", **BY,
    )  # fmt: skip
    publish(reference=row.reference, **BY)
    with standing_at(AFTER):
        english, welsh = (Client().get(address_of(lang, row.reference)).content.decode() for lang in ("en", "cy"))
    assert "Planning Committee" in english
    assert "It has had effect since" in english
    assert "Full Council" not in english
    assert "Mae mewn grym ers" in welsh
    assert "Cyngor Llawn" not in welsh


@pytest.mark.parametrize(("outcome", "stands"), [("noted", "considered"), ("resolved", "decided")])
def test_what_the_executive_merely_noted_was_considered_and_nothing_was_decided(outcome: str, stands: str) -> None:
    made = decided()
    row = take_decision(
        title="A report", path="executive", outcome=outcome, item=made.item, paragraphs=[("1", "So be it")],
        reasons="None", options_rejected="None", conflicts="None", **BY,
    )  # fmt: skip
    publish(reference=row.reference, **BY)
    path = paths([row], on=(AFTER + timedelta(days=1)).date(), onlooker=KEEPERS)[row.pk]
    assert path.status is not None
    assert path.status.name == stands


@pytest.mark.parametrize(
    ("result", "also", "drafted", "public", "keepers"),
    [
        (None, False, False, "considered", "considered"),
        ("fail", False, False, "considered", "considered"),
        ("pass", False, False, "resolved", "resolved"),
        ("pass", True, False, "considered", "considered"),
        ("pass", True, True, "resolved", "considered"),  # nobody learns of a draft from where something else stands
    ],
)
def test_what_council_noted_decides_nothing_unless_it_was_moved_and_carried(
    result: str | None, also: bool, drafted: bool, public: str, keepers: str
) -> None:
    council = bodies.found_body(name="Full Council", kind="council", **BY)
    member = bodies.enter_person(name="Ann Archer", kind="member", **BY)
    item = put_item(meeting=call_meeting(body=council, starts_at=AFTER, **BY), title="A report", **BY)
    said: dict[str, Any] = {"reasons": "None", "options_rejected": "None", "conflicts": "None", "path": "council"}
    if result:
        motion = move(item=item, text="That it be noted", mover=member, **BY)
        take_vote(motion=motion, result=result, **BY)
    row = take_decision(title="A report", outcome="noted", item=item, paragraphs=[("1", "It is noted")], **said, **BY)
    told: list[Cited] = [row]
    if also:
        other = [("2", "That it be so")]
        told.append(take_decision(title="Another", outcome="resolved", item=item, paragraphs=other, **said, **BY))
    publish_agenda(meeting=item.meeting.reference, **BY)
    for each in (*m.Motion.objects.all(), *(told[:1] if drafted else told)):
        publish(reference=each.reference, **BY)
    for onlooker, stands in ((PUBLIC, public), (KEEPERS, keepers)):
        path = paths([row], on=(AFTER + timedelta(days=1)).date(), onlooker=onlooker)[row.pk]
        assert path.status is not None
        assert (path.status.name == "considered", path.effective is None) == (stands == "considered",) * 2


def test_gan_softens_the_councillor_who_moved_it_and_nobody_else() -> None:
    made = decided()
    with standing_at(AFTER):
        page = Client().get(address_of("cy", made.item.reference)).content.decode()
    assert (
        f'Cynigiwyd gan <a class="govuk-link" href="{address_of("cy", made.leader.reference)}">Gynghorydd Ann Archer'
        in page
    )
    assert ">Cynghorydd Ann Archer" in page  # among those who voted
