"""One pothole that three people told the demo council of: two reports are joined, and the third may be the same."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.casework import opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.joining import likeness, reporting
from guildhall.serve.publishing import editions
from guildhall.serve.telling import messages

_PLACE = "54.771800", "-1.573200"
_POTHOLE = {"dangerous": False, "problem": "pothole", "whose-road": "street", "depth": "shallow"}
_REPORTS: tuple[tuple[str, timedelta, Mapping[str, Json]], ...] = (
    ("street-problem", timedelta(days=3, hours=2), _POTHOLE | {
        "where": {"description": "Weir Street, outside the chemist", "lat": _PLACE[0], "lon": _PLACE[1]},
        "contact-by": "email", "email": "gwil.parry@example.org"}),
    ("report-danger", timedelta(days=1, hours=5), {
        "somebody-hurt": False, "what": "road", "hurt-today": False, "name": "Olive Marsh", "contact-by": "none",
        "where": {"description": "Hole by the chemist in Weir Street", "lat": "54.771908", "lon": _PLACE[1]}}),
    ("street-problem", timedelta(hours=3), _POTHOLE | {
        "where": {"description": "Weir Street at the crossing", "lat": "54.772070", "lon": _PLACE[1]},
        "depth": "not-sure", "contact-by": "none"}),
)  # fmt: skip


def report(*, until: datetime) -> None:
    """Let the three be told, the second as the same as the first. Where a service is not in force, nothing of it is told."""
    first: CaseValue | None = None
    for service, before, answers in _REPORTS:
        live, at, by = editions.current(service=service), until - before, Actor("resident")
        if live is None:
            return
        given = {name: answers.get(name) for name in live.compiled.steps}
        begun = journeys.begin(live=live, language="en", channel="web", actor=by, answers=given, at=at)
        same = likeness.code_of(first.reference) if first and service != first.service else ""
        try:
            case = reporting.submit(journey=begun.id, same=same, actor=by, channel="web", at=at)
        except opening.NotFinished:
            return
        first = first or case
        messages.receive(reference=case.reference, at=at)
        interactions.led_to_case(reference=case.reference)
