"""Whom a form of the desk lets somebody choose: members of a body, officers, posts."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.offered import Offered, offer
from guildhall.decide.desks.staff import onlooker
from guildhall.decide.keeping.bodies import standing
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local


def officers(request: HttpRequest) -> Offered[m.Person]:
    """The officers who are named in the record, by name."""
    return offer(request, seen(m.Person, onlooker(request)).filter(kind="officer"), by="name_key", said=named)


def elected(request: HttpRequest) -> Offered[m.Person]:
    """Every member, elected or co-opted, by name."""
    return offer(request, seen(m.Person, onlooker(request)).exclude(kind="officer"), by="name_key", said=named)


def posts(request: HttpRequest) -> Offered[m.Post]:
    """The officers' posts that stand now, by label."""
    rows = seen(m.Post, onlooker(request)).filter(standing(local(now()).date()), held_by="officer")
    return offer(request, rows, by="label_key", said=labelled)


def posts_of_all(request: HttpRequest) -> Offered[m.Post]:
    """Every post that stands now, members' and officers', by label."""
    rows = seen(m.Post, onlooker(request)).filter(standing(local(now()).date()))
    return offer(request, rows, by="label_key", said=labelled)


def members_of(request: HttpRequest, body: m.Organization, on: date | None) -> QuerySet[m.Person]:
    """Who belongs to a body on a day, by name: all of them, who are as many as it has seats."""
    held = seen(m.Membership, onlooker(request)).filter(organization=body, post=None).exclude(role="substitute")
    if on is not None:
        held = held.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))
    return seen(m.Person, onlooker(request)).filter(id__in=held.values("person")).order_by("name_key", "id")


def named(person: m.Person) -> str:
    """How somebody is addressed."""
    return f"{person.style} {person.name}".strip()


def labelled(post: m.Post) -> str:
    """What a post is called."""
    return post.label
