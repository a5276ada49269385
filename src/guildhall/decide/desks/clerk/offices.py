"""Bodies and posts at the desk: entered, and who belongs to each or holds it, from a day until another. A new council begins here."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.called import Name, Office, former
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.naming import elected, named, officers, posts_of_all
from guildhall.decide.desks.offered import Offered, offer
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.bodies import (
    dissolve_body,
    end_post,
    enter_person,
    found_body,
    leave_office,
    make_post,
    name_successor,
    standing,
    take_office,
)
from guildhall.decide.keeping.renaming import rename
from guildhall.decide.models.bodies import BODIES
from guildhall.decide.references import folded, slug
from guildhall.decide.sight import seen
from guildhall.estate.door import problem
from guildhall.kernel.clocks import local

_HELD_BY = {"officer": "An officer", "member": "A member"}
_KINDS = {"member": "A member", "co-opted": "A co-opted member", "officer": "An officer"}
_ROLES = {
    "member": "Member",
    "chair": "Chair",
    "vice-chair": "Vice-chair",
    "substitute": "Substitute",
    "co-opted": "Co-opted",
}
_SORTS = {code: code.replace("-", " ").capitalize() for code in BODIES}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies by name, and a form for another."""
    boxes, made = Boxes.posted(request), list[m.Organization]()
    if request.method == "POST" and _found(request, boxes, made):
        return redirect(reverse("decide:clerk-body", args=[made[0].key]) if made else reverse("decide:clerk-bodies"))
    found, after = stretch(seen(m.Organization, onlooker(request)), by="name_key", after=request.GET.get("after", ""))
    return show(
        request,
        "decide/clerk/bodies.jinja",
        title="Bodies",
        errors=boxes.errors,
        rows=found,
        after=after,
        sorts=list(_SORTS.items()),
        sorts_said=_SORTS,
        parents=_standing(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def posts(request: HttpRequest) -> HttpResponse:
    """The posts by label, and a form for another."""
    boxes, made = Boxes.posted(request), list[m.Post]()
    if request.method == "POST" and _make(request, boxes, made):
        return redirect(reverse("decide:clerk-post", args=[made[0].key]) if made else reverse("decide:clerk-posts"))
    found, after = stretch(seen(m.Post, onlooker(request)), by="label_key", after=request.GET.get("after", ""))
    return show(
        request,
        "decide/clerk/posts.jinja",
        title="Posts",
        errors=boxes.errors,
        rows=found,
        after=after,
        held_by=list(_HELD_BY.items()),
        bodies=_standing(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def body(request: HttpRequest, key: str) -> HttpResponse:
    """Who belongs to a body, and the forms by which somebody joins and leaves it."""
    row = at_desk(request, m.Organization, key)
    return _office(request, row, reverse("decide:clerk-body", args=[key]), {"body": row})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def post(request: HttpRequest, key: str) -> HttpResponse:
    """Who holds a post, and the forms by which somebody takes it up and leaves it."""
    row = at_desk(request, m.Post, key)
    return _office(request, row, reverse("decide:clerk-post", args=[key]), {"post": row})


def _office(
    request: HttpRequest, row: m.Organization | m.Post, here: str, of: Mapping[str, m.Organization | m.Post]
) -> HttpResponse:
    boxes = Boxes.posted(request)
    if request.method == "POST":
        act = _ACTS.get(boxes.raw("act"))
        if act is None:
            return problem(request=request, status=400)
        if act(request, row, boxes, of):
            return redirect(here)
    is_body = isinstance(row, m.Organization)
    return show(
        request,
        "decide/clerk/office.jinja",
        title=row.name if isinstance(row, m.Organization) else row.label,
        errors=boxes.errors,
        row=row,
        here=here,
        is_body=is_body,
        up=("Bodies", reverse("decide:clerk-bodies")) if is_body else ("Posts", reverse("decide:clerk-posts")),
        holders=[(each, named(each.person)) for each in _holders(row).values()],
        holding=[(each.pk, named(each.person)) for each in _holders(row).values()],
        people=_people(request),
        kinds=list(_KINDS.items()),
        heirs=_heirs(request, row),
        heir=row.successor if isinstance(row, m.Organization) else row.succeeded_by.first(),
        before=former([row]).get(row.reference, ()),
        roles=list(_ROLES.items()),
        roles_said=_ROLES,
    )


def _found(request: HttpRequest, boxes: Boxes, made: list[m.Organization]) -> bool:
    name = boxes.text("name", "Write what it is called", longest=200)
    if name and m.Organization.objects.filter(name_key=folded(name)[:200], dissolved_on=None).exists():
        boxes.wrong("name", "A body of this name is on record already")
    kind = boxes.chosen("kind", _SORTS, "Choose what sort of body it is")
    code = boxes.text("code", longest=8).upper()
    if code and (not code.isascii() or not code.isalnum()):
        boxes.wrong("code", "Write letters and digits alone, such as FC")
    parents = _standing(request)
    told: dict[str, Any] = {
        "name_cy": boxes.text("name_cy", longest=200),
        "remit": boxes.text("remit", longest=4000),
        "parent": parents.rows.get(boxes.chosen("parent", parents)),
        "founded_on": boxes.day("founded_on"),
    }
    return boxes.do(
        lambda: made.append(found_body(name=name, kind=kind, code=code, actor=actor(request), at=now(), **told))
    )


def _make(request: HttpRequest, boxes: Boxes, made: list[m.Post]) -> bool:
    label = boxes.text("label", "Write what it is called", longest=200)
    if label and not slug(label):
        boxes.wrong("label", "Write a name with letters in it")
    if label and m.Post.objects.filter(label_key=folded(label)[:200], dissolved_on=None).exists():
        boxes.wrong("label", "A post of this name is on record already")
    held_by = boxes.chosen("held_by", _HELD_BY, "Choose who holds it")
    there = _standing(request)
    told: dict[str, Any] = {
        "label_cy": boxes.text("label_cy", longest=200),
        "body": there.rows.get(boxes.chosen("body", there)),
        "founded_on": boxes.day("founded_on"),
    }
    return boxes.do(
        lambda: made.append(make_post(label=label, held_by=held_by, actor=actor(request), at=now(), **told))
    )


def _join(
    request: HttpRequest, row: m.Organization | m.Post, boxes: Boxes, of: Mapping[str, m.Organization | m.Post]
) -> bool:
    """Somebody who is on record, or who is entered here, joins the body or takes up the post."""
    people, name = _people(request), boxes.text("name", longest=200)
    person = people.rows.get(boxes.chosen("person", people))
    if person is None and not name:
        boxes.wrong("person", "Choose somebody, or write the name of somebody new")
    if person is not None and name:
        boxes.wrong("name", "Somebody is chosen already. Leave one of the two blank")
    if name and any(folded(name) == each.name_key for each in people.rows.values()):
        boxes.wrong("name", "Somebody of this name is on record. Choose them, or write the name so that it differs")
    kind = boxes.chosen("kind", _KINDS, "Choose whether they are a member or an officer" if name else "")
    new: dict[str, Any] = {"style": boxes.text("style", longest=40), "ward": boxes.text("ward", longest=100)}
    role = boxes.chosen("role", _ROLES, "Choose as what") if isinstance(row, m.Organization) else ""
    since = boxes.day("since", "Write since which day")
    by: dict[str, Any] = {"actor": actor(request), "at": now()}
    return boxes.do(
        lambda: take_office(
            person=person or enter_person(name=name, kind=kind, **new, **by), role=role, since=since, **of, **by  # type: ignore[arg-type]  # its own
        )
    )  # fmt: skip


def _leave(
    request: HttpRequest, row: m.Organization | m.Post, boxes: Boxes, of: Mapping[str, m.Organization | m.Post]
) -> bool:
    holders = {str(pk): each for pk, each in _holders(row).items()}
    held = holders.get(boxes.chosen("membership", holders, "Choose who leaves"))
    until = boxes.day("until", "Write the last day")
    return boxes.do(lambda: leave_office(membership=held, until=until, actor=actor(request), at=now()))  # type: ignore[arg-type]


def _end(
    request: HttpRequest, row: m.Organization | m.Post, boxes: Boxes, of: Mapping[str, m.Organization | m.Post]
) -> bool:
    """The body or the post is no more, and what took its place, where anything did."""
    on = boxes.day("on", "Write the day on which it ended") if row.dissolved_on is None else row.dissolved_on
    if on and on > local(now()).date():
        boxes.wrong("on", "This day has not come yet. Note it when it has")
    heirs = _heirs(request, row)
    asked = "" if row.dissolved_on is None else "Choose what took its place"
    heir = heirs.rows.get(boxes.chosen("successor", heirs, asked))
    by: dict[str, Any] = {"actor": actor(request), "at": now()}

    def end() -> None:
        if row.dissolved_on is None and isinstance(row, m.Organization):
            dissolve_body(body=row, on=on, **by)  # type: ignore[arg-type]  # written
        elif row.dissolved_on is None and isinstance(row, m.Post):
            end_post(post=row, on=on, **by)  # type: ignore[arg-type]  # written
        if heir is not None:
            name_successor(of=row, successor=heir, **by)

    return boxes.do(end)


def _rename(
    request: HttpRequest, row: m.Organization | m.Post, boxes: Boxes, of: Mapping[str, m.Organization | m.Post]
) -> bool:
    """The body or the post has another name from a day on."""
    name = boxes.text("new_name", "Write what it is called from then on", longest=200)
    name_cy = boxes.text("new_name_cy", longest=200)
    return _named_anew(request, row, boxes, "new", Name(name, name_cy))


def _rename_person(
    request: HttpRequest, row: m.Organization | m.Post, boxes: Boxes, of: Mapping[str, m.Organization | m.Post]
) -> bool:
    """Somebody who belongs to it has another name from a day on."""
    holders = {str(pk): each for pk, each in _holders(row).items()}
    held = holders.get(boxes.chosen("called", holders, "Choose who has another name"))
    name = boxes.text("called_name", "Write what they are called from then on", longest=200)
    style = boxes.text("called_style", longest=40)
    return _named_anew(request, held.person if held else None, boxes, "called", Name(name, "", style))


def _named_anew(request: HttpRequest, office: Office | None, boxes: Boxes, under: str, to: Name) -> bool:
    on = boxes.day(f"{under}_on", "Write the first day of the new name")
    why = boxes.text(f"{under}_why", "Write why. The reason is published", longest=2000)
    return boxes.do(
        lambda: rename(office=office, to=to, on=on, reason=why, actor=actor(request), at=now()),  # type: ignore[arg-type]  # written
        {"name": f"{under}_name", "on": f"{under}_on", "why": f"{under}_why"},
    )


def _heirs(request: HttpRequest, row: m.Organization | m.Post) -> Offered[m.Organization] | Offered[m.Post]:
    """What may have taken its place: others of its kind that stand."""
    if isinstance(row, m.Organization):
        return _standing(request).without([row.pk])
    return posts_of_all(request).without([row.pk])


_ACTS: Mapping[str, Callable[..., bool]] = {
    "join": _join, "leave": _leave, "end": _end, "rename": _rename, "rename-person": _rename_person,
}  # fmt: skip


def _holders(row: m.Organization | m.Post) -> dict[int, m.Membership]:
    """Who belongs to it, or holds it, and has not left."""
    rows = row.memberships.filter(until=None).select_related("person").order_by("person__name_key", "id")
    return {each.pk: each for each in (rows.filter(post=None) if isinstance(row, m.Organization) else rows)}


def _people(request: HttpRequest) -> Offered[m.Person]:
    return elected(request).then(officers(request))


def _standing(request: HttpRequest) -> Offered[m.Organization]:
    rows = seen(m.Organization, onlooker(request)).filter(standing(local(now()).date()))
    return offer(request, rows, by="name_key", said=lambda each: each.name)
