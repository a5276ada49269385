"""Undoing a bulk act: each case is put back as it was, by a record of its own, where that can still be done in truth.

What was changed by somebody since stays, and what a customer was told already stays told. Both are named.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guildhall.estate.door import words
from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.casework import acts
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue, tell_ledger, value_of
from guildhall.serve.joining.ruling import held, held_together
from guildhall.serve.models import (
    Assignment,
    BulkAct,
    BulkActOn,
    Case,
    Closure,
    Note,
    Obligation,
    Pause,
    Reopening,
)
from guildhall.serve.obligations.moving import settle
from guildhall.serve.telling.notices import language_of
from guildhall.serve.telling.taking_back import take_back


class NotUndone(ValueError):
    """A bulk act cannot be undone. ``code`` says why: ``no-such-act``, ``not-yours``, ``too-late`` or ``undone-already``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Left(Exception):
    """A case stays as it is. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def undo(*, key: UUID, actor: Actor, at: datetime) -> None:
    """Take a bulk act back, case by case, by whoever did it. Raises ``NotUndone``."""
    with transaction.atomic():
        act = BulkAct.objects.select_for_update().filter(key=key).first()
        if act is None:
            raise NotUndone("no-such-act")
        if act.by != actor.reference:
            raise NotUndone("not-yours")
        if act.undone_at is not None:
            raise NotUndone("undone-already")
        if at > act.undo_until:
            raise NotUndone("too-late")
        act.undone_at = at
        act.save(update_fields=["undone_at"])
        done = list(act.cases.filter(refused="").order_by("case_id"))
        held_together(*(each.case_id for each in done))
        for each in done:
            try:
                with transaction.atomic():
                    _take_back(act, each, actor, at)
                each.undone_at = at
            except _Left as left:
                each.left = left.code
            each.save(update_fields=["undone_at", "left"])


def _take_back(act: BulkAct, on: BulkActOn, actor: Actor, at: datetime) -> None:
    row = held(on.case_id)
    if act.kind == "assign":
        _give_back(on, value_of(row), actor, at)
    elif act.kind == "note":
        Note.objects.filter(id=on.made or 0).update(taken_back_at=at, taken_back_by=actor.reference)
        tell_ledger(value_of(row), happened.NOTE_TAKEN_BACK.name, actor, at, "staff", {})
    else:
        _open_again(on, row, actor, at)


def _give_back(on: BulkActOn, case: CaseValue, actor: Actor, at: datetime) -> None:
    if Assignment.objects.filter(case_id=case.id).latest("id").pk != on.made:
        raise _Left("given-since")
    try:
        acts.assign(case=case, to=on.before_to, team=on.before_team, actor=actor, at=at)
    except AlreadyClosed:
        raise _Left("closed-since") from None


def _open_again(on: BulkActOn, row: Case, actor: Actor, at: datetime) -> None:
    """Open a case again that was closed a moment ago, with its clocks as they ran.

    Nobody was written to; but whoever followed their case just then read that it is closed, and reads now that it is not.
    """
    closure = Closure.objects.get(id=on.made or 0)
    if row.closed_at is None or Reopening.objects.filter(closure=closure).exists():
        raise _Left("opened-since")
    if not take_back(case=row.pk, about="closed", written=closure.at, by=actor.reference, at=at):
        raise _Left("told-already")
    Reopening.objects.create(
        case=row,
        closure=closure,
        reason="mistake",
        told=words("serve").say("case-not-closed-after-all", language_of(row)),
        clock="continues",
        by=actor.reference,
        at=at,
    )
    row.closed_at = None
    row.save(update_fields=["closed_at"])
    Pause.objects.filter(obligation__case=row, obligation__met_at=closure.at, until=closure.at).update(
        until=None, ended_by=""
    )
    Obligation.objects.filter(case=row, met_at=closure.at).update(met_at=None)
    settle(row, at)
    tell_ledger(
        value_of(row),
        happened.CASE_REOPENED.name,
        actor,
        at,
        "customer",
        {"reason": "mistake", "clock": "continues"},
    )
