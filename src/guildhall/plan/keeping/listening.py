"""Count what came through the service by which residents were asked: each case once, as an officer read it.

The case is named by its reference and nothing of what stands in it comes here. What it says is the findings that it was put to.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.kernel.model import Text
from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.ledger.door import Actor
from guildhall.plan import happened
from guildhall.plan import models as m
from guildhall.plan.keeping.consulting import find
from guildhall.plan.keeping.recording import NotKept, tell

_SAID = re.compile(r"said-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Theme:
    """A finding, as whoever reads an answer sees it: its code and its words."""

    code: str
    said: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A consultation as whoever reads an answer to it sees it: on what, its two days, both counted, and what was found so far."""

    reference: str
    title: Text
    opens_on: date
    closes_on: date
    findings: tuple[Theme, ...]


def consultations(*, service: str) -> tuple[Asking, ...]:
    """Every consultation by a service, the first one first."""
    rows = m.Consultation.objects.filter(service=service).select_related("version").order_by("opens_on", "id")
    return tuple(_told(each) for each in rows.prefetch_related("findings"))


def asking(*, service: str, on: date) -> Asking | None:
    """The consultation that was open by a service on a day; a service asks of one at a time."""
    row = _open(service, on)
    return None if row is None else _told(row)


def put_to(*, case: str) -> tuple[str, ...] | None:
    """The findings, by their codes, that a case was put to; ``None`` where nobody has read it yet."""
    row = m.Voice.objects.filter(case=case).first()
    return None if row is None else tuple(row.raised.order_by("id").values_list("code", flat=True))


def heard(
    *,
    service: str,
    on: date,
    case: str,
    channel: str,
    findings: Collection[str],
    actor: Actor,
    at: datetime,
    more: str = "",
    more_cy: str = "",
) -> None:
    """Count a case of a service, received ``on`` a day, and put it to what it says: ``findings`` by their codes, and ``more`` that is new.

    Read again, it is put to what is said then, and counts once. What is ``more`` in words that stand already is no new finding.
    Raises ``NotKept`` (``not-asked``, ``no-such-finding``).
    """
    with transaction.atomic():
        asked = _open(service, on)
        if asked is None:
            raise NotKept("not-asked", "service", service)
        m.Consultation.objects.select_for_update().get(pk=asked.pk)
        told = {each.code: each for each in asked.findings.all()}
        if unknown := sorted(set(findings) - set(told)):
            raise NotKept("no-such-finding", "findings", ", ".join(unknown))
        raised = {told[each] for each in findings}
        if said := more.strip():
            same = next((each for each in told.values() if each.said == said), None)
            raised.add(
                same
                or find(
                    consultation=asked,
                    code=_next_code(told),
                    said=said,
                    said_cy=more_cy.strip(),
                    actor=actor,
                    at=at,
                )
            )
        row, new = m.Voice.objects.get_or_create(
            case=case, defaults={"consultation": asked, "channel": channel, "at": at, "by": actor.reference}
        )
        if new or set(row.raised.all()) != raised:
            row.raised.set(raised)
            tell(
                asked.reference, happened.VOICE_READ, actor, at, case=case, channel=channel, findings=len(raised)
            )  # fmt: skip


def _next_code(codes: Collection[str]) -> str:
    """A code that no finding has, nor one with a number below: whichever of them are there."""
    numbers = [int(found[1]) for each in codes if (found := _SAID.fullmatch(each))]
    return f"said-{max([len(codes), *numbers]) + 1}"


def _told(row: m.Consultation) -> Asking:
    found = sorted(row.findings.all(), key=lambda each: each.pk)
    themes = tuple(Theme(each.code, each.said) for each in found)
    return Asking(row.reference, kept_strategy(row.version.document).title, row.opens_on, row.closes_on, themes)


def _open(service: str, on: date) -> m.Consultation | None:
    held = m.Consultation.objects.filter(service=service, opens_on__lte=on, closes_on__gte=on)
    return held.select_related("version").order_by("id").first()
