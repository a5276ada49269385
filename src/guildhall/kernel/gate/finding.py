"""A finding: one thing about a definition that would strand or shut out somebody, or that a designer should look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guildhall.kernel.model import Json

Severity = Literal["blocks", "warns"]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """How to see a fault: the answers that lead to it, and what must stand round them.

    ``facts`` holds only what must be known for the fault to show; ``now`` (ISO 8601, Europe/London) and ``actor`` are
    ``None`` where any moment and anybody will do.
    """

    answers: Mapping[str, Json]
    facts: Mapping[str, Json] = field(default_factory=dict)
    now: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``id`` says what sort it is, in a namespace, and never changes: ``path.dead-end``. ``step`` is the id of the step, page,
    rule, table, fact or outcome it is about; ``page`` the page of the form that it was imported from. ``message`` is one
    plain sentence in English, for whoever mends it.
    """

    id: str
    severity: Severity
    step: str | None
    message: str
    page: str | None = None
    counterexample: Counterexample | None = None

    def as_json(self) -> dict[str, Json]:
        """The finding as it is printed. What must stand round the answers is told only where it matters."""
        shown = self.counterexample
        told: dict[str, Json] = {
            "id": self.id,
            "severity": self.severity,
            "step": self.step,
            "page": self.page,
            "message": self.message,
            "counterexample": dict(shown.answers) if shown else None,
        }
        if shown:
            told |= {name: held for name in ("facts", "now", "actor") if (held := getattr(shown, name))}
        return told
