"""Drafts: definitions while they are being written. Every save is kept; the second to save over another loses nothing.

A draft need not be a definition yet. What is wrong with it is in ``Standing.faults``, in the loader's words.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.designing.standing import Standing, stand
from guildhall.serve.models import Approval, Draft, Revision
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

LARGEST = 900_000
"""Characters of a draft. The largest real form seen has 190,000."""
_CODE = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class DraftValue:
    """A draft as it stands."""

    id: int
    service: str
    document: Json
    revision: int
    begun_from: str
    begun_by: str
    begun_at: datetime
    edited_by: str
    edited_at: datetime
    published_as: str = ""
    published_at: datetime | None = None

    @property
    def closed(self) -> bool:
        """Whether it is published: a change begins another draft."""
        return bool(self.published_as)


class NoSuchDraft(LookupError):
    """There is no such draft, or it was set aside."""

    code = "no-such-draft"


class NoSuchRevision(LookupError):
    """The draft was never saved under that number."""

    code = "no-such-revision"


class Overtaken(Exception):  # named for what happened
    """Somebody saved the draft since it was opened. ``now`` is how it stands."""

    code = "overtaken"

    def __init__(self, now: DraftValue) -> None:
        super().__init__(f"Revision {now.revision} was saved meanwhile.")
        self.now = now


class TooLarge(ValueError):
    """A draft that is larger than any definition."""

    code = "too-large"


class Closed(ValueError):
    """A draft that is published is not changed any more."""

    code = "closed"


class SamePerson(ValueError):
    """Somebody wanted to approve what they wrote a part of."""

    code = "same-person"


def begin(*, document: Json, actor: Actor, at: datetime, begun_from: str = "") -> DraftValue:
    """Begin a draft. Raises ``TooLarge``."""
    text = _written(document)
    by = actor.reference
    with transaction.atomic():
        row = Draft.objects.create(
            service=_named(document), document=text, begun_from=begun_from, begun_by=by, begun_at=at, edited_by=by, edited_at=at
        )  # fmt: skip
        Revision.objects.create(draft=row, number=1, document=text, by=by, at=at)
        _tell(row, happened.DRAFT_BEGUN.name, actor, at, first=True)
    return _value(row)


def find(*, draft: int) -> DraftValue:
    """A draft by its number. One statement. Raises ``NoSuchDraft``."""
    row = Draft.objects.filter(pk=draft, set_aside_at=None).first()
    if row is None:
        raise NoSuchDraft(str(draft))
    return _value(row)


def listed(*, limit: int = 100) -> tuple[DraftValue, ...]:
    """The drafts that are being written, the newest first. One statement."""
    rows = Draft.objects.filter(set_aside_at=None, published_at=None).order_by("-edited_at", "-id")[:limit]
    return tuple(_value(each) for each in rows)


def document_at(*, draft: int, revision: int) -> Json:
    """A draft as it stood at a revision; ``None`` where there was none. One statement."""
    found = Revision.objects.filter(draft_id=draft, number=revision).values_list("document", flat=True).first()
    return None if found is None else read_json(found)


def revisions(*, draft: int, before: int | None = None, limit: int = 20) -> tuple[tuple[int, str, datetime], ...]:
    """The last saves, or those ``before`` a number: number, by whom, when. One statement."""
    found = Revision.objects.filter(draft_id=draft)
    earlier = found if before is None else found.filter(number__lt=before)
    return tuple(earlier.order_by("-number").values_list("number", "by", "at")[:limit])


def save(*, draft: DraftValue, document: Json, actor: Actor, at: datetime) -> DraftValue:
    """Save over the revision that ``draft`` is. Saving what stands there already changes nothing.

    Raises ``Overtaken``, ``Closed``, ``TooLarge``, ``NoSuchDraft``.
    """
    text = _written(document)
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(pk=draft.id, set_aside_at=None).first()
        if row is None:
            raise NoSuchDraft(str(draft.id))
        if row.published_at is not None:
            raise Closed(str(draft.id))
        if row.revision != draft.revision:
            raise Overtaken(_value(row))
        if row.document == text:
            return _value(row)
        row.document, row.service = text, _named(document)
        row.revision += 1
        row.edited_by, row.edited_at = actor.reference, at
        row.save(update_fields=["document", "service", "revision", "edited_by", "edited_at"])
        Revision.objects.create(draft=row, number=row.revision, document=text, by=actor.reference, at=at)
        _tell(row, happened.DRAFT_EDITED.name, actor, at)
    return _value(row)


def go_back(*, draft: DraftValue, revision: int, actor: Actor, at: datetime) -> DraftValue:
    """Save an earlier revision again, as the newest. Those between are kept, so that nothing is lost by it.

    Raises ``NoSuchRevision``, ``Overtaken``, ``Closed``, ``NoSuchDraft``.
    """
    document = document_at(draft=draft.id, revision=revision)
    if document is None:
        raise NoSuchRevision(str(revision))
    return save(draft=draft, document=document, actor=actor, at=at)


def set_aside(*, draft: DraftValue, actor: Actor, at: datetime) -> None:
    """Put a draft away. It is kept, but no longer listed."""
    with transaction.atomic():
        if Draft.objects.filter(pk=draft.id, set_aside_at=None, published_at=None).update(set_aside_at=at):
            _tell(Draft.objects.get(pk=draft.id), happened.DRAFT_SET_ASIDE.name, actor, at)


def approve(*, draft: DraftValue, actor: Actor, at: datetime) -> None:
    """Approve the revision that ``draft`` is. Raises ``SamePerson`` for whoever saved any of it, and ``Overtaken``.

    A draft ends when it is published, so whoever saved it has written something since the last publication.
    """
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=draft.id)
        if row.revision != draft.revision:
            raise Overtaken(_value(row))
        if Revision.objects.filter(draft=row, by=actor.reference).exists():
            raise SamePerson(actor.reference)
        _made, new = Approval.objects.get_or_create(
            draft=row, revision=row.revision, by=actor.reference, defaults={"at": at}
        )
        if new:
            _tell(row, happened.DRAFT_APPROVED.name, actor, at)


def approved_by(*, draft: DraftValue) -> tuple[str, ...]:
    """Who approved the draft as it stands. One statement."""
    writers = Revision.objects.filter(draft_id=draft.id).values("by")
    found = Approval.objects.filter(draft_id=draft.id, revision=draft.revision).exclude(by__in=writers)
    return tuple(found.order_by("at").values_list("by", flat=True))


def was_written_by(*, draft: DraftValue, person: str) -> bool:
    """Say whether somebody saved any revision of the draft. One statement."""
    return Revision.objects.filter(draft_id=draft.id, by=person).exists()


def publish(*, draft: DraftValue, actor: Actor, at: datetime) -> Live:
    """Put a draft in force on every channel at once, as the next version. What may stop it is judged before.

    Raises ``Unreadable`` where it is no definition, ``Overtaken``, ``Closed``.
    """
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=draft.id)
        if row.published_at is not None:
            raise Closed(str(draft.id))
        if row.revision != draft.revision:
            raise Overtaken(_value(row))
        live = editions.publish(text=canonical_json(to_publish(draft)), by=actor.reference, at=at, file=draft.service)
        Draft.objects.filter(pk=row.pk).update(published_as=live.hash, published_at=at)
        told = {"service": _code(live.id), "edition": live.hash, "version": live.service.version}
        record(subject=f"draft/{row.pk}", type=happened.DRAFT_PUBLISHED.name, actor=actor, at=at, data=told)
    return live


def to_publish(draft: DraftValue) -> Json:
    """The definition as it is published: live, and the version after the one in force."""
    current = editions.current(service=draft.service)
    version = current.service.version + 1 if current else 1
    made = {**draft.document, "status": "live", "version": version}
    return {key: held for key, held in made.items() if (key, held) != ("version", 1)}


def standing(draft: DraftValue) -> Standing:
    """What can be made of a draft: the definition, as far as it is one, and its faults."""
    return stand(draft.document)


def overtaken_in_force(draft: DraftValue) -> bool:
    """Whether another edition was published since the draft was begun."""
    current = editions.current(service=draft.service)
    return (current.hash if current else "") != draft.begun_from


def follow(*, draft: DraftValue) -> None:
    """Say that the draft was compared with the edition in force, so that it may follow it."""
    current = editions.current(service=draft.service)
    Draft.objects.filter(pk=draft.id).update(begun_from=current.hash if current else "", edited_at=F("edited_at"))


def _written(document: Json) -> str:
    text = canonical_json(document).encode("utf-8", "replace").decode()  # half a letter is no letter
    if len(text) > LARGEST:
        raise TooLarge(str(len(text)))
    return text


def _named(document: Json) -> str:
    service = document.get("id") if isinstance(document, dict) else None
    return service[:110] if isinstance(service, str) else ""


def _code(service: str) -> str | None:
    return service if len(service) <= 80 and _CODE.fullmatch(service) else None


def _tell(row: Draft, what: str, actor: Actor, at: datetime, *, first: bool = False) -> None:
    told = {"service": _code(row.service), "revision": row.revision}
    record(subject=f"draft/{row.pk}", type=what, actor=actor, at=at, data=told, first=first)


def _value(row: Draft) -> DraftValue:
    return DraftValue(
        row.pk,
        row.service,
        read_json(row.document),
        row.revision,
        row.begun_from,
        row.begun_by,
        row.begun_at,
        row.edited_by,
        row.edited_at,
        row.published_as,
        row.published_at,
    )
