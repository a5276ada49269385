"""Bodies, posts and the people who hold them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.letting_find import let_find
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.decide.references import folded
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


def standing(on: date) -> Q:
    """What of bodies and posts stands on a day: also what is to end on one that lies ahead."""
    return Q(dissolved_on=None) | Q(dissolved_on__gt=on)


def found_body(
    *,
    name: str,
    kind: str,
    actor: Actor,
    at: datetime,
    code: str = "",
    name_cy: str = "",
    remit: str = "",
    remit_cy: str = "",
    parent: m.Organization | None = None,
    founded_on: date | None = None,
) -> m.Organization:
    """Enter a body. Without a ``code``, one is made from its name; a code that is taken is refused."""
    name = needed(name, "name")
    if code and m.Organization.objects.filter(code=code).exists():
        raise NotRecorded("taken", "code")
    with transaction.atomic():
        code = code or references.code_for(name)
        row = m.Organization.objects.create(
            reference=f"body/{code}", code=code, kind=kind, name=name, name_cy=name_cy, name_key=folded(name)[:200],
            remit=remit, remit_cy=remit_cy, parent=parent, founded_on=founded_on,
        )  # fmt: skip
        tell(row, happened.BODY_FOUNDED, actor, at, first=True, on=founded_on)
        let_find(row, at)
    return row


def dissolve_body(
    *, body: m.Organization, on: date, actor: Actor, at: datetime, successor: m.Organization | None = None
) -> None:
    """A body ended on a day; what took its place, where anything did. Whoever belonged to it belongs to it until that day."""
    if body.founded_on and on < body.founded_on:
        raise NotRecorded("before-it-began", "on")
    with transaction.atomic():
        body.dissolved_on, body.successor = on, successor
        body.save(update_fields=["dissolved_on", "successor"])
        body.memberships.filter(until=None).update(until=on)
        tell(body, happened.BODY_DISSOLVED, actor, at, on=on, successor=reference_of(successor))


def make_post(
    *,
    label: str,
    held_by: str,
    actor: Actor,
    at: datetime,
    label_cy: str = "",
    body: m.Organization | None = None,
    founded_on: date | None = None,
    succeeds: m.Post | None = None,
) -> m.Post:
    """Enter a post, held by a `member` or an `officer`. Where it succeeds another, that one ends."""
    label = needed(label, "label")
    with transaction.atomic():
        row = m.Post.objects.create(
            reference=references.named(m.Post, references.slug(label) or "post"), label=label, label_cy=label_cy,
            label_key=folded(label)[:200], held_by=held_by, organization=body, founded_on=founded_on, succeeds=succeeds,
        )  # fmt: skip
        tell(row, happened.POST_MADE, actor, at, first=True, held_by=held_by, succeeds=reference_of(succeeds))
        let_find(row, at)
        if succeeds is not None and succeeds.dissolved_on is None:
            end_post(post=succeeds, on=founded_on or local(at).date(), actor=actor, at=at)
    return row


def end_post(*, post: m.Post, on: date, actor: Actor, at: datetime) -> None:
    """A post is no more from a day on."""
    if post.founded_on and on < post.founded_on:
        raise NotRecorded("before-it-began", "on")
    with transaction.atomic():
        post.dissolved_on = on
        post.save(update_fields=["dissolved_on"])
        post.memberships.filter(until=None).update(until=on)
        tell(post, happened.POST_ENDED, actor, at, on=on)


def name_successor(
    *, of: m.Organization | m.Post, successor: m.Organization | m.Post, actor: Actor, at: datetime
) -> None:
    """What took the place of a body, or of a post, that is no more. No power goes with it: each is given anew by a decision."""
    if of.dissolved_on is None:
        raise NotRecorded("not-ended", "successor")
    if of == successor:
        raise NotRecorded("itself", "successor")
    with transaction.atomic():
        match of, successor:
            case m.Organization(), m.Organization():
                of.successor = successor
                of.save(update_fields=["successor"])
                tell(of, happened.BODY_DISSOLVED, actor, at, on=of.dissolved_on, successor=successor.reference)
            case m.Post(), m.Post():
                if successor.succeeds_id not in (None, of.pk):
                    raise NotRecorded("succeeds-another", "successor")
                successor.succeeds = of
                successor.save(update_fields=["succeeds"])
                tell(of, happened.POST_ENDED, actor, at, on=of.dissolved_on)
            case _:
                raise NotRecorded("no-such-code", "successor")


def enter_person(*, name: str, kind: str, actor: Actor, at: datetime, style: str = "", ward: str = "") -> m.Person:
    """Enter somebody in public office: a `member`, a `co-opted` one, an `officer`. Nobody is matched here."""
    name = needed(name, "name")
    with transaction.atomic():
        row = m.Person.objects.create(
            reference=references.drawn(m.Person), kind=kind, style=style.strip(), name=name,
            name_key=folded(name)[:200], ward=ward,
        )  # fmt: skip
        tell(row, happened.PERSON_ENTERED, actor, at, first=True, kind=kind)
        let_find(row, at)
    return row


def take_office(
    *,
    person: m.Person,
    actor: Actor,
    at: datetime,
    body: m.Organization | None = None,
    post: m.Post | None = None,
    role: str = "",
    since: date | None = None,
    by: str = "",
) -> m.Membership:
    """Somebody belongs to a body, or holds a post, from a day on; ``by`` is the decision that appointed them. Once is enough."""
    if body is None and post is None:
        raise NotRecorded("missing", "body")
    with transaction.atomic():
        standing = m.Membership.objects.filter(person=person, organization=body, post=post, until=None)
        role = role or ("holder" if post else "member")
        row = standing.filter(role=role).first()
        if row is None:
            row = m.Membership.objects.create(
                person=person, organization=body, post=post, role=role, since=since, made_by=by
            )
            data: dict[str, Any] = {
                "body": reference_of(body),
                "post": reference_of(post),
                "role": role,
                "since": since,
            }
            tell(person, happened.OFFICE_BEGUN, actor, at, **data)
    return row


def leave_office(*, membership: m.Membership, until: date, actor: Actor, at: datetime) -> None:
    """Somebody belongs to a body, or holds a post, no longer after a day."""
    if membership.since and until < membership.since:
        raise NotRecorded("before-it-began", "until")
    with transaction.atomic():
        membership.until = until
        membership.save(update_fields=["until"])
        body, post = reference_of(membership.organization), reference_of(membership.post)
        tell(
            membership.person, happened.OFFICE_ENDED, actor, at, body=body, post=post, role=membership.role, until=until
        )
