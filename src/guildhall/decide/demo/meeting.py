"""One meeting of the demo council: called, its agenda published, held, minuted, and what it decided published."""

from datetime import datetime, timedelta
from typing import Any

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.demo import holding
from guildhall.decide.demo.year import Year
from guildhall.decide.keeping import agendas, decisions, meetings, minutes, motions, notices
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.decision_notices import correct_decision
from guildhall.decide.keeping.publishing import publish_agenda

_DAY = timedelta(days=1)


def hold(year: Year, told: dict[str, Any]) -> None:
    """A meeting from its calling to its minutes, as far as time has come."""
    body = year.bodies[told["body"]]
    starts = year.moment(told["week"], told.get("weekday"), 18)
    called = year.by(starts - 40 * _DAY)
    row = meetings.call_meeting(
        body=body, starts_at=starts, ends_at=starts + timedelta(hours=2), place="Council Chamber, The Guildhall",
        place_cy="Siambr y Cyngor, Neuadd y Dref", remote=True, **called,
    )  # fmt: skip
    year.publish(row, called["at"])
    if "cancelled" in told:
        meetings.cancel_meeting(meeting=row, **told["cancelled"], **year.by(starts - 6 * _DAY))
    summoned = starts - 13 * _DAY
    if not told["items"] or summoned > year.until:
        return
    items = [_put(year, row, each, summoned) for each in told["items"]]
    publish_agenda(meeting=row.reference, **year.by(summoned))
    if starts > year.until:
        return
    meetings.note_course(meeting=row, what="begun", **year.by(starts))
    _attend(year, row, starts)
    for item, each in zip(items, told["items"], strict=True):
        agendas.take_item(item=item, **year.by(starts))
        _take(year, item, each, starts)
        _answer_for(year, item, each, starts)
    meetings.note_course(meeting=row, what="ended", **year.by(starts + timedelta(minutes=75)))
    _minute(year, row, items, told["items"], starts)
    for item, each in zip(items, told["items"], strict=True):
        if "decision" in each:
            _publish(year, item, each["decision"], starts + _DAY)


def _put(year: Year, row: m.Meeting, told: dict[str, Any], at: datetime) -> m.AgendaItem:
    item = agendas.put_item(
        meeting=row, title=told["title"], title_cy=told["title_cy"], matter=year.matters.get(told.get("matter", "")),
        **year.by(at),
    )  # fmt: skip
    if paper := told.get("report"):
        by = [("of", year.posts[paper["by"]], None)]
        agendas.put_report(item=item, title="Report", title_cy="Adroddiad", text=paper["text"], by=by, **year.by(at))
    if kept := told.get("withheld"):
        agendas.restrict(
            record=item, part=kept["part"], paragraph=kept["paragraph"], public_interest=kept["why"], text=kept["text"],
            review_on=(at + 365 * _DAY).date(), **year.by(at),
        )  # fmt: skip
    return item


def _attend(year: Year, row: m.Meeting, at: datetime) -> None:
    """Its members are there, save the last of a larger body, who sends apologies; an officer answers questions."""
    belonging = list(row.organization.memberships.filter(until=None).select_related("person").order_by("id"))
    for each in belonging:
        away = len(belonging) > 7 and each is belonging[-1]
        meetings.note_attendance(
            meeting=row, person=each.person, status="apologies" if away else "present",
            capacity="chair" if each.role == "chair" else "member", remote=each is belonging[-1], **year.by(at),
        )  # fmt: skip
    meetings.note_attendance(
        meeting=row, person=year.people["marsden"], status="present", capacity="officer", **year.by(at)
    )


def _take(year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime) -> None:
    """What happened at an item."""
    by = year.by(at)
    if said := told.get("declared"):
        declare(
            meeting=item.meeting, item=item, person=year.people[said["who"]], kind=said["kind"], reason=said["reason"],
            participated=said["stayed"], left_the_room=not said["stayed"], **by,
        )  # fmt: skip
    first = _move(year, item, told["motion"], at) if "motion" in told else None
    if "amendment" in told:
        _move(year, item, told["amendment"], at, amends=first)
    if said := told.get("undertaking"):
        due = year.day(said["due"])
        decisions.undertake(
            item=item, by=year.people[said["by"]], to="Full Council", text=said["text"], due_on=due, **by
        )
    if said := told.get("decision"):
        _decide(year, item, said, told.get("plan", ""), at)


