"""Findings about ways: what leads to nothing, where somebody gets stuck, and what nobody ever reaches."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate import journeys, references
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity

FINDS: Mapping[str, Severity] = {**references.FINDS, **journeys.FINDS}


def findings(examined: Examined) -> Iterator[Finding]:
    """Names that lead to nothing first: much else follows from them."""
    yield from references.findings(examined)
    yield from journeys.findings(examined)
