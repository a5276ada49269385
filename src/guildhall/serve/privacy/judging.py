"""An erasure request, record by record: what each stands on in law, what is proposed and why, and what an officer decides.

The right to erasure (UK GDPR, Article 17) gives way where the law obliges us or gives us a task (17(3)(b)), and where a claim
may have to be answered (17(3)(e)). The lawful basis is that of the service's own definition, in the edition of the case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor
from guildhall.people.door import guarded_among
from guildhall.serve import happened
from guildhall.serve.casework.cases import tell_ledger
from guildhall.serve.models import Case, Considered
from guildhall.serve.privacy.beside import Beside, beside_cases
from guildhall.serve.privacy.holds import held_among, is_held
from guildhall.serve.privacy.requests import RequestValue
from guildhall.serve.privacy.retention import kept_until
from guildhall.serve.publishing import editions

DECISIONS = ("keep", "anonymise", "erase")
OBLIGED = {"legal-obligation": "obligation", "public-task": "task", "vital-interests": "task"}
"""The lawful bases under which the law itself asks for a record, and how each is told."""


class Held(ValueError):
    """It is under a legal hold, and can only be kept."""

    code = "held"


class NoReason(ValueError):
    """It was decided otherwise than proposed, and nobody wrote why."""

    code = "no-reason"


@dataclass(frozen=True, slots=True)
class Judged:
    """One record of the person's: its lawful basis and the law it names, what is proposed and why, and what was decided.

    ``record`` is ``case/…``, ``party/…`` or something ``beside`` both; ``until`` the local date up to which it is kept by rule.
    """

    id: int
    record: str
    service: str
    on: date | None
    is_open: bool
    basis: str
    laws: tuple[str, ...]
    until: date | None
    proposed: str
    because: str
    decided: str
    why: str
    by: str

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be decided of it."""
        if self.because in {"legal-hold", "request-itself", "still-owed"}:
            return ("keep",)
        return DECISIONS if self.record.startswith("case/") else ("keep", "erase")


def lay_out(*, request: RequestValue, at: datetime) -> tuple[Judged, ...]:
    """Every record of the person, each with what is proposed now and what was decided. Some ten statements, however many.

    What has come since is added. A proposal on which nobody has decided yet follows what changes, such as a hold.
    """
    parties, now_held = request.parties, any(is_held(party=each) for each in request.parties)
    cases = list(Case.objects.filter(customer__in=parties, erased_at=None).order_by("opened_at", "id"))
    own = Case.objects.get(id=request.case.id)
    cases = [*(each for each in cases if each.pk != own.pk), own]
    held = held_among(cases=cases)
    found = [_of_case(each, today=local(at).date(), held=each.pk in held, own=each.pk == own.pk) for each in cases]
    found += _beside(beside_cases(parties=parties, at=at), today=local(at).date(), held=now_held)
    needed = any(each.proposed == "keep" for each in found if each.record != f"case/{own.reference}")
    guarded = bool(guarded_among(references=parties))
    found += [_of_person(each, held=now_held, guarded=guarded, needed=needed) for each in parties]
    return _kept(request, found)


def decide(*, request: RequestValue, record: str, decided: str, why: str, actor: Actor, at: datetime) -> None:
    """Decide of one record. Raises ``Held`` or ``NoReason``."""
    judged = next(each for each in lay_out(request=request, at=at) if each.record == record)
    if decided not in judged.choices:
        raise Held(record)
    if decided != judged.proposed and not why:
        raise NoReason(record)
    with transaction.atomic():
        row = Considered.objects.select_for_update().get(id=judged.id)
        if (row.decided, row.why) == (decided, why):
            return
        row.decided, row.why, row.by, row.at = decided, why, actor.reference, at
        row.save(update_fields=["decided", "why", "by", "at"])
        told = {"record": record, "decided": decided, "because": judged.because}
        tell_ledger(request.case, happened.RECORD_DECIDED.name, actor, at, "staff", told)


def _kept(request: RequestValue, found: list[Judged]) -> tuple[Judged, ...]:
    """The same with what is written down of each; what is new is written down."""
    known: Mapping[str, Considered] = {each.record: each for each in Considered.objects.filter(request_id=request.id)}
    fresh = [each for each in found if each.record not in known]
    if fresh:
        Considered.objects.bulk_create(
            (
                Considered(request_id=request.id, record=each.record, proposed=each.proposed, because=each.because)
                for each in fresh
            ),
            ignore_conflicts=True,
        )
        known = {each.record: each for each in Considered.objects.filter(request_id=request.id)}
    return tuple(_with(each, known[each.record]) for each in found)


