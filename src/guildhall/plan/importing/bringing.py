"""Bring a table of strategies in: a draft for each, all of them or none."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.ledger.door import Actor
from guildhall.plan import models as m
from guildhall.plan.importing.table import Read, read_table
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import begin_strategy


@dataclass(frozen=True, slots=True)
class Brought:
    """A strategy that was brought in, or was ``known`` word for word; what of it somebody has yet to say."""

    read: Read
    known: bool
    without_owner: int
    unread_measures: int


def bring_in(*, text: str, actor: Actor, at: datetime) -> tuple[Brought, ...]:
    """Bring every strategy of a table in as a draft that no body here adopts. Saying it again changes nothing.

    Raises ``Unreadable``, and ``NotKept`` (``taken``) where another text stands here under the same name; then nothing is changed.
    """
    with transaction.atomic():
        return tuple(_bring(each, actor, at) for each in read_table(text))


def _bring(read: Read, actor: Actor, at: datetime) -> Brought:
    draft = m.Draft.objects.filter(strategy__reference=f"strategy/{read.key}").first()
    if draft is not None and kept_strategy(draft.document) != read.strategy:
        raise NotKept("taken", "strategy_id", read.key)
    if draft is None:
        begin_strategy(key=read.key, document=read.strategy, actor=actor, at=at)
    held = read.strategy.commitments
    unread = sum(1 for each in held for promise in each.measures if promise.kind is None)
    return Brought(read, draft is not None, sum(1 for each in held if each.owner is None), unread)
