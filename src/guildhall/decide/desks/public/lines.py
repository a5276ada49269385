"""Decisions and meetings as the lines of a list: the words of each are put together once, however many lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.desks.public.standing import tag_of
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision on a list: what it was about, who took it, when, and the tag of where it stands today."""

    href: str
    title: Markup
    by: Markup | str
    on: str
    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting on a list: its day, whose it is, when and where; and what a tag says of it, where it was changed."""

    href: str
    title: Markup
    day: date
    month: str
    inside: str
    when: str
    place: Markup
    changed: str
    colour: str


def taken(rows: Iterable[m.Decision], lang: str) -> list[Taken]:
    """Decisions, which come with whoever took them and what `paths` asks for, in the order in which they came."""
    held, t = list(rows), Tongue(lang)
    stood = paths(held, on=local(clock.now()).date())
    return [
        Taken(
            t.at(each.reference),
            t(each, "title"),
            _taken_by(each, t.on(each.taken_on)),
            t.short(each.taken_on),
            *tag_of(stood[each.pk], lang),
        )
        for each in held
    ]


def met(rows: Iterable[m.Meeting], lang: str) -> list[Met]:
    """Meetings, which come with their body, in the order in which they came. ``changed`` on a row are its changes."""
    t = Tongue(lang)
    return [_met(each, each.day, t) for each in rows if each.day is not None]


def _met(row: m.Meeting, day: date, t: Tongue) -> Met:
    changed = next(reversed(getattr(row, "changed", ())), None)
    return Met(
        t.at(row.reference),
        t(row, "title") if row.title else t.on(day)(row.organization, "name"),
        day,
        t.month(day),
        t.inside(day),
        f"{t.day(day)}, {t.time(row.starts_at)}" if row.starts_at else t.day(day),
        t(row, "place"),
        t.say(f"change-{changed.kind}") if changed else "",
        "red" if changed and changed.kind == "cancelled" else "yellow",
    )


def _taken_by(row: m.Decision, t: Tongue) -> Markup | str:
    if row.organization is not None:
        return t(row.organization, "name")
    if row.post is not None:
        return t(row.post, "label")
    return t.named(row.person) if row.person is not None else ""
