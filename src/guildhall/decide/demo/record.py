"""The demo council's year on record: its bodies and who belongs to them, what was planned, met about, decided and published.

Made by the acts that clerks use, each at its own moment. Saying it again changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction
from ruamel.yaml import YAML

from guildhall.decide import models as m
from guildhall.decide.demo.holding import register_interests, use_power
from guildhall.decide.demo.meeting import hold
from guildhall.decide.demo.year import Year
from guildhall.decide.keeping import bodies, matters, notices
from guildhall.kernel.clocks import local

_LONG_AGO = -60


def open_record(*, at: datetime) -> None:
    """Make the demo council's year, where its record is empty. Nothing is made outside the demo."""
    if not settings.DEMO or m.Organization.objects.exists():
        return
    today = local(at).date()
    year = Year(today - timedelta(days=today.weekday()), at)
    with transaction.atomic():
        _found(year)
        _plan(year)
        register_interests(year, told()["interests"])
        for each in told()["meetings"]:
            if each["week"] > told()["use"]["week"] and year.use is None:
                use_power(year, told()["use"])
            hold(year, each)


@cache
def told() -> Mapping[str, Any]:
    """The year as its file tells it."""
    text = (files("guildhall.decide.demo") / "year.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = YAML(typ="safe").load(text)
    return found


def _found(year: Year) -> None:
    long_ago = year.by(year.moment(_LONG_AGO))
    since = year.day(_LONG_AGO)
    for each in told()["bodies"]:
        year.bodies[each["code"]] = bodies.found_body(founded_on=since, **each, **long_ago)
    for key, each in told()["posts"].items():
        said = {name: each[name] for name in ("label", "label_cy", "held_by")}
        began = year.day(each.get("week", _LONG_AGO))
        succeeds = year.posts.get(each.get("succeeds", ""))
        year.posts[key] = bodies.make_post(founded_on=began, succeeds=succeeds, **said, **long_ago)
    for key, each in told()["people"].items():
        kind = each.get("kind", "member")
        style = each.get("style", "Councillor")
        who = bodies.enter_person(name=each["name"], kind=kind, style=style, ward=each.get("ward", ""), **long_ago)
        year.people[key] = who
        for code, role in each.get("in", {}).items():
            bodies.take_office(person=who, body=year.bodies[code], role=role, since=since, **long_ago)
        if post := year.posts.get(each.get("holds", "")):
            bodies.take_office(person=who, post=post, since=post.founded_on, **long_ago)
    old, head = year.posts["old-head"], year.people["ellery"]
    held = bodies.take_office(person=head, post=old, since=since, **long_ago)
    bodies.leave_office(membership=held, until=year.posts["head"].founded_on or since, **long_ago)


def _plan(year: Year) -> None:
    for key, each in told()["matters"].items():
        at = year.moment(each["week"], 0)
        said = {name: each[name] for name in ("kind", "title", "title_cy", "summary", "summary_cy")}
        row = matters.raise_matter(wards=each.get("wards", ()), **said, **year.by(at))
        year.matters[key] = row
        year.publish(row, at)
    for key, each in told()["plan"].items():
        at, due = year.moment(each["week"], 0), year.day(each["due"])
        entry = matters.plan_decision(
            matter=year.matters[each["matter"]], body=year.bodies[each["body"]], due_from=due, due_until=due,
            is_key=each["key"], private=each.get("private", False), what=each["what"], what_cy=each["what_cy"],
            lead_post=year.posts[each["lead"]], consulted=each.get("consulted", ""), **year.by(at),
        )  # fmt: skip
        year.plans[key] = entry
        year.publish(entry, at)
        for kind in ("key-decision", *(["private-meeting"] if each.get("private") else [])):
            notice = notices.give_notice(kind=kind, plan_entry=entry, **year.by(at))
            year.publish(notice, at)
