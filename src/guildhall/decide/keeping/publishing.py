"""Publish a record, and put right what was published: a new version with a reason, beside the old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.documents import agenda_of, document_of
from guildhall.decide.keeping.letting_find import let_find
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.models.record import Published
from guildhall.decide.references import record_of
from guildhall.decide.sight import STANDS_ON, seen
from guildhall.kernel.canonical import canonical_json, content_hash, read_json
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, Value, record


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record, as it was published."""

    subject: str
    number: int
    sha256: str
    reason: str
    at: datetime
    by: str
    document: Json


def publish(*, reference: str, actor: Actor, at: datetime, reason: str = "") -> Version:
    """Publish a record as it now stands. What was published already gets a new version, which needs a ``reason``.

    Where nothing changed since, the last version stands. What it stands on has to be published: a matter is published with it, and
    with a decision each use of a delegated power that it was. No use is, before what gives its power effect.

    Raises ``NotRecorded`` (``stands-on-a-draft``, ``reason``), ``NoSuchRecord``.
    """
    with transaction.atomic():
        row = record_of(reference)
        _stands_on_nothing_hidden(row, actor, at)
        _open(row, at)
        version = add_version(row.reference, document_of(row), actor, at, reason)
        if isinstance(row, m.Decision):
            for each in row.delegation_uses.filter(published_at=None).order_by("id"):
                publish(reference=each.reference, actor=actor, at=at)
        return version


def publish_agenda(*, meeting: str, actor: Actor, at: datetime, reason: str = "") -> Version:
    """Publish a meeting's agenda: the meeting, each item and its papers. Later papers and items make a new version.

    Raises ``NotRecorded`` (``empty``, ``reason``), ``NoSuchRecord``.
    """
    with transaction.atomic():
        row = _meeting(meeting)
        items = list(m.AgendaItem.objects.select_for_update().filter(meeting=row).order_by("place"))
        if not items:
            raise NotRecorded("empty", "items")
        if row.published_at is None:
            publish(reference=row.reference, actor=actor, at=at)
            row.refresh_from_db()
        for item in items:
            _stands_on_nothing_hidden(item, actor, at)
            _open(item, at)
        for report in m.Report.objects.filter(item__in=items, published_at=None):
            _open(report, at)
        return add_version(f"agenda/{row.key}", agenda_of(row), actor, at, reason)


def versions(*, reference: str) -> tuple[Version, ...]:
    """Every version of a record that was published, the first one first. One statement."""
    rows = m.Publication.objects.filter(subject=reference).order_by("version")
    return tuple(_version(each) for each in rows)


def changed_since(references: Iterable[str]) -> frozenset[str]:
    """Which of these records have more than one version. One statement."""
    rows = m.Publication.objects.filter(subject__in=list(references), version=2)
    return frozenset(rows.values_list("subject", flat=True))


def add_version(subject: str, document: dict[str, Json], actor: Actor, at: datetime, reason: str) -> Version:
    """Add this version of a published document, unless the last one says the same. From the second on it needs a ``reason``."""
    last = m.Publication.objects.select_for_update().filter(subject=subject).order_by("-version").first()
    sha256 = content_hash(document)
    if last is not None and last.sha256 == sha256:
        return _version(last)
    if last is not None and not reason.strip():
        raise NotRecorded("missing", "reason")
    made = m.Publication.objects.create(
        subject=subject,
        version=last.version + 1 if last else 1,
        document=canonical_json(document),
        sha256=sha256,
        reason=reason.strip() if last else "",
        at=at,
        by=actor.reference,
    )
    data: dict[str, Value] = {"version": made.version, "hash": sha256}
    record(subject=subject, type=happened.PUBLISHED.name, actor=actor, at=at, visibility="public", data=data)
    if not subject.startswith("agenda/"):
        let_find(record_of(subject), at)
    return _version(made)


def _open(row: Model, at: datetime) -> None:
    if isinstance(row, Published) and row.published_at is None:
        row.published_at = at
        row.save(update_fields=["published_at"])
        if isinstance(row, m.AgendaItem | m.Report):
            let_find(row, at)


def _stands_on_nothing_hidden(row: Model, actor: Actor, at: datetime) -> None:
    for name in STANDS_ON.get(type(row), ()):
        below = getattr(row, name)
        if isinstance(below, m.Matter) and below.published_at is None:
            publish(reference=below.reference, actor=actor, at=at)
        elif isinstance(below, Published) and below.published_at is None:
            raise NotRecorded("stands-on-a-draft", name)
    if isinstance(row, m.DelegationUse) and _is_given_by_a_draft(row.delegation):
        raise NotRecorded("stands-on-a-draft", "resolved_by")


def _is_given_by_a_draft(power: m.Delegation) -> bool:
    """Whether a power was only recommended for all that everybody reads: whoever resolved that has not published it."""
    resolved = m.Decision.objects.filter(resolves__delegations=power, outcome="resolved")
    return resolved.exists() and not seen(m.Decision).filter(pk__in=resolved.values("pk")).exists()


def _meeting(reference: str) -> m.Meeting:
    row = record_of(reference)
    if not isinstance(row, m.Meeting):
        raise NotRecorded("no-meeting", "meeting")
    return row


def _version(row: m.Publication) -> Version:
    return Version(row.subject, row.version, row.sha256, row.reason, row.at, row.by, read_json(row.document))
