"""Bulk acts: one act on many cases, foreseen for each of them, done together, and kept with who did it, when and on what.

What stands in the way on one case stops nothing on the others. Messages that a bulk act writes wait until it can be undone no
more: see ``undoing``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import canonical_json
from guildhall.ledger.door import Actor
from guildhall.serve.casework import acts, ending
from guildhall.serve.casework.acts import AlreadyClosed, MeanwhileGiven
from guildhall.serve.casework.cases import CaseValue, value_of
from guildhall.serve.joining.ruling import held_together
from guildhall.serve.models import Assignment, BulkAct, BulkActOn, Case, Closure, Message, Note
from guildhall.serve.sight import cases_seen, works_on_case
from guildhall.serve.telling import messages, sending

Kind = Literal["assign", "note", "close"]
KINDS: tuple[Kind, ...] = ("assign", "note", "close")

UNDO = timedelta(minutes=10)
"""For so long a bulk act can be undone, and the messages that it wrote are held."""

MOST = 50
"""So many cases at most, as many as stand on one stretch of a worklist."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done on each case: ``to`` and ``team`` where it is given to somebody, ``text`` and ``outcome`` else.

    A ``team`` that is empty leaves each case with its own.
    """

    kind: Kind
    to: str = ""
    team: str = ""
    text: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a deed would do on one case, as it stands now; ``refused`` is why it would do nothing, a code.

    ``seen`` is to whom the case is given now. Of a case that they do not see nothing is told but the reference they gave.
    """

    reference: str
    service: str = ""
    team: str = ""
    seen: str = ""
    refused: str = ""


def foresee(*, deed: Deed, references: Sequence[str], onlooker: Onlooker) -> tuple[Foreseen, ...]:
    """For which cases a deed would be done and for which not, in the order in which they were given.

    One statement; five more at most, however many cases, where some of those to be closed are owed an answer.
    """
    rows = {each.reference: each for each in _rows(references, onlooker)}
    owed = _owed(deed, list(rows.values()))
    return tuple(
        Foreseen(row.reference, row.service, row.team, row.assigned_to, why_not(deed, row, onlooker, owed))
        if (row := rows.get(reference))
        else Foreseen(reference, refused="no-such-case")
        for reference in dict.fromkeys(references[:MOST])
    )


def why_not(deed: Deed, case: Case, onlooker: Onlooker, owed: Mapping[int, str]) -> str:
    """Why a deed cannot be done on a case as it stands: a code, empty where it can.

    Those of ``owed`` are answered one by one, and one by one they are withdrawn.
    """
    if not works_on_case(onlooker, case):
        return "not-yours"
    if case.closed_at is not None and deed.kind != "note":
        return "already-closed"
    if deed.kind == "assign" and (case.assigned_to, case.team) == (deed.to, deed.team or case.team):
        return "theirs-already"
    return f"owed-{owed[case.pk]}" if case.pk in owed else ""


def do(*, key: UUID, deed: Deed, chosen: Mapping[str, str], onlooker: Onlooker, actor: Actor, at: datetime) -> UUID:
    """Do a deed on the chosen cases: each reference with to whom it was given when the preview was shown.

    All in one transaction: where something fails that nobody foresaw, nothing was done. The key stands for the preview, and
    doing the same twice does it once. Gives the key of the act.
    """
    try:
        with transaction.atomic():
            act = BulkAct.objects.create(
                key=key, kind=deed.kind, said=_kept(deed), by=actor.reference, at=at, undo_until=at + UNDO
            )
            rows = _held(list(chosen), onlooker)
            owed = _owed(deed, rows)
            for row in rows:
                refused = why_not(deed, row, onlooker, owed)
                _on(act, deed, row, refused=refused, seen=chosen[row.reference], actor=actor)
    except IntegrityError:
        if not BulkAct.objects.filter(key=key, by=actor.reference).exists():
            raise
    return key


def _on(act: BulkAct, deed: Deed, row: Case, *, refused: str, seen: str, actor: Actor) -> None:
    done = BulkActOn(act=act, case=row, before_to=row.assigned_to, before_team=row.team, refused=refused)
    if not refused:
        try:
            with transaction.atomic():
                done.made = _made(deed, value_of(row), seen, actor, act.at)
        except AlreadyClosed:
            done.refused = "already-closed"
        except MeanwhileGiven:
            done.refused = "meanwhile-given"
    done.save()


def _made(deed: Deed, case: CaseValue, seen: str, actor: Actor, at: datetime) -> int:
    """Do it on one case; the number of the record that it made."""
    match deed.kind:
        case "assign":
            acts.assign(case=case, to=deed.to, team=deed.team or None, actor=actor, at=at, seen=seen)
            return Assignment.objects.filter(case_id=case.id).latest("id").pk
        case "note":
            acts.note(case=case, text=deed.text, shown=False, actor=actor, at=at)
            return Note.objects.filter(case_id=case.id).latest("id").pk
        case "close":
            acts.close(case=case, outcome=deed.outcome, told=deed.text, actor=actor, at=at, write=False)
            _write_later(case, deed.text, at)
            return Closure.objects.filter(case_id=case.id).latest("id").pk


def _write_later(case: CaseValue, text: str, at: datetime) -> None:
    """Write to the customer what goes when the act can be undone no more."""
    written = messages.write(case=Case.objects.get(id=case.id), about="closed", at=at, text=text)
    if written is not None:
        Message.objects.filter(id=written.pk).update(held_until=at + UNDO)
        sending.hand_over(message=written.pk, at=at + UNDO)


def _owed(deed: Deed, rows: Sequence[Case]) -> Mapping[int, str]:
    """Which answer is owed on which of these cases, where the deed would close them."""
    return ending.owed_among(cases=[value_of(each) for each in rows]) if deed.kind == "close" else {}


def _rows(references: Sequence[str], onlooker: Onlooker) -> list[Case]:
    return list(Case.objects.filter(cases_seen(onlooker), reference__in=references[:MOST]))


def _held(references: Sequence[str], onlooker: Onlooker) -> list[Case]:
    """These cases as they stand, all held before anything is done on one, so that two bulk acts never wait for one another."""
    rows = held_together(*(each.pk for each in _rows(references, onlooker)))
    return sorted((each for each in _rows(references, onlooker) if each.pk in rows), key=lambda each: each.pk)


def _kept(deed: Deed) -> str:
    return canonical_json({name: value for name in ("to", "team", "text", "outcome") if (value := getattr(deed, name))})
