"""Bodies, people and who belongs to what, as OParl has them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from guildhall.decide import models as m
from guildhall.decide.called import former
from guildhall.decide.exports.oparl.naming import BODY, Told, at, named, shown, told
from guildhall.decide.sight import seen


def memberships() -> QuerySet[m.Membership]:
    """Who belongs to a body, or holds a post of one. A post of no body has no place in OParl."""
    rows = seen(m.Membership).filter(Q(organization__isnull=False) | Q(post__organization__isnull=False))
    return rows.select_related("person", "organization", "post__organization")


def organizations_told(rows: Sequence[m.Organization]) -> list[Told]:
    """Bodies as Organizations."""
    posts: dict[int | None, list[str]] = {}
    for post in seen(m.Post).filter(organization__in=rows).order_by("id"):
        posts.setdefault(post.organization_id, []).append(post.label)
    belong: dict[int, list[str]] = {}
    for each in memberships().filter(Q(organization__in=rows) | Q(post__organization__in=rows)).order_by("id"):
        belong.setdefault(_body_of(each).pk, []).append(at("membership", each.pk))
    before = former(rows)
    above = m.Organization.objects.in_bulk([each.parent_id for each in rows if each.parent_id])
    return [
        named("organization", each.key, "Organization")
        | told(
            body=at("body", BODY),
            name=each.name,
            shortName=each.code,
            classification=each.kind,
            meeting=at("organization", each.key, "meeting"),
            membership=belong.get(each.pk),
            post=posts.get(each.pk),
            subOrganizationOf=at("organization", above[each.parent_id].key) if each.parent_id else None,
            startDate=each.founded_on.isoformat() if each.founded_on else None,
            endDate=each.dissolved_on.isoformat() if each.dissolved_on else None,
        )
        | _called_before(before.get(each.reference, ()))
        | shown(each)
        for each in rows
    ]


def people_told(rows: Sequence[m.Person]) -> list[Told]:
    """People in public office, each with what they belong to."""
    belong: dict[int, list[m.Membership]] = {}
    for each in memberships().filter(person__in=rows).order_by("id"):
        belong.setdefault(each.person_id, []).append(each)
    before = former(rows)
    return [
        named("person", each.key, "Person")
        | told(body=at("body", BODY), name=each.name, formOfAddress=each.style)
        | told(membership=memberships_told(belong.get(each.pk, [])) or None)
        | _called_before(before.get(each.reference, ()))
        | shown(each)
        for each in rows
    ]


def memberships_told(rows: Sequence[m.Membership]) -> list[Told]:
    """Who belongs to which body, as what, from when until when."""
    return [
        named("membership", each.pk, "Membership")
        | told(
            person=at("person", each.person.key),
            organization=at("organization", _body_of(each).key),
            role=each.post.label if each.post else each.role,
            startDate=each.since.isoformat() if each.since else None,
            endDate=each.until.isoformat() if each.until else None,
        )
        for each in rows
    ]


def _called_before(before: Sequence[m.FormerName]) -> Told:
    """What it was called, until when. OParl has no field for it, so it stands under our own prefix, as OParl asks of such."""
    said = [{"name": each.name, "endDate": each.until.isoformat()} for each in before]
    return told(**{"guildhall:formerName": said or None})


def _body_of(row: m.Membership) -> m.Organization:
    body = row.organization or (row.post.organization if row.post else None)
    if body is None:
        raise LookupError("memberships gives none without a body")
    return body
