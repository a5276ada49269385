"""Begin a strategy, write its draft, and publish a version of it."""

import re
from datetime import datetime

from django.db import transaction

from guildhall.decide.door import bodies
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.planning.measuring import unmeasurable
from guildhall.kernel.planning.strategy import Strategy, kept_strategy
from guildhall.ledger.door import Actor
from guildhall.plan import happened
from guildhall.plan import models as m
from guildhall.plan.keeping.recording import NotKept, needed, tell
from guildhall.plan.measured import kinds

_KEY = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")


def begin_strategy(
    *,
    key: str,
    document: Strategy,
    actor: Actor,
    at: datetime,
    adopter: str = "",
    matter: str = "",
    predecessor: m.Strategy | None = None,
) -> m.Strategy:
    """Begin a strategy with its first draft. ``key`` stands in its reference and its address: `digital`.

    ``adopter`` is the body that adopts it, by reference; without one it is another council's, and never in force here.
    Raises ``NotKept`` (``key``, ``taken``, ``no-such-body``, ``another-predecessor``).
    """
    if not _KEY.fullmatch(key):
        raise NotKept("key", "key", key)
    if adopter and adopter not in bodies(references=[adopter]):
        raise NotKept("no-such-body", "adopter", adopter)
    reference = f"strategy/{key}"
    with transaction.atomic():
        row, new = m.Strategy.objects.get_or_create(
            reference=reference,
            defaults={
                "adopter": adopter,
                "matter": matter,
                "predecessor": predecessor,
                "begun_at": at,
                "begun_by": actor.reference,
            },
        )
        if not new:
            raise NotKept("taken", "key", key)
        before = predecessor.reference if predecessor else None
        told = {"adopter": adopter or None, "matter": matter or None, "predecessor": before}
        tell(reference, happened.STRATEGY_BEGUN, actor, at, first=True, **told)
        _write(m.Draft(strategy=row, revision=0), document, actor, at)
    return row


def write(*, strategy: m.Strategy, document: Strategy, revision: int, actor: Actor, at: datetime) -> m.Draft:
    """Save the draft of a strategy. ``revision`` is the one that was read; where somebody saved since, nothing is.

    Raises ``NotKept`` (``saved-since``, ``another-predecessor``).
    """
    with transaction.atomic():
        draft = m.Draft.objects.select_for_update().get(strategy=strategy)
        if draft.revision != revision:
            raise NotKept("saved-since", "revision", str(draft.revision))
        return _write(draft, document, actor, at)


def publish_version(
    *,
    strategy: m.Strategy,
    actor: Actor,
    at: datetime,
    reason: str = "",
    reason_cy: str = "",
    revision: int | None = None,
) -> m.StrategyVersion:
    """Publish the draft as it stands: a version that never changes. It is in force only once it is bound to what was decided.

    ``revision`` is the one that was read, where somebody read it; where somebody saved since, nothing is published.
    From the second on it needs a ``reason``. What it promises to measure is measured as it says: by a measure of the catalogue, of
    that kind. Raises ``NotKept`` (``saved-since``, ``missing``, ``nothing-changed``, ``no-such-measure``, ``another-kind``).
    """
    with transaction.atomic():
        draft = m.Draft.objects.select_for_update().get(strategy=strategy)
        if revision is not None and draft.revision != revision:
            raise NotKept("saved-since", "revision", str(draft.revision))
        last = m.StrategyVersion.objects.filter(strategy=strategy).order_by("-number").first()
        text = kept_strategy(draft.document)
        for amiss in unmeasurable(text, kinds()):
            raise NotKept(amiss.code, "measures", f"{amiss.commitment} {amiss.measure}")
        sha256 = text.hash()
        if last is not None and last.sha256 == sha256:
            raise NotKept("nothing-changed", "document")
        made = m.StrategyVersion.objects.create(
            strategy=strategy, number=last.number + 1 if last else 1, document=draft.document, sha256=sha256,
            reason=needed(reason, "reason") if last else "", reason_cy=reason_cy.strip() if last else "",
            published_at=at, published_by=actor.reference,
        )  # fmt: skip
        tell(strategy.reference, happened.VERSION_PUBLISHED, actor, at, version=made.number, hash=sha256)
    return made


def _write(draft: m.Draft, document: Strategy, actor: Actor, at: datetime) -> m.Draft:
    ours = draft.strategy.predecessor
    named = document.predecessor.strategy if document.predecessor else None
    if named is not None and (ours is None or named != ours.reference):
        raise NotKept("another-predecessor", "predecessor", named)
    draft.document = canonical_json(document.to_json())
    draft.revision += 1
    draft.written_at, draft.written_by = at, actor.reference
    draft.save()
    subject, sha256 = draft.strategy.reference, document.hash()
    tell(subject, happened.STRATEGY_WRITTEN, actor, at, revision=draft.revision, hash=sha256)
    return draft
