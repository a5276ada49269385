"""Bind a version to what was decided: by it, and by nothing else, a version is recommended, adopted or amended.

The kernel says whether there is the authority (``kernel.planning.authorising``); here the record is asked for it.
"""

from datetime import date, datetime

from django.db import transaction

from guildhall.decide import door as decide
from guildhall.kernel.clocks import local
from guildhall.kernel.planning.authorising import Act, Asked, Decided, NoAuthority, Unauthorised, Used, refusals
from guildhall.kernel.planning.comparing import changes
from guildhall.kernel.planning.strategy import kept_strategy, unaccounted
from guildhall.ledger.door import Actor
from guildhall.plan import happened
from guildhall.plan import models as m
from guildhall.plan.keeping.recording import NotKept, needed, tell
from guildhall.plan.standing import in_force


def bind(*, version: m.StrategyVersion, act: Act, cites: str, actor: Actor, at: datetime) -> m.Bound:
    """Record that a version was recommended, adopted or amended by a decision, or amended by a use of a delegated power.

    One that is put forward says what became of each commitment of its predecessor. Raises ``NoAuthority`` with every reason, and
    ``NotKept`` (``consulted``, ``not-the-newest``, ``bound-already``, ``unaccounted``).
    """
    if act == "consulted":
        raise NotKept("consulted", "act")  # that is recorded with its consultation
    with transaction.atomic():
        _locked(version, act)
        _accounts_for_its_predecessor(version)
        if refused := authority(version=version, act=act, cites=cites, on=local(at).date()):
            raise NoAuthority(refused)
        row = m.Bound.objects.create(version=version, act=act, cites=cites, at=at, by=actor.reference)
        subject = version.strategy.reference
        tell(subject, happened.VERSION_BOUND, actor, at, version=version.number, act=act, cites=cites)
    return row


def enter_earlier(*, version: m.StrategyVersion, since: date, source: str, actor: Actor, at: datetime) -> m.Bound:
    """Record that a version was adopted on a day before the council's record here begins, and where that is on record.

    Raises ``NotKept`` (``on-our-record``: that decision can be cited; ``not-the-first``, ``bound-already``, ``missing``).
    """
    with transaction.atomic():
        _locked(version, "entered")
        first = decide.first_day()
        if version.number != 1:
            raise NotKept("not-the-first", "version", str(version.number))
        if since >= (first or local(at).date()):
            raise NotKept("on-our-record", "since", since.isoformat())
        said = needed(source, "source")
        row = m.Bound.objects.create(
            version=version, act="entered", since=since, source=said, at=at, by=actor.reference
        )
        subject = version.strategy.reference
        tell(subject, happened.VERSION_BOUND, actor, at, version=version.number, act="entered", since=since)
    return row


def authority(*, version: m.StrategyVersion, act: Act, cites: str, on: date) -> tuple[Unauthorised, ...]:
    """Every reason why a version may not be brought there by what is cited; none where it may. Asked before anything is written."""
    strategy = version.strategy
    before = in_force(strategy=strategy, on=on)
    text = kept_strategy(version.document)
    asked = Asked(
        act,
        strategy.adopter,
        strategy.matter,
        on,
        changes(kept_strategy(before.document), text) if before else (),
        before is not None,
        m.Bound.objects.filter(cites=cites, act="amended").exists(),
    )
    by = _cited(cites, on)
    if cites and by is None:
        return (Unauthorised("not-on-record", cites),)
    return refusals(asked, by)


def _cited(cites: str, on: date) -> Decided | Used | None:
    """What everybody may read of a decision or of a use, as it stands on a day."""
    if cites.startswith("use/"):
        use = decide.uses(references=[cites]).get(cites)
        if use is None:
            return None
        return Used(use.reference, _decided(use.given_by, on), use.on, use.before, use.after)
    return _decided(cites, on)


def _decided(reference: str, on: date) -> Decided | None:
    row = decide.decisions(references=[reference], on=on).get(reference) if reference else None
    if row is None:
        return None
    body = row.body.reference if row.body else ""
    return Decided(
        row.reference, row.outcome, body, row.matter, row.taken_on, row.effective, row.ended, row.recommended_to
    )


def _locked(version: m.StrategyVersion, act: str) -> None:
    """Whoever binds a version of a strategy waits for whoever does so at the same time; an older one is not brought into force again.

    What a version came to is said of it once.
    """
    m.Strategy.objects.select_for_update().get(pk=version.strategy_id)
    if m.StrategyVersion.objects.filter(strategy=version.strategy_id, number__gt=version.number).exists():
        raise NotKept("not-the-newest", "version", str(version.number))
    if m.Bound.objects.filter(version=version, act=act).exists():
        raise NotKept("bound-already", "act", act)


def _accounts_for_its_predecessor(version: m.StrategyVersion) -> None:
    before = version.strategy.predecessor
    last = before.versions.order_by("-number").first() if before else None
    if last is None:
        return
    codes = [each.code for each in kept_strategy(last.document).commitments]
    if missing := unaccounted(kept_strategy(version.document), codes):
        raise NotKept("unaccounted", "predecessor", ", ".join(missing))
