"""What holds the demo council's year to account: what scrutiny asked and was answered, a call-in, interests, a power used."""

from datetime import datetime, timedelta
from typing import Any

from guildhall.decide import models as m
from guildhall.decide.authority import call_ins, interests, scrutiny, uses
from guildhall.decide.demo.year import Year

_DAY = timedelta(days=1)


def ask(year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime) -> None:
    """Scrutiny recommends something; what is asked is published with the minutes."""
    year.asked = scrutiny.recommend(
        by=item.meeting.organization, to=year.bodies[told["to"]], text=told["text"], text_cy=told["text_cy"],
        made_on=at.date(), received_on=(at + _DAY).date(), matter=item.matter, item=item, **year.by(at),
    )  # fmt: skip
    year.publish(year.asked, at + 7 * _DAY)


def answer(year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime) -> None:
    """What scrutiny asked is answered at a meeting, with what is to be done."""
    assert year.asked is not None
    response = scrutiny.respond(
        recommendation=year.asked, accepted=told["accepted"], explanation=told["because"],
        explanation_cy=told["because_cy"], given_on=at.date(), by=item.meeting.organization, item=item,
        action=told["action"], action_owner=year.posts[told["owner"]], action_due_on=(at + 30 * _DAY).date(), **year.by(at),
    )  # fmt: skip
    scrutiny.publish_response(response=response, **year.by(at + _DAY))


def call_in(year: Year, decision: m.Decision, told: dict[str, Any], at: datetime) -> None:
    """Members ask that a decision be looked at again; the monitoring officer finds that they may."""
    asked = at + 3 * _DAY
    year.called_in = call_ins.enter(
        decision=decision, signatories=[year.people[each] for each in told["by"]], grounds=told["grounds"],
        requested_at=asked, **year.by(asked),
    )  # fmt: skip
    call_ins.judge(call_in=year.called_in, valid=True, **year.by(asked + _DAY))
    year.publish(year.called_in, asked + _DAY)


def hear(year: Year, item: m.AgendaItem, told: dict[str, Any], at: datetime) -> None:
    """The call-in is heard, and what comes of it."""
    assert year.called_in is not None
    call_ins.settle(
        call_in=year.called_in, outcome=told["outcome"], on=at.date(), says=told["says"],
        by=item.meeting.organization, meeting=item.meeting, item=item, **year.by(at),
    )  # fmt: skip


def use_power(year: Year, told: dict[str, Any]) -> None:
    """The power that Council gave is used once: the strategy is changed as the law around it changed."""
    assert year.delegation is not None
    at = year.moment(told["week"])
    post, person = year.posts["head"], year.people["ellery"]
    how = {"ground": told["ground_how"], "consultee": told["consulted"]}
    terms = {"ground": told["ground"], "consultee": year.posts["access"].label}
    met = [
        uses.Met(each, how[each.kind], (at - 2 * _DAY).date())
        for each in year.delegation.terms.all()
        if terms.get(each.kind) == each.text
    ]
    year.use = uses.use(
        delegation=year.delegation, person=person, post=post, used_at=at, title=told["title"], title_cy=told["title_cy"],
        what_changed=told["what"], judged=uses.Judged(told["because"], year.people["marsden"], year.posts["monitoring"]),
        met=met, before=told["before"], after=told["after"], begun=told["begun"], **year.by(at),
    )  # fmt: skip
    year.publish(year.use, at + _DAY)


def report_use(year: Year, item: m.AgendaItem, at: datetime) -> None:
    """Council is told of it, at an item of its agenda."""
    assert year.use is not None
    uses.report(use=year.use, to=item.meeting.organization, on=at.date(), item=item, **year.by(at))


def register_interests(year: Year, told: list[dict[str, Any]]) -> None:
    """What members registered. What a sensitive interest is, is said nowhere."""
    for each in told:
        at = year.moment(each["week"])
        row = interests.register(
            person=year.people[each["who"]], category=each["category"], text=each["text"],
            sensitive=each.get("sensitive", False), since=at.date(), **year.by(at),
        )  # fmt: skip
        year.publish(row, at + _DAY)
