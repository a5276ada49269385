"""The gate itself: every namespace of findings, looked for in turn."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from guildhall.kernel.clocks import Calendar
from guildhall.kernel.gate import access, law, path, table, tests, words
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.service import Service
from guildhall.kernel.walk import SurfaceOf


class Namespace(Protocol):
    """A module that looks for findings of one namespace: those it can make, and how to make them."""

    FINDS: Mapping[str, Severity]

    def findings(self, examined: Examined) -> Iterator[Finding]: ...


NAMESPACES: tuple[Namespace, ...] = (path, table, words, access, law, tests)

FINDS: Mapping[str, Severity] = {kind: grave for namespace in NAMESPACES for kind, grave in namespace.FINDS.items()}
"""Every sort of finding the gate can make, and whether it blocks or warns."""


def check(
    service: Service,
    *,
    at: datetime,
    calendar: Calendar,
    surfaces: Mapping[str, SurfaceOf],
    old: Service | None = None,
) -> tuple[Finding, ...]:
    """Examine a definition on every channel, as at a moment (with a zone). What blocks comes first.

    ``old`` is the definition that this one is to follow, where there is one: some findings are about what has changed.
    The same definitions, moment and calendar give the same findings. Nothing is raised for a faulty definition.
    """
    examined = Examined(service, at, calendar, surfaces, old)
    found = [finding for namespace in NAMESPACES for finding in namespace.findings(examined)]
    return tuple(sorted(found, key=_gravest_first))


def _gravest_first(finding: Finding) -> int:
    return 0 if finding.severity == "blocks" else 1
