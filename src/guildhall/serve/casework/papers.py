"""Every document of a case in one list: with which step, visit or email it came, from whom and when, and who opened it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Refused, store_all_files
from guildhall.kernel.canonical import read_json
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.answering.provenance import Given
from guildhall.serve.casework.cases import CaseValue, happenings
from guildhall.serve.models import Arrival, Attachment, Case

CAME_BY = ("counter", "paper", "email", "partner")
"""How a document comes that is added at the desk."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``step`` is the answer that it belongs to, else ``title`` says what it is; ``with_what`` is a code.

    ``opened`` is who opened it and when, the last first. ``by`` is an account, empty where it came from the customer.
    """

    file: str
    with_what: str
    step: str
    title: str
    channel: str
    by: str
    at: datetime
    opened: tuple[tuple[str, datetime], ...]


def of_case(*, case: CaseValue, given: Mapping[str, Given]) -> tuple[Paper, ...]:
    """Every document of a case, oldest first; ``given`` says where each answer came from. Three statements."""
    opened: dict[str, list[tuple[str, datetime]]] = {}
    for event in happenings(case=case, audience="staff"):
        if event.type == happened.DOCUMENT_OPENED.name:
            opened.setdefault(str(event.data["document"]), []).insert(0, (event.actor.reference, event.at))
    found: dict[str, Paper] = {}

    def add(file: str, with_what: str, at: datetime, *, step: str = "", title: str = "", came: tuple[str, str]) -> None:
        channel, by = came
        found.setdefault(file, Paper(file, with_what, step, title, channel, by, at, tuple(opened.get(file, ()))))

    for step, value in case.answers.items():
        source = given.get(step)
        came = (source.channel, source.actor.reference) if source else (case.channel, "")
        for file in _files(value):
            add(file, "answer", source.at if source else case.opened_at, step=step, came=came)
    for row in Attachment.objects.filter(case_id=case.id).order_by("at", "id"):
        what = "visit" if row.inspection_id else "answer" if row.step else "desk"
        add(row.file, what, row.at, step=row.step, title=row.title, came=(row.channel, row.by))
    for email in Arrival.objects.filter(case_id=case.id).exclude(files="[]").order_by("at", "id"):
        for file in read_json(email.files):
            add(file, "email", email.at, title=email.subject, came=("email", ""))
    return tuple(sorted(found.values(), key=lambda each: each.at))


def files_of(*, case: CaseValue) -> frozenset[str]:
    """The references of every document of a case."""
    return frozenset(each.file for each in of_case(case=case, given={}))


def add(
    *, case: CaseValue, title: str, channel: str, sent: tuple[tuple[bytes, str], ...], actor: Actor, at: datetime
) -> Refused | None:
    """Keep a document that came for a case and was not asked for. Gives why it was refused; then nothing is kept."""
    with transaction.atomic():
        Case.objects.select_for_update().only("id").get(id=case.id)
        stored = store_all_files(sent=sent, by=actor.reference, channel=channel)
        if isinstance(stored, Refused):
            return stored
        for file in stored:
            Attachment.objects.create(
                case_id=case.id, title=title, channel=channel, file=file, by=actor.reference, at=at
            )
            record(
                subject=case.subject,
                type=happened.DOCUMENT_ATTACHED.name,
                actor=actor,
                at=at,
                visibility="customer",
                data={"document": file, "channel": channel},
            )
        return None


def _files(value: Json) -> list[str]:
    if isinstance(value, dict):
        return [found for each in value.values() for found in _files(each)]
    if isinstance(value, list):
        return [found for each in value for found in _files(each)]
    return [value] if isinstance(value, str) and value.startswith("file/") else []
