"""Ask residents about a version, keep what they said, and say what was done about it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import door as decide
from guildhall.kernel.clocks import local
from guildhall.kernel.planning.authorising import Asked, Decided, NoAuthority, Unauthorised, refusals
from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.ledger.door import Actor
from guildhall.plan import happened
from guildhall.plan import models as m
from guildhall.plan.keeping.recording import NotKept, needed, tell


def open_consultation(
    *,
    version: m.StrategyVersion,
    cites: str,
    opens_on: date,
    closes_on: date,
    actor: Actor,
    at: datetime,
    ways: str = "",
    ways_cy: str = "",
    service: str = "",
) -> m.Consultation:
    """Put a version out for consultation, by a decision that does so. ``service`` is the one by which people answer.

    A service asks of one version at a time, so that an answer is to one. Raises ``NoAuthority``, and ``NotKept`` where it would close
    before it opens (``backwards``) or the service asks of another then (``asks-already``).
    """
    if closes_on < opens_on:
        raise NotKept("backwards", "closes_on")
    strategy = version.strategy
    with transaction.atomic():
        # Whoever asks by the same service waits too, whichever strategy it is about.
        list(m.Strategy.objects.select_for_update().order_by("pk").values_list("pk"))
        if refused := _refused(strategy, cites, max(opens_on, local(at).date())):
            raise NoAuthority(refused)
        then = m.Consultation.objects.filter(service=service, opens_on__lte=closes_on, closes_on__gte=opens_on)
        if service and (other := then.first()):
            raise NotKept("asks-already", "service", other.reference)
        number = m.Consultation.objects.filter(version__strategy=strategy).count() + 1
        row = m.Consultation.objects.create(
            reference=f"consultation/{strategy.key}.{number}", version=version, cites=cites, opens_on=opens_on,
            closes_on=closes_on, ways=ways, ways_cy=ways_cy, service=service, opened_at=at, opened_by=actor.reference,
        )  # fmt: skip
        tell(
            row.reference, happened.CONSULTATION_OPENED, actor, at, first=True, strategy=strategy.reference,
            version=version.number, opens=opens_on, closes=closes_on,
        )  # fmt: skip
    return row


def hear(*, consultation: m.Consultation, people: Mapping[str, int], actor: Actor, at: datetime) -> None:
    """Say how many answered by each way in, beside those who came through the service and are counted one by one (``listening``).

    Said once for each; a channel that nobody used is 0, one that was not open is left out.
    """
    with transaction.atomic():
        _locked(consultation)
        for channel, number in people.items():
            if m.Heard.objects.filter(consultation=consultation, finding=None, channel=channel).exists():
                raise NotKept("said-already", "channel", channel)
            m.Heard.objects.create(consultation=consultation, channel=channel, people=number)
            tell(consultation.reference, happened.CONSULTATION_HEARD, actor, at, channel=channel, people=number)


def find(
    *,
    consultation: m.Consultation,
    code: str,
    said: str,
    actor: Actor,
    at: datetime,
    said_cy: str = "",
    people: Mapping[str, int] | None = None,
) -> m.Finding:
    """Record what many said, in the words of whoever read the answers, and how many said it by each way in, where they were counted.

    Raises ``NotKept`` (``missing``, ``said-already``).
    """
    with transaction.atomic():
        _locked(consultation)
        if m.Finding.objects.filter(consultation=consultation, code=code).exists():
            raise NotKept("said-already", "code", code)
        row = m.Finding.objects.create(
            consultation=consultation,
            code=code,
            said=needed(said, "said"),
            said_cy=said_cy.strip(),
            at=at,
            by=actor.reference,
        )
        for channel, number in (people or {}).items():
            m.Heard.objects.create(consultation=consultation, finding=row, channel=channel, people=number)
        tell(consultation.reference, happened.FINDING_MADE, actor, at, finding=code)
    return row


def answer(
    *, finding: m.Finding, done: str, actor: Actor, at: datetime, commitment: str = "", done_cy: str = ""
) -> m.Answered:
    """Say what was done about a finding: the commitment of the newest version that answers it, or why nothing was changed.

    Raises ``NotKept`` (``missing``, ``said-already``, ``no-such-commitment``).
    """
    strategy = finding.consultation.version.strategy_id
    with transaction.atomic():
        m.Strategy.objects.select_for_update().get(pk=strategy)
        newest = m.StrategyVersion.objects.filter(strategy=strategy).order_by("-number")[0]
        if commitment and kept_strategy(newest.document).commitment(commitment) is None:
            raise NotKept("no-such-commitment", "commitment", commitment)
        if m.Answered.objects.filter(finding=finding, commitment=commitment).exists():
            raise NotKept("said-already", "commitment", commitment)
        row = m.Answered.objects.create(
            finding=finding,
            commitment=commitment,
            done=needed(done, "done"),
            done_cy=done_cy.strip(),
            at=at,
            by=actor.reference,
        )
        subject = finding.consultation.reference
        tell(subject, happened.FINDING_ANSWERED, actor, at, finding=finding.code, commitment=commitment or None)
    return row


def _locked(consultation: m.Consultation) -> None:
    """Whoever says what came of a consultation waits for whoever does so at the same time."""
    m.Consultation.objects.select_for_update().get(pk=consultation.pk)


def _refused(strategy: m.Strategy, cites: str, on: date) -> tuple[Unauthorised, ...]:
    """Why a strategy may not be put out for consultation by this decision; whichever body decided it, the executive or Council."""
    row = decide.decisions(references=[cites], on=on).get(cites) if cites else None
    if cites and row is None:
        return (Unauthorised("not-on-record", cites),)
    by = None
    if row is not None:
        body = row.body.reference if row.body else ""
        by = Decided(row.reference, row.outcome, body, row.matter, row.taken_on, row.effective, row.ended)
    return refusals(Asked("consulted", strategy.adopter, strategy.matter, on), by)
