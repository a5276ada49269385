"""How a fault of the ways is told: with answers that really lead to it, or as not proved."""

from collections.abc import Iterator
from dataclasses import replace

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding
from guildhall.kernel.gate.proof import Confirms, NotProved
from guildhall.kernel.gate.solver import Term


def not_proved(examined: Examined, step: str | None, why: str) -> Finding:
    """What could be neither shown nor ruled out. It blocks, until it is waived by name."""
    return examined.finding(
        "path.not-proved",
        "blocks",
        step,
        f"This could not be proved sound: {why}. Make it simpler, or waive it by name.",
    )


def show(examined: Examined, finding: Finding, confirms: Confirms, *formulas: Term) -> Iterator[Finding]:
    """A finding that needs answers to show it; not proved where the answers that the prover gives lead elsewhere."""
    try:
        shown = examined.proof.shown(confirms, *formulas)
    except NotProved:
        yield not_proved(examined, finding.step, f"it may be that {finding.message[:1].lower()}{finding.message[1:-1]}")
        return
    if shown is not None:
        yield replace(finding, counterexample=shown)
