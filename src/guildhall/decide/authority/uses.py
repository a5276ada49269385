"""Each use of a delegated power: who, on which ground, after what, what it changed, and to whom it was reported.

The kernel says whether it may be made; here the rows are read for it and the record is kept. Both texts are kept as exhibits, so
that what was changed shows whatever becomes of the live text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority.given import given
from guildhall.decide.authority.refused import allow
from guildhall.decide.keeping.exhibits import deposit
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.sight import KEEPERS
from guildhall.kernel.authority import delegating
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


@dataclass(frozen=True, slots=True)
class Met:
    """How one of the terms was met: why this ground applies, that a condition is kept, or when and how somebody was consulted."""

    term: m.DelegationTerm
    how: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Why a use lies within the scope, and which officer says so, by name; in which post, where that matters. No machine can judge it."""

    because: str
    by: m.Person | None = None
    by_post: m.Post | None = None


def refusals(
    *,
    delegation: m.Delegation,
    person: m.Person,
    post: m.Post,
    used_at: datetime,
    met: Sequence[Met],
    judged: Judged,
    begun: str = "",
    unended: str = "",
) -> tuple[Refused, ...]:
    """Every reason why a use may not be made; none where it may. Asked before anything is written.

    A reason about a condition or somebody to be consulted names its term by kind and number (see ``terms_of``): two may say the same.
    """
    day = local(used_at).date()
    power, made = _asked(delegation, met, judged, day)
    made = replace(made, person=person.reference, post=post.reference, begun=begun, unended=unended)
    path = given([delegation], on=day, onlooker=KEEPERS)[delegation.pk]
    return delegating.refusals(power, made, _holdings(post, person), path)


def unmet(
    *, delegation: m.Delegation, met: Sequence[Met], judged: Judged, begun: str = "", unended: str = ""
) -> tuple[Refused, ...]:
    """What is missing of the terms and of the reason, where nobody knows yet who used it or when."""
    power, made = _asked(delegation, met, judged, date.max)
    return delegating.unmet(power, replace(made, begun=begun, unended=unended))


def terms_of(delegation: m.Delegation) -> dict[str, m.DelegationTerm]:
    """The terms of a power by their kinds and numbers, as reasons name them."""
    return {str(each): each for each in delegation.terms.order_by("id")}


def _asked(
    delegation: m.Delegation, met: Sequence[Met], judged: Judged, day: date
) -> tuple[delegating.Delegation, delegating.Use]:
    """A power and a use of it as the kernel asks about them; by nobody yet."""
    terms = list(delegation.terms.all())
    said = [each for each in met if each.how.strip()]
    power = delegating.Delegation(
        delegation.holder.reference,
        _texts(terms, "ground"),
        _numbered(terms, "condition"),
        _numbered(terms, "consultee"),
        delegation.starts_on,
        delegation.ends_on,
        delegation.starts_when,
        delegation.ends_when,
    )
    use = delegating.Use(
        "",
        "",
        day,
        next((each.term.text for each in said if each.term.kind == "ground"), ""),
        _numbered((each.term for each in said), "condition"),
        frozenset(
            delegating.Consulted(str(each.term), each.on)
            for each in said
            if each.term.kind == "consultee" and each.on is not None
        ),
        judged.because,
        judged.by.reference if judged.by is not None and judged.by.kind == "officer" else "",
    )
    return power, use


