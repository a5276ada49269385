"""What the publish gate finds in a draft, each finding with the way to the part it is about."""

import gc
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import local
from guildhall.kernel.gate.check import check
from guildhall.kernel.gate.finding import Finding
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.designing.known import called
from guildhall.serve.designing.parts import SERVICE, NoSuchPart, found_by_code, get
from guildhall.serve.designing.standing import Standing
from guildhall.serve.promised import unknown
from guildhall.serve.publishing import waivers
from guildhall.serve.publishing.waivers import WaiverValue

NO_COMMITMENT = "plan.no-such-commitment"
"""The warning that a service names a commitment that no strategy in force has."""
_KEPT = 40
_one_at_a_time = Lock()
_found: OrderedDict[tuple[str, str], tuple[Finding, ...]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the desk shows it: where it leads, the answers that show it, and who waived it."""

    id: str
    blocks: bool
    message: str
    path: str
    step: str
    example: str = ""
    waiver: WaiverValue | None = None

    @property
    def stops(self) -> bool:
        """Whether it keeps the draft from being published."""
        return self.blocks and self.waiver is None


def found_in(standing: Standing, at: datetime) -> tuple[Found, ...]:
    """Everything found in a draft at a moment, what blocks first. One statement, for the waivers."""
    faults = tuple(
        Found("shape", True, f"{_called(standing.document, each.path)}{each}", each.path, "")
        for each in standing.faults
    )
    if standing.service is None:
        return faults
    waived = waivers.in_force(service=standing.service.id, today=local(at).date())
    found = tuple(_found_one(standing.document, each, waived) for each in findings(standing.service, at))
    return (*found, *_keeping_nothing(standing.service, at))


def findings(service: Service, at: datetime) -> tuple[Finding, ...]:
    """The gate's findings. The same definition on the same day is examined once in each process."""
    key = (service.hash(), local(at).date().isoformat())
    with _one_at_a_time:
        if key not in _found:
            _found[key] = _examined(service, at)
            while len(_found) > _KEPT:
                _found.popitem(last=False)
        return _found[key]


def _keeping_nothing(service: Service, at: datetime) -> Iterator[Found]:
    """What it says it keeps and is no commitment in force. The gate cannot know: a strategy may change after a service is published."""
    for each in unknown(fulfils=service.fulfils, at=at):
        message = f"It says that it fulfils {each}, which is no commitment of a strategy in force: name one that is, or leave it out."
        yield Found(NO_COMMITMENT, False, message, SERVICE, "")


def _examined(service: Service, at: datetime) -> tuple[Finding, ...]:
    """Examine a definition. The prover serves one thread at a time, and nothing of it may be swept up by another thread."""
    swept = gc.isenabled()
    gc.disable()
    try:
        return check(service, at=at, calendar=working_calendar(at), surfaces=SURFACES)
    finally:
        gc.collect()
        if swept:
            gc.enable()


def _called(document: Json, path: str) -> str:
    """Which part a fault is in, where it is one of many."""
    try:
        return "" if path == SERVICE else f"“{called(get(document, path))}”: "
    except NoSuchPart:
        return ""


def _found_one(document: Json, finding: Finding, waived: tuple[WaiverValue, ...]) -> Found:
    shown = finding.counterexample
    example = ""
    if shown is not None:
        around = {"answers": dict(shown.answers), "facts": dict(shown.facts), "now": shown.now, "actor": shown.actor}
        example = canonical_json(around)
    return Found(
        finding.id,
        finding.severity == "blocks",
        finding.message,
        (found_by_code(document, finding.step) if finding.step else None) or SERVICE,
        finding.step or "",
        example,
        next((each for each in waived if each.covers(finding.id, finding.step or "")), None),
    )