def _answer_for(year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime) -> None:
    """What scrutiny asks, what it is answered, and what is reported to it."""
    if "recommendation" in told:
        holding.ask(year, item, told["recommendation"], at)
    if "answer" in told:
        holding.answer(year, item, told["answer"], at)
    if "hears" in told:
        holding.hear(year, item, told["hears"], at)
    if told.get("reported"):
        holding.report_use(year, item, at)


def _move(
    year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime, amends: m.Motion | None = None
) -> m.Motion:
    by = year.by(at)
    row = motions.move(
        item=item, text=told["text"], mover=year.people[told["mover"]], seconder=year.people[told["seconder"]],
        amends=amends, **by,
    )  # fmt: skip
    yes, no, abstain = told.get("votes", (None, None, None))
    names = {year.people[who]: option for option, voters in told.get("names", {}).items() for who in voters}
    motions.take_vote(
        motion=row, how=told["how"], yes=yes, no=no, abstain=abstain, names=names, result=told["result"], **by
    )
    return row


def _decide(year: Year, item: m.AgendaItem, told: dict[str, Any], plan: str, at: datetime) -> None:
    own = told["path"] == "council"
    row = decisions.take_decision(
        item=item, title=told["title"], title_cy=told["title_cy"], path=told["path"], outcome=told["outcome"],
        paragraphs=list(told["paragraphs"].items()), recommends_to=year.bodies.get(told.get("to", "")),
        resolves=year.decisions.get(told.get("resolves", "")), plan_entry=year.plans.get(plan), is_key=bool(plan),
        reasons=told.get("reasons", "None"), options_rejected=told.get("options", "None"), conflicts="None",
        is_subject_to_call_in=not (own or "to" in told), **year.by(at),
    )  # fmt: skip
    year.decisions[told.get("key", row.reference)] = row


def _publish(year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime) -> None:
    """The decision with its notice, the day after; what was put right or became of it later."""
    row = item.decisions.get()
    year.publish(row, at)
    notice = notices.give_notice(kind="decision", decision=row, **year.by(at))
    year.publish(notice, at)
    if wrong := told.get("corrected"):
        later = at + 4 * _DAY
        texts = {wrong["paragraph"]: wrong["text"]}
        correct_decision(
            decision=row, paragraphs=texts, said={}, why=Correction(**year.by(later), reason=wrong["reason"])
        )
    if given := told.get("delegates"):
        year.delegation = delegate(
            holder=year.posts[given["holder"]], scope=given["scope"], scope_cy=given["scope_cy"], decision=row,
            paragraph=given["paragraph"], grounds=given["grounds"], starts_when=given["starts_when"],
            consultees=[(year.posts[given["consultee"]].label, year.posts[given["consultee"]])], **year.by(at),
        )  # fmt: skip
        year.publish(year.delegation, at)
    if "called_in" in told:
        holding.call_in(year, row, told["called_in"], at)
    if "done" in told:
        when = year.moment(told["done"])
        decisions.follow_decision(decision=row, kind="carried-out", on=when.date(), **year.by(when))


def _minute(
    year: Year, row: m.Meeting, items: list[m.AgendaItem], told: list[dict[str, Any]], starts: datetime
) -> None:
    """Minutes a week later; those of the last meeting of the same body are approved at this one. Recent ones are still drafts."""
    at, code = starts + 7 * _DAY, row.organization.code
    if (before := year.minutes.get(code)) is not None:
        minutes.approve_minutes(minutes=before, at_meeting=row, **year.by(starts))
    passages = [(item, "", _said(each)) for item, each in zip(items, told, strict=True)]
    year.minutes[code] = minutes.draft_minutes(meeting=row, passages=passages, **year.by(at))
    minutes.publish_minutes(minutes=year.minutes[code], **year.by(at))


def _said(told: dict[str, Any]) -> str:
    if "motion" in told:
        return f"{told['motion']['text']} Carried."
    return "Noted."
