"""``guildhall services check``: what the publish gate finds in definitions, and how each differs from an older one."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from importlib import import_module

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import LONDON, local
from guildhall.kernel.gate.check import check
from guildhall.kernel.gate.comparing import Change, compare
from guildhall.kernel.gate.finding import Finding
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service
from guildhall.serve.commands.files import BadInput
from guildhall.serve.commands.reading import day, definition
from guildhall.serve.commands.walking import england

_NOON = time(12, tzinfo=LONDON)
_SOUND, _BLOCKED = 0, 1


def check_services(given: Namespace) -> int:
    """Print the findings, gravest first; 1 where any blocks, else 0. Raises ``BadInput`` before anything is printed."""
    if given.against is not None and len(given.services) > 1:
        raise BadInput("write one definition with --against: it is compared with that one older definition")
    at = local(datetime.now(UTC)) if given.at is None else datetime.combine(day(given.at), _NOON)
    services = {name: definition(name) for name in given.services}
    old = definition(given.against) if given.against is not None else None
    found = {name: _found(service, at, old) for name, service in services.items()}
    several = len(found) > 1
    if given.json:
        told = [
            ({"file": name} if several else {}) | finding.as_json()
            for name, findings in found.items()
            for finding in findings
        ]
        sys.stdout.write(canonical_json(told) + "\n")
    else:
        for name, findings in found.items():
            changes = compare(old, services[name]) if old is not None else None
            lines = [*_told(name if several else None, findings, changes)]
            if old is not None:
                lines += import_module("guildhall.serve.commands.council").reach(services[name], at)
            sys.stdout.write("".join(f"{line}\n" for line in lines))
    blocked = any(finding.severity == "blocks" for findings in found.values() for finding in findings)
    return _BLOCKED if blocked else _SOUND


def _found(service: Service, at: datetime, old: Service | None) -> tuple[Finding, ...]:
    return check(service, at=at, calendar=england(at.year), surfaces=SURFACES, old=old)


def _told(name: str | None, findings: Sequence[Finding], changes: Sequence[Change] | None) -> Iterator[str]:
    if name is not None:
        yield f"{name}:"
    for finding in findings:
        about = f" {finding.step}:" if finding.step else ""
        page = f" (page {finding.page})" if finding.page else ""
        yield f"{finding.severity} {finding.id}{about} {finding.message}{page}"
        if finding.counterexample is not None:
            yield "    Seen with these answers:"
            yield from _lines(finding.as_json())
    if changes is not None:
        yield "What has changed:" if changes else "Nothing has changed."
        yield from (f"    {change.sentence}" for change in changes)
    yield _summed_up(findings)


def _lines(told: Mapping[str, Json]) -> Iterator[str]:
    answers = told["counterexample"]
    yield from (f"        {step}: {canonical_json(value)}" for step, value in answers.items())
    if not answers:
        yield "        none yet"
    yield from (f"    {name}: {canonical_json(told[name])}" for name in ("facts", "now", "actor") if name in told)


def _summed_up(findings: Sequence[Finding]) -> str:
    blocking = sum(finding.severity == "blocks" for finding in findings)
    warning = len(findings) - blocking
    if not findings:
        return "Nothing was found: it can be published."
    return f"{_findings(blocking)} in the way of publishing, {_findings(warning)} to look at.".capitalize()


def _findings(count: int) -> str:
    return f"{count or 'no'} finding{'' if count == 1 else 's'}"
