"""Decisions outside a meeting at the desk: those on record, and the form by which an officer's or one member's is recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.authority.alone import Under, Urgent, of_the_executive, take_alone, used_at
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk import naming, using
from guildhall.decide.desks.clerk.deciding import paragraphs_in
from guildhall.decide.desks.clerk.naming import elected, named, officers, posts_of_all
from guildhall.decide.desks.offered import Offered, offer
from guildhall.decide.desks.staff import actor, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import seen, seen_of
from guildhall.estate.door import problem
from guildhall.kernel.clocks import local

_AT = {"wrong-post": "post", "not-in-post": "person"}
_YES = {"yes": "Yes", "no": "No"}
_SAID = (
    ("reasons", "Write the reasons"),
    ("options_rejected", "Write which options were rejected. If there were none, write None"),
    ("conflicts", "Write which conflicts of interest were declared. If there were none, write None"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision outside a meeting, the newest first; and a form for another, of a ``matter`` where the address names one.

    Once a power is chosen, or named by the address (``under``), the form asks what a use of it rests on.
    """
    key = request.GET.get("matter", "")
    matter = seen_of(m.Matter, f"matter/{key}", onlooker(request)) if key and "\x00" not in key else None
    if key and matter is None:
        return problem(request=request, status=404)
    boxes, made = Boxes.posted(request), list[m.Decision]()
    if request.method == "POST" and _record(request, matter, boxes, made):
        return redirect(
            reverse("decide:clerk-decision", args=[made[0].key]) if made else reverse("decide:clerk-decisions")
        )
    rows = (
        seen(m.Decision, onlooker(request)).filter(path__in=("officer", "individual")).select_related("post", "person")
    )
    powers = _powers(request)
    under = powers.rows.get(boxes.raw("under") or request.GET.get("under", ""))
    found, after = stretch(rows, by="listed_on", after=request.GET.get("after", ""), newest=True)
    return show(
        request,
        "decide/clerk/decisions.jinja",
        title="Decisions outside a meeting",
        errors=boxes.errors,
        rows=found,
        after=after,
        matter=matter,
        posts=posts_of_all(request),
        people=_people(request),
        powers=powers.beside(under),
        under=under,
        terms=list(under.terms.order_by("id")) if under else [],
        officers=officers(request) if under else [],
        officers_posts=naming.posts(request) if under else [],
        yes_no=list(_YES.items()),
        members=elected(request),
    )


def _record(request: HttpRequest, matter: m.Matter | None, boxes: Boxes, made: list[m.Decision]) -> bool:
    posts, people, powers = posts_of_all(request), _people(request), _powers(request)
    title = boxes.text("title", "Write what was decided about", longest=400)
    post = posts.rows.get(boxes.chosen("post", posts))
    person = people.rows.get(boxes.chosen("person", people))
    if post is None and person is None:
        boxes.wrong("post", "Choose the post by which it was decided, or below the member who decided")
    power = powers.rows.get(boxes.chosen("under", powers))
    taken_on = boxes.day("taken_on", "Write the day on which it was decided")
    key = boxes.chosen("is_key", _YES, "Choose whether it is a key decision") == "yes"
    paragraphs = list(paragraphs_in(boxes.text("paragraphs", "Write what was decided, a line for each paragraph")))
    said = {name: boxes.text(name, missing) for name, missing in _SAID}
    used = used_at(taken_on, now()) if taken_on else None
    under = _under(request, power, boxes, person=person, post=post, used_at=used) if power else None
    urgent = _urgent(request, boxes) if key else None
    without = boxes.ticked("without_notice")
    exempt, number = boxes.text("exempt_because", longest=4000), boxes.text("number", longest=60)
    return boxes.do(
        lambda: made.append(
            take_alone(
                title=title, post=post, person=person, under=under, matter=matter, taken_on=taken_on,  # type: ignore[arg-type]  # written
                is_key=key, paragraphs=paragraphs, exempt_because=exempt, urgent=urgent,
                without_notice=without, number=number, actor=actor(request), at=now(), **said,
            )
        )
    )  # fmt: skip


def _under(request: HttpRequest, power: m.Delegation, boxes: Boxes, **by: Any) -> Under:
    """What the use of a power rests on. Whoever used it is named."""
    if by["person"] is None:
        boxes.wrong("person", "Choose who decided: a power is used by whoever holds the post")
    said = using.rested_on(request, power, boxes)
    using.refuse(said, **by, boxes=boxes, at=_AT, otherwise="under")
    return said


def _urgent(request: HttpRequest, boxes: Boxes) -> Urgent | None:
    """That it was urgent, who agreed and when; nothing where none of it is said."""
    members = elected(request)
    because = boxes.text("urgent_because", longest=4000)
    by, on = boxes.chosen("agreed_by", members), boxes.day("agreed_on")
    if not (because or by or on or boxes.raw("agreed_on")):
        return None
    if not because:
        boxes.wrong("urgent_because", "Write why it could not wait")
    if not by:
        boxes.wrong("agreed_by", "Choose who agreed that it is urgent")
    if not boxes.raw("agreed_on"):
        boxes.wrong("agreed_on", "Write the day on which they agreed")
    return Urgent(because, members.rows.get(by), on)


def _people(request: HttpRequest) -> Offered[m.Person]:
    """Who may have decided: the members of the executive, then the officers who are named in the record."""
    today = local(now()).date()
    sits = m.Membership.objects.filter(of_the_executive(today)).values("person")
    members = seen(m.Person, onlooker(request)).filter(id__in=sits)
    return offer(request, members, by="name_key", said=named).then(officers(request))


def _powers(request: HttpRequest) -> Offered[m.Delegation]:
    """The published powers of posts, by their holders."""
    rows = seen(m.Delegation).filter(revoked_on=None).select_related("holder")
    return offer(request, rows, by="holder__label_key", said=lambda each: f"{each.holder.label}: {each.scope[:100]}")
