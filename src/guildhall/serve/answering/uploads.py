"""Files that machines send ahead of an answer: kept for one service, put into one journey, and never into a second."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.serve.models import Upload


def keep(*, file: str, service: str, at: datetime) -> None:
    """Record that a stored file was sent for a service."""
    Upload.objects.create(file=file, service=service, at=at)


def not_to_be_used(*, files: Iterable[str], service: str) -> frozenset[str]:
    """Those of these references that no answer may hold: never sent for this service, or in another journey already.

    Which it is, nobody is told: a reference that was guessed gives nothing away. Inside a transaction the others are held for it.
    """
    wanted = frozenset(files)
    if not wanted:
        return wanted
    free = Upload.objects.filter(file__in=wanted, service=service, journey=None).select_for_update()
    return wanted - frozenset(free.values_list("file", flat=True))


def put_in(*, files: Iterable[str], journey: UUID) -> None:
    """Record that files went into a journey, so that they go into no other."""
    Upload.objects.filter(file__in=list(files)).update(journey_id=journey)


def files_in(questions: Sequence[Question], answers: Mapping[str, Json], path: str = "") -> Iterator[tuple[str, str]]:
    """The references of the files among answers that count, each after its step (``people.0.photo`` inside a group)."""
    for question in questions:
        value, step = answers.get(question.id), path + question.id
        if isinstance(question, Evidence):
            yield from ((step, file) for file in (value or {}).get("files", ()))
        elif isinstance(value, list) and question.inner():
            for place, item in enumerate(value):
                yield from files_in(question.inner(), item, f"{step}.{place}.")
        elif isinstance(value, dict) and question.inner():
            yield from files_in(question.inner(), value, f"{step}.")
