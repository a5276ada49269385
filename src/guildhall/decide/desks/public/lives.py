"""Whether a power may be used today, in the words and the colour of a tag: wherever powers are listed, they say so alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.given import given
from guildhall.decide.tongue import Tongue
from guildhall.kernel.authority.values import Path
from guildhall.kernel.clocks import local

POWERS_WITH = ("resolution", "decision__item", "decision__plan_entry", "decision__recommends_to")
"""What powers come with."""


@dataclass(frozen=True, slots=True)
class Live:
    """Whether a power may be used today: a word for it, its colour, and why not where it may not."""

    tag: str
    colour: str
    because: str = ""


def lives_of(rows: Sequence[m.Delegation], lang: str, stood: Mapping[int, Path] | None = None) -> list[Live]:
    """Of each of these powers, in their order. ``stood`` are the paths of their decisions today, where they are known already."""
    today, t = local(clock.now()).date(), Tongue(lang)
    found = given(rows, on=today, stood=stood)
    return [_of_itself(each, today, t) or _of_what_gives_it(found[each.pk], t) for each in rows]


def _of_itself(row: m.Delegation, today: date, t: Tongue) -> Live | None:
    """That it was revoked, has ended or has not begun, by its own days."""
    if row.revoked_on and row.revoked_on <= today:
        return Live(t.say("power-revoked"), "grey", t.say("power-revoked-on", day=t.short(row.revoked_on)))
    if row.ends_on and row.ends_on < today:
        return Live(t.say("power-ended"), "grey", t.say("power-ended-on", day=t.short(row.ends_on)))
    if row.starts_on and row.starts_on > today:
        return Live(t.say("power-not-yet"), "yellow", t.say("power-from", day=t.short(row.starts_on)))
    return None


def _of_what_gives_it(path: Path, t: Tongue) -> Live:
    """What was only recommended is inert, and stays so where it was left out; what ended with its decision has gone."""
    if path.is_in_force:
        return Live(t.say("power-live"), "green")
    if path.ended is None:
        return Live(t.say("power-not-yet"), "yellow", t.say("power-inert"))
    if path.effective is None:
        return Live(t.say("power-not-given"), "grey", t.say("power-not-resolved"))
    return Live(t.say("power-ended"), "grey", t.say("power-decision-ended"))
