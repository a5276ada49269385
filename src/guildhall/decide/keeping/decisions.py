"""Decisions with their numbered paragraphs, what became of them, and undertakings given in debate."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority.standing import in_force_since
from guildhall.decide.keeping.published import publish_anew, refuse_behind_minutes
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.decide.models.decisions import OUTCOMES, PATHS, SEQUELS
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

Paragraph = tuple[str, str]
"""A paragraph's number (`1`, `1.2`) and its text."""
_FOLLOWED = {
    "carried-out": "It was carried out",
    "superseded": "Another decision took its place",
    "revoked": "It was revoked",
    "referred-back": "It was referred back",
}
"""Why a published decision gets a new version when something becomes of it."""


def take_decision(
    *,
    title: str,
    path: str,
    outcome: str,
    actor: Actor,
    at: datetime,
    paragraphs: Sequence[Paragraph] = (),
    item: m.AgendaItem | None = None,
    matter: m.Matter | None = None,
    body: m.Organization | None = None,
    post: m.Post | None = None,
    person: m.Person | None = None,
    taken_on: date | None = None,
    reasons: str | None = None,
    options_rejected: str | None = None,
    conflicts: str | None = None,
    recommends_to: m.Organization | None = None,
    resolves: m.Decision | None = None,
    number: str = "",
    brought_in: bool = False,
    **more: object,
) -> m.Decision:
    """Record a decision. At an item, its body, matter and day are the item's where they are not given. ``more``: other columns.

    Whoever decides, reasons, options rejected and conflicts are said: "None", never blank (of the executive and its officers
    S.I. 2012/2089, regulations 12 and 13, ask for them; Council says them too). Only a page that was ``brought_in`` may leave open
    what it does not say. Raises ``NotRecorded``.
    """
    if path not in PATHS or outcome not in OUTCOMES:
        raise NotRecorded("no-such-code", "path" if path not in PATHS else "outcome")
    if item is not None:
        body, matter, taken_on = body or item.meeting.organization, matter or item.matter, taken_on or item.meeting.day
    said = {"reasons": reasons, "options_rejected": options_rejected, "conflicts": conflicts}
    if not brought_in:
        said = {name: needed(text or "", name) for name, text in said.items()}
    row = m.Decision(
        item=item, matter=matter, organization=body, post=post, person=person, number=number, path=path, outcome=outcome,
        title=needed(title, "title"), recommends_to=recommends_to, resolves=resolves, brought_in=brought_in,
        taken_on=taken_on, listed_on=taken_on or local(at).date(), **said, **more,
    )  # fmt: skip
    if not brought_in:
        _be_whole(row, paragraphs)
    if resolves is not None and (resolves.outcome != "recommended" or resolves.recommends_to not in (None, body)):
        raise NotRecorded("not-recommended-to-them", "resolves")
    with transaction.atomic():
        row.reference = _reference(row)
        row.save(force_insert=True)
        number_paragraphs(row, paragraphs)
        told = {"item": reference_of(item), "path": path, "outcome": outcome, "on": taken_on}
        tell(row, happened.DECISION_TAKEN, actor, at, first=True, **told)
    return row


def number_paragraphs(decision: m.Decision, paragraphs: Iterable[Paragraph]) -> None:
    """Give a decision its paragraphs. What has none yet; afterwards it is corrected, so that a citation stays true."""
    kept = [(number.strip(), needed(text, "paragraphs")) for number, text in paragraphs]
    if len({number for number, _ in kept}) != len(kept):
        raise NotRecorded("number-twice", "paragraphs")
    m.Resolution.objects.bulk_create(
        [
            m.Resolution(decision=decision, place=place, number=number, text=text)
            for place, (number, text) in enumerate(kept, start=1)
        ]
    )


def follow_decision(
    *,
    decision: m.Decision,
    kind: str,
    on: date,
    actor: Actor,
    at: datetime,
    by: m.Decision | None = None,
    says: str = "",
) -> m.Sequel:
    """What became of a decision: `carried-out`, `superseded`, `revoked` or `referred-back`, on a day, by which other decision.

    What another decision did, it did with effect; what is sent back is sent by whoever only asks for that. Raises ``NotRecorded``.
    """
    if kind not in SEQUELS:
        raise NotRecorded("no-such-code", "kind")
    if by == decision:
        raise NotRecorded("itself", "by")
    if decision.taken_on and on < decision.taken_on:
        raise NotRecorded("before-it-began", "on")
    if by is not None and kind != "referred-back":
        in_force_since(by, on=min(on, local(at).date()))
    with transaction.atomic():
        row, new = m.Sequel.objects.get_or_create(
            decision=decision, kind=kind, on=on,
            defaults={"by": by, "says": says, "recorded_at": at, "recorded_by": actor.reference, "published_at": at},
        )  # fmt: skip
        if new:
            tell(decision, happened.DECISION_FOLLOWED, actor, at, what=kind, on=on, by=reference_of(by))
            publish_anew(decision, actor=actor, at=at, reason=_FOLLOWED[kind])
    return row


def undertake(
    *,
    item: m.AgendaItem,
    text: str,
    actor: Actor,
    at: datetime,
    by: m.Person | None = None,
    by_post: m.Post | None = None,
    to: str = "",
    due_on: date | None = None,
) -> m.Undertaking:
    """Somebody undertook in debate to do something: a person, or whoever holds a post. Raises ``NotRecorded``."""
    refuse_behind_minutes(item.meeting)
    with transaction.atomic():
        row = m.Undertaking.objects.create(
            reference=references.numbered(m.Undertaking, item), item=item, by=by, by_post=by_post, to=to,
            text=needed(text, "text"), due_on=due_on,
        )  # fmt: skip
        who = reference_of(by or by_post)
        tell(row, happened.UNDERTAKEN, actor, at, first=True, item=item.reference, by=who, due=due_on)
    return row


def keep_undertaking(*, undertaking: m.Undertaking, on: date, how: str, actor: Actor, at: datetime) -> None:
    """It was done, on which day and how. Once: what was told stays told."""
    given = undertaking.item.meeting.day
    if undertaking.kept_on is not None:
        raise NotRecorded("kept", "undertaking")
    if (given and on < given) or on > local(at).date():
        raise NotRecorded("before-it-began" if given and on < given else "not-yet", "on")
    with transaction.atomic():
        undertaking.kept_on, undertaking.kept_how = on, needed(how, "how")
        undertaking.save(update_fields=["kept_on", "kept_how"])
        tell(undertaking, happened.UNDERTAKING_KEPT, actor, at, on=on)
        publish_anew(undertaking, actor=actor, at=at, reason="It was kept")


def _be_whole(row: m.Decision, paragraphs: Sequence[Paragraph]) -> None:
    for there, box in (
        (row.organization or row.post or row.person, "body"),
        (row.taken_on, "taken_on"),
        (row.outcome != "recommended" or row.recommends_to, "recommends_to"),
        (paragraphs, "paragraphs"),
    ):
        if not there:
            raise NotRecorded("missing", box)


def _reference(row: m.Decision) -> str:
    """`decision/2026-03-FC-9`: the month, who decided, and the item's number; of an officer, their post and the next number."""
    month = row.taken_on.strftime("%Y-%m") if row.taken_on else f"undated-{row.listed_on:%Y}"
    if row.organization is not None:
        own = references.number_in(row.item.number if row.item else row.number) or "1"
        return references.named(m.Decision, month, row.organization.code, own)
    return references.named(m.Decision, month, references.slug(row.post.label)[:30] if row.post else "member", "1")
