"""Where a line of the forward plan stands is worked out from its dated facts, before and after it is decided."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.clerks import EVENING, TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.authority.planned import paths_of_plan
from guildhall.decide.authority.standing import paths
from guildhall.decide.authority.unnoticed import unnoticed
from guildhall.decide.clock import standing_at
from guildhall.decide.desks.public.standing import stand
from guildhall.decide.keeping import agendas, bodies, decisions, meetings
from guildhall.decide.keeping.forward_plan import take_off_plan
from guildhall.decide.keeping.minutes import draft_minutes, publish_minutes
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.planned import put_planned
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.sight import KEEPERS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
A_DAY = timedelta(days=1)
LATER = EVENING.date() + A_DAY


def stands(made: Hall, on: date = LATER, **how: Any) -> str | None:
    entry = m.PlanEntry.objects.select_related("organization__parent", "post").get(pk=made.entry.pk)
    status = paths_of_plan([entry], on=on, **how)[entry.pk].status
    return status.name if status else None


def planned(*, is_key: bool = False) -> Hall:
    made = hall(is_key=is_key)
    publish(reference=made.entry.reference, actor=CLERK, at=TODAY)
    return made


def taken(made: Hall, **told: Any) -> m.Decision:
    given: dict[str, Any] = {
        "title": "Library opening hours", "path": "executive", "outcome": "resolved", "plan_entry": made.entry,
        "body": made.cabinet, "taken_on": EVENING.date(), "paragraphs": [("1", "Libraries open at nine")],
        "reasons": "None", "options_rejected": "None", "conflicts": "None",
    }  # fmt: skip
    return decisions.take_decision(**given | told, actor=CLERK, at=EVENING)


def test_a_draft_stands_nowhere_and_what_is_published_is_planned() -> None:
    made = hall()
    assert stands(made) is None
    publish(reference=made.entry.reference, actor=CLERK, at=TODAY)
    assert [stands(made, on) for on in (TODAY.date() - A_DAY, TODAY.date())] == [None, "planned"]


def test_a_plan_that_says_it_is_key_is_its_notice() -> None:
    assert stands(planned(is_key=True)) == "noticed"


def test_its_path_names_each_notice_once_and_what_is_over_is_told_as_past() -> None:
    made = hall(is_key=True)
    made.entry.private, made.entry.private_because = True, "A price is told"
    made.entry.save()
    publish(reference=made.entry.reference, actor=CLERK, at=TODAY)
    again = give_notice(kind="key-decision", plan_entry=made.entry, actor=CLERK, at=TODAY + A_DAY)
    publish(reference=again.reference, actor=CLERK, at=TODAY + A_DAY)
    row = m.PlanEntry.objects.select_related("organization__parent", "post").get()
    path = paths_of_plan([row], on=LATER)[row.pk]
    assert [each.name for each in stand(row, path, "en").steps] == [
        "Planned", "Notice of a key decision", "Notice of a meeting in private",
    ]  # fmt: skip
    assert "Hysbysiad o benderfyniad allweddol" in [each.name for each in stand(row, path, "cy").steps]
    titles = []
    for day in (TODAY, EVENING + 60 * A_DAY):
        with standing_at(day):
            titles.append(Client().get(f"/en/forward-plan?entry={made.entry.key}").content.decode())
    assert ["What was planned to be decided</h1>" in each for each in titles] == [False, True]
    assert "What will be decided</h1>" in titles[0]


def test_it_is_on_an_agenda_once_that_is_published() -> None:
    made = planned()
    put_planned(meeting=made.meeting, entry=made.entry, actor=CLERK, at=TODAY)
    assert (stands(made), stands(made, onlooker=KEEPERS)) == ("planned", "planned")
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=TODAY + A_DAY)
    assert [stands(made, TODAY.date() + days * A_DAY) for days in (0, 1)] == ["planned", "agenda-published"]


def test_what_a_meeting_came_to_and_did_not_decide_was_considered_on_its_day() -> None:
    made = planned()
    item = put_planned(meeting=made.meeting, entry=made.entry, actor=CLERK, at=TODAY)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=TODAY + A_DAY)
    agendas.take_item(item=item, actor=CLERK, at=EVENING)
    assert (stands(made), stands(made, onlooker=KEEPERS)) == ("agenda-published", "considered")
    written = draft_minutes(meeting=made.meeting, passages=[(item, "", "It was talked of.")], actor=CLERK, at=EVENING)
    assert stands(made) == "agenda-published"
    publish_minutes(minutes=written, actor=CLERK, at=EVENING + A_DAY)
    assert [stands(made, EVENING.date() - days * A_DAY) for days in (1, 0)] == ["agenda-published", "considered"]


def test_what_was_only_noted_or_put_off_was_not_decided_and_lacks_no_notice() -> None:
    made = planned(is_key=True)
    for outcome, name in (("noted", "considered"), ("deferred", "deferred")):
        row = taken(made, outcome=outcome, is_key=True)
        publish(reference=row.reference, actor=CLERK, at=EVENING)
        row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get(pk=row.pk)
        path = paths([row], on=LATER)[row.pk]
        assert (path.status and path.status.name, path.effective, path.breaches) == (name, None, ())
        assert unnoticed(row) is None


def test_what_scrutiny_considered_beforehand_stands_in_the_path_before_and_after_it_is_decided() -> None:
    made = planned()
    by: dict[str, Any] = {"actor": CLERK, "at": TODAY}
    scrutiny = bodies.found_body(name="Overview and Scrutiny Committee", kind="scrutiny", **by)
    soon = meetings.call_meeting(body=scrutiny, day=EVENING.date() - 3 * A_DAY, **by)
    after = meetings.call_meeting(body=scrutiny, day=LATER, **by)
    before = meetings.call_meeting(body=scrutiny, day=TODAY.date() - A_DAY, **by)
    items = []
    for meeting in (soon, after, before):
        items.append(agendas.put_item(meeting=meeting, title="Opening hours", matter=made.entry.matter, **by))
        publish_agenda(meeting=meeting.reference, actor=CLERK, at=TODAY)
        written = draft_minutes(meeting=meeting, passages=[(items[-1], "", "It was talked of.")], **by)
        if meeting != soon:
            publish_minutes(minutes=written, **by)
    assert (stands(made, EVENING.date()), stands(made, EVENING.date(), onlooker=KEEPERS)) == ("planned", "considered")
    publish_minutes(minutes=m.Minutes.objects.get(meeting=soon), actor=CLERK, at=TODAY)
    assert stands(made, EVENING.date()) == "considered"
    row = taken(made)
    publish(reference=row.reference, actor=CLERK, at=EVENING)
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get(pk=row.pk)
    steps = paths([row], on=LATER + A_DAY)[row.pk].steps
    assert [(each.name, each.cites) for each in steps][:2] == [
        ("planned", made.entry.reference), ("considered", items[0].reference),
    ]  # fmt: skip
    assert [each.name for each in steps].count("considered") == 1


def test_what_was_taken_off_the_plan_is_withdrawn_from_that_day() -> None:
    made = planned(is_key=True)
    take_off_plan(entry=made.entry, why="It is not needed", actor=CLERK, at=TODAY + 2 * A_DAY)
    assert [stands(made, TODAY.date() + days * A_DAY) for days in (1, 2)] == ["noticed", "withdrawn"]


def test_once_decided_it_stands_where_the_decision_does_as_far_as_it_is_seen() -> None:
    made = planned()
    row = taken(made)
    assert (stands(made), stands(made, onlooker=KEEPERS)) == ("planned", "decided")
    publish(reference=row.reference, actor=CLERK, at=EVENING)
    assert stands(made) == "call-in-open"
    put_off = taken(made, outcome="deferred", taken_on=LATER)
    publish(reference=put_off.reference, actor=CLERK, at=EVENING + A_DAY)
    assert stands(made) == "deferred"


def test_the_plan_says_where_each_line_stands(client: Client) -> None:
    made = planned(is_key=True)
    with standing_at(TODAY):
        assert "Notice given" in client.get("/en/forward-plan").content.decode()
        assert "Hysbysiad wedi" in client.get("/cy/blaengynllun").content.decode()
    take_off_plan(entry=made.entry, why="It is not needed", actor=CLERK, at=TODAY)
    with standing_at(TODAY):
        assert "Withdrawn</strong>" in client.get("/en/forward-plan").content.decode()


def test_what_a_committee_recommends_to_full_council_has_no_effect_until_that_resolves_it() -> None:
    made = hall()
    by: dict[str, Any] = {"actor": CLERK, "at": TODAY}
    committee = bodies.found_body(name="Licensing Committee", kind="committee", **by)
    asked = taken(
        made, path="council", outcome="recommended", body=committee, recommends_to=made.council, plan_entry=None
    )
    itself = taken(
        made, path="council", outcome="recommended", body=committee, recommends_to=committee, plan_entry=None
    )
    assert path_of(asked) == ("recommended", None)
    assert path_of(itself) == ("considered", None)
    meeting = meetings.call_meeting(body=made.council, day=LATER, **by)
    item = agendas.put_item(meeting=meeting, title="Licensing", **by)
    taken(made, path="council", item=item, body=made.council, taken_on=LATER, resolves=asked, plan_entry=None)
    assert path_of(asked) == ("effective", LATER)


def test_what_is_recommended_to_cabinet_has_effect_with_what_cabinet_decides_on_it() -> None:
    made = hall()
    committee = bodies.found_body(name="Overview Committee", kind="committee", actor=CLERK, at=TODAY)
    asked, declined, sent_on, unsaid = (
        taken(made, path="council", outcome="recommended", body=committee, plan_entry=None, **to)
        for to in (*({"recommends_to": made.cabinet},) * 3, {"brought_in": True})
    )
    assert {path_of(each) for each in (asked, declined, sent_on, unsaid)} == {("recommended-elsewhere", None)}
    agreed = taken(made, taken_on=LATER, resolves=asked)
    taken(made, outcome="refused", taken_on=LATER, resolves=declined)
    on = taken(made, outcome="recommended", recommends_to=made.council, taken_on=LATER, resolves=sent_on)
    assert [path_of(each)[0] for each in (agreed, asked, declined, on, sent_on)] == [
        "decided", "adopted", "not-adopted", "recommended", "recommended-elsewhere",
    ]  # fmt: skip
    publish(reference=agreed.reference, actor=CLERK, at=EVENING + A_DAY)
    while_it_can_be_called_in = path_of(agreed)
    assert (while_it_can_be_called_in[0], path_of(asked)) == ("call-in-open", ("adopted", None))
    later = LATER + 30 * A_DAY
    effective = path_of(agreed, on=later)
    assert effective[1] is not None
    assert path_of(asked, on=later) == effective


def path_of(row: m.Decision, *, on: date = LATER) -> tuple[str | None, date | None]:
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get(pk=row.pk)
    found = paths([row], on=on, onlooker=KEEPERS)[row.pk]
    return found.status.name if found.status else None, found.effective
