"""What rooms above are told of a record that they cite by its reference: what everybody may read of it, as it stands on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address_of
from guildhall.decide.authority.standing import paths
from guildhall.decide.keeping.bodies import standing
from guildhall.decide.references import LONGEST_NAME, folded
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local


@dataclass(frozen=True, slots=True)
class Named:
    """A body, a post or a matter: its reference, what it is called in each language, and the address of its page in each."""

    reference: str
    name: Mapping[str, str] = field(hash=False)
    addresses: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """A published decision as it stands on a day. ``effective`` is the day since which it has had effect, ``ended`` that of its end."""

    reference: str
    title: Mapping[str, str] = field(hash=False)
    addresses: Mapping[str, str] = field(hash=False)
    outcome: str
    body: Named | None
    matter: str
    taken_on: date | None
    effective: date | None
    ended: date | None
    recommended_to: str


@dataclass(frozen=True, slots=True)
class StandingUse:
    """A published use of a delegated power: the decision that gave it (by reference), its scope, why it lies within that, both texts."""

    reference: str
    title: Mapping[str, str] = field(hash=False)
    addresses: Mapping[str, str] = field(hash=False)
    given_by: str
    scope: Mapping[str, str] = field(hash=False)
    within_scope_because: str
    post: Named
    on: date
    before: str
    after: str


def decisions(references: Collection[str], *, on: date) -> dict[str, StandingDecision]:
    """The decisions of these references that everybody may read, by reference. As many statements however many there are."""
    rows = list(
        seen(m.Decision)
        .filter(reference__in=references)
        .select_related("item", "plan_entry", "organization", "recommends_to", "matter", "item__matter")
    )
    stood = paths(rows, on=on)
    return {
        each.reference: StandingDecision(
            each.reference,
            _in_each(each, "title"),
            _addresses(each.reference),
            each.outcome,
            _named(each.organization, "name") if each.organization else None,
            _matter_of(each),
            each.taken_on,
            stood[each.pk].effective,
            stood[each.pk].ended,
            each.recommends_to.reference if each.recommends_to else "",
        )
        for each in rows
    }


def uses(references: Collection[str]) -> dict[str, StandingUse]:
    """The uses of delegated powers of these references that everybody may read, by reference. One statement."""
    return _told(seen(m.DelegationUse).filter(reference__in=references))


def uses_under(decisions: Collection[str]) -> dict[str, StandingUse]:
    """The published uses of the powers that these decisions gave, by reference, the first one first. One statement."""
    return _told(seen(m.DelegationUse).filter(delegation__decision__reference__in=decisions).order_by("used_at", "id"))


def _told(rows: QuerySet[m.DelegationUse]) -> dict[str, StandingUse]:
    held = rows.select_related("delegation__decision", "post", "before", "after")
    return {
        each.reference: StandingUse(
            each.reference,
            _in_each(each, "title"),
            _addresses(each.reference),
            each.delegation.decision.reference if each.delegation.decision else "",
            _in_each(each.delegation, "scope"),
            each.within_scope_because,
            _named(each.post, "label"),
            local(each.used_at).date(),
            each.before.content if each.before else "",
            each.after.content if each.after else "",
        )
        for each in held
    }


def posts(references: Collection[str]) -> dict[str, Named]:
    """The posts of these references, by reference. One statement."""
    rows = m.Post.objects.filter(reference__in=references)
    return {each.reference: _named(each, "label") for each in rows}


def posts_like(words: str, *, most: int) -> tuple[Named, ...]:
    """Posts that still are and whose name begins with these words, to choose from. One statement; none begins with more than a name."""
    if len(words) > LONGEST_NAME:
        return ()
    rows = m.Post.objects.filter(label_key__startswith=folded(words), dissolved_on__isnull=True).order_by(
        "label_key", "id"
    )
    return tuple(_named(each, "label") for each in rows[:most])


def posts_held(name: str, *, on: date) -> tuple[Named, ...]:
    """The posts that somebody of this name is on record as holding on a day; none where two people have it, since it is not known whose.

    A day that nobody knows is no day: it proves nothing. One statement.
    """
    rows = m.Membership.objects.filter(person__name_key=folded(name)[:200], post__isnull=False)
    held = list(rows.select_related("post").order_by("post__label_key", "post_id"))
    if len({each.person_id for each in held}) > 1:
        return ()
    stand = {
        each.post_id: each.post
        for each in held
        if each.since and each.since <= on and (each.until is None or on <= each.until)
    }
    return tuple(_named(each, "label") for each in stand.values() if each)


def bodies(references: Collection[str]) -> dict[str, Named]:
    """The bodies of these references, by reference. One statement."""
    return {each.reference: _named(each, "name") for each in m.Organization.objects.filter(reference__in=references)}


def bodies_that_meet(on: date) -> tuple[Named, ...]:
    """The bodies that stand on a day and may decide something, by name, to choose from. One statement."""
    rows = (
        m.Organization.objects.filter(standing(on))
        .exclude(kind__in=("group", "directorate"))
        .order_by("name_key", "id")
    )
    return tuple(_named(each, "name") for each in rows)


def matters(references: Collection[str]) -> dict[str, Named]:
    """The published matters of these references, by reference. One statement."""
    return {each.reference: _named(each, "title") for each in seen(m.Matter).filter(reference__in=references)}


def first_day() -> date | None:
    """The day of the earliest decision that everybody may read; what was decided before is on no record here. One statement."""
    return seen(m.Decision).order_by("listed_on", "id").values_list("listed_on", flat=True).first()


def _matter_of(row: m.Decision) -> str:
    matter = row.matter or (row.item.matter if row.item else None)
    return matter.reference if matter else ""


def _named(row: Any, of: str) -> Named:
    return Named(row.reference, _in_each(row, of), _addresses(row.reference))


def _in_each(row: Any, of: str) -> dict[str, str]:
    """A text of a record by language; one that was not translated stands in English alone."""
    said, said_cy = getattr(row, of), getattr(row, f"{of}_cy", "")
    return {"en": said, "cy": said_cy} if said_cy else {"en": said}


def _addresses(reference: str) -> dict[str, str]:
    return {lang: address_of(lang, reference) for lang in LANGUAGES}