def _with(judged: Judged, row: Considered) -> Judged:
    held_since = judged.because == "legal-hold" and row.decided != "keep"
    over_since = row.because == "still-owed" and judged.because != "still-owed"
    if row.decided and (held_since or over_since):
        row.decided = ""  # a hold came after the decision, or what was owed is over: it cannot stand
    if not row.decided and (row.proposed, row.because) != (judged.proposed, judged.because):
        Considered.objects.filter(id=row.pk).update(proposed=judged.proposed, because=judged.because, decided="")
    return Judged(
        row.pk,
        judged.record,
        judged.service,
        judged.on,
        judged.is_open,
        judged.basis,
        judged.laws,
        judged.until,
        judged.proposed,
        judged.because,
        row.decided,
        row.why,
        row.by,
    )


def _of_case(row: Case, *, today: date, held: bool, own: bool) -> Judged:
    legal = editions.of_hash(edition=row.edition_id).service.legal
    until = kept_until(row)
    proposed, because = _proposed(row, legal.basis or "", until, today=today, held=held, own=own)
    on = local(row.opened_at).date()
    laws = legal.law_refs
    return _judged(
        f"case/{row.reference}",
        (row.service, on, row.closed_at is None),
        (legal.basis or "", laws, until),
        (proposed, because),
    )


def _proposed(row: Case, basis: str, until: date | None, *, today: date, held: bool, own: bool) -> tuple[str, str]:
    """What is proposed for a case, and why: the first of these that holds."""
    task, closed = OBLIGED.get(basis, "contract"), row.closed_at is not None
    reasons = (
        (held, ("keep", "legal-hold")),
        (own, ("keep", "request-itself")),
        (basis == "consent", ("erase", "consent-withdrawn")),
        (not closed, ("keep", f"{task}-open")),
        (until is not None and until <= today, ("erase", "period-over")),
        (bool(row.fee) or basis not in OBLIGED, ("keep", "claims-period")),
        (basis == "public-task" and _is_about_a_place(row), ("anonymise", "place-needed")),
    )
    return next((said for holds, said in reasons if holds), ("keep", f"{task}-period"))


def _is_about_a_place(row: Case) -> bool:
    """Whether the matter is a place out of doors, and not somebody's home: a question of that kind was answered."""
    service, answers = editions.of_hash(edition=row.edition_id).compiled, read_json(row.answers)
    return any(question.kind == "place" and answers.get(step) for step, question in service.steps.items())


def _beside(found: Iterable[Beside], *, today: date, held: bool) -> list[Judged]:
    """What is theirs beside their cases. What lies in somebody else's case stands on what that case stands on."""
    rows = list(found)
    others = {
        each.reference: each
        for each in Case.objects.filter(reference__in={each.case for each in rows if each.case}, erased_at=None)
    }
    on_hold = held_among(cases=others.values())
    return [
        _of_case_of_another(each, case, today=today, held=held or case.pk in on_hold)
        if (case := others.get(each.case))
        else _judged(each.record, (each.service, each.began_on, each.owed), ("", (), None), _alone(each, held=held))
        for each in rows
    ]


def _alone(found: Beside, *, held: bool) -> tuple[str, str]:
    if held:
        return "keep", "legal-hold"
    return ("keep", "still-owed") if found.owed else ("erase", "not-needed")


def _of_case_of_another(found: Beside, row: Case, *, today: date, held: bool) -> Judged:
    """Whoever was in contact about another's case, such as to open it: that it was they is needed as long as that case is."""
    legal, until = editions.of_hash(edition=row.edition_id).service.legal, kept_until(row)
    proposed, because = _alone(found, held=held)
    if proposed == "erase" and legal.basis != "consent":  # it was the other who agreed, and may agree still
        proposed, because = _proposed(row, legal.basis or "", until, today=today, held=held, own=False)
    said = ("erase" if proposed == "anonymise" else proposed, because)
    of = (found.service or row.service, found.began_on, found.owed or row.closed_at is None)
    return _judged(found.record, of, (legal.basis or "", legal.law_refs, until), said)


def _of_person(party: str, *, held: bool, guarded: bool, needed: bool) -> Judged:
    said = (
        ("keep", "legal-hold")
        if held
        else ("keep", "protected")
        if guarded
        else ("keep", "person-needed")
        if needed
        else ("erase", "not-needed")
    )
    return _judged(party, ("", None, False), ("", (), None), said)


def _judged(
    record: str,
    of: tuple[str, date | None, bool],
    law: tuple[str, Iterable[str], date | None],
    said: tuple[str, str],
) -> Judged:
    service, on, is_open = of
    basis, laws, until = law
    return Judged(0, record, service, on, is_open, basis, tuple(laws), until, *said, "", "", "")
