"""Note that an action was done or a milestone reached."""

from datetime import date, datetime

from django.db import transaction

from guildhall.kernel.clocks import local
from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.ledger.door import Actor
from guildhall.plan import happened
from guildhall.plan import models as m
from guildhall.plan.keeping.recording import NotKept, needed, tell
from guildhall.plan.standing import in_force


def note_done(
    *,
    strategy: m.Strategy,
    commitment: str,
    part: str,
    on: date,
    says: str,
    actor: Actor,
    at: datetime,
    says_cy: str = "",
) -> m.Done:
    """Note that an action or a milestone of the version in force was done, and where that shows.

    Raises ``NotKept`` (``nothing-in-force``, ``no-such-part``, ``not-yet``, ``said-already``, ``missing``).
    """
    with transaction.atomic():
        m.Strategy.objects.select_for_update().get(pk=strategy.pk)
        version = in_force(strategy=strategy, on=local(at).date())
        if version is None:
            raise NotKept("nothing-in-force", "strategy")
        held = kept_strategy(version.document).commitment(commitment)
        if held is None or part not in {
            *(each.code for each in held.actions),
            *(each.code for each in held.milestones),
        }:
            raise NotKept("no-such-part", "part", f"{commitment} {part}")
        if on > local(at).date():
            raise NotKept("not-yet", "on", on.isoformat())
        if m.Done.objects.filter(strategy=strategy, commitment=commitment, part=part).exists():
            raise NotKept("said-already", "part", part)
        row = m.Done.objects.create(
            strategy=strategy, commitment=commitment, part=part, on=on, says=needed(says, "says"), says_cy=says_cy.strip(),
            at=at, by=actor.reference,
        )  # fmt: skip
        tell(strategy.reference, happened.COMMITMENT_DONE, actor, at, commitment=commitment, part=part, on=on)
    return row
