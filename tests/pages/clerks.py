"""Visits to the clerk's desk: plan a meeting, build its agenda, record it, publish what came of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import submit

from guildhall.decide import models as m
from guildhall.decide.importing.bringing import bring_in
from guildhall.decide.importing.settling import settle
from guildhall.decide.keeping import agendas, decisions, matters, meetings, minutes, motions
from guildhall.decide.keeping.drawing import drawn
from guildhall.decide.keeping.planned import put_planned
from guildhall.ledger.door import Actor

AT = "desk/record"
_MEETING = f"{AT}/meetings/<record:key>"


def begin_clerks(moment: datetime) -> dict[str, str]:
    """A meeting of Cabinet tomorrow, with everything that is recorded of one, and a draft one in a month."""
    by: dict[str, Any] = {"actor": Actor("staff", "account/1"), "at": moment}
    cabinet = m.Organization.objects.get(code="CAB")
    hart, pryce = (m.Person.objects.get(name=name) for name in ("Rowan Hart", "Megan Pryce"))
    first = meetings.call_meeting(body=cabinet, starts_at=moment + timedelta(days=1), place="The Guildhall", **by)
    plans = [
        matters.plan_decision(
            matter=matters.raise_matter(title=title, kind="service", **by), body=cabinet, is_key=True,
            due_from=moment.date(), due_until=moment.date() + timedelta(days=60), **by,
        )
        for title in ("Where the mobile library stops", "Repairs after the flood")
    ]  # fmt: skip
    agendas.put_item(meeting=first, title="Apologies for absence", **by)
    item = put_planned(meeting=first, entry=plans[0], **by)
    agendas.put_item(meeting=first, title="Any other business", **by)
    open_paper = agendas.put_report(item=item, title="Stops and times", text="Eleven stops.", **by)
    kept_back = agendas.restrict(
        record=open_paper, part="Appendix B", paragraph="3", public_interest="It would harm the tender.",
        review_on=moment.date() + timedelta(days=200), **by,
    )  # fmt: skip
    meetings.note_course(meeting=first, what="begun", **by)
    meetings.note_attendance(meeting=first, person=hart, status="present", capacity="chair", **by)
    meetings.note_attendance(meeting=first, person=pryce, status="present", remote=True, **by)
    agendas.take_item(item=item, **by)
    moved = motions.move(item=item, text="That the stops be agreed", mover=pryce, seconder=hart, **by)
    motions.take_vote(motion=moved, names={hart: "yes", pryce: "yes"}, result="pass", **by)
    motions.move(item=item, text="That the van stop at the school too", mover=hart, seconder=pryce, **by)
    made = decisions.take_decision(
        title="Where the mobile library stops", path="executive", outcome="resolved", item=item, reasons="It is asked for.",
        options_rejected="None", conflicts="None", is_subject_to_call_in=True,
        paragraphs=[("1", "The stops be agreed."), ("2", "They be looked at again in a year.")], **by,
    )  # fmt: skip
    minutes.draft_minutes(meeting=first, passages=drawn(first), **by)
    later = meetings.call_meeting(body=cabinet, starts_at=moment + timedelta(days=40), place="The Guildhall", **by)
    agendas.put_item(meeting=later, title="Apologies for absence", **by)
    held = m.Minutes.objects.exclude(published_at=None).order_by("-id")[0]
    return {
        "clerk-meeting": first.key,
        "clerk-later": later.key,
        "clerk-item": item.key,
        "clerk-decision": made.key,
        "clerk-plan": plans[0].key,
        "clerk-post": m.Post.objects.order_by("id")[0].key,
        "clerk-withheld": str(kept_back.pk),
        "clerk-matter": plans[0].matter.key,
        "clerk-undertaking": decisions.undertake(
            item=item, text="Bring the figures", by=hart, due_on=moment.date(), **by
        ).key,
        "clerk-page": str(_brought(by)),
        "clerk-held": held.meeting.key,
        "clerk-approved": m.Minutes.objects.exclude(approved_on=None).order_by("-id")[0].meeting.key,
        "clerk-published": m.Decision.objects.exclude(published_at=None).order_by("-id")[0].key,
    }


def clerks() -> Iterator[Visit]:
    """Every page of the desk."""
    meeting, later, held = (f"/{AT}/meetings/{{clerk-{name}}}" for name in ("meeting", "later", "held"))
    yield _clerk(AT, state="filled", typical=True)
    yield _clerk(AT, address=f"/{AT}?past=yes", state="past")
    yield _clerk(f"{AT}/planner")
    yield _clerk(
        f"{AT}/planner", address=f"/{AT}/planner?day=7+1+2027&body=executive&key=yes", state="filled", typical=True
    )
    yield _clerk(f"{AT}/planner", address=f"/{AT}/planner?day=7+1+2027&body=council&open=yes", state="to print")
    yield _clerk(f"{AT}/planner", state="with errors", act=submit("Work the deadlines back"))
    yield _clerk(f"{AT}/meetings")
    yield _clerk(f"{AT}/meetings", state="with errors", act=submit("Call it"))
    yield _clerk(_MEETING, address=meeting, state="filled", typical=True)
    yield _clerk(_MEETING, address=meeting, state="with errors", act=submit("Put it on the agenda"))
    yield _clerk(_MEETING, address=held, state="published")
    yield _clerk(f"{_MEETING}/publication", address=f"{meeting}/publication", state="late", typical=True)
    yield _clerk(
        f"{_MEETING}/publication", address=f"{meeting}/publication", state="with errors",
        act=submit("Publish it late, with these reasons"),
    )  # fmt: skip
    yield _clerk(f"{_MEETING}/publication", address=f"{later}/publication", state="in time")
    yield _clerk(f"{_MEETING}/publication", address=f"{held}/publication", state="over")
    yield _clerk(f"{_MEETING}/change", address=f"{later}/change", state="filled", typical=True)
    yield _clerk(f"{_MEETING}/change", address=f"{later}/change", state="with errors", act=submit("Cancel the meeting"))
    yield _clerk(f"{_MEETING}/live", address=f"{later}/live", state="nobody noted")
    now = f"{meeting}/live?item={{clerk-item}}"
    yield _clerk(f"{_MEETING}/live", address=now, state="filled", typical=True)
    yield _clerk(f"{_MEETING}/live", address=now, state="with errors", act=submit("Record the vote"))
    yield _clerk(f"{_MEETING}/live", address=now, state="forms open", act=_opened)
    yield _clerk(f"{_MEETING}/live", address=f"{held}/live", state="closed")
    yield _clerk(f"{_MEETING}/minutes", address=f"{meeting}/minutes", state="drafted", typical=True)
    yield _clerk(f"{_MEETING}/minutes", address=f"{later}/minutes")
    yield _clerk(f"{_MEETING}/minutes", address=f"{held}/minutes", state="published")
    approved = f"/{AT}/meetings/{{clerk-approved}}/minutes"
    yield _clerk(f"{_MEETING}/minutes", address=approved, state="with errors", act=_put_right)
    yield _clerk(f"{AT}/decisions/<record:key>/after", address=f"/{AT}/decisions/{{clerk-published}}/after")
    yield _clerk(
        f"{AT}/decisions/<record:key>/after", address=f"/{AT}/decisions/{{clerk-published}}/after", state="with errors",
        act=submit("Record it"),
    )  # fmt: skip
    for many, key in (("bodies", "CAB"), ("posts", "{clerk-post}")):
        yield _clerk(f"{AT}/{many}", state="filled")
        yield _clerk(f"{AT}/{many}", state="with errors", act=submit(f"Enter the {'body' if key == 'CAB' else 'post'}"))
        yield _clerk(f"{AT}/{many}/<record:key>", address=f"/{AT}/{many}/{key}", state="filled")
        yield _clerk(f"{AT}/{many}/<record:key>", address=f"/{AT}/{many}/{key}", state="with errors", act=_ended)
    yield _clerk(f"{AT}/withheld", state="filled")
    yield _clerk(f"{AT}/withheld/<int:number>", address=f"/{AT}/withheld/{{clerk-withheld}}", state="filled")
    yield _clerk(f"{AT}/brought-in", state="filled")
    page = f"/{AT}/brought-in/{{clerk-page}}"
    yield _clerk(f"{AT}/brought-in/<int:number>", address=page, state="filled", typical=True)
    yield _clerk(f"{AT}/brought-in/<int:number>", address=page, state="with errors", act=submit("Tick them off"))
    yield _clerk(f"{AT}/brought-in/<int:number>", address=f"{page}?settled=yes", state="settled")
    yield _clerk(f"{AT}/decisions")
    yield _clerk(f"{AT}/decisions", state="with errors", act=submit("Record the decision"))
    yield _clerk(f"{AT}/urgent")
    yield _clerk(f"{AT}/urgent", address=f"/{AT}/urgent?since=1+1+2027&until=1+1+2026", state="with errors")
    yield _clerk(f"{AT}/plan", state="filled", typical=True)
    yield _clerk(f"{AT}/plan/new")
    yield _clerk(f"{AT}/plan/new", state="with errors", act=submit("Put it on the plan"))
    yield _clerk(f"{AT}/plan/<record:key>", address=f"/{AT}/plan/{{clerk-plan}}", state="filled", typical=True)
    yield _clerk(f"{AT}/matters", state="filled")
    yield _clerk(f"{AT}/matters", state="with errors", act=submit("Open it"))
    matter = f"/{AT}/matters/{{clerk-matter}}"
    yield _clerk(f"{AT}/matters/<record:key>", address=matter, state="filled")
    yield _clerk(f"{AT}/matters/<record:key>", address=matter, state="with errors", act=submit("Relate them"))
    yield _clerk(f"{AT}/undertakings", state="filled")
    promised = f"/{AT}/undertakings/{{clerk-undertaking}}"
    yield _clerk(f"{AT}/undertakings/<record:key>", address=promised, state="filled")
    yield _clerk(f"{AT}/undertakings/<record:key>", address=promised, state="with errors", act=submit("It was done"))
    item = f"/{AT}/items/{{clerk-item}}"
    yield _clerk(f"{AT}/items/<record:key>", address=item, state="filled", typical=True)
    yield _clerk(f"{AT}/items/<record:key>", address=item, state="with errors", act=submit("Attach it"))
    yield _clerk(f"{AT}/decisions/<record:key>", address=f"/{AT}/decisions/{{clerk-decision}}", state="filled")
    yield _clerk(f"{AT}/decisions/<record:key>", address=f"/{AT}/decisions/{{clerk-published}}", state="published")


def _brought(by: dict[str, Any]) -> int:
    """A page that was brought in, of which one thing was looked at and others wait."""
    page = Path(__file__).resolve().parents[1] / "fixtures" / "records" / "forward-plan.txt"
    bring_in(held=page.read_bytes(), name="forward-plan.txt", **by)
    source = m.Source.objects.get(name="forward-plan.txt")
    first = source.doubts.order_by("id")[0]
    settle(source=source, doubts=[first.pk], how="Entered by hand.", **by)
    return source.pk


def _clerk(route: str, **how: Any) -> Visit:
    return staff(route, role="democratic-services", **how)


def _ended(page: Page) -> None:
    page.get_by_text("It is no more").first.click()
    submit("It ended")(page)


def _put_right(page: Page) -> None:
    page.get_by_text("Put them right").first.click()
    submit("Publish a new version")(page)


def _opened(page: Page) -> None:
    page.get_by_text("Note the decision").first.click()
    page.get_by_text("Note a declaration").first.click()
