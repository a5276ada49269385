"""The whole path of a matter: all that the public record holds of it, in the order of its days.

A long one is drawn in stretches of whole days, the latest first; within a stretch the earliest stands first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.desks.public.standing import Stand, stand
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local

MOST = 25
"""Rows of each kind that a stretch is drawn from: as many as any list of the record shows at once."""

_AFTERWARDS = frozenset({
    "notice-published", "call-in-exempt", "called-in", "referred-back", "referred-to-council", "confirmed", "effective",
    "carried-out", "superseded", "revoked", "not-adopted",
})  # fmt: skip
"""Steps of a decision that stand by themselves on the path; what comes before it is there already."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something on the path: when, what it was, of what or by whom, and where it is shown. ``ahead``: it is still to come."""

    on: date
    label: str
    what: str
    href: str = ""
    lead: str = ""
    ahead: bool = False
    weight: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stretch of a path, where the matter stands now, and the day up to which the stretch before it reaches."""

    points: tuple[Point, ...]
    stood: Stand | None
    latest: m.Decision | None
    until: str


def draw(matter: m.Matter, *, today: date, until: date | None, lang: str) -> Drawn:
    """The path as everybody may see it on a day, or its stretch ``until`` another. A fixed number of statements."""
    t = Tongue(lang)
    decisions = _decisions(matter, until)
    found = paths(decisions, on=today)
    stood = {each.pk: stand(each, found[each.pk], lang) for each in decisions}
    points = [
        *_plans(matter, until, t),
        *_notices(matter, until, t),
        *_items(matter, until, today, {each.item_id for each in decisions}, t),
        *_asked(matter, until, t),
        *_powers(matter, until, t),
        *_uses(matter, until, t),
        *(point for each in decisions for point in _of(each, stood[each.pk], t)),
    ]
    points.append(Point(matter.listed_on, t.say("path-raised"), "", order=-1))
    kept = [each for each in points if until is None or each.on <= until]
    latest = decisions[0] if decisions and until is None else None
    shown, before = _whole_days(kept)
    return Drawn(tuple(shown), stood[latest.pk] if latest else None, latest, before)


def _whole_days(points: list[Point]) -> tuple[list[Point], str]:
    """The latest days that hold so many points together, and the day up to which the rest reaches."""
    days = [list(each) for _, each in groupby(sorted(points, key=lambda p: (p.on, p.order)), key=lambda p: p.on)]
    kept: list[list[Point]] = []
    while days and (not kept or len(days[-1]) + sum(map(len, kept)) <= MOST):
        kept.insert(0, days.pop())
    return [point for each in kept for point in each], days[-1][0].on.isoformat() if days else ""


def _decisions(matter: m.Matter, until: date | None) -> list[m.Decision]:
    rows = seen(m.Decision).filter(matter=matter)
    rows = rows.select_related("item", "plan_entry", "organization", "post", "recommends_to")
    return list((rows.filter(listed_on__lte=until) if until else rows).order_by("-listed_on", "-id")[:MOST])


def _of(decision: m.Decision, stood: Stand, t: Tongue) -> Iterator[Point]:
    """A decision, and what became of it."""
    order = 7 if decision.resolves_id else 5  # on one day, what settles a recommendation comes after it
    who = decision.organization or decision.post
    name = t.on(decision.taken_on).plain(who, "name" if isinstance(who, m.Organization) else "label") if who else ""
    yield Point(
        decision.taken_on or decision.listed_on, t.say(f"outcome-{decision.outcome}"), t.plain(decision, "title"),
        t.at(decision.reference), name, weight=True, order=order,
    )  # fmt: skip
    for each in stood.steps:
        with_another = each.code == "effective" and decision.outcome == "recommended"
        if (each.ahead or each.code in _AFTERWARDS) and not with_another:
            yield Point(
                each.on,
                each.name,
                t.plain(decision, "title"),
                t.at(decision.reference),
                ahead=each.ahead,
                order=order + 1,
            )


def _plans(matter: m.Matter, until: date | None, t: Tongue) -> Iterator[Point]:
    rows = seen(m.PlanEntry).filter(matter=matter).select_related("organization", "post")
    rows = rows.annotate(planned_on=Coalesce("first_published_on", TruncDate("published_at")))
    for each in (rows.filter(planned_on__lte=until) if until else rows).order_by("-planned_on", "-id")[:MOST]:
        on = each.first_published_on or (local(each.published_at).date() if each.published_at else each.due_from)
        body = each.organization or each.post
        name = t.on(on).plain(body, "name" if isinstance(body, m.Organization) else "label") if body else ""
        yield Point(
            on,
            t.say("path-planned"),
            t.say("path-planned-for", day=t.short(each.due_until)),
            t.at(each.reference),
            name,
        )


def _notices(matter: m.Matter, until: date | None, t: Tongue) -> Iterator[Point]:
    """Those of what is planned, of what was decided, and of meeting in private for it. That of a decision stands with the decision."""
    private = Q(meeting__in=_in_private(matter).values("meeting"), kind__startswith="private-")
    rows = seen(m.Notice).filter(Q(plan_entry__matter=matter) | Q(decision__matter=matter) | private, withdrawn_at=None)
    rows = rows.exclude(kind="decision")
    for each in (rows.filter(published_at__date__lte=until) if until else rows).order_by("-published_at", "-id")[:MOST]:
        if each.published_at:
            yield Point(local(each.published_at).date(), t.say(f"notice-{each.kind}"), "", order=1)


def _in_private(matter: m.Matter) -> QuerySet[m.AgendaItem]:
    """The items at which it is or was planned for private, or of which something is or was withheld."""
    papers = seen(m.Report).filter(item=OuterRef(OuterRef("pk"))).values("reference")
    withheld = m.Restriction.objects.filter(Q(subject=OuterRef("reference")) | Q(subject__in=papers))
    planned = seen(m.PlanEntry).filter(matter=matter, private=True)
    return seen(m.AgendaItem).filter(Exists(withheld) | Exists(planned), matter=matter)


def _items(matter: m.Matter, until: date | None, today: date, decided: set[int | None], t: Tongue) -> Iterator[Point]:
    rows = seen(m.AgendaItem).filter(matter=matter, meeting__day__isnull=False).select_related("meeting__organization")
    for each in (rows.filter(meeting__day__lte=until) if until else rows).order_by("-meeting__day", "-id")[:MOST]:
        day = each.meeting.day
        if day is None or each.pk in decided:
            continue
        label = "path-to-be-considered" if day > today else "path-withdrawn" if each.withdrawn_at else "path-considered"
        body = t.on(day).plain(each.meeting.organization, "name")
        yield Point(day, t.say(label), t.plain(each, "title"), t.at(each.reference), body, ahead=day > today, order=3)


def _asked(matter: m.Matter, until: date | None, t: Tongue) -> Iterator[Point]:
    rows = seen(m.ScrutinyRecommendation).filter(matter=matter).select_related("by", "to")
    asked = list((rows.filter(made_on__lte=until) if until else rows).order_by("-made_on", "-id")[:MOST])
    for each in asked:
        yield Point(
            each.made_on,
            t.say("path-asked"),
            t.plain(each, "text"),
            t.at(each.reference),
            t.on(each.made_on).plain(each.by, "name"),
            order=4,
        )
    answers = seen(m.ScrutinyResponse).filter(recommendation__in=asked).select_related("recommendation")
    for answer in answers.order_by("-given_on", "-id")[:MOST]:
        label = t.say(f"accepted-{answer.accepted}")
        yield Point(
            answer.given_on, label, t.plain(answer, "explanation"), t.at(answer.recommendation.reference), order=4
        )


def _powers(matter: m.Matter, until: date | None, t: Tongue) -> Iterator[Point]:
    """The powers that decisions gave; one that was recommended is given by whoever it was recommended to."""
    rows = seen(m.Delegation).filter(decision__matter=matter).select_related("holder", "decision")
    rows = rows.filter(decision__listed_on__lte=until) if until else rows
    for each in rows.order_by("-decision__listed_on", "-id")[:MOST]:
        if each.decision is not None:
            on = each.decision.taken_on or each.decision.listed_on
            label = "path-power-recommended" if each.decision.outcome == "recommended" else "path-power"
            who = t.on(on).plain(each.holder, "label")
            yield Point(on, t.say(label), t.plain(each, "scope"), t.at(each.reference), who, order=8)


def _uses(matter: m.Matter, until: date | None, t: Tongue) -> Iterator[Point]:
    """The uses of powers that its decisions gave, and those by which it was decided itself, of whatever power."""
    own = Q(decision__in=seen(m.Decision).filter(matter=matter).values("pk"))
    rows = seen(m.DelegationUse).filter(own | Q(delegation__decision__matter=matter)).select_related("post")
    for each in (rows.filter(used_at__date__lte=until) if until else rows).order_by("-used_at", "-id")[:MOST]:
        on, who = local(each.used_at).date(), t.on(local(each.used_at).date()).plain(each.post, "label")
        yield Point(on, t.say("path-used"), t.plain(each, "title"), t.at(each.reference), who, weight=True, order=5)
