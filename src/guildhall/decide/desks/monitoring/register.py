"""The register of interests, member by member: entries are made, ended and put right, and dispensations are granted."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.authority import interests
from guildhall.decide.authority.declarations import checked, find_in_register, unregistered
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk.naming import named, posts
from guildhall.decide.desks.monitoring import granting, views
from guildhall.decide.desks.monitoring.granting import GROUNDS
from guildhall.decide.desks.staff import actor, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.models.interests import CATEGORIES
from guildhall.decide.sight import Withheld, seen, seen_of, withheld
from guildhall.estate.door import problem, require
from guildhall.kernel.clocks import local

CATEGORIES_SAID: Mapping[str, str] = {
    "employment": "Employment, office, trade, profession or vocation",
    "sponsorship": "Sponsorship",
    "contracts": "Contracts with the council",
    "land": "Land",
    "licences": "Licences to occupy land",
    "corporate-tenancies": "Corporate tenancies",
    "securities": "Securities",
    "gifts": "Gifts and hospitality",
    "membership": "Membership of a body",
    "other": "Other",
}


@require_safe
@never_cache
@require(*views.ROLES)
def register(request: HttpRequest) -> HttpResponse:
    """Every member, elected or co-opted, by name: the way to their entries."""
    rows = seen(m.Person, onlooker(request)).filter(kind__in=("member", "co-opted"))
    found, after = stretch(rows, by="name_key", after=request.GET.get("after", ""))
    members = [(each.key, named(each), each.ward) for each in found]
    return show(
        request, "decide/monitoring/register.jinja", title="The register of interests", desk="monitoring", members=members,
        after=after,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require(*views.ROLES)
def member(request: HttpRequest, key: str) -> HttpResponse:
    """A member's entries and dispensations, what they declared that is not registered, and the forms for all of it."""
    row = seen_of(m.Person, f"person/{key}", onlooker(request))
    if row is None or row.kind == "officer":
        return problem(request=request, status=404)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, row, then=reverse("decide:monitoring-member", args=[key])):
        return done
    today = local(now()).date()
    entries = list(seen(m.RegisteredInterest, onlooker(request)).filter(person=row).order_by("id"))
    kept = withheld([each.reference for each in entries if each.sensitive], onlooker(request))
    granted = seen(m.Dispensation, onlooker(request)).filter(person=row).select_related("interest", "post", "decision")
    return show(
        request,
        "decide/monitoring/member.jinja",
        title=named(row),
        desk="monitoring",
        errors=boxes.errors,
        member=row,
        entries=[(each, _said(each, kept)) for each in entries],
        choosable=[(each.reference, f"{CATEGORIES_SAID[each.category]}: {_said(each, kept)[:80]}") for each in entries],
        categories=list(CATEGORIES_SAID.items()),
        categories_said=CATEGORIES_SAID,
        dispensations=list(granted.order_by("id")),
        grounds=list(GROUNDS.items()),
        grounds_said=GROUNDS,
        posts=posts(request),
        owed=[views.owed(checked(each), late=checked(each).late(today)) for each in unregistered().filter(person=row)],
    )


def _enter(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    """An entry is published as it is made: the register is everybody's. What a sensitive one is, is not."""
    category = boxes.chosen("category", CATEGORIES, "Choose of which sort it is")
    text = boxes.text("text", "Write what the interest is", longest=10_000)
    told_on = boxes.day("registered_on")
    if told_on is not None and told_on > local(now()).date():
        boxes.wrong("registered_on", "This day has not come yet")
    told: dict[str, Any] = {
        "of_partner": boxes.ticked("of_partner"),
        "sensitive": boxes.ticked("sensitive"),
        "since": boxes.day("since"),
        "registered_on": told_on,
    }
    by: dict[str, Any] = {"actor": actor(request), "at": now()}

    def enter() -> None:
        row = interests.register(person=person, category=category, text=text, **told, **by)
        publish(reference=row.reference, **by)

    return boxes.do(enter)


def _end(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    row = _interest(request, person, boxes)
    if row is None or row.until is not None:  # another hand was quicker
        return True
    box = f"i{row.pk}-ended"
    until = boxes.day(box, "Write its last day")
    return boxes.do(
        lambda: interests.end(interest=row, until=until, actor=actor(request), at=now()),  # type: ignore[arg-type]  # it is asked for
        {"until": box},
    )


def _correct(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    row = _interest(request, person, boxes)
    if row is None:
        return True
    under = f"i{row.pk}-"
    told: dict[str, Any] = {
        "category": boxes.chosen(f"{under}category", CATEGORIES, "Choose of which sort it is"),
        "text": "" if row.sensitive else boxes.text(f"{under}text", "Write what the interest is", longest=10_000),
        "of_partner": boxes.ticked(f"{under}of_partner"),
        "since": boxes.day(f"{under}since"),
        "until": boxes.day(f"{under}until"),
        "reason": boxes.text(f"{under}reason", "Write why it is put right", longest=2000),
    }
    return boxes.do(
        lambda: interests.correct(interest=row, actor=actor(request), at=now(), **told),
        {name: f"{under}{name}" for name in told},
    )


def _publish(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    row = _interest(request, person, boxes)
    return row is None or boxes.do(lambda: publish(reference=row.reference, actor=actor(request), at=now()))


def _find(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    """What they declared at a meeting is in the register now: which entry it is."""
    declared = unregistered().filter(person=person, reference=boxes.raw("declaration")).first()
    if declared is None:
        return True
    box = f"d{declared.pk}-entry"
    entries = {each.reference: each for each in _entries(request, person)}
    entry = boxes.chosen(box, entries, "Choose which entry it is")
    return boxes.do(
        lambda: find_in_register(declaration=declared, interest=entries[entry], actor=actor(request), at=now()),
        {"interest": box},
    )


_ACTS: Mapping[str, Act[m.Person]] = {
    "enter": _enter,
    "end": _end,
    "correct": _correct,
    "publish": _publish,
    "find": _find,
    "grant": granting.grant,
    "publish-dispensation": granting.publish_dispensation,
    "end-dispensation": granting.end,
    "correct-dispensation": granting.correct,
}


def _entries(request: HttpRequest, person: m.Person) -> Any:
    return seen(m.RegisteredInterest, onlooker(request)).filter(person=person)


def _interest(request: HttpRequest, person: m.Person, boxes: Boxes) -> m.RegisteredInterest | None:
    found: m.RegisteredInterest | None = _entries(request, person).filter(reference=boxes.raw("interest")).first()
    return found


def _said(row: m.RegisteredInterest, kept: Mapping[str, tuple[Withheld, ...]]) -> str:
    """What an interest is; the monitoring officer reads of a sensitive one, too."""
    return " ".join(each.text for each in kept.get(row.reference, ())) if row.sensitive else row.text