def use(
    *,
    delegation: m.Delegation,
    person: m.Person,
    post: m.Post,
    used_at: datetime,
    title: str,
    what_changed: str,
    judged: Judged,
    actor: Actor,
    at: datetime,
    met: Sequence[Met] = (),
    before: str = "",
    after: str = "",
    source: str = "",
    decision: m.Decision | None = None,
    title_cy: str = "",
    begun: str = "",
    unended: str = "",
) -> m.DelegationUse:
    """Record a use, with the texts from before and after it (``source``: where they stand). It is seen once it is published.

    Where the power begins or ends with an event, ``begun`` says how that had happened, and ``unended`` how it had not.

    Raises ``NotAllowed`` with every reason why the power may not be so used, and ``NotRecorded`` for what cannot be recorded: a term
    of another power, one text without the other, a day that has not come.
    """
    if any(each.term.delegation_id != delegation.pk for each in met):
        raise NotRecorded("another-delegation", "met")
    if used_at > at:
        raise NotRecorded("not-yet", "used_at")
    if bool(before) != bool(after):
        raise NotRecorded("missing", "after" if before else "before")
    names = {each.reference: each.label for each in (delegation.holder, post)}
    names |= {key: term.text for key, term in terms_of(delegation).items()}
    found = refusals(
        delegation=delegation, person=person, post=post, used_at=used_at, met=met, judged=judged, begun=begun, unended=unended
    )  # fmt: skip
    allow(found, names)
    with transaction.atomic():
        texts: list[m.Exhibit | None] = [
            deposit(title=f"{needed(title, 'title')}: {when}", kind="text", content=text, source=source, actor=actor, at=at)
            for when, text in (("before", before), ("after", after))
            if text
        ] or [None, None]  # fmt: skip
        row = m.DelegationUse.objects.create(
            reference=references.numbered(m.DelegationUse, delegation), delegation=delegation, post=post, person=person,
            decision=decision, used_at=used_at, title=needed(title, "title"), title_cy=title_cy,
            what_changed=needed(what_changed, "what_changed"), within_scope_because=judged.because.strip(),
            judged_by=judged.by, judged_by_post=judged.by_post, begun_because=begun.strip(), unended_because=unended.strip(),
            before=texts[0], after=texts[1],
        )  # fmt: skip
        m.DelegationUseTerm.objects.bulk_create(
            [m.DelegationUseTerm(use=row, term=each.term, how=each.how.strip(), on=each.on) for each in met if each.how.strip()]
        )  # fmt: skip
        tell(row, happened.DELEGATION_USED, actor, at, first=True, delegation=delegation.reference, post=post.reference)
    return row


def report(
    *,
    use: m.DelegationUse,
    to: m.Organization,
    on: date,
    actor: Actor,
    at: datetime,
    item: m.AgendaItem | None = None,
) -> None:
    """It was reported to a body on a day, at an item of its agenda where there was one. Once.

    A use that was published gets a new version that says so.
    """
    if use.reported_on is not None:
        raise NotRecorded("reported", "use")
    if item is not None and item.meeting.organization_id != to.pk:
        raise NotRecorded("another-body", "item")
    if on < local(use.used_at).date():
        raise NotRecorded("before-it-began", "on")
    with transaction.atomic():
        use.reported_to, use.reported_at, use.reported_on = to, item, on
        use.save(update_fields=["reported_to", "reported_at", "reported_on"])
        tell(use, happened.USE_REPORTED, actor, at, to=to.reference, on=on)
        publish_anew(use, actor=actor, at=at, reason="It was reported")


def unreported() -> QuerySet[m.DelegationUse]:
    """The uses that nobody was told of yet, the first recorded first."""
    rows = m.DelegationUse.objects.filter(reported_on=None)
    return rows.select_related("delegation", "post", "person").order_by("id")


def _holdings(post: m.Post, person: m.Person) -> Iterator[delegating.Holding]:
    """When they are on record as holding it. A day that nobody knows is no day: it proves nothing."""
    for each in m.Membership.objects.filter(post=post, person=person, since__isnull=False):
        if each.since is not None:
            yield delegating.Holding(post.reference, person.reference, each.since, each.until)


def _numbered(terms: Iterable[m.DelegationTerm], kind: str) -> frozenset[str]:
    return frozenset(str(each) for each in terms if each.kind == kind)


def _texts(terms: Iterable[m.DelegationTerm], kind: str) -> frozenset[str]:
    return frozenset(each.text for each in terms if each.kind == kind)
