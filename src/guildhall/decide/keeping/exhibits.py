"""Exhibits: copies of what members saw when they decided. The live page moves on, the exhibit does not."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.estate.door import open_file
from guildhall.ledger.door import Actor


def deposit(
    *,
    title: str,
    kind: str,
    actor: Actor,
    at: datetime,
    item: m.AgendaItem | None = None,
    content: str = "",
    file: str = "",
    media_type: str = "text/plain",
    source: str = "",
    title_cy: str = "",
) -> m.Exhibit:
    """Deposit a copy, on an agenda item or (without one) for the use of a delegation: either text or a stored file.

    ``source`` is where it was copied from. Raises ``NotRecorded``.
    """
    if bool(content) == bool(file):
        raise NotRecorded("one-copy", "content")
    whole = content.encode() if content else _bytes(file)
    with transaction.atomic():
        row = m.Exhibit.objects.create(
            reference=references.numbered(m.Exhibit, item if item else f"{at:%Y-%m}"), item=item, kind=kind,
            title=needed(title, "title"), title_cy=title_cy, source=source, media_type=media_type, content=content,
            file=file, sha256=sha256(whole).hexdigest(), deposited_at=at, deposited_by=actor.reference,
        )  # fmt: skip
        told = {"item": reference_of(item), "hash": row.sha256, "kind": kind}
        tell(row, happened.EXHIBIT_DEPOSITED, actor, at, first=True, **told)
        if item is not None:
            publish_anew(item, actor=actor, at=at, reason=f"{row.title} was deposited")
    return row


def _bytes(file: str) -> bytes:
    opened = open_file(reference=file)
    if opened is None:
        raise NotRecorded("no-such-file", "file")
    return opened.content
