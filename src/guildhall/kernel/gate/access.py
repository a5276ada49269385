"""Findings about access: nobody may be shut out, on any channel, and nobody asked what they cannot answer there."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate import access_burden, access_facts, access_open, access_surfaces
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity

FINDS: Mapping[str, Severity] = {
    **access_surfaces.FINDS,
    **access_facts.FINDS,
    **access_open.FINDS,
    **access_burden.FINDS,
}


def findings(examined: Examined) -> Iterator[Finding]:
    """All that would keep somebody from being served."""
    for part in (access_open, access_surfaces, access_facts, access_burden):
        yield from part.findings(examined)
