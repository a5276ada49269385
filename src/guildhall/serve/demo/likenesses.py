"""Records of the demo council that are alike: some that may be one person, and a father and son who were taken for one for a week."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor
from guildhall.people.door import assert_link, born, reached_by, register, sameness
from guildhall.serve.contacts import interactions
from guildhall.serve.parting import reviewing

Told = Mapping[str, Any]


def meet(*, told: Told, advisor: Actor, until: datetime) -> None:
    """Register them, let a week's work be done, take the link back, and propose who may be one person."""
    for group in told["proposed"]:
        _registered(group, advisor, until - timedelta(days=20))
    long_ago, since = until - timedelta(days=30), until - timedelta(days=8)
    father, son = _registered(told["parted"], advisor, long_ago)
    link = assert_link(one=father, other=son, reasons=told["reasons"], actor=advisor, at=since).id
    for day, reason in enumerate(told["meanwhile"], start=1):
        at = since + timedelta(days=day)
        interactions.log(channel="phone", reason=reason, party=father, actor=advisor, at=at)
    number = told["number"]
    reached_by(reference=father, kind="phone", value=number, actor=advisor, at=until - timedelta(days=3))
    within = Onlooker(advisor.reference, teams=None, people=True)
    reviewing.part(link=link, why=told["why"], onlooker=within, actor=advisor, at=until - timedelta(days=1))
    for _ in sameness.go_through(at=until):
        pass


def _registered(group: Told, advisor: Actor, at: datetime) -> tuple[str, ...]:
    """Everybody of a group, each with what all of them share and what is their own."""
    people = []
    for each in group["people"]:
        known = group["share"] | each
        days = known.pop("born", "")
        reference = register(**known, at=at)
        if days:
            born(reference=reference, on=date.fromisoformat(str(days)), actor=advisor, at=at)
        people.append(reference)
    return tuple(people)
